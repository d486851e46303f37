// What shows the talk in one document: its slides, cells and outputs, the panels, and who paints them. All of them look
// only into their own document, so that the speaker's window has its own.
import { Cells } from "../cells/cells.js";
import { Ink } from "../ink/ink.js";
import { Outputs } from "../output/outputs.js";
import { Repl } from "../panels/repl.js";
import { Slides } from "../slides/slides.js";
import { Painter } from "./paint.js";

/** @typedef {import("../shared/wire.d.ts").View} View */

/**
 * What a screen is opened with.
 * @typedef {object} Means
 * @property {"stage" | "speaker"} name which window it is in
 * @property {(event: import("../shared/wire.d.ts").Told, screen: Screen) => boolean} send
 * @property {import("../output/log.js").Logs} logs
 * @property {import("../runs/runs.js").Runs} runs
 * @property {(place: string) => void} goTo follows a link within the talk
 * @property {(cell: number, text: string, screen: Screen) => void} typed told of what is typed, 0 for the REPL
 * @property {() => Ink[]} inks of all windows where the audience's picture is not frozen
 * @property {import("../speaker/speaker_page.js").SpeakerPage} [page] what stands around the slides
 */

/** What of a view is on the slides: what is the speaker's alone is not, where they have a window of their own. @param {View} view */
function ofAudience(view) {
  const search = view.search?.window === "stage" ? view.search : null;
  if (!view.speaker) return { ...view, search };
  const warmth = { ...view.warmth, rows: null };
  return { ...view, search, warmth, replan: null, rehearsal: null, entry: null, largeClock: false };
}

export class Screen {
  #isHeld = false;
  /** @type {Record<string, import("../shared/wire.d.ts").Stroke[]>} */
  #drawings = {};

  /**
   * @param {Document} document
   * @param {HTMLElement} deck where the slides stand
   * @param {Means} means
   */
  constructor(document, deck, { name, send, logs, runs, typed, inks, goTo, page }) {
    this.name = name;
    this.page = page;
    this.document = document;
    this.window = /** @type {Window & typeof globalThis} */ (document.defaultView);
    this.deck = deck;
    this.goTo = goTo;
    this.send = (/** @type {import("../shared/wire.d.ts").Told} */ event) => send(event, this);
    this.cells = new Cells(deck, this.send, runs.completions, (cell, text) => typed(cell, text, this));
    this.slides = new Slides(deck, this.cells, logs);
    this.repl = new Repl(this.part("repl"), this.send, logs, (text) => typed(0, text, this));
    const transcript = this.part("repl-output");
    const outputOf = (/** @type {number} */ number) => {
      if (!number) return transcript;
      const cell = this.cells.of(number);
      return cell && (!page || page.draws(cell))
        ? /** @type {HTMLElement | null} */ (cell.querySelector('[data-part="output"]'))
        : null;
    };
    this.outputs = new Outputs(logs, this.window, outputOf, () => this.repl.focus());
    const { slides, cells, outputs } = this;
    const ink = new Ink(deck, this.send, inks);
    this.ink = ink;
    this.painter = new Painter(document, { slides, cells, outputs, ink, send: this.send });
  }

  /** @param {string} name */
  part(name) {
    return /** @type {HTMLElement} */ (this.document.querySelector(`[data-part="${name}"]`));
  }

  /** The audience's picture stays as it is, or goes on. @param {boolean} isHeld */
  hold(isHeld) {
    if (this.#isHeld === isHeld) return;
    this.#isHeld = isHeld;
    this.outputs.hold(isHeld);
    if (!isHeld) this.ink.draw(this.#drawings);
  }

  get isHeld() {
    return this.#isHeld;
  }

  /** What is drawn on slides. @param {Record<string, import("../shared/wire.d.ts").Stroke[]>} drawings */
  draw(drawings) {
    this.#drawings = drawings;
    if (!this.#isHeld) this.ink.draw(drawings);
  }

  /** @param {View} view */
  paint(view) {
    if (this.#isHeld) return;
    const { page } = this;
    const slide = page?.deck.querySelector("[data-current]");
    this.painter.paint(page ? page.seen(view) : ofAudience(view));
    page?.paint(view);
    if (page && slide !== page.deck.querySelector("[data-current]")) this.outputs.follow();
  }

  /** Something is typed elsewhere. @param {number} cell 0 for the REPL @param {string} text */
  mirror(cell, text) {
    if (cell) this.cells.mirror(cell, text);
    else this.repl.mirror(text);
  }

  /** The caret goes to a part. @param {string} part */
  focusOn(part) {
    if (part === "repl") return this.repl.focus();
    this.repl.leave();
    const focused = /** @type {HTMLElement | null} */ (this.document.activeElement);
    focused?.blur();
  }

  /** It is shown no more. */
  end() {
    this.outputs.end();
  }
}
