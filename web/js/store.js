// What a talk keeps between visits, in localStorage, keyed by the page and its title.

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

/**
 * Save a talk with the moment it was last seen open. A full or forbidden storage is no reason to stop.
 * @param {Record<string, unknown>} talk
 * @param {number} atMs
 */
export function saveTalk(talk, atMs) {
  try {
    localStorage.setItem(key(), JSON.stringify({ ...talk, seen_at_ms: atMs }));
  } catch {
    return;
  }
}
