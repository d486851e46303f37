// Keys, clicks, swipes and the address bar, as events. Python decides what they mean.

import { chosenText, copyText, runOf } from "../cells/cells.js";
import { enlarge } from "../cells/enlarged.js";
import { saveFile } from "../shared/saved_file.js";
import { placeOfLink } from "./links.js";

const EDITORS = "textarea, input, select, [contenteditable], .cm-editor";
const CONTROLS = "button, a[href], summary";
const SWIPE_PX = 50;

/** @typedef {import("../shared/wire.d.ts").Send} Send */
/** @typedef {import("./screen.js").Screen} Screen */
/** @typedef {import("../runs/files.js").Files} Files */

/**
 * What is done in one window.
 * @param {Screen} screen
 * @param {Files} files
 */
export function listenToScreen(screen, files) {
  const { send, window, name } = screen;
  window.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.key === "Shift" || event.key === "Control") return;
    if (screen.repl.typedAhead(event)) return event.preventDefault();
    const { key, shiftKey: shift, ctrlKey: ctrl, altKey: alt, metaKey: meta } = event;
    if (send({ type: "KeyPressed", key, shift, ctrl, alt, meta, focus: focusOf(event), window: name }))
      event.preventDefault();
  });
  window.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const button = target.closest("button");
    const intent = button?.dataset.intent;
    if (intent && intent !== "help" && button.closest(".help")) send({ type: "Wanted", intent: "leave", window: name });
    if (intent) return void send({ type: "Wanted", intent, window: name });
    if (button?.dataset.engine) return void send({ type: "EngineChosen", engine: button.dataset.engine });
    if (button?.dataset.action) return act(button, screen, files);
    if (screen.document.documentElement.dataset.mode === "overview") chooseSlide(event, target, send);
    else if (showsBullet(target, send)) event.preventDefault();
    else followLink(event, target, screen);
    if (target.closest(".help, .blank")) send({ type: "Wanted", intent: "leave", window: name });
  });
  listenToSwipes(screen);
}

/**
 * What is asked of the page as a whole: a place in its address, the system's theme.
 * @param {Send} send
 */
export function listenToPage(send) {
  addEventListener("popstate", () => send({ type: "PlaceRequested", place: location.hash }));
  addEventListener("hashchange", () => send({ type: "PlaceRequested", place: location.hash }));
  matchMedia("(prefers-color-scheme: light)").addEventListener("change", ({ matches }) =>
    send({ type: "SystemThemeChanged", theme: matches ? "light" : "dark" }),
  );
}

/**
 * What a button of a cell, or of the REPL, does.
 * @param {HTMLButtonElement} button
 * @param {Screen} screen
 * @param {Files} files
 */
function act(button, { send, cells, outputs }, files) {
  const { action } = button.dataset;
  cells.tellEdits();
  if (action === "stop") send({ type: "StopRequested" });
  if (action === "save-transcript") saveFile("transcript.txt", outputs.wordsIn(0), "text/plain");
  if (action === "files") files.askForAll();
  const cell = /** @type {HTMLElement | null} */ (button.closest(".cell"));
  if (!cell) return;
  const number = Number(cell.dataset.cell);
  if (action === "run") send(runOf(cell));
  if (action === "run-above") send({ type: "RunAllAbove", cell: number });
  if (action === "recorded") send({ type: "RecordingWanted", cell: number });
  if (action === "original") send({ type: "OriginalWanted", cell: number });
  if (action === "copy") copyText(cell);
  if (action === "to-repl") send({ type: "SentToRepl", source: chosenText(cell) });
  if (action === "enlarge" && document.documentElement.dataset.stage === "failed")
    enlarge(cell, !("enlarged" in cell.dataset));
  else if (action === "enlarge") send({ type: "EnlargeWanted", cell: number });
}

/**
 * Who the key belongs to, told by containment, through shadow roots too.
 * @param {KeyboardEvent} event
 */
function focusOf(event) {
  const path = event.composedPath().filter((node) => /** @type {Node} */ (node).nodeType === Node.ELEMENT_NODE);
  if (path.some((node) => /** @type {Element} */ (node).matches(EDITORS))) return "editor";
  return path.some((node) => /** @type {Element} */ (node).matches(CONTROLS)) ? "control" : "page";
}

/**
 * @param {Event} event
 * @param {Element} target
 * @param {Send} send
 */
function chooseSlide(event, target, send) {
  const slide = /** @type {HTMLElement | null} */ (target.closest('[data-part="slide"]'));
  if (!slide) return;
  event.preventDefault();
  send({ type: "SlideChosen", slide: Number(slide.dataset.slide) });
}

/** A bullet that is left out is shown all the same. @param {Element} target @param {Send} send */
function showsBullet(target, send) {
  const bullet = target.closest("[data-optional][data-dropped]");
  const slide = /** @type {HTMLElement | null} */ (bullet?.closest('[data-part="slide"]'));
  if (!bullet || !slide) return false;
  const number = 1 + [...slide.querySelectorAll("[data-optional]")].indexOf(bullet);
  send({ type: "BulletWanted", slide: Number(slide.dataset.slide), bullet: number });
  return true;
}

/**
 * A link to a part of the talk goes there, as going back goes back.
 * @param {Event} event
 * @param {Element} target
 * @param {Screen} screen
 */
function followLink(event, target, { goTo }) {
  const place = placeOfLink(target);
  if (place === null) return;
  event.preventDefault();
  if (place) goTo(place);
}

/** @param {Screen} screen */
function listenToSwipes({ deck, document, send }) {
  /** @type {{x: number, y: number} | null} */
  let start = null;
  const options = { passive: true };
  deck.addEventListener(
    "touchstart",
    ({ touches, target }) => {
      const touch = touches.length === 1 ? touches[0] : undefined;
      const inside = scrollsSideways(/** @type {Element} */ (target), deck);
      start = touch && !inside && !deck.dataset.tool ? { x: touch.clientX, y: touch.clientY } : null;
    },
    options,
  );
  deck.addEventListener(
    "touchend",
    ({ changedTouches }) => {
      const touch = changedTouches[0];
      if (!start || !touch || document.documentElement.dataset.mode !== "talk") return;
      const [dx, dy] = [touch.clientX - start.x, touch.clientY - start.y];
      if (Math.abs(dx) > SWIPE_PX && Math.abs(dx) > 2 * Math.abs(dy))
        send({ type: "Wanted", intent: dx < 0 ? "next" : "previous" });
      start = null;
    },
    options,
  );
}

/**
 * Whether a finger on a part moves it, or something it stands in, sideways: then a swipe is not for the slides.
 * @param {Element} part
 * @param {HTMLElement} deck
 */
function scrollsSideways(part, deck) {
  for (let node = /** @type {Element | null} */ (part); node && node !== deck; node = node.parentElement)
    if (node.scrollWidth > node.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(node).overflowX)) return true;
  return false;
}
