// The page: slides at once, Python as soon as it is up, and nothing pressed in between is lost.

import { answeredBy, asking, listenToAnswers, onlyIf } from "./asking.js";
import { arrived, ended } from "./blobs.js";
import { openStage } from "./bridge.js";
import { cellOf, markFailure, runOf, setText, startCells, tellEdits } from "./cells.js";
import { endEngine, engineOf } from "./engines.js";
import { showFirst, showPlace, turn } from "./fallback.js";
import { giveFiles, listenToFiles, saveFile, showFiles } from "./files.js";
import { highlightIn } from "./highlight.js";
import { listenToPage } from "./input.js";
import { keepOutput, restoreOutputs } from "./kept_outputs.js";
import { startKernel } from "./kernel.js";
import { addOutput, addShown, clearOutput } from "./outputs.js";
import { paint, repaintAll } from "./paint.js";
import { answered, ask } from "./prompt.js";
import { echo, focusRepl, listenToDrawer, mountRepl, setInput } from "./repl.js";
import { moreButton, shownBundle, tracebackDetails } from "./rich.js";
import { listenToNotes } from "./served.js";
import { fillSlides, shownSlide, slideKeys, takeOver, whenIdle } from "./slides.js";
import { savedTalk, saveTalk } from "./store.js";

const SAVE_MS = 5000;
const PYODIDE = "pyodide";
const root = document.documentElement;
const talk = JSON.parse(document.getElementById("talk")?.textContent ?? "{}");
const openedAt = location.hash;
const now = () => Math.round(performance.timeOrigin + performance.now());

/** @typedef {{type: string, [name: string]: any}} Message */

/** @type {import("./bridge.js").Stage | null} */
let stage = null;
/** @type {Message[]} */
const early = [];
/** @type {Record<string, unknown>} */
let save = savedTalk();
let savedAtMs = 0;
/** @type {import("./paint.js").View | null} */
let latest = null;
/** @type {import("./kernel.js").Kernel} */
let kernel;
/** Which cell each run belongs to; 0 is the REPL. @type {Map<number, number>} */
const cellOfRun = new Map();
/** @type {Map<number, string>} */
const engineOfRun = new Map();

/** What runs code in a Python of the page. @param {string} engine @returns {{tell: (message: Message) => void}} */
const python = (engine) => (engine === PYODIDE ? kernel : engineOf(engine, told));
const pythonOf = (/** @type {number} */ run) => python(engineOfRun.get(run) ?? PYODIDE);

/**
 * An event, stamped; to Python, or kept until it is there. Says whether it was taken.
 * @param {Message} event
 * @returns {boolean}
 */
function send(event) {
  const stamped = { ...event, atMs: now() };
  if (stage) return apply(stage.handle(stamped));
  if (root.dataset.stage !== "failed") early.push(stamped);
  const turned = turn(event);
  if (turned && root.dataset.stage === "failed") showPlace();
  return turned;
}

/** @param {import("./bridge.js").Answer} answer */
function apply(answer) {
  if (answer.deck) {
    const empty = takeOver(answer.deck.slides);
    repaintAll();
    if (empty.length) void fill(empty);
  }
  latest = answer.view;
  paint(answer.view);
  for (const effect of answer.effects) effects[effect.type]?.(effect);
  if (answer.save) {
    save = answer.save;
    keep();
  }
  return answer.handled;
}

/** Slides that the page did not have yet get their HTML. @param {string[]} keys */
async function fill(keys) {
  const html = await stage?.render(keys);
  if (!html || !latest) return;
  fillSlides(html);
  repaintAll();
  paint(latest);
}

function keep() {
  savedAtMs = now();
  saveTalk(save, savedAtMs);
}

/** What each effect does; the names are those of footlights/talk/effects.py. @type {Record<string, (effect: Message) => void>} */
const effects = {
  ShowPlace({ place, push }) {
    if (location.hash === place) return;
    history[push ? "pushState" : "replaceState"](null, "", place);
  },
  StartRun({ run, cell, source, engine }) {
    cellOfRun.set(run, cell);
    engineOfRun.set(run, engine);
    python(engine).tell({ type: "Run", run, source, name: cell ? `cell ${cell}` : `repl ${run}` });
  },
  MeasureRun({ run, source, engine }) {
    python(engine).tell({ type: "Measure", run, source });
  },
  InterruptKernel({ run, patienceMs, engine }) {
    python(engine).tell({ type: "Stop" });
    setTimeout(() => send({ type: "StopTimedOut", run }), patienceMs);
  },
  ReplaceKernel({ run, engine }) {
    answered(run);
    if (cellOfRun.has(run))
      addOutput(cellOfRun.get(run) ?? 0, "error", "Stopped: Python was restarted, its names are gone.\n");
    if (engine === PYODIDE) kernel.replace();
    else endEngine(engine);
  },
  WatchRun({ run, afterMs, engine }) {
    setTimeout(() => send({ type: "RunTimedOut", run, engine }), afterMs);
  },
  SetCellSource: ({ cell, source }) => setText(cell, source),
  MarkFailure: ({ cell, line }) => markFailure(cell, line),
  ClearOutput: ({ cell }) => clearOutput(cell),
  EchoInput: ({ source }) => echo(source),
  SetReplInput: ({ before, after }) => setInput(before, after),
  FocusOn({ part }) {
    if (part === "repl") focusRepl();
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  },
  RunCellOnSlide({ cell }) {
    const element = cellOf(cell);
    if (element) queueMicrotask(() => send(runOf(element)));
  },
  ToggleFullScreen() {
    const change = document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen();
    change.catch(() => {});
  },
};

/** What the live kernel says: output goes to its place, the rest is an event. @param {Message} message */
function told(message) {
  const cell = cellOfRun.get(message.run) ?? 0;
  if (message.type === "Printed") return addOutput(cell, message.stream, message.text);
  if (message.type === "Displayed") return addShown(cell, shownBundle(message.bundle));
  if (message.type === "Failed") return addShown(cell, tracebackDetails(message.traceback));
  if (message.type === "Limited")
    return addShown(
      cell,
      moreButton(() => pythonOf(message.run).tell({ type: "Rest", run: message.run })),
    );
  if (message.type === "Asked") return asks(cell, message);
  if (message.type === "Answered") {
    answered(message.run);
    return void send({ type: "InputGiven", run: message.run });
  }
  if (message.type === "Died") return died(cell, message.reason);
  if (message.type === "EngineDied") return engineDied(message);
  if (message.type === "Named" || message.type === "Explained") return answeredBy(message);
  if (message.type === "Measured") return void send({ engine: PYODIDE, startupMs: kernel.startupMs, ...message });
  if (message.type === "RunEnded" && cell) keepOutput(cell);
  if (message.type === "FilesListed") return showFiles(/** @type {any} */ (message));
  if (message.type === "FileRead") return saveFile(message.name, message.bytes);
  if (message.live === "ready") return void giveFiles(talk.files?.length > 0).then(() => ready(message));
  send(message);
}

/** A kernel has come up and has its files. @param {Message} message */
function ready(message) {
  send(message);
  if (!performance.getEntriesByName("footlights:live-ready").length) performance.mark("footlights:live-ready");
}

/**
 * Code asks for a line of the speaker's.
 * @param {number} cell
 * @param {Message} message
 */
function asks(cell, { run, prompt, secret }) {
  send({ type: "InputWanted", run });
  ask(run, cell, { prompt, secret }, (line) => pythonOf(run).tell({ type: "Answer", line }));
}

/**
 * Python itself broke: a fresh one takes over, as after a stop that did not help.
 * @param {number} cell
 * @param {string} reason
 */
function died(cell, reason) {
  addOutput(cell, "error", `Python broke (${reason}) and was restarted: its names are gone.\n`);
  kernel.replace();
}

/** @param {Message} message */
function engineDied({ engine, reason }) {
  const run = [...engineOfRun].filter(([, name]) => name === engine).at(-1)?.[0];
  if (run) addOutput(cellOfRun.get(run) ?? 0, "error", `${engine} broke: ${reason}\n`);
  send({ type: "EngineDied", engine, reason });
}

async function begin() {
  root.dataset.stage = "booting";
  kernel = startKernel(document.getElementById("worker")?.textContent ?? "", told);
  const go = () => kernel.tell({ type: "Go" });
  const opened = await openStage(kernel.parts, go).finally(go);
  performance.mark("footlights:python-up");
  const saved = savedTalk();
  const systemTheme = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
  const event = { type: "Began", place: openedAt, saved, systemTheme, atMs: early[0]?.atMs ?? now() };
  const answer = opened.start({ ...talk, keys: slideKeys(), event });
  stage = opened;
  apply(answer);
  for (const each of early.splice(0)) apply(stage.handle(each));
  restoreOutputs();
  root.dataset.stage = "ready";
  performance.mark("footlights:stage-ready");
  setInterval(tick, 1000);
  whenIdle(() =>
    mountRepl(
      send,
      onlyIf(() => latest?.replEngine === PYODIDE),
    ),
  );
  await opened.mount();
}

function tick() {
  send({ type: "Ticked" });
  if (now() - savedAtMs > SAVE_MS) keep();
}

/** Python did not start: the slides still turn, and a quiet line says so. @param {unknown} error */
function fail(error) {
  console.info(`Python did not start: ${error}`);
  root.dataset.stage = "failed";
  root.dataset.live = "failed";
  early.length = 0;
  const message = document.querySelector('[data-part="message"]');
  if (message) message.textContent = "Python did not start here: slides turn, clock and live code are off.";
  showPlace();
}

/**
 * Once the first slide is painted, or soon where nothing is painted, as in a tab in the background.
 * @param {() => void} work
 */
function afterFirstPaint(work) {
  let done = false;
  const once = () => {
    if (!done) work();
    done = true;
  };
  requestAnimationFrame(() => setTimeout(once));
  setTimeout(once, 300);
}

early.push({ type: "KernelChanged", live: "booting", atMs: now() });
footlights.arrived = arrived;
document.addEventListener("DOMContentLoaded", ended);
showFirst(openedAt, /** @type {number[] | undefined} */ (save.place));
highlightIn(shownSlide() ?? document.body);
listenToPage(send);
for (const { type, key, shiftKey, ctrlKey, altKey, metaKey } of footlights.pressedSoFar())
  dispatchEvent(new KeyboardEvent(type, { key, shiftKey, ctrlKey, altKey, metaKey }));
listenToDrawer(send);
listenToFiles((message) => kernel.tell(message));
listenToAnswers((message) => kernel.tell(message));
startCells(send, asking);
listenToNotes((text) => {
  tellEdits();
  send({ type: "NotesReplaced", text, name: talk.name, pictures: talk.pictures });
});
afterFirstPaint(() => {
  begin().catch(fail);
  highlightIn(document.body);
});
