// Python in code blocks, coloured by Lezer once that is read: the text stands there before.
import { lately } from "../carried/late_scripts.js";

const LANGUAGES = new Set(["python", "py", "python3", "pycon"]);
const BARE = "code[data-language]:not([data-coloured])";
/** @type {typeof import("../editor/highlight.js").coloured | null} */
let colouring = null;
const nothing = () => {};

/**
 * Colour the code blocks inside an element that are Python and not coloured yet.
 * @param {Element} element
 */
export function highlightIn(element) {
  const bare = /** @type {HTMLElement[]} */ ([...element.querySelectorAll(BARE)]);
  const ours = bare.filter((code) => LANGUAGES.has(code.dataset.language ?? ""));
  if (!ours.length) return;
  if (!colouring) return void ready().then(() => highlightIn(element), nothing);
  for (const code of ours) recoloured(code, code.textContent ?? "");
}

/**
 * Show another text in a code block.
 * @param {HTMLElement} code
 * @param {string} source
 */
export function recoloured(code, source) {
  code.toggleAttribute("data-coloured", colouring !== null);
  code.replaceChildren(coloured(source));
}

/** @param {string} source @returns {Node} */
export function coloured(source) {
  return colouring ? colouring(source) : document.createTextNode(source);
}

/** Colours are there from now on; where they can't be read, as from a file cut short, code stays plain. */
async function ready() {
  colouring = (await lately()).coloured;
}
