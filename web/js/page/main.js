// The page: slides at once, Python as soon as it is up, and nothing pressed in between is lost.

import { deck, talk } from "../carried/build_data.js";
import { lately } from "../carried/late_scripts.js";
import { arrived, ended, workerScript } from "../carried/parts.js";
import { highlightIn } from "../cells/colours.js";
import { Logs } from "../output/log.js";
import { Preflight } from "../panels/preflight.js";
import { onlyIf } from "../runs/completions.js";
import { PYODIDE, Runs } from "../runs/runs.js";
import { endPostponing, whenIdle } from "../shared/idle.js";
import { SpeakerWindow } from "../speaker/speaker_window.js";
import { beat, openedTalk, openTalk } from "../storage/keeper.js";
import { Address } from "./address.js";
import { openStage } from "./bridge.js";
import { effectsOn } from "./effects.js";
import { loadFonts } from "./fonts.js";
import { listenToPage, listenToScreen } from "./input.js";
import { listenToNotes } from "./live_reload.js";
import { asLeft, mirrorHand } from "./mirroring.js";
import { PrerenderedNavigation } from "./prerendered_navigation.js";
import { Screen } from "./screen.js";
import { keepSite } from "./site_updates.js";
import { Stage } from "./stage.js";
import { keepAwake } from "./wake_lock.js";

const { spoken = {}, ...withoutSpoken } = talk;
const root = document.documentElement;
const address = new Address();
const openedAt = address.opened;
const logs = new Logs();
/** @type {import("../shared/wire.d.ts").Send} */
const send = (event) => stage.send(event);
const runs = new Runs({ talk, send, logs, cellOf: (number) => screen.cells.of(number) });
/** What every window's screen is made with. */
const means = {
  send: (/** @type {import("../shared/wire.d.ts").Told} */ event, /** @type {Screen} */ from) =>
    stage.send(event, from),
  typed: (/** @type {number} */ cell, /** @type {string} */ text, /** @type {Screen} */ from) =>
    stage.mirror(cell, text, from),
  /** The inks that show along what is done with one. */
  inks: () => stage.screens.filter(({ isHeld }) => !isHeld).map(({ ink }) => ink),
  goTo: (/** @type {string} */ place) => address.goTo(place),
  logs,
  runs,
};
const screen = new Screen(document, deck, { ...means, name: "stage" });
const replAsking = onlyIf(runs.completions, () => stage.view?.replEngine === PYODIDE);
const speaker = new SpeakerWindow({
  deck,
  notesOf: async (notes) => (Object.hasOwn(spoken, notes) ? spoken[notes] : stage.notesOf(notes)),
  send,
  tick,
  opened(page) {
    const opened = new Screen(page.document, page.deck, { ...means, name: "speaker", page });
    listenToScreen(opened, runs.files);
    mirrorHand(opened, () => stage.twinsOf(opened));
    opened.outputs.drawn = (cell) => asLeft(opened, stage.twinsOf(opened), cell);
    runs.files.listenTo(opened.repl.drawer);
    void opened.repl.mount(replAsking);
    return opened;
  },
  shown: (opened) => stage.addScreen(opened),
  gone: (opened) => stage.removeScreen(opened),
});
const stage = new Stage(
  logs,
  effectsOn(
    () => stage,
    runs,
    logs,
    speaker,
    address,
    () => onDisk,
  ),
);
const preflight = new Preflight({
  deck,
  probe: (asked) => runs.probe(asked),
  recorded: () => runs.recordings.all(),
});
const navigation = new PrerenderedNavigation(screen.slides);
/** The notes as the server has them. @type {string} */
let onDisk = talk.notes ?? "";
let turnedEarly = false;
stage.addScreen(screen);
stage.also = (view) => {
  keepAwake(view.awake);
  preflight.paint(view.preflight, (stage.screens.at(-1) ?? screen).part("preflight"));
};
stage.withoutPython = (event, isForGood) => {
  const cell = isForGood && cellToRun(event);
  if (cell !== false) return showRecorded(cell);
  const turned = navigation.turn(event);
  turnedEarly ||= turned;
  if (turned && isForGood) navigation.showPlace();
  return turned;
};

/** The cell that an event asks to run; false where it asks for nothing of the kind. @param {import("../shared/wire.d.ts").Told} event */
function cellToRun(event) {
  if (event.type === "RunCell") return event.cell;
  if (event.type !== "KeyPressed" || !event.ctrl || event.key !== "Enter") return false;
  const cell = /** @type {HTMLElement | null} */ (deck.querySelector('[data-current] [data-part="cell"]'));
  return Number(cell?.dataset.cell ?? 0);
}

/** Without a stage a cell that is to run shows its recording, if there is one. @param {number} number */
function showRecorded(number) {
  const cell = screen.cells.of(number);
  if (!cell || !talk.recorded?.cells.includes(cell.dataset.name)) return false;
  screen.cells.showState(number, "recorded", `recorded ${talk.recorded.on}`);
  runs.play(number);
  return true;
}

async function begin() {
  root.dataset.stage = "booting";
  const kernel = runs.start(await workerScript());
  const go = () => kernel.go();
  const python = await openStage(kernel.parts, go).finally(go);
  performance.mark("footlights:python-up");
  lately().catch(() => {}); // read while the stage opens: who opens the REPL at once may type at once
  const kept = await openedTalk();
  const systemTheme = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
  const utcOffsetMin = -new Date().getTimezoneOffset();
  const event = { type: "Began", place: openedAt, ...kept, systemTheme, utcOffsetMin, atMs: stage.firstAtMs };
  stage.begin(python, { ...withoutSpoken, keys: screen.slides.keys(), event });
  root.dataset.stage = "ready";
  performance.mark("footlights:stage-ready");
  endPostponing();
  setInterval(tick, 1000);
  speaker.findAgain();
  try {
    await python.mount();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return void send({ type: "KernelChanged", live: "failed", reason });
  }
  kernel.release();
  whenIdle(() => keepSite(() => send({ type: "NewVersionFound" })));
}

function tick() {
  send({ type: "Ticked" });
  beat(stage.view?.awake ?? false);
}

/** Python did not start: the slides still turn, and a quiet line says so. @param {unknown} error */
function fail(error) {
  console.info(`Python did not start: ${error}`);
  root.dataset.stage = "failed";
  root.dataset.live = "failed";
  stage.fail();
  const message = document.querySelector('[data-part="message"]');
  const cells = talk.recorded ? "cells show what was recorded, the clock is off" : "clock and live code are off";
  if (message) message.textContent = `Python did not start here: slides turn, ${cells}.`;
  navigation.showPlace();
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

send({ type: "KernelChanged", live: "booting" });
whenIdle(() => screen.repl.mount(replAsking));
Object.assign(footlights, {
  arrived,
  record: () => runs.tape.record(),
  recorded: () => runs.tape.recorded(stage.view?.comparisons ?? {}),
});
document.addEventListener("DOMContentLoaded", ended);
addEventListener("beforeunload", (event) => {
  if (stage.view?.awake) event.preventDefault(); // a clock runs: the page is in the middle of a talk
});
navigation.showFirst(openedAt, footlights.first().place);
footlights.read.then(() => {
  if (!turnedEarly && !stage.view) navigation.showFirst(openedAt, footlights.first().place);
});
whenIdle(() => highlightIn(document.body));
listenToScreen(screen, runs.files);
mirrorHand(screen, () => stage.twinsOf(screen));
listenToPage(send);
runs.files.listenTo(screen.repl.drawer);
for (const { type, key, shiftKey, ctrlKey, altKey, metaKey } of footlights.pressedSoFar())
  dispatchEvent(new KeyboardEvent(type, { key, shiftKey, ctrlKey, altKey, metaKey }));
addEventListener("pagehide", () => stage.tellTyped()); // as the page goes, and before the talk is kept
openTalk(onDisk, (event) => stage.tellKeeping(event));
const changed = (/** @type {import("./live_reload.js").Change} */ { text, names = [], pictures = {}, files = {} }) => {
  screen.slides.replacePictures(pictures);
  for (const [name, base64] of Object.entries(files)) runs.files.replace(name, base64);
  if (text !== undefined) onDisk = text;
  if (text !== undefined) send({ type: "NotesReplaced", text, name: talk.name, pictures: names });
};
listenToNotes(changed, (problems) => send({ type: "ProblemsTold", problems }));
afterFirstPaint(() => {
  begin().catch(fail).finally(endPostponing);
  whenIdle(loadFonts);
});
