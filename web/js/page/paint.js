// Paints a view model. Decides nothing: each value has its place, and is written where it changed.
import { h, render } from "preact";
import { deck } from "../carried/build_data.js";
import { cellOf, forgetFailure } from "../cells/cells.js";
import { paintComparison } from "../output/comparison.js";
import { paintHelp } from "../panels/help.js";
import { paintPreflight } from "../panels/preflight.js";
import { paintWarmth } from "../panels/warmth.js";
import { showSlide, slides } from "./slides.js";
import { keepAwake } from "./wake_lock.js";

/** @typedef {import("../shared/wire.d.ts").View} View */
/** @typedef {import("../shared/wire.d.ts").Face} Face */

/** A document's painter: it owns what it has painted, and knows where each value goes there. */
export class Painter {
  /** @type {Partial<View>} */
  #painted = {};
  #root;
  #parts;

  /** @param {Document} document */
  constructor(document) {
    const part = (/** @type {string} */ name) =>
      /** @type {HTMLElement} */ (document.querySelector(`[data-part="${name}"]`));
    this.#root = document.documentElement;
    this.#parts = {
      where: part("where"),
      number: part("number"),
      message: part("message"),
      entry: part("entry"),
      help: part("help"),
      blank: part("blank"),
      live: part("live"),
      repl: part("repl"),
      engines: part("engines"),
      section: part("section-clock"),
      talk: part("talk-clock"),
      warmth: part("warmth"),
      warmthList: part("warmth-list"),
      replEdge: /** @type {HTMLElement} */ (document.querySelector(".repl-edge")),
      lights: /** @type {HTMLElement} */ (document.querySelector(".lights")),
    };
  }

  /** Forget what was painted, because the page's slides were replaced. */
  forget() {
    this.#painted = {};
  }

  /** @param {View} view */
  paint(view) {
    const [painted, parts, root] = [this.#painted, this.#parts, this.#root];
    const changed = (/** @type {(keyof View)[]} */ ...names) =>
      names.some(
        (name) => painted[name] !== view[name] && JSON.stringify(painted[name]) !== JSON.stringify(view[name]),
      );
    if (changed("slide", "step")) showSlide(view.slide, view.step);
    if (changed("mode")) {
      root.dataset.mode = view.mode;
      parts.blank.hidden = view.mode !== "blank";
      parts.help.hidden = view.mode !== "help";
      if (view.help) paintHelp(parts.help, view.help);
    }
    if (changed("slide", "slides")) parts.number.textContent = `${view.slide} / ${view.slides}`;
    if (changed("section", "sectionTitle")) paintText(parts.where, view.sectionTitle);
    if (changed("clocks")) {
      paintClock(parts.section, view.clocks.section);
      paintClock(parts.talk, view.clocks.talk);
    }
    if (changed("agenda", "weights")) paintSections(parts.lights, view);
    if (changed("cells")) for (const cell of view.cells) paintCell(...cell);
    if (changed("recordings", "cells")) paintRecordings(view);
    if (changed("live", "liveWords")) {
      root.dataset.live = view.live;
      paintText(parts.live, view.liveWords);
    }
    if (changed("replOpen")) parts.repl.hidden = !view.replOpen;
    if (changed("replSide")) parts.repl.dataset.side = view.replSide;
    if (changed("replShare")) {
      root.style.setProperty("--repl-share", String(view.replShare));
      parts.replEdge.setAttribute("aria-valuenow", String(Math.round(100 * view.replShare)));
    }
    if (changed("engines", "replEngine")) paintEngines(parts.engines, view);
    if (changed("comparisons"))
      for (const [cell, rows] of Object.entries(view.comparisons)) paintComparison(Number(cell), rows);
    if (changed("replBusy")) parts.repl.toggleAttribute("data-busy", view.replBusy);
    if (changed("scheme")) root.dataset.scheme = view.scheme;
    if (changed("textSize")) root.style.setProperty("--text-size", String(view.textSize));
    if (changed("message", "offer")) paintMessage(parts.message, view);
    if (changed("entry")) {
      parts.entry.hidden = view.entry === null;
      parts.entry.textContent = view.entry === null ? "" : `Go to ${view.entry || "…"}`;
    }
    if (changed("warmth")) paintWarmth(parts.warmth, parts.warmthList, view.warmth);
    if (changed("preflight")) paintPreflight(view.preflight);
    if (changed("awake")) keepAwake(view.awake);
    if (changed("mode", "chosen")) paintChosen(view);
    this.#painted = view;
  }
}

/** @param {HTMLElement} place @param {View} view */
function paintEngines(place, { engines, replEngine }) {
  place.hidden = engines.length < 2;
  const buttons = engines.map(([name, title]) =>
    h("button", { type: "button", "data-engine": name, "aria-pressed": String(name === replEngine) }, title),
  );
  render(buttons, place);
}

/** @param {Element} place @param {View} view */
function paintMessage(place, { message, offer }) {
  const button = offer && h("button", { type: "button", class: "offer", "data-intent": offer.intent }, offer.words);
  render([message, button], place);
}

/** @param {View} view */
function paintChosen(view) {
  for (const slide of slides()) slide.removeAttribute("data-chosen");
  if (view.mode !== "overview") return;
  const chosen = slides()[view.chosen - 1];
  chosen?.setAttribute("data-chosen", "");
  chosen?.scrollIntoView({ block: "nearest" });
}

/**
 * @param {HTMLElement} clock
 * @param {Face} face
 */
function paintClock(clock, face) {
  clock.dataset.state = face.state;
  clock.dataset.remainingS = face.remainingS === null ? "" : String(face.remainingS);
  clock.toggleAttribute("data-low", face.low);
  clock.toggleAttribute("data-negative", (face.remainingS ?? 0) < 0);
  clock.style.setProperty("--left", String(face.left));
  clock.setAttribute("aria-label", face.label);
  paintText(/** @type {HTMLElement} */ (clock.querySelector(".face")), face.face);
}

/** @param {Element} lights @param {View} view */
function paintSections(lights, view) {
  const each = view.weights.map((weight, index) =>
    h("li", { style: { flexGrow: String(weight) }, "data-when": view.agenda[index] ?? "" }),
  );
  render(each, lights);
  const rows = /** @type {HTMLElement[]} */ ([...deck.querySelectorAll(".agenda > li")]);
  for (const [index, row] of rows.entries()) row.dataset.when = view.agenda[index] ?? "";
}

/** Which cells offer what was recorded of them. @param {View} view */
function paintRecordings({ recordings }) {
  for (const cell of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-part="cell"]')))
    cell.toggleAttribute("data-recording", recordings.includes(Number(cell.dataset.cell)));
}

/**
 * How a cell is, in its attribute and on its chip.
 * @param {number} number
 * @param {string} state
 * @param {string} words
 */
export function paintCell(number, state, words) {
  const cell = cellOf(number);
  if (!cell) return;
  if (state !== cell.dataset.state && (state === "queued" || state === "running")) forgetFailure(cell);
  cell.dataset.state = state;
  paintText(/** @type {HTMLElement} */ (cell.querySelector('[data-part="chip"]')), words);
}

/**
 * @param {HTMLElement} target
 * @param {string} text
 */
function paintText(target, text) {
  if (target.textContent !== text) target.textContent = text;
}
