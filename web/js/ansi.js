// Colours of a terminal, by classes that follow the theme. Anser reads the escapes.
import Anser from "anser";

const reader = new Anser();
const OTHER_ESCAPES = /\x1b(?:\[[0-9;?]*[A-HJKSTfhlnsu]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][A-Z0-9]|[=>])/g;
const CUT_OFF = /\x1b(?:\[[0-9;]*)?$/;
const COLOUR = /\x1b\[[0-9;]*m/g;

/**
 * The nodes of a piece of text; the colour that it ends with, and an escape that is cut off, are
 * kept on the element for the piece that follows.
 * @param {HTMLElement} element
 * @param {string} text
 * @returns {Node[]}
 */
export function ansiPieces(element, text) {
  const whole = ((element.dataset.ansi ?? "") + text).replace(OTHER_ESCAPES, "");
  const cut = CUT_OFF.exec(whole)?.[0] ?? "";
  const complete = whole.slice(0, whole.length - cut.length);
  element.dataset.ansi = (complete.match(COLOUR)?.at(-1) ?? "").replace(/^\x1b\[0?m$/, "") + cut;
  return reader
    .ansiToJson(complete, { use_classes: true })
    .filter(({ content }) => content)
    .map(pieceOf);
}

/**
 * @param {import("anser").AnserJsonEntry} entry
 * @returns {Node}
 */
function pieceOf({ content, fg, bg, fg_truecolor, decorations }) {
  if (!fg && !bg && !decorations?.length) return document.createTextNode(content);
  const span = document.createElement("span");
  span.textContent = content;
  if (fg) span.classList.add(fg);
  if (bg) span.classList.add(`${bg}-back`);
  for (const decoration of decorations ?? []) span.classList.add(`ansi-${decoration}`);
  if (fg_truecolor) span.style.color = `rgb(${fg_truecolor})`;
  return span;
}
