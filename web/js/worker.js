// The live kernel's side of the worker. What runs code is footlights/browser/kernel.py.
import "./classic_worker.js";
import { bootPython, mountZips } from "./boot.js";
import { compiledFrom, unpack } from "./unpack.js";
import { appActions } from "./worker_apps.js";
import { fileActions } from "./worker_files.js";
import { answerForPackages, packageLoader } from "./worker_packages.js";

const TICK_MS = 30;
/** How often Python shall look whether there is a tick: often enough to stop, seldom enough to cost nothing. */
const LOOK_MS = 4;
/** Python's own pace: it looks every 50 turns of its loop, which costs up to half of a loop's speed. */
const [FEWEST_TURNS, MOST_TURNS] = [50, 1000];
/** Of looks that come often, this many are one: some functions, such as str(), look at each call. */
const LOOKS_TOGETHER = 8;
const TICK = 10; // SIGUSR1
const CANCEL_AFTER_MS = 60;

const worker = /** @type {any} */ (globalThis);
/** @type {Map<string, {resolve: (value: any) => void, reject: (reason: unknown) => void}>} */
const arrivals = new Map();
const parts = {
  wasm: part("wasm"),
  asm: part("asm"),
  snapshot: part("snapshot"),
  stdlib: part("stdlib"),
  footlights: part("footlights"),
};
/** The stage comes first: the kernel boots when the page says go. */
const go = part("go");
const PACKAGE = "package-";
let ticking = false;
let stopWanted = false;
/** What is being warmed up, for which cell, and whether it must make way. @type {{cell: number, done: Promise<void>} | null} */
let warming = null;
let hurried = false;
/** What the preflight tries; what is to run waits for it. @type {Promise<void> | null} */
let probing = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let cancelTimer;
let lastTick = 0;
let lastLook = 0;
let turns = FEWEST_TURNS;
let looksLeft = 0;
let pace = FEWEST_TURNS;
/** @type {any} */
let module = null;
/** @type {any} */
let kernel = null;
/** @type {ReturnType<typeof fileActions>} */
let files = {};
/** Whether code runs that was asked for, apart from what an application answers. */
let running = false;
const apps = appActions(
  () => kernel,
  (ended) => {
    if (!ended) stopWanted = true;
    else if (!running) stopWanted = false;
  },
  died,
);
/** Gives code that asks for input the speaker's line, or null for a stop. @type {(line: string | null) => void} */
let answer = () => {};

const page = {
  post: (/** @type {string} */ message) => worker.postMessage(message),
  send: (/** @type {string} */ message, /** @type {Uint8Array<ArrayBuffer>} */ bytes) =>
    worker.postMessage({ ...JSON.parse(message), bytes }, [bytes.buffer]),
  nap: (/** @type {number} */ ms) => (ms ? new Promise((resolve) => setTimeout(resolve, ms)) : turn()),
  after: (/** @type {number} */ ms, /** @type {() => void} */ call) => setTimeout(call, ms),
  promised: () => Promise.withResolvers(),
  takeStop() {
    const wanted = stopWanted;
    stopWanted = false;
    return wanted;
  },
  hurried: () => hurried,
  ask: () =>
    new Promise((resolve) => {
      answer = resolve;
    }),
  arm: (/** @type {boolean} */ armed) => {
    ticking = armed;
  },
};

/** One turn of the event loop, so that a message that waits is taken in. */
function turn() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  });
}

/** Pyodide looks here every few bytecodes; any object will do, so that no shared memory is needed. */
const interrupts = {
  get 0() {
    setPace();
    if (--looksLeft > 0) return 0;
    const now = performance.now();
    slowDown(now - lastLook);
    lastLook = now;
    if (!ticking) return 0;
    if (now - lastTick < TICK_MS) return 0;
    lastTick = now;
    return TICK;
  },
  set 0(_value) {},
};

/**
 * Decide how many turns of its loop Python takes until it looks again, from what the last ones took.
 * @param {number} elapsedMs since the last look that counted
 */
function slowDown(elapsedMs) {
  turns = Math.min(Math.max((turns * LOOK_MS) / Math.max(elapsedMs, 0.01), FEWEST_TURNS), MOST_TURNS);
  looksLeft = turns >= LOOKS_TOGETHER * FEWEST_TURNS ? LOOKS_TOGETHER : 1;
  pace = Math.round(turns / looksLeft);
}

/**
 * Tell Python's counter, which begins anew at 50 with each look. Pyodide's build of CPython exports
 * it; where it does not, Python keeps its own pace.
 */
function setPace() {
  const clock = module?.__Py_emscripten_signal_clock;
  if (clock) module.HEAP32[clock >> 2] = pace;
}

async function boot() {
  const { lock } = await go;
  if (lock) answerForPackages(lock, packageBytes);
  const python = await bootPython(parts, { lock });
  await mountZips(python, parts);
  kernel = python.pyimport("footlights.browser.kernel").Kernel(page);
  kernel.bring_packages(JSON.stringify(lock?.packages ?? {}), packageLoader(python));
  files = fileActions(python, (message) => worker.postMessage(message));
  module = /** @type {any} */ (python)._module;
  // A trap leaves promises of Python's that are never kept: Pyodide tells of it here only.
  /** @type {any} */ (python)._api.on_fatal = died;
  python.setInterruptBuffer(/** @type {any} */ (interrupts));
  for (const name of Object.keys(parts)) forget(name);
  page.post(JSON.stringify({ type: "KernelChanged", live: "ready" }));
}

/**
 * A part from the page: packed ones are unpacked, for this worker and, but for packages, for the page.
 * @param {{name: string, packed?: Uint8Array<ArrayBuffer>, address?: string, value?: any, error?: string, alone?: boolean}} message
 */
async function take({ name, packed, address, value, error, alone }) {
  if (error) return void arrivals.get(name)?.reject(new Error(error));
  try {
    const ready = packed ? await unpack(name, packed) : address ? await compiledFrom(address) : value;
    if (alone || name.startsWith(PACKAGE)) arrivals.get(name)?.resolve(ready);
    else if (packed && ready instanceof Uint8Array) {
      const copy = ready.slice();
      worker.postMessage({ name, value: copy }, [copy.buffer]);
    } else if (packed || address) worker.postMessage({ name, value: ready });
    arrivals.get(name)?.resolve(ready);
  } catch (error) {
    worker.postMessage({ name, error: String(error) });
    arrivals.get(name)?.reject(error);
  }
}

/**
 * A part that will arrive, or the page's word that it will not.
 * @param {string} name
 * @returns {Promise<any>}
 */
function part(name) {
  const arriving = new Promise((resolve, reject) => arrivals.set(name, { resolve, reject }));
  arriving.catch(() => {});
  return arriving;
}

/** What Python was started from is not needed a second time. @param {string} name */
function forget(name) {
  arrivals.delete(name);
  delete (/** @type {any} */ (parts)[name]);
}

/** A package's wheel, from the page. @param {string} name @returns {Promise<Uint8Array<ArrayBuffer>>} */
function packageBytes(name) {
  const arriving = part(PACKAGE + name);
  worker.postMessage({ needs: PACKAGE + name });
  return arriving;
}

/** Ask for a stop; code that waits for something rather than computes does not take it, and is cancelled. */
function stop() {
  stopWanted = true;
  hurried = true;
  answer(null);
  cancelTimer = setTimeout(() => page.takeStop() && kernel.cancel(), CANCEL_AFTER_MS);
}

/** What an editor asks; a kernel that still boots knows nothing. @param {{type: string, question: number, before: string}} asked */
function tellAbout({ type, question, before }) {
  if (!kernel) page.post(JSON.stringify({ type: "Explained", question, signature: null, from: 0, names: [] }));
  else if (type === "Name") kernel.questions.name(question, before);
  else kernel.questions.explain(question, before);
}

/** A run, during which a stop may be asked for; a stop of the one before is over. @param {() => Promise<void>} run */
async function untilStopped(run) {
  stopWanted = false;
  running = true;
  clearTimeout(cancelTimer);
  await run().catch(died);
  running = stopWanted = false;
  clearTimeout(cancelTimer);
}

/** Do ahead what a cell will need. @param {{cell: number, code: string}} ahead */
async function warmUp({ cell, code }) {
  hurried = false;
  page.post(JSON.stringify({ type: "Noted", warming: true }));
  const mine = { cell, done: kernel.warm_up(code).catch(died) };
  warming = mine;
  await mine.done;
  // The next one may have begun by now: the page hears of the end before this does.
  if (warming === mine) warming = null;
}

/** Try what the talk needs, once nothing is done ahead. @param {{modules: string[], files: string[]}} asked */
async function probe({ modules, files: names }) {
  await isTurnOf(0);
  probing = kernel.probe(JSON.stringify(modules), JSON.stringify(names)).catch(died);
  await probing;
  probing = null;
}

/**
 * What is to run comes before what is done ahead, unless that is for the same cell. Says whether it is still wanted.
 * @param {number} cell
 */
async function isTurnOf(cell) {
  stopWanted = false;
  while (warming || probing) {
    page.post(JSON.stringify({ type: "Noted" }));
    if (warming && warming.cell !== cell) hurried = true;
    await (warming?.done ?? probing);
    await turn();
  }
  return !stopWanted;
}

/** Python itself broke, as after a trap in WebAssembly: nothing can be run in it any more. @param {unknown} error */
function died(error) {
  page.post(JSON.stringify({ type: "Died", reason: String(error).split("\n")[0]?.slice(0, 300) }));
}

worker.onmessage = async (/** @type {MessageEvent} */ { data }) => {
  if (data.type === "Part") await take(data);
  else if (data.type === "WarmUp") await warmUp(data);
  else if (data.type === "Probe") await probe(data);
  else if (data.type === "Run") {
    if (await isTurnOf(data.cell)) await untilStopped(() => kernel.run(data.run, data.source, data.name, data.app));
    else page.post(JSON.stringify({ type: "RunEnded", run: data.run, state: "stopped", line: null }));
  } else if (data.type === "Measure") {
    if (await isTurnOf(data.cell)) await untilStopped(() => kernel.measure(data.run, data.source));
    else page.post(JSON.stringify({ type: "Measured", run: data.run, state: "stopped", timesMs: [] }));
  } else if (data.type === "Answer") {
    answer(data.line);
  } else if (data.type === "Rest") {
    kernel.rest_of_output(data.run);
  } else if (data.type === "Name" || data.type === "Explain") tellAbout(data);
  else if (data.type in files) files[data.type]?.(data);
  else if (data.type in apps) apps[data.type]?.(data);
  else if (data.type === "Stop") stop();
  else if (data.type === "Go") arrivals.get("go")?.resolve({ lock: data.lock });
};

boot().catch((error) =>
  page.post(JSON.stringify({ type: "KernelChanged", live: "failed", reason: String(error).slice(0, 300) })),
);
