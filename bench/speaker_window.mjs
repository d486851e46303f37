// The speaker's window: how soon it is painted after its key, and a key pressed in either window shown in both.
import { attach, closeTarget, control, open, pageAddress, pause } from "./chromium.mjs";

const OPENINGS = 5;
/** From a key, as its window's browser stamps it, to the end of the frames in which both windows show the slide. */
const BOTH = `(() => {
  const name = Object.entries(sessionStorage).find(([key]) => key.startsWith('footlights-speaker:'))[1];
  globalThis.both = [window, window.open('', name)];
  globalThis.times = { stage: [], speaker: [] };
  const shown = view => new Promise(done => view.requestAnimationFrame(() => {
    const channel = new MessageChannel(); channel.port1.onmessage = () => done(); channel.port2.postMessage(0); }));
  for (const [at, view] of both.entries())
    view.addEventListener('keydown', async event => {
      const start = view.performance.timeOrigin + event.timeStamp - performance.timeOrigin;
      await Promise.all(both.map(shown));
      times[at ? 'speaker' : 'stage'].push(performance.now() - start);
    }, true);
})()`;
const OPENED = `performance.getEntriesByName('footlights:speaker-window').map(({ duration }) => duration)`;

/** @param {string} url @param {number} presses @param {(target: object) => Promise<number>} memoryOf in MB */
export async function speakerWindow(url, presses, memoryOf) {
  const target = await open(url);
  await pause(5000);
  const page = await attach(pageAddress(target));
  const press = (of, key, code) =>
    of.call("Input.dispatchKeyEvent", { type: "rawKeyDown", key, code: key, windowsVirtualKeyCode: code });
  let window = null;
  for (let opening = 0; opening < OPENINGS; opening++) {
    if (window) await control.call("Target.closeTarget", { targetId: window.targetId });
    await pause(700);
    await page.call("Page.bringToFront");
    await press(page, "s", 83);
    await pause(1200);
    const { targetInfos } = await control.call("Target.getTargets");
    window = targetInfos.find(({ openerId }) => openerId === target.targetId);
  }
  const times = { speakerOpens: await page.evaluate(OPENED) };
  await page.evaluate(BOTH);
  const speaker = await attach(pageAddress(window));
  for (let at = 0; at < presses; at++) {
    const [key, code] = Math.floor(at / 40) % 2 ? ["PageUp", 33] : ["PageDown", 34];
    await press(at % 2 ? speaker : page, key, code);
    await pause(61);
  }
  const { stage, speaker: own } = await page.evaluate("times");
  times.keyInStage = stage;
  times.keyInSpeaker = own;
  page.close();
  speaker.close();
  times.bothWindowsMemory = [await memoryOf(target)];
  await closeTarget(target);
  return times;
}
