// What code prints and shows, on its way into the page: in the order in which it came, a little with each frame, so
// that keys are answered between. How much comes is not for the page to say: it takes in anything.

import { cellOf } from "../cells/cells.js";
import { nodeOf } from "./ansi.js";
import { Earlier } from "./earlier.js";
import { wordsOf } from "./shadow.js";
import { Terminal } from "./terminal.js";

/** Work of one frame; the browser's own, on what was added, comes on top. */
const FRAME_MS = 5;
/** Characters that are put into the page before the clock is looked at again. */
const SLICE = 2_000;
/** A picture that is not drawn by then holds up no other. */
const PICTURE_MS = 2_000;
/** Characters of one element of text: what is out of sight is skipped by the browser as a whole. */
const MOST_TOGETHER = 8_000;
/** Nodes of one element of text, as colours make them. */
const MOST_NODES = 400;
/** Characters that wait to be put into an output: beyond it, what comes is left out. */
const MOST_WAITING = 12_000_000;
/** What a piece of text, and what a thing counts for besides its characters. */
const [TEXT_COST, THING_COST] = [200, 10_000];
/** Pieces that are in their place and still listed. */
const MOST_PASSED = 500;
const LEFT_OUT = "\n… this is more than the page can take in: what follows is left out.\n";
const transcript = /** @type {HTMLElement} */ (document.querySelector('[data-part="repl-output"]'));

/** @typedef {{stream: string, text: string}} Text */
/** Made when its turn has come, of so many characters. @typedef {{make: () => Node, size: number}} Thing */

/** @type {WeakMap<HTMLElement, Output>} */
const outputs = new WeakMap();
/** Those that something waits for. @type {Set<Output>} */
const arriving = new Set();
let isAtWork = false;

/**
 * The place for a cell's output, or the REPL's transcript for cell 0.
 * @param {number} cell
 * @returns {HTMLElement | null}
 */
export function outputOf(cell) {
  return cell ? (cellOf(cell)?.querySelector('[data-part="output"]') ?? null) : transcript;
}

/**
 * @param {number} cell
 * @param {string} stream stdout, stderr, result, error or input
 * @param {string} text
 */
export function addOutput(cell, stream, text) {
  of(cell)?.add({ stream, text });
}

/**
 * Something richer than text, in its turn.
 * @param {number} cell
 * @param {HTMLElement | (() => Node)} shown it, or what makes it
 * @param {number} [size] the characters it is made of
 */
export function addShown(cell, shown, size = 0) {
  of(cell)?.add({ make: typeof shown === "function" ? shown : () => shown, size });
}

/** @param {number} cell */
export function clearOutput(cell) {
  of(cell)?.clear();
}

/**
 * Kept once all that has come for a cell is in its place.
 * @param {number} cell
 * @returns {Promise<void>}
 */
export function whenShown(cell) {
  return new Promise((resolve) => {
    const output = of(cell);
    if (output && arriving.has(output)) output.waiters.push(resolve);
    else resolve();
  });
}

/** What an output says and has said, as people read it. @param {number} cell */
export function wordsIn(cell) {
  const output = of(cell);
  return output ? output.earlier.words() + wordsOf(output.place) : "";
}

/** @param {number} cell */
function of(cell) {
  const place = outputOf(cell);
  if (!place) return null;
  const known = outputs.get(place) ?? new Output(place);
  outputs.set(place, known);
  return known;
}

/** A little of what waits, each output in turn. */
function work() {
  const start = performance.now();
  try {
    const touched = new Set(arriving);
    do for (const output of arriving) output.step();
    while ([...arriving].some((output) => !output.isHeldUp) && performance.now() - start < FRAME_MS);
    for (const output of touched) if (output.hasGrown) output.settle();
  } finally {
    const tookMs = performance.now() - start;
    isAtWork = arriving.size > 0;
    // What took long, such as a table, was one thing: the page is left alone for as long before the next.
    if (isAtWork) setTimeout(() => requestAnimationFrame(work), tookMs > 3 * FRAME_MS ? tookMs : 0);
  }
}

function beAtWork() {
  if (!isAtWork) requestAnimationFrame(work);
  isAtWork = true;
}

class Output {
  /** @type {(Text | Thing)[]} */
  waiting = [];
  next = 0;
  cost = 0;
  isFull = false;
  /** @type {(() => void)[]} */
  waiters = [];
  /** How each stream writes on. @type {Map<string, Terminal>} */
  terminals = new Map();
  /** The element that text goes to, and of its nodes those that may still change. @type {HTMLElement | null} */
  element = null;
  /** @type {Node[]} */
  line = [];
  characters = 0;
  /** Until a picture is drawn. */
  isHeldUp = false;
  hasGrown = false;

  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.earlier = new Earlier(place);
  }

  clear() {
    this.place.replaceChildren();
    this.allIsThere();
    outputs.delete(this.place);
  }

  /** @param {Text | Thing} piece */
  add(piece) {
    if (this.isFull) return;
    const last = this.waiting.at(-1);
    const isMore = "text" in piece && last && "text" in last && last.stream === piece.stream;
    const joins = isMore && last.text.length < SLICE && piece.stream !== "input";
    this.cost += joins ? piece.text.length : costOf(piece);
    if (this.cost > MOST_WAITING) {
      this.isFull = true;
      this.waiting.push({ stream: "stderr", text: LEFT_OUT });
    } else if (joins) last.text += piece.text;
    else this.waiting.push(piece);
    this.place.dataset.arriving = "";
    arriving.add(this);
    beAtWork();
  }

  /** Put the next thing, or slice of text, into the page. */
  step() {
    if (this.isHeldUp) return;
    this.hasGrown = true;
    const piece = this.waiting[this.next];
    if (!piece) return this.allIsThere();
    if ("text" in piece && piece.text.length > SLICE) {
      const end = isHalf(piece.text, SLICE - 1) ? SLICE - 1 : SLICE;
      this.cost -= end;
      this.waiting[this.next] = { ...piece, text: piece.text.slice(end) };
      return this.append(piece.stream, piece.text.slice(0, end));
    }
    this.cost -= costOf(piece);
    this.next++;
    if (this.next > MOST_PASSED) {
      this.waiting.splice(0, this.next);
      this.next = 0;
    }
    if ("text" in piece) this.append(piece.stream, piece.text);
    else this.appendThing(piece);
    if (this.next >= this.waiting.length) this.allIsThere();
  }

  /** @param {Thing} thing */
  appendThing({ make }) {
    this.endElement();
    try {
      const made = make();
      this.place.append(made);
      this.holdUp(made);
    } catch (error) {
      this.append("error", `This can't be shown: ${error}\n`);
    }
  }

  /** A drawing takes the browser time once it is in its place: the next thing comes after. @param {Node} made */
  holdUp(made) {
    const pictures = made instanceof Element ? [...made.querySelectorAll("img")] : [];
    if (!pictures.length) return;
    this.isHeldUp = true;
    const drawn = pictures.map((picture) => picture.decode().catch(() => {}));
    const soon = new Promise((resolve) => setTimeout(resolve, PICTURE_MS));
    Promise.race([Promise.all(drawn), soon]).then(() => {
      this.isHeldUp = false;
    });
  }

  allIsThere() {
    this.waiting = [];
    [this.next, this.cost] = [0, 0];
    this.isFull = false;
    delete this.place.dataset.arriving;
    arriving.delete(this);
    for (const resolve of this.waiters.splice(0)) resolve();
  }

  /**
   * @param {string} stream
   * @param {string} text
   */
  append(stream, text) {
    const terminal = this.terminals.get(stream) ?? new Terminal();
    this.terminals.set(stream, terminal);
    if (stream === "input" || !this.element || !this.goesOn(stream)) this.begin(stream);
    terminal.write(text);
    const element = /** @type {HTMLElement} */ (this.element);
    for (const node of this.line) /** @type {ChildNode} */ (node).remove();
    const over = terminal.taken();
    this.line = terminal.line().map(nodeOf);
    element.append(...over.map(nodeOf), ...this.line);
    for (const run of over) this.characters += run.text.length;
    // A block, skipped while it is out of sight: a line that is longer goes on in the next row, as in a terminal.
    if (this.characters > MOST_TOGETHER / 2) element.setAttribute("data-long", "");
    const most = this.line.length ? MOST_TOGETHER : MOST_TOGETHER / 2; // better between two lines
    if (this.characters > most || element.childNodes.length > MOST_NODES) this.endElement();
  }

  /** Whether text of a stream goes on where the last one ended. @param {string} stream */
  goesOn(stream) {
    return this.element?.dataset.stream === stream && this.place.lastElementChild === this.element;
  }

  /** @param {string} stream */
  begin(stream) {
    this.endElement();
    this.element = document.createElement("span");
    this.element.dataset.stream = stream;
    this.characters = 0;
    this.place.append(this.element);
  }

  /** What stands in the element stays as it is. */
  endElement() {
    const terminal = this.terminals.get(this.element?.dataset.stream ?? "");
    terminal?.endLine();
    terminal?.taken();
    this.element = null;
    this.line = [];
  }

  /** Long output keeps its end on the page, and shows it. */
  settle() {
    this.hasGrown = false;
    this.earlier.putAway(this.element);
    const scroller = /** @type {HTMLElement} */ (this.place.closest(".repl-scroll") ?? this.place);
    scroller.scrollTop = scroller.scrollHeight;
  }
}

/** Whether a character is the first half of one. @param {string} text @param {number} at */
const isHalf = (text, at) => (text.charCodeAt(at) & 0xfc00) === 0xd800;

/** @param {Text | Thing} piece */
const costOf = (piece) => ("text" in piece ? piece.text.length + TEXT_COST : piece.size + THING_COST);
