// What code prints and shows, added to its place at most once a frame: a stream that only grows.
import { ansiPieces } from "./ansi.js";
import { cellOf } from "./cells.js";

/** Elements that an output shows; earlier ones are put by until they are asked for. */
const MOST_SHOWN = 60;
/** Characters of one element of text: what is out of sight is skipped by the browser as a whole. */
const MOST_TOGETHER = 8_000;
const transcript = /** @type {HTMLElement} */ (document.querySelector('[data-part="repl-output"]'));

/** @type {Map<HTMLElement, ({stream: string, text: string} | Node)[]>} */
const waiting = new Map();
/** @type {WeakMap<HTMLElement, Element[]>} */
const putBy = new WeakMap();

/**
 * The place for a cell's output, or the REPL's transcript for cell 0.
 * @param {number} cell
 * @returns {HTMLElement | null}
 */
export function outputOf(cell) {
  return cell ? (cellOf(cell)?.querySelector('[data-part="output"]') ?? null) : transcript;
}

/**
 * @param {number} cell
 * @param {string} stream stdout, stderr, result, error or input
 * @param {string} text
 */
export function addOutput(cell, stream, text) {
  add(cell, { stream, text });
}

/**
 * Something richer than text, in its turn.
 * @param {number} cell
 * @param {HTMLElement} shown
 */
export function addShown(cell, shown) {
  add(cell, shown);
}

/**
 * @param {number} cell
 * @param {{stream: string, text: string} | Node} piece
 */
function add(cell, piece) {
  const output = outputOf(cell);
  if (!output) return;
  if (!waiting.size) requestAnimationFrame(flush);
  const pieces = waiting.get(output);
  if (pieces) pieces.push(piece);
  else waiting.set(output, [piece]);
}

/** @param {number} cell */
export function clearOutput(cell) {
  const output = outputOf(cell);
  if (!output) return;
  waiting.delete(output);
  putBy.delete(output);
  output.replaceChildren();
}

function flush() {
  const outputs = [...waiting];
  waiting.clear();
  for (const [output, pieces] of outputs) {
    for (const piece of pieces) piece instanceof Node ? output.append(piece) : append(output, piece.stream, piece.text);
    putAway(output);
    const scroller = /** @type {HTMLElement} */ (output.closest(".repl-scroll") ?? output);
    scroller.scrollTop = scroller.scrollHeight;
  }
}

/**
 * @param {HTMLElement} output
 * @param {string} stream
 * @param {string} text
 */
function append(output, stream, text) {
  const last = /** @type {HTMLElement | null} */ (output.lastElementChild);
  const room = last?.dataset.stream === stream && stream !== "input" && (last.textContent ?? "").length < MOST_TOGETHER;
  const element = room && last ? last : output.appendChild(document.createElement("span"));
  element.dataset.stream = stream;
  if (text.includes("\r")) return overwrite(element, text);
  if (text.includes("\x1b") || element.dataset.ansi) element.append(...ansiPieces(element, text));
  else element.append(text);
  if ((element.textContent ?? "").length > MOST_TOGETHER / 2) element.setAttribute("data-long", "");
}

/**
 * A carriage return writes over its line, as a progress bar does.
 * @param {HTMLElement} element
 * @param {string} text
 */
function overwrite(element, text) {
  const whole = (element.textContent ?? "") + text.replaceAll("\r\n", "\n");
  element.textContent = whole.replace(/[^\n]*\r(?!$)/g, "");
}

/** Long output keeps its end on the page; a button brings back the rest. @param {HTMLElement} output */
function putAway(output) {
  const excess = output.childElementCount - MOST_SHOWN;
  if (excess <= 0) return;
  const away = putBy.get(output) ?? [];
  const button = output.querySelector(":scope > .earlier") ?? earlierButton(output);
  for (const element of [...output.children].slice(0, excess + 1)) if (element !== button) away.push(element);
  for (const element of away) element.remove();
  putBy.set(output, away);
  output.prepend(button);
}

/** @param {HTMLElement} output */
function earlierButton(output) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "earlier quiet";
  button.textContent = "Show what came before";
  button.addEventListener("click", () => {
    button.replaceWith(...(putBy.get(output) ?? []));
    putBy.delete(output);
  });
  return button;
}
