// The last output of each cell outlives a reload, a crash and a closed tab, with a word that it is old.

import { cellOf, textOf } from "../cells/cells.js";
import { outputContent } from "../shared/clean_html.js";
import { now } from "../storage/first_values.js";
import { keep, keptOutputs } from "../storage/keeper.js";
import { whenShown } from "./outputs.js";
import { apart, copyWhole } from "./shadow.js";

const MOST_CHARACTERS = 60_000;
const MOST_ELEMENTS = 4_000;
const MOST_TOGETHER = 500_000;
const OLD = "From before the page was loaded; run the cell again for its names.";
const UNREAD = "What this cell showed before can't be read: it is put aside.";

/** @typedef {{code: string, html: string, atMs?: number}} Kept */

/**
 * Keep what a cell shows, once it is painted.
 * @param {number} number
 * @param {string} code that showed it
 */
export function keepOutput(number, code) {
  whenShown(number).then(() =>
    requestAnimationFrame(() => {
      const cell = cellOf(number);
      if (cell) void store(`output:${cell.dataset.name}`, { code, html: htmlOf(cell), atMs: now() });
    }),
  );
}

/**
 * @param {string} name
 * @param {Kept} kept
 */
async function store(name, kept) {
  const all = await keptOutputs();
  all.set(name, JSON.stringify(kept));
  keep(name, JSON.stringify(kept));
  const sizes = [...all].map(([each, text]) => ({ each, size: text.length, atMs: read(text)?.atMs ?? 0 }));
  let together = sizes.reduce((sum, { size }) => sum + size, 0);
  for (const { each, size } of sizes.sort((one, other) => one.atMs - other.atMs)) {
    if (together <= MOST_TOGETHER || each === name) break;
    together -= size;
    all.delete(each);
    keep(each, null);
  }
}

/** What can be shown again: no frames, no bars, not more than there is room for. @param {HTMLElement} cell */
function htmlOf(cell) {
  const output = /** @type {HTMLElement} */ (cell.querySelector('[data-part="output"]'));
  if (output.querySelector(".comparison")) return "";
  if (isLarge(output)) return "";
  const copy = copyWhole(output);
  if (isLarge(copy)) return "";
  for (const frame of copy.querySelectorAll(".scripted")) frame.replaceWith("[interactive output: run the cell again]");
  for (const control of copy.querySelectorAll("button, form, .ask, .kept")) control.remove();
  const html = copy.getHTML();
  return html.length <= MOST_CHARACTERS ? html : "";
}

/** Whether handling it, to see how long it is, would take too long by itself. @param {HTMLElement} output */
function isLarge(output) {
  if ((output.textContent ?? "").length > MOST_CHARACTERS || output.querySelectorAll("*").length > MOST_ELEMENTS)
    return true;
  const pictures = [...output.querySelectorAll("img")].map((picture) => picture.getAttribute("src")?.length ?? 0);
  return pictures.reduce((sum, length) => sum + length, 0) > MOST_CHARACTERS;
}

/** Cells that show nothing yet, and whose code is as it was, show what they showed last. */
export async function restoreOutputs() {
  const all = await keptOutputs();
  if (!all.size) return;
  for (const cell of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-part="cell"]'))) {
    const name = `output:${cell.dataset.name}`;
    const output = cell.querySelector('[data-part="output"]');
    const text = all.get(name);
    if (text === undefined || !output || output.childNodes.length) continue;
    const kept = read(text);
    if (!kept) putAside(name, text, output);
    else if (kept.html && kept.code === textOf(cell))
      output.append(note(OLD), apart(outputContent(kept.html, { kept: true })));
  }
}

/** What was kept of an output; null where that can't be read. @param {string} text @returns {Kept | null} */
function read(text) {
  try {
    const { code, html, atMs } = JSON.parse(text);
    return typeof code === "string" && typeof html === "string" ? { code, html, atMs: Number(atMs) || 0 } : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} name
 * @param {string} text
 * @param {Element} output
 */
async function putAside(name, text, output) {
  output.append(note(UNREAD));
  keep(`aside:${name}:${now()}`, text);
  keep(name, null);
  (await keptOutputs()).delete(name);
}

/** @param {string} words */
function note(words) {
  const made = document.createElement("p");
  made.className = "kept";
  made.textContent = words;
  return made;
}
