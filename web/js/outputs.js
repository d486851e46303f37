// What code prints, added to its place at most once a frame: a stream that only grows.

const MOST_LINES_KEPT = 2000;
const transcript = /** @type {HTMLElement} */ (document.querySelector('[data-part="repl-output"]'));

/** @type {Map<HTMLElement, {stream: string, text: string}[]>} */
const waiting = new Map();

/**
 * The place for a cell's output, or the REPL's transcript for cell 0.
 * @param {number} cell
 * @returns {HTMLElement | null}
 */
export function outputOf(cell) {
  return cell ? document.querySelector(`[data-part="cell"][data-cell="${cell}"] [data-part="output"]`) : transcript;
}

/**
 * @param {number} cell
 * @param {string} stream stdout, stderr, result, error or input
 * @param {string} text
 */
export function addOutput(cell, stream, text) {
  const output = outputOf(cell);
  if (!output) return;
  if (!waiting.size) requestAnimationFrame(flush);
  waiting.set(output, [...(waiting.get(output) ?? []), { stream, text }]);
}

/** @param {number} cell */
export function clearOutput(cell) {
  const output = outputOf(cell);
  if (!output) return;
  waiting.delete(output);
  output.replaceChildren();
}

function flush() {
  for (const [output, pieces] of waiting) {
    for (const { stream, text } of pieces) append(output, stream, text);
    while (output.childElementCount > MOST_LINES_KEPT) output.firstElementChild?.remove();
    const scroller = /** @type {HTMLElement} */ (output.closest(".repl-scroll") ?? output);
    scroller.scrollTop = scroller.scrollHeight;
  }
  waiting.clear();
}

/**
 * @param {HTMLElement} output
 * @param {string} stream
 * @param {string} text
 */
function append(output, stream, text) {
  const last = /** @type {HTMLElement | null} */ (output.lastElementChild);
  if (last?.dataset.stream === stream && stream !== "input" && (last.textContent ?? "").length < 20_000) {
    last.append(text);
    return;
  }
  const piece = document.createElement("span");
  piece.dataset.stream = stream;
  piece.textContent = text;
  output.append(piece);
}
