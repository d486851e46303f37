// The page: slides at once, Python as soon as it is up, and nothing pressed in between is lost.

import { talk } from "../carried/build_data.js";
import { lately } from "../carried/late_scripts.js";
import { arrived, ended, workerScript } from "../carried/parts.js";
import { cellOf, markFailure, setText, startCells, tellEdits } from "../cells/cells.js";
import { highlightIn } from "../cells/colours.js";
import { restoreOutputs } from "../output/kept_outputs.js";
import { clearOutput } from "../output/outputs.js";
import { echo, focusRepl, leaveRepl, listenToDrawer, mountRepl, setInput } from "../panels/repl.js";
import { asking, onlyIf } from "../runs/completions.js";
import { replaceFile } from "../runs/files.js";
import { caretGoesBackTo } from "../runs/prompt.js";
import { record, recorded } from "../runs/recording_tape.js";
import { PYODIDE, playRecording, runEffects, startRuns } from "../runs/runs.js";
import { now } from "../storage/first_values.js";
import { beat, keepTalk, openedTalk, openTalk, putAside, takeTalkOver } from "../storage/keeper.js";
import { openStage } from "./bridge.js";
import { loadFonts } from "./fonts.js";
import { listenToPage } from "./input.js";
import { listenToNotes } from "./live_reload.js";
import { Painter, paintCell } from "./paint.js";
import { showFirst, showPlace, turn } from "./prerendered_navigation.js";
import { keepSite, takeNewVersion } from "./site_updates.js";
import { endPostponing, fillSlides, replacePictures, slideKeys, takeOver, whenIdle } from "./slides.js";

const root = document.documentElement;
const painter = new Painter(document);
const openedAt = location.hash;

/** @typedef {import("../shared/wire.d.ts").Told} Told */

/** @type {import("./bridge.js").Stage | null} */
let stage = null;
/** @type {import("../shared/wire.d.ts").Event[]} */
const early = [];
/** @type {Record<string, unknown> | null} */
let save = null;
let turnedEarly = false;
/** @type {import("../shared/wire.d.ts").View | null} */
let latest = null;
/**
 * An event, stamped; to Python, or kept until it is there. Says whether it was taken.
 * @param {Told} event
 * @returns {boolean}
 */
function send(event) {
  if (event.type !== "CellEdited") tellEdits(); // whatever is asked of a cell is asked of it as it stands
  const stamped = { ...event, atMs: now() };
  if (stage) return apply(stage.handle(stamped));
  if (root.dataset.stage !== "failed") early.push(stamped);
  else if (event.type === "RunCell") return showRecorded(event.cell);
  else if (event.type === "KeyPressed" && event.ctrl && event.key === "Enter") return showRecorded(shownCell());
  const turned = turn(event);
  turnedEarly ||= turned;
  if (turned && root.dataset.stage === "failed") showPlace();
  return turned;
}

/** The first cell of the slide that is shown. */
function shownCell() {
  const cell = /** @type {HTMLElement | null} */ (document.querySelector('[data-current] [data-part="cell"]'));
  return Number(cell?.dataset.cell ?? 0);
}

/** Without a stage a cell that is to run shows its recording, if there is one. @param {number} number */
function showRecorded(number) {
  const cell = cellOf(number);
  if (!cell || !talk.recorded?.cells.includes(cell.dataset.name)) return false;
  paintCell(number, "recorded", `recorded ${talk.recorded.on}`);
  void playRecording(number);
  return true;
}

/** @param {import("../shared/wire.d.ts").Answer} answer */
function apply(answer) {
  if (answer.deck) {
    const empty = takeOver(answer.deck.slides);
    painter.forget();
    if (empty.length) void fill(empty);
  }
  latest = answer.view;
  painter.paint(answer.view);
  for (const effect of answer.effects) /** @type {(each: typeof effect) => void} */ (effects[effect.type])(effect);
  if (answer.save) {
    save = answer.save;
    keepTalk(save);
  }
  return answer.handled;
}

/** Slides that the page did not have yet get their HTML. @param {string[]} keys */
async function fill(keys) {
  const html = await stage?.render(keys);
  if (!html || !latest) return;
  fillSlides(html);
  void restoreOutputs();
  painter.forget();
  painter.paint(latest);
}

/** What becomes of the talk's keeping; who takes a talk over saves what came of it. @param {Told} event */
function tellKeeping(event) {
  send(event);
  if (event.type === "TalkTaken" && save) keepTalk(save);
}

/** What each effect does; the names are those of footlights/talk/effects.py. @type {import("../shared/wire.d.ts").Effects} */
const effects = {
  ...runEffects,
  ShowPlace({ place, push }) {
    if (location.hash === place) return;
    history[push ? "pushState" : "replaceState"](null, "", place);
  },
  SetCellSource: ({ cell, source }) => setText(cell, source),
  MarkFailure: ({ cell, line }) => markFailure(cell, line),
  ClearOutput: ({ cell }) => clearOutput(cell),
  EchoInput: ({ source }) => echo(source),
  SetReplInput: ({ before, after }) => setInput(before, after),
  FocusOn({ part }) {
    if (part === "repl") return focusRepl();
    leaveRepl();
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  },
  PutAside: putAside,
  TakeOver: takeTalkOver,
  TakeNewVersion: () => void takeNewVersion(),
  ToggleFullScreen() {
    const change = document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen();
    change.catch(() => {});
  },
};

async function begin() {
  root.dataset.stage = "booting";
  const kernel = startRuns(await workerScript(), talk, send);
  const opened = await openStage(kernel.parts, kernel.go).finally(kernel.go);
  performance.mark("footlights:python-up");
  lately().catch(() => {}); // read while the stage opens: who opens the REPL at once may type at once
  const kept = await openedTalk();
  const systemTheme = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
  const event = { type: "Began", place: openedAt, ...kept, systemTheme, atMs: early[0]?.atMs ?? now() };
  const answer = opened.start({ ...talk, keys: slideKeys(), event });
  stage = opened;
  apply(answer);
  for (const each of early.splice(0)) apply(stage.handle(each));
  if (save) keepTalk(save);
  void restoreOutputs();
  root.dataset.stage = "ready";
  performance.mark("footlights:stage-ready");
  endPostponing();
  setInterval(tick, 1000);
  try {
    await opened.mount();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return void send({ type: "KernelChanged", live: "failed", reason });
  }
  kernel.release();
  whenIdle(() => keepSite(() => send({ type: "NewVersionFound" })));
}

function tick() {
  send({ type: "Ticked" });
  beat(latest?.awake ?? false);
}

/** Python did not start: the slides still turn, and a quiet line says so. @param {unknown} error */
function fail(error) {
  console.info(`Python did not start: ${error}`);
  root.dataset.stage = "failed";
  root.dataset.live = "failed";
  early.length = 0;
  const message = document.querySelector('[data-part="message"]');
  const cells = talk.recorded ? "cells show what was recorded, the clock is off" : "clock and live code are off";
  if (message) message.textContent = `Python did not start here: slides turn, ${cells}.`;
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
whenIdle(() =>
  mountRepl(
    send,
    onlyIf(() => latest?.replEngine === PYODIDE),
  ),
);
Object.assign(footlights, { arrived, record, recorded: () => recorded(latest?.comparisons ?? {}) });
document.addEventListener("DOMContentLoaded", ended);
showFirst(openedAt, footlights.first().place);
footlights.read.then(() => {
  if (!turnedEarly && !stage) showFirst(openedAt, footlights.first().place);
});
whenIdle(() => highlightIn(document.body));
caretGoesBackTo(focusRepl);
listenToPage(send);
for (const { type, key, shiftKey, ctrlKey, altKey, metaKey } of footlights.pressedSoFar())
  dispatchEvent(new KeyboardEvent(type, { key, shiftKey, ctrlKey, altKey, metaKey }));
listenToDrawer(send);
startCells(send, asking);
openTalk(tellKeeping); // what cells tell as the page goes is told before the talk is kept
listenToNotes(({ text, names = [], pictures = {}, files = {} }) => {
  replacePictures(pictures);
  for (const [name, base64] of Object.entries(files)) replaceFile(name, base64);
  if (text !== undefined) send({ type: "NotesReplaced", text, name: talk.name, pictures: names });
});
afterFirstPaint(() => {
  begin().catch(fail).finally(endPostponing);
  whenIdle(loadFonts);
});
