// Measures pages in one Chromium that nobody inspects while they load: a debugger that is
// attached keeps a copy of a 17 MB page and slows it down, which no speaker's browser does.
//
// node measure.mjs WHAT CHROMIUM CHROMIUM_ARGUMENTS_JSON …
//   start VISITS_JSON COUNT               marks of pages, COUNT runs of each, interleaved
//   keys URL NAME COUNT                   COUNT key presses, from the key to the painted slide
//   memory TALK_URL PLAIN_URL COUNT       what the pages take, in MB, as the browser counts it; and the longest task
//   results TALK_URL AUTORUN_URL CELLS_JSON COUNT   how soon each cell of a talk shows something, warmed up and at once
//   floods URL CELLS_JSON                 key presses while each cell floods its output, from the key to the painted slide
//   speaker URL COUNT                     the speaker's window: its opening, COUNT key presses in turn in each window
//   names TALK_URL COUNT                  keys, an empty cell and a loop while Python's names are kept and while they are not
//   live TALK_URL PLAIN_URL COUNT SOURCE  what the cells of bench/live.md take, COUNT of each
// prints one line of JSON with lists, in milliseconds. A visit is {url, last, as: {name: mark}, again}; "again" are
// the marks of a second visit in the same context, once a site is kept there.
import { attach, closeTarget, control, open, openIn, pageAddress, pause, stop } from "./chromium.mjs";
import { firstResults } from "./first_results.mjs";
import { IN_THE_PAGE, KEY_TIMES } from "./in_the_page.mjs";
import { keptNames } from "./kept_names.mjs";
import { marksOf } from "./marks.mjs";
import { speakerWindow } from "./speaker_window.mjs";

const [what, , , ...asked] = process.argv.slice(2);

/** A visit, and a second one to a site that the first has kept. */
async function visit({ url, last, as, again }, note) {
  const target = await open(url);
  note(as, await marksOf(target, last, again ? "document.documentElement.dataset.offline === 'ready'" : "true"));
  if (again) {
    await control.call("Target.closeTarget", { targetId: target.targetId });
    await pause(500);
    note(again, await marksOf(await openIn(target.browserContextId, url), last));
  }
  await closeTarget(target);
}

/** Milliseconds from each real key press, as the browser stamps it, to the end of the frame that shows the slide. */
async function keyToPaint(url, presses) {
  const target = await open(url);
  await pause(4000);
  const page = await attach(pageAddress(target));
  await page.evaluate(
    `new Promise(done => { const look = () => (globalThis.Reveal ?? document.querySelector('.reveal.ready')) || document.documentElement.dataset.live === 'ready' ? done() : setTimeout(look, 50); look(); })`,
  );
  await page.evaluate(KEY_TIMES);
  const slides = await page.evaluate("document.querySelectorAll('.slide, .reveal section').length");
  for (let press = 0; press < presses; press++) {
    const forward = Math.floor(press / (slides - 1)) % 2 === 0;
    const [key, code] = forward ? ["PageDown", 34] : ["PageUp", 33];
    await page.call("Input.dispatchKeyEvent", { type: "rawKeyDown", key, code: key, windowsVirtualKeyCode: code });
    await page.call("Input.dispatchKeyEvent", { type: "keyUp", key, code: key, windowsVirtualKeyCode: code });
    await pause(37);
  }
  const times = await page.evaluate("times");
  page.close();
  await closeTarget(target);
  return times;
}

const WARMING = 6;
const WORK = `async () => { globalThis.plain ??= await import('./pyodide/pyodide.mjs').then(({ loadPyodide }) => loadPyodide());
  return 1000 * await plain.runPythonAsync(SOURCE); }`;

async function liveFigures(talkUrl, plainUrl, count, code) {
  const times = {
    roundTrip: [],
    keysWhilePrinting: [],
    softStop: [],
    restart: [],
    editorMount: [],
    work: [],
    plainWork: [],
  };
  const target = await open(talkUrl);
  await pause(4000);
  const page = await attach(pageAddress(target));
  await page.evaluate(IN_THE_PAGE);
  const press = async (key, code) =>
    page.call("Input.dispatchKeyEvent", { type: "rawKeyDown", key, code: key, windowsVirtualKeyCode: code });
  for (let slide = 0; slide < 7; slide++) {
    await press("PageDown", 34);
    await pause(400);
  }
  times.editorMount = await page.evaluate(
    "performance.getEntriesByName('footlights:editor-mount').map(measure => measure.duration)",
  );
  const plain = await open(plainUrl);
  await pause(7000);
  const other = await attach(pageAddress(plain));
  const plainWork = `(${WORK.replace("SOURCE", JSON.stringify(code))})()`;
  // A browser compiles WebAssembly better as it runs: plain Pyodide has run much by the time it is up, ours nothing.
  for (let run = 0; run < WARMING; run++) {
    await page.evaluate("bench.work()");
    await other.evaluate(plainWork);
  }
  for (let run = 0; run < count; run++) {
    // Each in front while it works: a browser gives less to a tab that nobody sees.
    await page.call("Page.bringToFront");
    times.work.push(await page.evaluate("bench.work()"));
    await other.call("Page.bringToFront");
    times.plainWork.push(await other.evaluate(plainWork));
  }
  other.close();
  await closeTarget(plain);
  await page.call("Page.bringToFront");
  for (let run = 0; run < 6 * count; run++) times.roundTrip.push(await page.evaluate("bench.roundTrip()"));
  for (let run = 0; run < 2 * count; run++) times.softStop.push(await page.evaluate("bench.stop('forever')"));
  await page.evaluate(KEY_TIMES);
  for (let run = 0; run < 2 * count; run++) {
    const printing = page.evaluate("bench.lines()").then(() => true);
    for (let press_ = 0; !(await Promise.race([printing, pause(37).then(() => false)])); press_++)
      await (press_ % 2 ? press("PageUp", 33) : press("PageDown", 34));
  }
  times.keysWhilePrinting = await page.evaluate("times");
  for (let run = 0; run < count; run++) {
    times.restart.push(await page.evaluate("bench.stop('call')"));
    await pause(500);
  }
  return times;
}

/** Slides turn to and fro while a cell of each name runs, until all it gives is in its place; in one page. */
async function floods(url, names) {
  const times = {};
  const target = await open(url);
  await pause(4000);
  const page = await attach(pageAddress(target));
  await page.evaluate(IN_THE_PAGE);
  await page.evaluate(`bench.live("ready").then(() => true)`);
  await page.evaluate(KEY_TIMES);
  const press = async (key, code) =>
    page.call("Input.dispatchKeyEvent", { type: "rawKeyDown", key, code: key, windowsVirtualKeyCode: code });
  for (const name of names) {
    await page.evaluate(`bench.show(${JSON.stringify(name)})`);
    for (let turn = 0; turn < 6; turn++) {
      await (turn % 2 ? press("PageUp", 33) : press("PageDown", 34));
      await pause(200);
    }
    await page.evaluate("times.length = 0");
    const flooding = page.evaluate(`bench.flood(${JSON.stringify(name)})`).then(() => true);
    let presses = 0;
    while (!(await Promise.race([flooding, pause(37).then(() => false)])) || presses % 2)
      await (presses++ % 2 ? press("PageUp", 33) : press("PageDown", 34));
    await pause(200);
    times[name] = await page.evaluate("times");
    console.error(`${name}: ${times[name].length} keys`);
  }
  page.close();
  await closeTarget(target);
  return times;
}

async function startUp(visits, count) {
  const times = {};
  const note = (as, marks) => {
    for (const [name, mark] of Object.entries(as)) times[name] = [...(times[name] ?? []), marks[mark]];
  };
  for (let run = 0; run < count; run++) {
    for (const each of visits) await visit(each, note);
    console.error(`run ${run + 1} of ${count}`);
  }
  return times;
}

/** Long tasks are told to a page that asks from its start on: buffered, for what was before the question. */
const LONGEST = `new Promise(done => new PerformanceObserver(list => {
    const paint = performance.getEntriesByName('first-contentful-paint')[0].startTime;
    done(Math.max(0, ...list.getEntries().filter(task => task.startTime > paint).map(task => task.duration)));
  }).observe({ type: 'longtask', buffered: true }))`;

/** What the browser's own accounting gives each process as its private footprint; the largest page's, in MB. */
async function footprint() {
  const events = [];
  control.hear("Tracing.dataCollected", ({ value }) => events.push(...value));
  const complete = new Promise((resolve) => control.hear("Tracing.tracingComplete", resolve));
  const traceConfig = { includedCategories: ["disabled-by-default-memory-infra"], excludedCategories: ["*"] };
  await control.call("Tracing.start", { traceConfig, transferMode: "ReportEvents" });
  await control.call("Tracing.requestMemoryDump", { levelOfDetail: "light" });
  await control.call("Tracing.end");
  await complete;
  const pages = new Set(
    events.filter(({ name, args }) => name === "process_name" && args.name === "Renderer").map(({ pid }) => pid),
  );
  const totals = events
    .filter(({ pid, args }) => pages.has(pid) && args?.dumps?.process_totals?.private_footprint_bytes)
    .map(({ args }) => Number.parseInt(args.dumps.process_totals.private_footprint_bytes, 16));
  return Math.max(...totals) / 1e6;
}

/** In the page and in its workers: garbage is no more of theirs than of the page's. */
async function collectGarbage(page) {
  const sessions = [undefined];
  page.hear("Target.attachedToTarget", ({ sessionId }) => sessions.push(sessionId));
  await page.call("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: true });
  for (const session of sessions) await page.call("HeapProfiler.collectGarbage", {}, session);
}

/** What a page takes once its garbage is gone. */
async function garbageless(target) {
  const page = await attach(pageAddress(target));
  await collectGarbage(page);
  page.close();
  return footprint();
}

async function memory(talkUrl, plainUrl, count) {
  const times = { memory: [], plainMemory: [], longTask: [] };
  for (let run = 0; run < count; run++)
    for (const [name, url] of [
      ["memory", talkUrl],
      ["plainMemory", plainUrl],
    ]) {
      const target = await open(url);
      await pause(9000);
      const page = await attach(pageAddress(target));
      await collectGarbage(page);
      times[name].push(await footprint());
      if (name === "memory") times.longTask.push(await page.evaluate(LONGEST));
      page.close();
      await closeTarget(target);
    }
  return times;
}

const measures = {
  start: (visits, count) => startUp(JSON.parse(visits), Number(count)),
  keys: async (url, name, count) => ({ [name]: await keyToPaint(url, Number(count)) }),
  memory: (talkUrl, plainUrl, count) => memory(talkUrl, plainUrl, Number(count)),
  floods: (url, names) => floods(url, JSON.parse(names)),
  results: (talkUrl, autorunUrl, cells, count) => firstResults(talkUrl, autorunUrl, JSON.parse(cells), Number(count)),
  speaker: (url, presses) => speakerWindow(url, Number(presses), garbageless),
  names: (url, count) => keptNames(url, Number(count)),
  live: (talkUrl, plainUrl, count, source) => liveFigures(talkUrl, plainUrl, Number(count), source),
};
try {
  console.log(JSON.stringify(await measures[what](...asked)));
} finally {
  await stop();
}
