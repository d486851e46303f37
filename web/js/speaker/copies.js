// Copies of what stands in the page, for another window.

/** What a copy of a slide has no use for, and what is drawn in it anew. */
const OF_EDITORS = ".cm-editor, .ask";
const DRAWN = '[data-part="output"], [data-part="app"], [data-part="repl-output"]';
const STATES = ["data-current", "data-near", "data-revealed", "data-chosen", "data-editor", "data-enlarged"];

/**
 * A copy in which nothing was done yet.
 * @param {Element} element
 */
export function afresh(element) {
  const copy = /** @type {HTMLElement} */ (element.cloneNode(true));
  for (const each of copy.querySelectorAll(OF_EDITORS)) each.remove();
  for (const each of copy.querySelectorAll(DRAWN)) each.replaceChildren();
  for (const name of STATES)
    for (const each of [copy, ...copy.querySelectorAll(`[${name}]`)]) each.removeAttribute(name);
  return copy;
}
