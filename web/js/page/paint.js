// Paints a view model. Decides nothing: each value has its place, and is written where it changed.
import { h, render } from "preact";
import { enlarge } from "../cells/enlarged.js";
import { paintHelp } from "../panels/help.js";
import { paintRehearsals } from "../panels/rehearsals.js";
import { paintReplan } from "../panels/replan.js";
import { paintSearch } from "../panels/search.js";
import { paintWarmth } from "../panels/warmth.js";

/** @typedef {import("../shared/wire.d.ts").View} View */
/** @typedef {import("../shared/wire.d.ts").Face} Face */

/**
 * What a painter hands on to: each paints a part of its own.
 * @typedef {object} Hands
 * @property {import("../slides/slides.js").Slides} slides
 * @property {import("../cells/cells.js").Cells} cells
 * @property {import("../output/outputs.js").Outputs} outputs
 * @property {import("../ink/ink.js").Ink} ink
 * @property {import("../shared/wire.d.ts").Send} send
 */

/** A side of a slide, as regions of it are told. */
const WHOLE = 10_000;
const MOST_MAGNIFIED = 8;

/** A document's painter: it owns what it has painted, and knows where each value goes there. */
export class Painter {
  /** @type {Partial<View>} */
  #painted = {};
  #root;
  #parts;

  /** @param {Document} document @param {Hands} hands */
  constructor(document, hands) {
    this.hands = hands;
    const part = (/** @type {string} */ name) =>
      /** @type {HTMLElement} */ (document.querySelector(`[data-part="${name}"]`));
    this.#root = document.documentElement;
    this.#parts = {
      where: part("where"),
      number: part("number"),
      message: part("message"),
      entry: part("entry"),
      help: part("help"),
      replan: part("replan"),
      search: part("search"),
      rehearsals: part("rehearsals"),
      palette: part("palette"),
      blank: part("blank"),
      live: part("live"),
      repl: part("repl"),
      engines: part("engines"),
      section: part("section-clock"),
      talk: part("talk-clock"),
      pace: part("pace"),
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
    const { slides, outputs } = this.hands;
    const changed = (/** @type {(keyof View)[]} */ ...names) =>
      names.some(
        (name) => painted[name] !== view[name] && JSON.stringify(painted[name]) !== JSON.stringify(view[name]),
      );
    if (changed("slide", "step")) slides.show(view.slide, view.step);
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
    if (changed("pace")) paintPace(parts.pace, view.pace);
    if (changed("largeClock")) root.toggleAttribute("data-large-clock", view.largeClock);
    if (changed("agenda", "weights")) this.#paintSections(view);
    if (changed("cells")) this.#paintCells(view, painted);
    if (changed("recordings", "cells")) this.#paintRecordings(view);
    if (changed("enlarged")) this.#paintEnlarged(view);
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
      for (const [cell, rows] of Object.entries(view.comparisons)) outputs.compare(Number(cell), rows);
    if (changed("replBusy")) parts.repl.toggleAttribute("data-busy", view.replBusy);
    if (changed("scheme")) root.dataset.scheme = view.scheme;
    if (changed("textSize")) root.style.setProperty("--text-size", String(view.textSize));
    if (changed("message", "offer", "also")) paintMessage(parts.message, view);
    if (changed("entry")) {
      parts.entry.hidden = view.entry === null;
      parts.entry.textContent = view.entry === null ? "" : `Go to ${view.entry || "…"}`;
    }
    if (changed("warmth")) paintWarmth(parts.warmth, parts.warmthList, view.warmth);
    if (changed("rehearsal")) paintRehearsals(parts.rehearsals, view.rehearsal, this.hands.send);
    if (changed("rehearsing")) root.toggleAttribute("data-rehearsing", view.rehearsing);
    root.toggleAttribute("data-with-speaker", view.speaker !== null);
    if (changed("search")) paintSearch(parts.search, view.search, this.hands.send);
    if (changed("tool") || Boolean(painted.speaker) !== Boolean(view.speaker)) this.#paintTool(view);
    if (changed("magnified")) paintRegion(slides.deck, view.magnified);
    if (changed("blank")) root.dataset.blank = view.blank;
    if (changed("replan")) paintReplan(parts.replan, view.replan, this.hands.send);
    if (changed("dropped", "droppedBullets")) this.#paintDropped(view);
    if (changed("frozen")) root.toggleAttribute("data-frozen", view.frozen);
    if (changed("mode", "chosen")) this.#paintChosen(view);
    this.#painted = view;
  }

  /** The slide that is chosen in the overview. @param {View} view */
  #paintChosen(view) {
    const slides = this.hands.slides.all();
    for (const slide of slides) slide.removeAttribute("data-chosen");
    if (view.mode !== "overview") return;
    const chosen = slides[view.chosen - 1];
    chosen?.setAttribute("data-chosen", "");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  /** What the pointer is, and what else it may be. @param {View} view */
  #paintTool(view) {
    const { tool } = view;
    const { palette } = this.#parts;
    this.hands.ink.choose(tool);
    const isElsewhere = view.speaker !== null && this.#root.dataset.window !== "speaker";
    palette.hidden = tool === "" || tool === "magnifier" || isElsewhere;
    palette.dataset.of = tool;
    for (const button of palette.querySelectorAll("[data-tool]"))
      button.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (button).dataset.tool === tool));
  }

  /** The slides and bullets that are left out: still there, but greyed in the overview. @param {View} view */
  #paintDropped({ dropped, droppedBullets }) {
    for (const [index, slide] of this.hands.slides.all().entries()) {
      slide.toggleAttribute("data-dropped", dropped.includes(index + 1));
      for (const [at, bullet] of slide.querySelectorAll("[data-optional]").entries())
        bullet.toggleAttribute(
          "data-dropped",
          droppedBullets.some(([number, which]) => number === index + 1 && which === at + 1),
        );
    }
  }

  /** @param {View} view */
  #paintSections(view) {
    const each = view.weights.map((weight, index) =>
      h("li", { style: { flexGrow: String(weight) }, "data-when": view.agenda[index] ?? "" }),
    );
    render(each, this.#parts.lights);
    const rows = /** @type {NodeListOf<HTMLElement>} */ (this.hands.slides.deck.querySelectorAll(".agenda > li"));
    for (const [index, row] of rows.entries()) row.dataset.when = view.agenda[index] ?? "";
  }

  /** Those that are not as they were painted. @param {View} view @param {Partial<View>} painted */
  #paintCells(view, painted) {
    const before = new Map(painted.cells?.map(([cell, ...how]) => [cell, how.join("\n")]));
    for (const [cell, state, words] of view.cells)
      if (before.get(cell) !== `${state}\n${words}`) this.hands.cells.showState(cell, state, words);
  }

  /** Whose output has the whole cell. @param {View} view */
  #paintEnlarged({ enlarged }) {
    for (const cell of this.hands.cells.all()) enlarge(cell, enlarged.includes(Number(cell.dataset.cell)));
  }

  /** Which cells offer what was recorded of them. @param {View} view */
  #paintRecordings({ recordings }) {
    for (const cell of this.hands.cells.all())
      cell.toggleAttribute("data-recording", recordings.includes(Number(cell.dataset.cell)));
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
function paintMessage(place, { message, offer, also }) {
  const buttons = [offer, also].map(
    (each) => each && h("button", { type: "button", class: "offer", "data-intent": each.intent }, each.words),
  );
  render([message && h("span", { class: "message-words" }, message), ...buttons], place);
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
  paintText(/** @type {HTMLElement} */ (clock.querySelector(".unit")), face.unit);
}

/** A part of the slide fills its place. @param {HTMLElement} deck @param {View["magnified"]} region */
function paintRegion(deck, region) {
  deck.toggleAttribute("data-magnified", region !== null);
  if (!region) return;
  const scale = Math.min(WHOLE / region.width, WHOLE / region.height, MOST_MAGNIFIED);
  const begin = (/** @type {number} */ from, /** @type {number} */ size) =>
    Math.min(Math.max(0, from + size / 2 - WHOLE / 2 / scale), WHOLE - WHOLE / scale) / 100;
  deck.style.setProperty("--magnify", String(scale));
  deck.style.setProperty("--magnify-left", String(begin(region.left, region.width)));
  deck.style.setProperty("--magnify-top", String(begin(region.top, region.height)));
}

/** @param {HTMLElement} place @param {View["pace"]} pace */
function paintPace(place, { aheadS, endsAtMs, words, ends }) {
  place.dataset.aheadS = String(aheadS);
  place.dataset.endsAt = String(endsAtMs);
  const [said, end] = /** @type {HTMLElement[]} */ ([...place.children]);
  if (said) paintText(said, words);
  if (end) paintText(end, ends);
}

/**
 * @param {HTMLElement} target
 * @param {string} text
 */
function paintText(target, text) {
  if (target.textContent !== text) target.textContent = text;
}
