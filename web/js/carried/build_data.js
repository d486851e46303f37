// What the build put into the page beside the slides: found once, by where it stands from the page's own script.
// Names and ids are never asked for, since notes can have some too.

const running = Object.getOwnPropertyDescriptor(Document.prototype, "currentScript")?.get;

/** The script that runs; asked of the browser itself, for an element's name can stand in `document`'s way. */
export const runningScript = () => /** @type {HTMLScriptElement} */ (running?.call(document));

const own = runningScript();
const [carried, described] = scriptsBefore(own);

/** The talk: its notes, its deck and what goes with them. */
export const talk = JSON.parse(described?.textContent || "{}");

/** Where a page of a site finds its parts; a page that carries them has none. @type {Record<string, {url: string, integrity: string}> | null} */
export const addresses = carried?.type === "application/json" ? JSON.parse(carried.textContent || "null") : null;

/** The live kernel's script, in a page that carries it. */
export const carriedWorker = () => carried?.textContent ?? "";

/** Where the slides stand: first in the body, as the page's script stands in it. */
export const deck = /** @type {HTMLElement} */ (own.parentElement?.firstElementChild);

/**
 * The elements before a script, the nearest first, without the pieces of blobs.
 * @param {HTMLScriptElement} script
 * @returns {HTMLScriptElement[]}
 */
function scriptsBefore(script) {
  const found = [];
  for (
    let element = script.previousElementSibling;
    element && found.length < 2;
    element = element.previousElementSibling
  )
    if (element instanceof HTMLScriptElement) found.push(element);
  return found;
}

/**
 * The pieces of the blob that has arrived with a script: the templates before it. What scripts have put among them
 * meanwhile, as `serve` does, is none of theirs.
 * @param {HTMLScriptElement} script
 * @returns {HTMLTemplateElement[]}
 */
export function piecesBefore(script) {
  const name = script.dataset.arrived;
  const found = [];
  for (let element = script.previousElementSibling; element; element = element.previousElementSibling)
    if (element instanceof HTMLTemplateElement && element.dataset.blob === name) found.unshift(element);
    else if (element instanceof HTMLScriptElement && element !== own) break;
  return found;
}
