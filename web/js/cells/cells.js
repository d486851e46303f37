// Cells on slides: their text, their editor, the lines that are lit. Runs and states are Python's.

import { lately } from "../carried/late_scripts.js";
import { highlightIn, recoloured } from "./colours.js";
import { lightLines, linesOf } from "./lit_lines.js";

/** @typedef {import("../shared/wire.d.ts").Send} Send */

const EDIT_MS = 300;
/** @type {WeakMap<Element, import("../editor/editor.js").Editor>} */
const editors = new WeakMap();
/** Edits that are not told yet. @type {Map<HTMLElement, number>} */
const untold = new Map();
/** What each cell is to show, where it is not what the notes say. @type {Map<number, string>} */
const texts = new Map();
/** @type {Send} */
let send = () => false;
/** @type {import("../runs/completions.js").Asking} */
let asking;

/**
 * @param {Send} tell
 * @param {import("../runs/completions.js").Asking} ask what may follow a text
 */
export function startCells(tell, ask) {
  send = tell;
  asking = ask;
  for (const leaving of ["pagehide", "blur"]) addEventListener(leaving, tellEdits);
  addEventListener("focusout", tellEdits);
}

/** @param {number} number @returns {HTMLElement | null} */
export const cellOf = (number) => document.querySelector(`[data-part="cell"][data-cell="${number}"]`);
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
 * Show another text in a cell, now or as soon as it is there.
 * @param {number} number
 * @param {string} text
 */
export function setText(number, text) {
  texts.set(number, text);
  const cell = cellOf(number);
  if (cell) showText(cell);
}

/** Notes have changed: what cells show stays with their elements, and what new elements are to show is told. */
export function forgetTexts() {
  texts.clear();
}

/** @param {HTMLElement} cell */
function showText(cell) {
  const text = texts.get(Number(cell.dataset.cell));
  if (text === undefined || text === textOf(cell)) return;
  const editor = editors.get(cell);
  if (editor) editor.replace(text);
  recoloured(codeOf(cell), text);
  cell.setAttribute("data-edited", "");
}

/**
 * Give the cells of a slide their text and, once there is time, their editors.
 * @param {HTMLElement} slide
 */
export async function mountCells(slide) {
  const cells = /** @type {HTMLElement[]} */ ([...slide.querySelectorAll('[data-part="cell"]')]);
  for (const cell of cells) showText(cell);
  const bare = cells.filter((cell) => !editors.has(cell));
  if (!bare.length) return;
  const scripts = await lately().catch(() => null);
  if (!scripts) return; // a page cut short: the code stays as it is listed
  for (const cell of bare.filter((cell) => !editors.has(cell))) {
    const start = performance.now();
    mount(cell, scripts.makeEditor);
    performance.measure("footlights:editor-mount", { start });
  }
  lightLines(slide, markInEditor);
}

/**
 * @param {HTMLElement} cell
 * @param {typeof import("../editor/editor.js").makeEditor} makeEditor
 */
function mount(cell, makeEditor) {
  const code = codeOf(cell);
  const listing = /** @type {HTMLElement} */ (code.parentElement);
  const act = () => {
    send(runOf(cell));
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
    changed: (text) => edited(cell, text),
    asking,
  });
  editor.element.dataset.size = listing.dataset.size ?? "";
  editors.set(cell, editor);
  listing.before(editor.element);
  cell.setAttribute("data-editor", "");
}

/**
 * @param {HTMLElement} cell
 * @param {string} text
 */
function edited(cell, text) {
  texts.set(Number(cell.dataset.cell), text);
  cell.setAttribute("data-edited", "");
  recoloured(codeOf(cell), text);
  if (!untold.has(cell)) untold.set(cell, setTimeout(tellEdits, EDIT_MS)); // who types on and on is told too
}

/** Tell what was edited since the last time: soon after a change, at once when the page may go. */
export function tellEdits() {
  const told = [...untold];
  untold.clear();
  for (const [cell, timer] of told) {
    clearTimeout(timer);
    send({ type: "CellEdited", cell: Number(cell.dataset.cell), source: textOf(cell) });
  }
}

/**
 * Show which line a cell failed at.
 * @param {number} number
 * @param {number} line from 1
 */
export function markFailure(number, line) {
  const cell = cellOf(number);
  if (cell) editors.get(cell)?.mark([line], "failed");
}

/** A cell that is to run has not failed. @param {HTMLElement} cell */
export const forgetFailure = (cell) => editors.get(cell)?.mark([], "failed");

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
  const cell = listing.closest('[data-part="cell"]');
  const editor = cell && editors.get(cell);
  if (!editor) return;
  editor.mark(lines, "lit");
  editor.element.toggleAttribute("data-lit", lines.length > 0 && lines.length < linesOf(editor.text()));
}

/**
 * The part of a cell that is selected, else all of it.
 * @param {HTMLElement} cell
 */
export const chosenText = (cell) => editors.get(cell)?.around().selected || textOf(cell);

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

/** A slide that was filled anew shows its cells as they were edited. @param {HTMLElement} slide */
export function restoreCells(slide) {
  for (const cell of slide.querySelectorAll('[data-part="cell"]')) showText(/** @type {HTMLElement} */ (cell));
  highlightIn(slide);
}
