// What a talk keeps between visits, in localStorage, keyed by the page and its title.

/** What kept outputs are stored under. */
export const OUTPUTS = "footlights-outputs:";
const key = () => `footlights:${location.pathname}:${document.title}`;

/** @typedef {{theme?: string, place?: number[], seen_at_ms?: number}} Saved */

/**
 * What was saved last; an empty object where there is nothing or no storage.
 * @returns {Saved & Record<string, unknown>}
 */
export function savedTalk() {
  try {
    return JSON.parse(localStorage.getItem(key()) ?? "{}") ?? {};
  } catch {
    return {};
  }
}

/** Outputs that are kept go before edits or a clock are lost. @param {string} text */
function saveInLittleRoom(text) {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(OUTPUTS)) localStorage.removeItem(name);
    localStorage.setItem(key(), text);
  } catch {
    return;
  }
}

/**
 * Save a talk with the moment it was last seen open. A full or forbidden storage is no reason to stop.
 * @param {Record<string, unknown>} talk
 * @param {number} atMs
 */
export function saveTalk(talk, atMs) {
  const text = JSON.stringify({ ...talk, seen_at_ms: atMs });
  try {
    localStorage.setItem(key(), text);
  } catch {
    saveInLittleRoom(text);
  }
}
