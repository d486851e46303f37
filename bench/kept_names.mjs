// What it costs that Python's names are kept: keys, an empty cell and a loop while they are, and while they are not.
import { attach, closeTarget, open, pageAddress, pause } from "./chromium.mjs";
import { IN_THE_PAGE, KEY_TIMES } from "./in_the_page.mjs";

/** Names are taken and stored within that time after a run. */
const KEPT_MS = 3000;
const KEPT = "document.documentElement.dataset.namesKept ?? '0'";

/** @param {string} url of the page of bench/live.md @param {number} count */
export async function keptNames(url, count) {
  const times = { keyAlone: [], keyWhileKept: [], cellAlone: [], cellWhileKept: [], workAlone: [], workWhileDue: [] };
  const target = await open(url);
  await pause(4000);
  const page = await attach(pageAddress(target));
  await page.evaluate(IN_THE_PAGE);
  await page.evaluate(`bench.live("ready").then(() => true)`);
  await page.evaluate("bench.show('nothing')");
  await page.evaluate(KEY_TIMES);
  const press = (key, code) =>
    page.call("Input.dispatchKeyEvent", { type: "rawKeyDown", key, code: key, windowsVirtualKeyCode: code });
  const keys = async () => {
    await page.evaluate("times.length = 0");
    for (const ends = Date.now() + KEPT_MS; Date.now() < ends; await pause(37)) {
      await press("PageDown", 34);
      await pause(37);
      await press("PageUp", 33);
    }
    return page.evaluate("times");
  };
  for (let run = 0; run < 6; run++) await page.evaluate("bench.work()");
  await keys();
  for (let run = 0; run < count; run++) {
    await pause(KEPT_MS);
    times.keyAlone.push(...(await keys()));
    const before = await page.evaluate(KEPT);
    await page.evaluate("bench.roundTrip()");
    times.keyWhileKept.push(...(await keys()));
    if ((await page.evaluate(KEPT)) === before) throw new Error("names were not kept meanwhile");
  }
  for (let run = 0; run < 6 * count; run++) {
    await pause(KEPT_MS);
    times.cellAlone.push(await page.evaluate("bench.roundTrip()"));
    await pause((run * 1500) / (6 * count));
    times.cellWhileKept.push(await page.evaluate("bench.roundTrip()"));
  }
  for (let run = 0; run < count; run++) {
    await pause(KEPT_MS);
    times.workAlone.push(await page.evaluate("bench.work()"));
    await page.evaluate("bench.roundTrip()");
    times.workWhileDue.push(await page.evaluate("bench.work()"));
  }
  page.close();
  await closeTarget(target);
  return times;
}
