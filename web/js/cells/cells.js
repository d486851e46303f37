// The cells of a document's slides: their text, their editors, the lines that are lit. Runs and states are Python's.

import { lately } from "../carried/late_scripts.js";
import { highlightIn, recoloured } from "./colours.js";
import { lightLines, linesOf } from "./lit_lines.js";

/** @typedef {import("../shared/wire.d.ts").Send} Send */

const CELL = '[data-part="cell"]';
const EDIT_MS = 300;
/** @type {WeakMap<Element, import("../editor/editor.js").Editor>} */
const editors = new WeakMap();
const codeOf = (/** @type {Element} */ cell) => /** @type {HTMLElement} */ (cell.querySelector("pre.code > code"));

/**
 * A cell's present text.
 * @param {Element} cell
 */
export const textOf = (cell) => editors.get(cell)?.text() ?? codeOf(cell).textContent ?? "";

/**
 * A cell's present text, to be run.
 * @param {HTMLElement} cell
 * @returns {import("../shared/wire.d.ts").Told}
 */
export const runOf = (cell) => ({ type: "RunCell", cell: Number(cell.dataset.cell), source: textOf(cell) });

/**
 * The part of a cell that is selected, else all of it.
 * @param {HTMLElement} cell
 */
export const chosenText = (cell) => editors.get(cell)?.around().selected || textOf(cell);

export class Cells {
  /** By their numbers, once they were looked for. @type {Map<number, HTMLElement>} */
  #found = new Map();
  /** Edits that are not told yet. @type {Map<HTMLElement, ReturnType<typeof setTimeout>>} */
  #untold = new Map();
  /** What each cell is to show, where it is not what the notes say. @type {Map<number, string>} */
  #texts = new Map();
  /** Listings that stand behind an editor, and are not what it says any more. @type {Set<HTMLElement>} */
  #stale = new Set();
  /** The line that a cell failed at, for as long as that is what it did last. @type {Map<number, number>} */
  #failures = new Map();

  /**
   * @param {HTMLElement} deck
   * @param {Send} send
   * @param {import("../runs/completions.js").Asking} asking what may follow a text
   * @param {(number: number, text: string) => void} typed told of each change, as it is typed
   */
  constructor(deck, send, asking, typed) {
    this.deck = deck;
    this.send = send;
    this.asking = asking;
    this.typed = typed;
    const view = /** @type {Window} */ (deck.ownerDocument.defaultView);
    for (const leaving of ["pagehide", "blur", "focusout"]) view.addEventListener(leaving, () => this.tellEdits());
    view.addEventListener("beforeprint", () => this.#colourStale());
  }

  /** @param {number} number @returns {HTMLElement | null} */
  of(number) {
    const known = this.#found.get(number);
    if (known?.isConnected && Number(known.dataset.cell) === number) return known;
    const found = /** @type {HTMLElement | null} */ (this.deck.querySelector(`${CELL}[data-cell="${number}"]`));
    if (found) this.#found.set(number, found);
    else this.#found.delete(number);
    return found;
  }

  /** All of them, in the order of the slides. @returns {HTMLElement[]} */
  all() {
    return [...this.deck.querySelectorAll(CELL)].map((cell) => /** @type {HTMLElement} */ (cell));
  }

  /**
   * Show another text in a cell, now or as soon as it is there.
   * @param {number} number
   * @param {string} text
   */
  setText(number, text) {
    this.#texts.set(number, text);
    const cell = this.of(number);
    if (cell) this.#showText(cell);
  }

  /**
   * What is typed in a cell of another document: the same text here, the caret where it was.
   * @param {number} number
   * @param {string} text
   */
  mirror(number, text) {
    this.#texts.set(number, text);
    const cell = this.of(number);
    if (!cell) return;
    cell.setAttribute("data-edited", "");
    const editor = editors.get(cell);
    this.#failures.delete(number);
    if (!editor) return recoloured(codeOf(cell), text);
    editor.mirror(text);
    this.#stale.add(cell);
  }

  /** What the cells show, where it is not what the notes say. @returns {ReadonlyMap<number, string>} */
  get texts() {
    return this.#texts;
  }

  /** Notes have changed: what cells show stays with their elements, and what new elements are to show is told. */
  forgetTexts() {
    this.#texts.clear();
  }

  /** @param {HTMLElement} cell */
  #showText(cell) {
    const text = this.#texts.get(Number(cell.dataset.cell));
    if (text === undefined || text === textOf(cell)) return;
    this.#failures.delete(Number(cell.dataset.cell));
    const editor = editors.get(cell);
    if (editor) editor.replace(text);
    recoloured(codeOf(cell), text);
    cell.setAttribute("data-edited", "");
  }

  /**
   * Give the cells of a slide their text and, once there is time, their editors.
   * @param {HTMLElement} slide
   */
  async mount(slide) {
    const cells = /** @type {HTMLElement[]} */ ([...slide.querySelectorAll(CELL)]);
    for (const cell of cells) this.#showText(cell);
    const bare = cells.filter((cell) => !editors.has(cell));
    if (!bare.length) return;
    const scripts = await lately().catch(() => null);
    if (!scripts) return; // a page cut short: the code stays as it is listed
    for (const cell of bare.filter((cell) => !editors.has(cell))) {
      const start = performance.now();
      this.#mount(cell, scripts.makeEditor);
      performance.measure("footlights:editor-mount", { start });
    }
    lightLines(slide, markInEditor);
  }

  /**
   * @param {HTMLElement} cell
   * @param {typeof import("../editor/editor.js").makeEditor} makeEditor
   */
  #mount(cell, makeEditor) {
    const code = codeOf(cell);
    const listing = /** @type {HTMLElement} */ (code.parentElement);
    const act = () => {
      this.send(runOf(cell));
      return true;
    };
    const editor = makeEditor({
      text: code.textContent ?? "",
      readOnly: cell.hasAttribute("data-readonly"),
      classes: "code",
      attributes: { "aria-label": `Code of cell ${cell.dataset.cell}` },
      keys: [
        { key: "Mod-Enter", act },
        { key: "Shift-Enter", act },
      ],
      changed: (text) => this.#edited(cell, text),
      document: this.deck.ownerDocument,
      asking: this.asking,
    });
    editor.element.dataset.size = listing.dataset.size ?? "";
    editors.set(cell, editor);
    editor.mark(this.#failedAt(Number(cell.dataset.cell)), "failed");
    listing.before(editor.element);
    cell.setAttribute("data-editor", "");
  }

  /**
   * @param {HTMLElement} cell
   * @param {string} text
   */
  #edited(cell, text) {
    this.#texts.set(Number(cell.dataset.cell), text);
    this.#failures.delete(Number(cell.dataset.cell));
    cell.setAttribute("data-edited", "");
    this.#stale.add(cell);
    this.typed(Number(cell.dataset.cell), text);
    if (!this.#untold.has(cell))
      this.#untold.set(
        cell,
        setTimeout(() => this.tellEdits(), EDIT_MS),
      ); // who types on and on is told too
  }

  /** Tell what was edited since the last time: soon after a change, at once when the page may go. */
  tellEdits() {
    const told = [...this.#untold];
    this.#untold.clear();
    for (const [cell, timer] of told) {
      clearTimeout(timer);
      this.send({ type: "CellEdited", cell: Number(cell.dataset.cell), source: textOf(cell) });
    }
    this.#colourStale();
  }

  /** A listing is seen where its editor is not: on paper, and in a slide that is taken anew. */
  #colourStale() {
    for (const cell of this.#stale) recoloured(codeOf(cell), textOf(cell));
    this.#stale.clear();
  }

  /**
   * How a cell is, in its attribute and on its chip. One that is to run has not failed.
   * @param {number} number
   * @param {string} state
   * @param {string} words
   */
  showState(number, state, words) {
    if (state !== "failed") this.#failures.delete(number);
    const cell = this.of(number);
    if (!cell) return;
    if (state !== cell.dataset.state && state !== "failed") editors.get(cell)?.mark([], "failed");
    cell.dataset.state = state;
    const chip = /** @type {HTMLElement} */ (cell.querySelector('[data-part="chip"]'));
    if (chip.textContent !== words) chip.textContent = words;
  }

  /**
   * Show which line a cell failed at, now or as soon as it has its editor.
   * @param {number} number
   * @param {number} line from 1
   */
  markFailure(number, line) {
    this.#failures.set(number, line);
    const cell = this.of(number);
    if (cell) editors.get(cell)?.mark([line], "failed");
  }

  /** @param {number} number */
  #failedAt(number) {
    const line = this.#failures.get(number);
    return line === undefined ? [] : [line];
  }

  /** A slide that was filled anew shows its cells as they were edited. @param {HTMLElement} slide */
  restore(slide) {
    for (const cell of slide.querySelectorAll(CELL)) this.#showText(/** @type {HTMLElement} */ (cell));
    highlightIn(slide);
  }
}

/**
 * The lines that a slide's step lights, in its listings and editors.
 * @param {HTMLElement} slide
 */
export function lightStep(slide) {
  lightLines(slide, markInEditor);
}

/**
 * @param {HTMLElement} listing
 * @param {number[]} lines
 */
function markInEditor(listing, lines) {
  const cell = listing.closest(CELL);
  const editor = cell && editors.get(cell);
  if (!editor) return;
  editor.mark(lines, "lit");
  editor.element.toggleAttribute("data-lit", lines.length > 0 && lines.length < linesOf(editor.text()));
}

/** @param {HTMLElement} cell */
export async function copyText(cell) {
  const text = textOf(cell);
  const copied = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  const button = /** @type {HTMLElement} */ (cell.querySelector('[data-action="copy"]'));
  button.textContent = copied ? "Copied" : "Not allowed";
  setTimeout(() => {
    button.textContent = "Copy";
  }, 1500);
}
