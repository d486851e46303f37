// Colours of a terminal, by classes that follow the theme. Anser reads what an escape says.
import Anser from "anser";

/** How text looks; null is plain. @typedef {Pick<import("anser").AnserJsonEntry, "fg" | "bg" | "fg_truecolor" | "bg_truecolor" | "decorations"> | null} Style */
/** @typedef {{text: string, style: Style}} Run text of one look */

/** The looks that escapes lead to, one after the other. */
export class Looks {
  constructor() {
    this.reader = new Anser();
  }

  /**
   * What text looks like from here on.
   * @param {string} parameters of an escape that ends in "m", such as "1;31"
   * @returns {Style}
   */
  after(parameters) {
    const entry = this.reader.ansiToJson(`\x1b[${parameters}m.`, { use_classes: true }).at(-1);
    const decorations = [...new Set(entry?.decorations)];
    // Anser only adds to its list: bold a thousand times would be a thousand decorations.
    /** @type {any} */ (this.reader).decorations = /** @type {any} */ (this.reader).decorations?.filter(
      (/** @type {string} */ each, /** @type {number} */ at, /** @type {string[]} */ all) => all.indexOf(each) === at,
    );
    if (!entry || (!entry.fg && !entry.bg && !decorations.length)) return null;
    const { fg, bg, fg_truecolor, bg_truecolor } = entry;
    return { fg, bg, fg_truecolor, bg_truecolor, decorations };
  }
}

/**
 * @param {Run} run
 * @returns {Node}
 */
export function nodeOf({ text, style }) {
  if (!style) return document.createTextNode(text);
  const span = document.createElement("span");
  span.textContent = text;
  // Anser keeps a true colour that another one came after.
  const colour = style.fg === "ansi-truecolor" ? style.fg_truecolor : ofPalette(style.fg);
  const ground = style.bg === "ansi-truecolor" ? style.bg_truecolor : ofPalette(style.bg);
  if (colour) span.style.color = `rgb(${colour})`;
  else if (style.fg) span.classList.add(style.fg);
  if (ground) span.style.background = `rgb(${ground})`;
  else if (style.bg) span.classList.add(`${style.bg}-back`);
  for (const decoration of style.decorations) span.classList.add(`ansi-${decoration}`);
  return span;
}

const LEVELS = [0, 95, 135, 175, 215, 255];

/**
 * One of the 256 colours of a terminal (xterm's): a cube of six levels, then greys. The first 16 have names.
 * @param {string} name Anser's
 */
function ofPalette(name) {
  const at = Number(/^ansi-palette-(\d+)$/.exec(name)?.[1] ?? 0) - 16;
  if (at < 0) return "";
  const grey = 8 + 10 * (at - 216);
  return (at >= 216 ? [grey, grey, grey] : [36, 6, 1].map((each) => LEVELS[Math.floor(at / each) % 6])).join(", ");
}
