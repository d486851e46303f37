// What a page that goes may not have written. Its database is asked to, but a transaction that another one is ahead of
// ends with the page; localStorage takes it at once.
import { KEY } from "./first_values.js";

const addressOf = (/** @type {string} */ key) => `footlights-left:${key}`;

/** @typedef {Map<string, string | null>} Texts by their names; null is forgotten */

/** @param {Texts} texts @param {number} atMs when the talk was seen last */
export function leaveBehind(texts, atMs) {
  const lasting = new Map([...texts, ["seen", String(atMs)]]);
  lasting.delete("owner");
  try {
    localStorage.setItem(addressOf(KEY), JSON.stringify({ atMs, texts: [...lasting] }));
  } catch {
    return; // no room there: the database may be done in time
  }
}

/**
 * What the page before left, unless the talk was kept later than that.
 * @param {number | null} keptAtMs
 * @returns {Texts}
 */
export function leftBehind(keptAtMs) {
  try {
    const { atMs, texts } = JSON.parse(localStorage.getItem(addressOf(KEY)) ?? "{}") ?? {};
    const isNewest = Number.isSafeInteger(atMs) && atMs >= (keptAtMs ?? 0);
    const isText = (/** @type {unknown[]} */ [name, text]) =>
      typeof name === "string" && (text === null || typeof text === "string");
    return new Map(isNewest ? texts.filter(isText) : []);
  } catch {
    return new Map();
  }
}

/** What is kept, as it is with these. @param {Map<string, string>} kept @param {Texts} texts */
export function withTexts(kept, texts) {
  const all = new Map(kept);
  for (const [name, text] of texts) text === null ? all.delete(name) : all.set(name, text);
  return all;
}

/** It is written. */
export function forgetLeft() {
  try {
    localStorage.removeItem(addressOf(KEY));
  } catch {
    return; // what is newer is told by when it was seen
  }
}

/** What was left under another key is this talk's. @param {string} key */
export function moveLeftFrom(key) {
  try {
    const text = localStorage.getItem(addressOf(key));
    if (text) localStorage.setItem(addressOf(KEY), text);
    localStorage.removeItem(addressOf(key));
  } catch {
    return; // then what the database has counts
  }
}
