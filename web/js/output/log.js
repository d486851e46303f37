// What code printed and showed, in order, and bounded: any number of views draw it, recordings and reloads are made
// of it. An entry is what a Python said (message_shapes.js), or one of the page's own words.

/** @typedef {import("../shared/wire.d.ts").ShownMessage} ShownMessage */
/** @typedef {Extract<ShownMessage, {type: "Printed" | "Displayed" | "Failed" | "Limited"}>} Said */
/** @typedef {import("../shared/wire.d.ts").ComparisonRow} Row */

/**
 * What the page says by itself: `Noted` beside what is old, `Shelved` what is shown again on demand, `Echoed` what the
 * REPL was given, `Listed` the files.
 * @typedef {{type: "Noted", words: string} | {type: "Shelved", bundle: Readonly<Record<string, string>>} | {type: "Echoed", source: string} | {type: "Compared", rows: Row[]} | {type: "Listed", files: {name: string, size: number}[], more: number}} Own
 */
/** @typedef {{[Name in Said["type"]]: Omit<Extract<Said, {type: Name}>, "run"> & {run?: number}}[Said["type"]] | Own} Entry */
/** What code asks the speaker. @typedef {{run: number, prompt: string, secret: boolean, forms: Set<import("./question.js").QuestionForm>}} Question */
/** What the speaker wants of what ran. @typedef {{type: "Answer", run: number, line: string} | {type: "Rest", run: number} | {type: "ReadFile", name: string}} Wish */
/** Where a view stands: at an entry, and in its text. @typedef {{at: number, offset: number}} Reader */

/** Characters that join an entry of text. */
const TOGETHER = 2_000;
/** What an entry counts for besides its characters. */
const [TEXT_COST, THING_COST] = [200, 10_000];
/** What may wait for a view: beyond it, what comes is left out. A run alone gives less (footlights/live/printing.py). */
const MOST_WAITING = 14_000_000;
/** What is kept of what every view has drawn: for recordings, reloads and views to come. */
const MOST_KEPT = 14_000_000;
const LEFT_OUT = "\n… this is more than the page can take in: what follows is left out.\n";

export class Log {
  /** @type {Entry[]} */
  #entries = [];
  /** Entries that were here before the first of these. */
  #before = 0;
  /** What all that was told before each entry costs, and what all costs. @type {number[]} */
  #costs = [];
  #cost = 0;
  #isFull = false;
  /** @type {Set<Reader>} */
  #readers = new Set();
  /** How often it was emptied; who draws it begins anew. */
  generation = 0;
  isUntouched = true;
  /** @type {Question | null} */
  question = null;
  /** Entries that were a button, and were pressed. @type {WeakSet<Entry>} */
  taken = new WeakSet();

  /** @param {() => void} changed told after each change */
  constructor(changed) {
    this.changed = changed;
  }

  /** @param {Entry} entry */
  append(entry) {
    this.isUntouched = false;
    if (this.#isFull && this.#waiting() > 0) return;
    this.#isFull = this.#waiting() + costOf(entry) > MOST_WAITING;
    this.#add(this.#isFull ? { type: "Printed", stream: "stderr", text: LEFT_OUT } : entry);
    this.#forgetOld();
    this.changed();
  }

  /** @param {Entry} entry */
  #add(entry) {
    const last = this.#entries.at(-1);
    if (entry.type === "Printed" && last?.type === "Printed" && goesOn(last, entry)) {
      last.text += entry.text;
      this.#cost += entry.text.length;
      return;
    }
    this.#costs.push(this.#cost);
    this.#entries.push(entry.type === "Printed" ? { ...entry } : entry);
    this.#cost += costOf(entry);
  }

  /** What was drawn by every view, or would be by none, goes where there is too much of it. */
  #forgetOld() {
    if (this.#cost - (this.#costs[0] ?? 0) <= MOST_KEPT) return;
    const drawn = Math.min(this.end - 1, ...[...this.#readers].map(({ at }) => at)) - this.#before;
    const much = this.#costs.findIndex((before) => this.#cost - before <= MOST_KEPT);
    const gone = much < 0 ? drawn : Math.min(much, drawn);
    this.#entries.splice(0, gone);
    this.#costs.splice(0, gone);
    this.#before += gone;
  }

  /** What the slowest view has still to draw. */
  #waiting() {
    return Math.max(0, ...[...this.#readers].map((reader) => this.#waitingFor(reader)));
  }

  /** A view stays at the last entry of text, of which more may come. @param {Reader} reader */
  #waitingFor({ at, offset }) {
    const after = this.#cost - (this.#costs[Math.max(0, at - this.#before)] ?? this.#cost);
    return offset ? after - offset - TEXT_COST : after;
  }

  /** The number of the entry that comes next; the first that is kept has `begin`. */
  get end() {
    return this.#before + this.#entries.length;
  }

  get begin() {
    return this.#before;
  }

  /** @param {number} at @returns {Entry | undefined} */
  entry(at) {
    return this.#entries[at - this.#before];
  }

  /** All that is kept, in order. @returns {readonly Entry[]} */
  get entries() {
    return this.#entries;
  }

  /** A view reads along: what it has not drawn yet is kept for it. @param {Reader} reader */
  readBy(reader) {
    this.#readers.add(reader);
  }

  /** A view is no more. @param {Reader} reader */
  leave(reader) {
    this.#readers.delete(reader);
  }

  clear() {
    [this.#entries, this.#costs] = [[], []];
    [this.#before, this.#cost, this.#isFull] = [0, 0, false];
    for (const reader of this.#readers) Object.assign(reader, { at: 0, offset: 0 });
    this.isUntouched = false;
    this.generation++;
    this.changed();
  }

  /** What an entry's button gives comes once. @param {Entry} entry */
  take(entry) {
    this.taken.add(entry);
    this.changed();
  }

  /** Code asks for a line; it stands still for one question and asks no other. @param {Omit<Question, "forms">} question */
  ask(question) {
    this.question = { ...question, forms: new Set() };
    this.changed();
  }

  /** The question of a run is answered, or its code was stopped. @param {number} run */
  answered(run) {
    if (this.question?.run !== run) return;
    this.question = null;
    this.changed();
  }
}

/** The logs of a talk: one for each cell, by its number, and of number 0 the REPL's. */
export class Logs {
  /** @type {Map<number, Log>} */
  #logs = new Map();
  /** @type {Set<(cell: number) => void>} */
  #watchers = new Set();
  /** Told what the speaker wants of what ran in a cell. @type {(cell: number, wish: Wish) => void} */
  wanted = () => {};

  /** @param {number} cell */
  of(cell) {
    const log =
      this.#logs.get(cell) ??
      new Log(() => {
        for (const watcher of this.#watchers) watcher(cell);
      });
    this.#logs.set(cell, log);
    return log;
  }

  /** Cells that something was told of. */
  get cells() {
    return [...this.#logs.keys()];
  }

  /**
   * @param {(cell: number) => void} watcher told of each change
   * @returns {() => void} ends it
   */
  watch(watcher) {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  /** A cell is to show nothing of what it was: it is another one now. @param {number} cell */
  forget(cell) {
    this.#logs.get(cell)?.clear();
    this.#logs.delete(cell);
  }

  /**
   * The answer to a question: it stands where it was asked, and the code has it.
   * @param {number} cell
   * @param {string} line
   */
  answer(cell, line) {
    const log = this.of(cell);
    if (!log.question) return;
    const { run, prompt, secret } = log.question;
    log.append({ type: "Printed", stream: "stdout", text: `${prompt}${secret ? "•".repeat(line.length) : line}\n` });
    this.wanted(cell, { type: "Answer", run, line });
  }
}

/** Whether text goes on where the last one ends. @param {{stream: string, text: string}} last @param {{stream: string}} next */
const goesOn = (last, next) => last.stream === next.stream && last.text.length < TOGETHER;

/** @param {Entry} entry */
const costOf = (entry) => charactersOf(entry) + (entry.type === "Printed" ? TEXT_COST : THING_COST);

/** The characters of what was said. @param {Entry} entry */
export function charactersOf(entry) {
  if (entry.type === "Printed") return entry.text.length;
  if (entry.type === "Displayed") return Object.values(entry.bundle).reduce((sum, text) => sum + text.length, 0);
  if (entry.type === "Echoed") return entry.source.length;
  return entry.type === "Failed" ? entry.traceback.length : 0;
}
