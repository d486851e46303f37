// Runs: from the talk's effects to the Python that is to run them, and what it says back to its place.
import { closeApps, listenToApps, ofApps } from "../apps/apps.js";
import { cellOf, textOf } from "../cells/cells.js";
import { comparisonTable } from "../output/comparison.js";
import { keepOutput } from "../output/kept_outputs.js";
import { addOutput, addShown, clearOutput } from "../output/outputs.js";
import { moreButton, shownBundle, sizeOf, tracebackDetails } from "../output/rich.js";
import { answeredBy, forgetQuestions, listenToAnswers } from "./completions.js";
import { endEngine, engineOf } from "./engines.js";
import { giveFiles, listenToFiles, saveFile, showFiles } from "./files.js";
import { startKernel } from "./live_kernel.js";
import { canBeShown } from "./message_shapes.js";
import { answeredAsRecorded, forgetPlayed, play } from "./played_recordings.js";
import { answered, ask } from "./prompt.js";
import { keepOnTape } from "./recording_tape.js";

export const PYODIDE = "pyodide";

/** @typedef {{type: string, [name: string]: any}} Message */

/** @type {import("../shared/wire.d.ts").Send} */
let send = () => false;
/** @type {import("./live_kernel.js").Kernel} */
let kernel;
let hasFiles = false;
/** Which cell each run belongs to, which Python runs it, what the cell showed; cell 0 is the REPL. @type {Map<number, {cell: number, engine: string, shown: string}>} */
const runs = new Map();

/**
 * Start the live kernel; it boots when it is told to go.
 * @param {string} script the worker's source
 * @param {{files: string[], lock?: import("../python/packages.js").Lock}} talk
 * @param {import("../shared/wire.d.ts").Send} tell gets the events that Python decides on
 */
export function startRuns(script, talk, tell) {
  send = tell;
  hasFiles = talk.files.length > 0;
  kernel = startKernel(script, talk.lock, (message) => told(PYODIDE, message));
  return kernel;
}

/** What the preflight learns from the live kernel. @type {(message: Message) => void} */
let heardProbe = () => {};

/**
 * Have the live kernel try what the talk needs.
 * @param {{modules: string[], files: string[]}} asked
 * @returns {Promise<Message>} what went wrong, by name, and Python's version
 */
export function probe(asked) {
  return new Promise((resolve) => {
    heardProbe = resolve;
    kernel.tell({ type: "Probe", ...asked });
  });
}

listenToFiles((message) => kernel?.tell(message));
listenToAnswers((message) => kernel?.tell(message));
listenToApps((message) => {
  if (answeredAsRecorded(message, hearApp)) return;
  keepOnTape(message.cell, message);
  kernel?.tell(message);
}, saveFile);
const hearApp = (/** @type {Message} */ message) => ofApps[message.type]?.(message);

/**
 * @param {number} run
 * @param {number} cell
 * @param {string} engine
 */
function begin(run, cell, engine) {
  const element = cellOf(cell);
  runs.set(run, { cell, engine, shown: element ? textOf(element) : "" });
}

/** @param {string} engine @returns {{tell: (message: Message) => void}} */
const python = (engine) => (engine === PYODIDE ? kernel : engineOf(engine, (message) => told(engine, message)));
const cellOfRun = (/** @type {number} */ run) => runs.get(run)?.cell ?? 0;
const pythonOf = (/** @type {number} */ run) => python(runs.get(run)?.engine ?? PYODIDE);

/** What each effect on runs does; the names are those of footlights/talk/effects.py. @satisfies {Partial<import("../shared/wire.d.ts").Effects>} */
export const runEffects = {
  StartRun({ run, cell, source, engine, serves }) {
    begin(run, cell, engine);
    forgetPlayed(cell);
    const name = cell ? `cell ${cell}` : `repl ${run}`;
    python(engine).tell({ type: "Run", run, cell, source, name, app: serves ? cell : 0 });
  },
  MeasureRun({ run, cell, source, engine }) {
    begin(run, cell, engine);
    python(engine).tell({ type: "Measure", run, cell, source });
  },
  WarmUp: ({ cell, code }) => kernel.tell({ type: "WarmUp", cell, code }),
  InterruptKernel({ run, patienceMs, engine }) {
    python(engine).tell({ type: "Stop" });
    afterTurns(patienceMs, () => send({ type: "StopTimedOut", run }));
  },
  PlayRecording: ({ cell }) => void playRecording(cell),
  ReplaceKernel({ run, engine }) {
    lost(run, "Stopped: Python was restarted, its names are gone.\n");
    replaced(engine);
  },
  StopApplications: () => kernel.tell({ type: "AppStop" }),
  WatchRun({ run, afterMs, engine }) {
    setTimeout(() => send({ type: "RunTimedOut", run, engine }), afterMs);
  },
};

const TURN_MS = 100;
const LONGEST_MS = 2000;

/**
 * Call after so long, counted in the page's own turns: where a machine has no time for the page it has none
 * for Python either, whose names are not to be lost for that. A hidden tab gets one turn a second.
 * @param {number} milliseconds
 * @param {() => void} call
 */
function afterTurns(milliseconds, call, latest = performance.now() + LONGEST_MS) {
  const isLast = milliseconds <= TURN_MS || performance.now() > latest;
  const next = () => (isLast ? call() : afterTurns(milliseconds - TURN_MS, call, latest));
  setTimeout(next, Math.min(TURN_MS, milliseconds));
}

/** Show what was recorded of a cell, and an application by what it answered then. @param {number} cell */
export function playRecording(cell) {
  const show = (/** @type {number} */ cell, /** @type {Message} */ message) => {
    if (message.type === "AppOpened" || canBeShown(message, true)) played[message.type]?.(cell, message);
  };
  return play(cell, show).catch((error) => {
    console.info(`A recording can't be read: ${error}`);
    clearOutput(cell);
    addOutput(cell, "stdout", "The recording of this cell can't be read.\n");
  });
}

/** A fresh Python instead of one that is given up. @param {string} engine */
function replaced(engine) {
  if (engine !== PYODIDE) return endEngine(engine);
  forgetQuestions();
  void closeApps("Python was restarted: run the cell again to start this application.");
  kernel.replace();
}

/**
 * A run ended with its Python: its output says so, unless it is a table of several.
 * @param {number} run
 * @param {string} words
 */
function lost(run, words) {
  answered(run);
  const cell = cellOfRun(run);
  if (cellOf(cell)?.dataset.kind === "compare") return;
  addOutput(cell, "error", words);
  if (cell) keepOutput(cell, runs.get(run)?.shown ?? "");
}

/** Reports that go on to Python; whatever else the code in a worker makes up does not. */
const EVENTS = new Set(["RunStarted", "RunEnded", "PackagesLoading"]);

/** What a Python says for the stage, which holds every field of it to its type. @param {Message} message */
function report(message) {
  send(/** @type {any} */ (message));
}

/**
 * What a Python says: output goes to its place, the rest is an event.
 * @param {string} engine
 * @param {Message} message
 */
function told(engine, message) {
  if (message.type in shows && !canBeShown(message)) return;
  const cell = cellOfRun(message.run);
  keepOnTape(cell, message);
  if (message.type in shows) {
    /** @type {(cell: number, message: any) => void} */
    const show = shows[/** @type {keyof Shows} */ (message.type)];
    return show(cell, message);
  }
  if (message.type === "Measured") {
    const startupMs = engine === PYODIDE ? kernel.startupMs : message.startupMs;
    return report({ ...message, engine, startupMs });
  }
  if (message.type === "EngineDied") return engineDied(engine, message.reason);
  if (engine === PYODIDE && message.type in ofKernel) return ofKernel[message.type]?.(message);
  if (!EVENTS.has(message.type)) return;
  if (message.type === "RunEnded" && cell) keepOutput(cell, runs.get(message.run)?.shown ?? "");
  report(message);
}

/** @typedef {import("../shared/wire.d.ts").ShownMessage} Shown */
/** @typedef {{[Name in Shown["type"]]: (cell: number, message: Extract<Shown, {type: Name}>) => void}} Shows */

/** @type {Shows} */
const shows = {
  Printed: (cell, { stream, text }) => addOutput(cell, stream, text),
  Displayed: (cell, { bundle }) => addShown(cell, () => shownBundle(bundle), sizeOf(bundle)),
  Failed: (cell, { traceback }) => addShown(cell, () => tracebackDetails(traceback), traceback.length),
  Limited: (cell, { run }) =>
    addShown(
      cell,
      moreButton(() => pythonOf(run).tell({ type: "Rest", run })),
    ),
  Asked(cell, { run, prompt, secret }) {
    send({ type: "InputWanted", run });
    ask(run, cell, { prompt, secret }, (line) => pythonOf(run).tell({ type: "Answer", line }));
  },
  Answered(_cell, { run }) {
    answered(run);
    send({ type: "InputGiven", run });
  },
};

/** What is shown of a recording. @type {Record<string, (cell: number, message: any) => void>} */
const played = {
  Printed: shows.Printed,
  Displayed: shows.Displayed,
  Compared: (cell, { rows }) => addShown(cell, () => comparisonTable(rows)),
  AppOpened: (cell) => hearApp({ type: "AppOpened", cell }),
};

/** What only the live kernel says. @type {Record<string, (message: Message) => void>} */
const ofKernel = {
  ...ofApps,
  Named: answeredBy,
  Explained: answeredBy,
  FilesListed: ({ files, more }) => showFiles({ files, more }),
  FileRead: ({ name, bytes }) => saveFile(name, bytes),
  /** Python itself broke: a fresh one takes over, as after a stop that did not help. */
  Died({ run, reason }) {
    lost(run, `Python broke (${reason}) and was restarted: its names are gone.\n`);
    replaced(PYODIDE);
  },
  WarmedUp: report,
  Probed: (message) => heardProbe(message),
  async KernelChanged(message) {
    if (message.live === "ready") await giveFiles(hasFiles);
    report(message);
    if (message.live === "ready" && !performance.getEntriesByName("footlights:live-ready").length)
      performance.mark("footlights:live-ready");
  },
};

/**
 * @param {string} engine
 * @param {string} reason
 */
function engineDied(engine, reason) {
  const run = [...runs.keys()].at(-1);
  if (run && runs.get(run)?.engine === engine) lost(run, `${engine} broke: ${reason}\n`);
  send({ type: "EngineDied", engine, reason });
}
