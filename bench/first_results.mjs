// How soon each cell of a talk shows something: run at once, while Python starts, and when all is warmed up.
import { attach, closeTarget, open, pageAddress, pause } from "./chromium.mjs";
import { marksOf } from "./marks.mjs";

/** @typedef {{number: number, slide: number}} Cell */

/** Told by a script that the benchmark puts into the talk's pages; see conference.py. */
const RESULT = "bench:result";
const WARM = "bench:warm";
const MARKS = { talkFirst: "footlights:first-slide", talkLive: "footlights:live-ready", talkWarm: WARM };

/** Runs the cell of a slide twice: when which state came, and when something was shown, in milliseconds. */
const TWICE = `(async slide => {
  const frame = () => new Promise(done => requestAnimationFrame(done));
  location.hash = "#/" + slide;
  while (!document.querySelector('[data-current][data-slide="' + slide + '"] .cell[data-editor]')) await frame();
  const cell = document.querySelector('[data-current] .cell');
  const [app, output] = [cell.querySelector('.app'), cell.querySelector('.output')];
  const once = () => new Promise(done => {
    const seen = {};
    if (app) app.dataset.state = "waiting";
    const look = () => {
      const now = performance.now(), { state } = cell.dataset;
      seen[state] ??= now;
      const shown = app ? app.dataset.state === "open" : cell.dataset.kind === "compare" ? state === "done" : output.firstChild;
      if (shown && state !== "queued") seen.result ??= now;
      if (!seen.done && !seen.failed) return;
      if (app && !seen.result) return;
      observer.disconnect();
      seen.result ??= now; // run again, some code prints nothing
      done({ wait: seen.result - start, itself: Math.min(seen.result, seen.done ?? Infinity) - seen.running });
    };
    const observer = new MutationObserver(look);
    observer.observe(cell, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-state"] });
    const start = performance.now();
    cell.querySelector('[data-action="run"]').click();
  });
  const first = await once();
  await new Promise(done => setTimeout(done, 300));
  return { wait: first.wait, itself: (await once()).itself };
})`;

/**
 * @param {string} talkUrl
 * @param {string} autorunUrl the same talk, whose cells run by themselves when their slide is shown
 * @param {Cell[]} cells
 * @param {number} count
 */
export async function firstResults(talkUrl, autorunUrl, cells, count) {
  const times = {};
  const note = (name, value) => {
    times[name] = [...(times[name] ?? []), value];
  };
  for (let run = 0; run < count; run++) {
    await warmedUp(talkUrl, cells, note);
    console.error(`warmed up, run ${run + 1} of ${count}`);
  }
  for (const { number, slide } of cells) {
    const target = await open(`${autorunUrl}#/${slide}`);
    const marks = await marksOf(target, RESULT);
    if (!("bench:failed" in marks)) note(`cold ${number}`, marks[RESULT]);
    await closeTarget(target);
  }
  return times;
}

/**
 * @param {string} url
 * @param {Cell[]} cells
 * @param {(name: string, value: number) => void} note
 */
async function warmedUp(url, cells, note) {
  const target = await open(url);
  const marks = await marksOf(target, WARM);
  for (const [name, mark] of Object.entries(MARKS)) note(name, marks[mark]);
  const page = await attach(pageAddress(target));
  for (const { number, slide } of cells) {
    const { wait, itself } = await page.evaluate(`${TWICE}(${slide})`);
    note(`wait ${number}`, wait);
    note(`itself ${number}`, itself);
    await pause(200);
  }
  page.close();
  await closeTarget(target);
}
