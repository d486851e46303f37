// The last output of each cell, and what stands in the REPL, outlives a reload, a crash and a closed tab, with a word that it is old.

import { whenIdle } from "../shared/idle.js";
import { now } from "../storage/first_values.js";
import { keep, keptOutputs } from "../storage/keeper.js";
import { charactersOf } from "./log.js";
import { canBeShown } from "./message_shapes.js";
import { needsScripts } from "./scripted.js";

/** @typedef {import("./log.js").Entry} Entry */
/** What is kept of a cell. @typedef {{code: string, entries: Entry[], atMs: number}} Kept */
/** A cell of the page, whether the speaker edited its code too. @typedef {{number: number, name: string, code: string, isEdited: boolean}} CellNow */

const MOST_CHARACTERS = 60_000;
const MOST_TOGETHER = 500_000;
const OLD = "From before the page was loaded.";
const OLDER = "From before the page was loaded, and before the code was edited.";
const UNREAD = "What stood here before can't be read: it is put aside.";
const CUT = "What came before was not kept.";
const LARGE = "What was here was too large to be kept.";
const KEPT = new Set(["Printed", "Displayed", "Failed", "Echoed"]);
/** What the REPL is called among the cells: no cell can be called so. @type {CellNow} */
const REPL = { number: 0, name: " repl", code: "", isEdited: false };

/** What was restored, and how its log stood then. @type {WeakMap<import("./log.js").Log, {text: string, end: number, generation: number}>} */
const restored = new WeakMap();

/** What code that runs has shown is kept this often: its page may be killed. */
const SOON_MS = 1000;
/** How it will be. @type {Map<import("./log.js").Log, () => void>} */
const soon = new Map();

/** Keep what code has shown while it runs on, in a moment. @param {import("./log.js").Log} log @param {() => void} keepIt */
export function keepSoon(log, keepIt) {
  const now = () => {
    const latest = soon.get(log);
    soon.delete(log);
    latest?.();
  };
  if (!soon.has(log)) setTimeout(() => whenIdle(now), SOON_MS);
  soon.set(log, keepIt);
}

/** Keep what stands in the REPL. @param {import("./log.js").Log} log */
export const keepTranscript = (log) => keepOutput(REPL.name, REPL.code, log);

/**
 * Keep what a cell shows.
 * @param {string} name of the cell
 * @param {string} code that showed it
 * @param {import("./log.js").Log} log
 */
export async function keepOutput(name, code, log) {
  soon.delete(log);
  const kept = JSON.stringify({ code, entries: lastOf(log.entries), atMs: now() });
  const key = `output:${name}`;
  const all = await keptOutputs();
  all.set(key, kept);
  keep(key, kept);
  let together = [...all.values()].reduce((sum, text) => sum + text.length, 0);
  if (together <= MOST_TOGETHER) return;
  const sizes = [...all].map(([each, text]) => ({ each, size: text.length, atMs: read(text)?.atMs ?? 0 }));
  for (const { each, size } of sizes.sort((one, other) => one.atMs - other.atMs)) {
    if (together <= MOST_TOGETHER || each === key) break;
    together -= size;
    all.delete(each);
    keep(each, null);
  }
}

/** The end of what was shown, as much as there is room for. @param {readonly Entry[]} entries @returns {Entry[]} */
function lastOf(entries) {
  /** @type {Entry[]} */
  const last = [];
  let room = MOST_CHARACTERS;
  for (const entry of entries.filter(({ type }) => KEPT.has(type)).reverse()) {
    const size = charactersOf(entry);
    if (size <= room) last.unshift(entry);
    else if (entry.type !== "Printed") {
      if (last[0]?.type !== "Noted") last.unshift({ type: "Noted", words: LARGE });
      continue; // what stands before it may fit
    } else {
      const text = room > 0 ? entry.text.slice(-room) : "";
      return [{ type: "Noted", words: CUT }, ...(text ? [{ ...entry, text }] : []), ...last];
    }
    room -= size;
  }
  return last;
}

/**
 * Cells that have shown nothing yet show what they showed last, unless the notes have other code for them now; so does the
 * REPL. Where nothing was shown since, what another tab kept meanwhile takes the place of what was restored before.
 * @param {CellNow[]} cells
 * @param {import("./log.js").Logs} logs
 */
export async function restoreOutputs(cells, logs) {
  const all = await keptOutputs();
  if (!all.size) return;
  for (const { number, name, code, isEdited } of [REPL, ...cells]) {
    const text = all.get(`output:${name}`);
    const log = logs.of(number);
    if (text === undefined || !(log.isUntouched || isOlder(log, text))) continue;
    const kept = read(text);
    if (!kept) void putAside(`output:${name}`, text, log);
    else if (kept.entries.length && (isEdited || kept.code === code)) {
      if (!log.isUntouched) log.clear();
      log.append({ type: "Noted", words: kept.code === code ? OLD : OLDER });
      for (const entry of kept.entries) log.append(withoutScripts(entry));
      restored.set(log, { text, end: log.end, generation: log.generation });
    }
  }
}

/** Whether a log is as it was restored, from another text. @param {import("./log.js").Log} log @param {string} text */
function isOlder(log, text) {
  const before = restored.get(log);
  return before?.end === log.end && before.generation === log.generation && before.text !== text;
}

/** Cells are called otherwise now: what they showed is kept under their new names. @param {Record<string, string>} names by the old ones */
export async function renameOutputs(names) {
  const all = await keptOutputs();
  const moved = Object.entries(names).map(([was, is]) => ({ was, is, text: all.get(`output:${was}`) }));
  const put = (/** @type {string} */ name, /** @type {string | null} */ text) => {
    text === null ? all.delete(`output:${name}`) : all.set(`output:${name}`, text);
    keep(`output:${name}`, text);
  };
  for (const { was, text } of moved) if (text !== undefined) put(was, null);
  for (const { is, text } of moved) if (text !== undefined) put(is, text);
}

/** What was kept of an output; null where that can't be read. @param {string} text @returns {Kept | null} */
function read(text) {
  try {
    const { code, entries, html, atMs } = JSON.parse(text);
    if (typeof code !== "string") return null;
    /** Earlier versions kept what the page showed, lines of text among it. @type {Entry[]} */
    const shown = html ? [{ type: "Displayed", bundle: { "text/html": `<pre>${html}</pre>` } }] : (entries ?? []);
    if (entries === undefined && typeof html !== "string") return null;
    return shown.every(isKept) ? { code, entries: shown, atMs: Number(atMs) || 0 } : null;
  } catch {
    return null;
  }
}

/** @param {any} entry */
function isKept(entry) {
  if (entry.type === "Noted") return [CUT, LARGE].includes(entry.words);
  if (entry.type === "Echoed") return typeof entry.source === "string";
  return KEPT.has(entry.type) && canBeShown(entry, true);
}

/** Scripts run again when somebody asks for them: what held up the page must not do so with each reload. @param {Entry} entry @returns {Entry} */
const withoutScripts = (entry) =>
  entry.type === "Displayed" && needsScripts(entry.bundle) ? { type: "Shelved", bundle: entry.bundle } : entry;

/**
 * @param {string} name
 * @param {string} text
 * @param {import("./log.js").Log} log
 */
async function putAside(name, text, log) {
  log.append({ type: "Noted", words: UNREAD });
  keep(`aside:${name}:${now()}`, text);
  keep(name, null);
  (await keptOutputs()).delete(name);
}
