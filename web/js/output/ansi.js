// Colours of a terminal, by classes that follow the theme. Anser reads what an escape says.
import Anser from "anser";

/** How text looks; null is plain. @typedef {Pick<import("anser").AnserJsonEntry, "fg" | "bg" | "fg_truecolor" | "decorations"> | null} Style */
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
    return { fg: entry.fg, bg: entry.bg, fg_truecolor: entry.fg_truecolor, decorations };
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
  if (style.fg) span.classList.add(style.fg);
  if (style.bg) span.classList.add(`${style.bg}-back`);
  for (const decoration of style.decorations) span.classList.add(`ansi-${decoration}`);
  if (style.fg_truecolor) span.style.color = `rgb(${style.fg_truecolor})`;
  return span;
}
