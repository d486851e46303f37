// Where a talk is kept when the browser's database does not work: localStorage. What is written there often is
// committed late (Chromium: once a minute), so that it is written seldom; outputs have no room there.
import { KEY, PLAIN } from "./first_values.js";

const NAMES = ["talk", "seen", "owner"];
const addressOf = (/** @type {string} */ name) => (name === "talk" ? PLAIN : `footlights-${name}:${KEY}`);
/** Where earlier versions kept outputs, by the names of cells. */
const OUTPUTS = `footlights-outputs:${KEY}`;

/** @param {string} prefix @returns {Map<string, string>} */
function found(prefix) {
  const kept = new Map();
  for (const name of NAMES) {
    const text = name.startsWith(prefix) && localStorage.getItem(addressOf(name));
    if (text) kept.set(name, text);
  }
  return kept;
}

/** @type {import("./database.js").Shelf} */
export const lastResort = {
  spacingMs: 10_000,
  beatMs: 60_000,
  read: async (prefix) => found(prefix),
  async take(owner) {
    localStorage.setItem(addressOf("owner"), owner);
    return found("");
  },
  async write(owner, texts) {
    if ((localStorage.getItem(addressOf("owner")) ?? owner) !== owner) return false;
    for (const [name, text] of texts)
      if (text === null) localStorage.removeItem(addressOf(name));
      else if (NAMES.includes(name)) localStorage.setItem(addressOf(name), text);
    return true;
  },
  leave: (texts) => lastResort.write(localStorage.getItem(addressOf("owner")) ?? "", texts),
};

/** What is kept here, and the outputs that an earlier version kept. @returns {Map<string, string>} */
export function plainlyKept() {
  try {
    return found("");
  } catch {
    return new Map();
  }
}

/** @returns {Map<string, string>} */
export function outputsOfEarlier() {
  try {
    const entries = Object.entries(JSON.parse(localStorage.getItem(OUTPUTS) ?? "{}") ?? {});
    return new Map(entries.map(([name, kept]) => [`output:${name}`, JSON.stringify(kept)]));
  } catch {
    return new Map();
  }
}

/** It is kept elsewhere now. */
export function forgetPlain() {
  try {
    for (const address of [...NAMES.map(addressOf), OUTPUTS]) localStorage.removeItem(address);
  } catch {
    return; // what is newer is told by when it was seen
  }
}
