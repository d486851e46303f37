// The last output of each cell outlives a reload, a crash and a closed tab, with a word that it is old.
import { cellOf, textOf } from "./cells.js";
import { outputContent } from "./gate.js";
import { whenShown } from "./outputs.js";
import { OUTPUTS } from "./store.js";

const MOST_CHARACTERS = 60_000;
const MOST_ELEMENTS = 4_000;
const MOST_TOGETHER = 500_000;
const key = () => `${OUTPUTS}${location.pathname}:${document.title}`;

/** @typedef {{code: string, html: string}} Kept by the name of its cell */

/** @returns {Record<string, Kept>} */
function all() {
  try {
    return JSON.parse(localStorage.getItem(key()) ?? "{}") ?? {};
  } catch {
    return {};
  }
}

/**
 * Keep what a cell shows, once it is painted.
 * @param {number} number
 */
export function keepOutput(number) {
  whenShown(number).then(() =>
    requestAnimationFrame(() => {
      const cell = cellOf(number);
      if (cell) store(cell.dataset.name ?? "", { code: textOf(cell), html: htmlOf(cell) });
    }),
  );
}

/**
 * @param {string} name
 * @param {Kept} kept
 */
function store(name, kept) {
  const { [name]: _before, ...others } = all();
  const entries = Object.entries({ ...others, [name]: kept });
  while (entries.length > 1 && JSON.stringify(entries).length > MOST_TOGETHER) entries.shift();
  try {
    localStorage.setItem(key(), JSON.stringify(Object.fromEntries(entries)));
  } catch {
    return; // a full or forbidden storage is no reason to stop
  }
}

/** What can be shown again: no frames, no bars, not more than there is room for. @param {HTMLElement} cell */
function htmlOf(cell) {
  const output = /** @type {HTMLElement} */ (cell.querySelector('[data-part="output"]'));
  if (output.querySelector(".comparison")) return "";
  if (isLarge(output)) return "";
  const copy = /** @type {HTMLElement} */ (output.cloneNode(true));
  for (const frame of copy.querySelectorAll(".scripted")) frame.replaceWith("[interactive output: run the cell again]");
  for (const control of copy.querySelectorAll("button, form, .ask, .kept")) control.remove();
  const html = copy.getHTML();
  return html.length <= MOST_CHARACTERS ? html : "";
}

/** Whether copying it, to see how long it is, would take too long by itself. @param {HTMLElement} output */
function isLarge(output) {
  if ((output.textContent ?? "").length > MOST_CHARACTERS || output.querySelectorAll("*").length > MOST_ELEMENTS)
    return true;
  const pictures = [...output.querySelectorAll("img")].map((picture) => picture.getAttribute("src")?.length ?? 0);
  return pictures.reduce((sum, length) => sum + length, 0) > MOST_CHARACTERS;
}

/** Cells that show nothing yet, and whose code is as it was, show what they showed last. */
export function restoreOutputs() {
  const kept = all();
  if (!Object.keys(kept).length) return;
  for (const cell of document.querySelectorAll('[data-part="cell"]')) {
    const { name } = /** @type {HTMLElement} */ (cell).dataset;
    const output = cell.querySelector('[data-part="output"]');
    const before = kept[name ?? ""];
    if (!before?.html || !output || output.childNodes.length || before.code !== textOf(cell)) continue;
    const note = document.createElement("p");
    note.className = "kept";
    note.textContent = "From before the page was loaded; run the cell again for its names.";
    output.append(note, outputContent(before.html));
  }
}
