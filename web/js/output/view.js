// One view of a log: it draws what it has not drawn yet, a little at a time.
import { element } from "../shared/elements.js";
import { nodeOf } from "./ansi.js";
import { drawn } from "./drawn.js";
import { Earlier } from "./earlier.js";
import { QuestionForm } from "./question.js";
import { wordsOf } from "./shadow.js";
import { Terminal } from "./terminal.js";

/** Characters that are put into the page before the clock is looked at again. */
const SLICE = 2_000;
/** A picture that is not drawn by then holds up no other. */
const PICTURE_MS = 2_000;
/** Characters of one element of text: what is out of sight is skipped by the browser as a whole. */
const MOST_TOGETHER = 8_000;
/** Nodes of one element of text, as colours make them. */
const MOST_NODES = 400;

/**
 * What a view is given besides its log.
 * @typedef {object} Ways
 * @property {(wish: import("./log.js").Wish) => void} wanted
 * @property {(line: string) => void} answer
 * @property {() => void} caretBack the caret that was in a question of the REPL's goes back there
 */

export class OutputView {
  /** How far it has drawn. @type {import("./log.js").Reader} */
  #reader = { at: 0, offset: 0 };
  #generation = -1;
  /** How each stream writes on. @type {Map<string, Terminal>} */
  #terminals = new Map();
  /** The element that text goes to, and of its nodes those that may still change. @type {HTMLElement | null} */
  #element = null;
  /** @type {Node[]} */
  #line = [];
  #characters = 0;
  /** Buttons that work once, by their entry. @type {Map<import("./log.js").Entry, HTMLElement>} */
  #buttons = new Map();
  /** @type {QuestionForm | null} */
  #form = null;
  #earlier;
  /** Until a picture is drawn. */
  isHeldUp = false;
  #hasGrown = false;

  /**
   * @param {HTMLElement} place
   * @param {import("./log.js").Log} log
   * @param {Ways} ways
   */
  constructor(place, log, ways) {
    this.place = place;
    this.log = log;
    this.ways = ways;
    this.#earlier = new Earlier(place);
    log.readBy(this.#reader);
  }

  /** Take in that the log has changed; says whether there is something to draw. */
  follow() {
    const { log } = this;
    if (this.#generation !== log.generation) this.#beginAnew();
    for (const [entry, button] of this.#buttons) if (log.taken.has(entry)) this.#drop(entry, button);
    if (this.#form && this.#form.question !== log.question) this.#endForm();
    const waits = this.#next() !== null;
    if (waits) this.place.dataset.arriving = "";
    else this.#ask();
    return waits;
  }

  #beginAnew() {
    const isFirst = this.#generation < 0;
    this.#generation = this.log.generation;
    if (isFirst) return;
    this.place.replaceChildren();
    this.#earlier = new Earlier(this.place);
    this.#terminals.clear();
    this.#buttons.clear();
    [this.#element, this.#line, this.isHeldUp, this.#form] = [null, [], false, null];
    this.allIsThere();
  }

  /** @param {import("./log.js").Entry} entry @param {HTMLElement} button */
  #drop(entry, button) {
    this.#buttons.delete(entry);
    if (entry.type === "Shelved") button.replaceWith(this.#made({ ...entry, type: "Displayed" }));
    else button.remove();
  }

  /** The next thing or piece of text, and how far the log is read with it. */
  #next() {
    const reader = this.#reader;
    if (reader.at < this.log.begin) Object.assign(reader, { at: this.log.begin, offset: 0 });
    for (;;) {
      const entry = this.log.entry(reader.at);
      if (!entry) return null;
      if (entry.type !== "Printed") return entry;
      if (reader.offset < entry.text.length) return entry;
      if (reader.at === this.log.end - 1) return null; // more may join it
      Object.assign(reader, { at: reader.at + 1, offset: 0 });
    }
  }

  /** Put the next thing, or slice of text, into the page; says whether there is more. */
  step() {
    if (this.isHeldUp) return true;
    const reader = this.#reader;
    const entry = this.#next();
    if (entry) this.#hasGrown = true;
    if (entry?.type === "Printed") {
      const text = entry.text.slice(reader.offset, reader.offset + SLICE);
      const whole = text.length === SLICE && isHalf(text, SLICE - 1) ? text.slice(0, -1) : text;
      reader.offset += whole.length;
      this.#append(entry.stream, whole);
    } else if (entry) {
      Object.assign(reader, { at: reader.at + 1, offset: 0 });
      this.#appendThing(entry);
    }
    if (this.#next()) return true;
    this.allIsThere();
    return false;
  }

  /** @param {import("./drawn.js").Thing} entry */
  #appendThing(entry) {
    this.#endElement();
    try {
      const isTaken = this.log.taken.has(entry);
      if (entry.type === "Limited" && isTaken) return;
      const made = this.#made(entry.type === "Shelved" && isTaken ? { ...entry, type: "Displayed" } : entry);
      const isButton = entry.type === "Limited" || entry.type === "Shelved";
      if (isButton && !isTaken) this.#buttons.set(entry, /** @type {HTMLElement} */ (made));
      this.place.append(made);
      this.#holdUp(made);
    } catch (error) {
      this.#append("error", `This can't be shown: ${error}\n`);
    }
  }

  /** @param {import("./drawn.js").Thing} entry */
  #made(entry) {
    return drawn(entry, {
      document: this.place.ownerDocument,
      take: () => {
        this.log.take(entry);
        if (entry.type === "Limited") this.ways.wanted({ type: "Rest", run: entry.run ?? 0 });
      },
      save: (name) => this.ways.wanted({ type: "ReadFile", name }),
    });
  }

  /** A drawing takes the browser time once it is in its place: the next thing comes after. @param {Node} made */
  #holdUp(made) {
    const pictures =
      made.nodeType === Node.ELEMENT_NODE ? [.../** @type {Element} */ (made).querySelectorAll("img")] : [];
    if (!pictures.length) return;
    this.isHeldUp = true;
    const generation = this.#generation;
    const drawn = pictures.map((picture) => picture.decode().catch(() => {}));
    const soon = new Promise((resolve) => setTimeout(resolve, PICTURE_MS));
    Promise.race([Promise.all(drawn), soon]).then(() => {
      if (generation === this.#generation) this.isHeldUp = false;
    });
  }

  allIsThere() {
    delete this.place.dataset.arriving;
    this.#ask();
  }

  /** What code asks stands after what it has printed. */
  #ask() {
    const { question } = this.log;
    if (!question || this.#form) return;
    this.#form = new QuestionForm(question, this.ways.answer);
    this.place.append(this.#form.element);
    this.#form.show();
  }

  #endForm() {
    const form = /** @type {QuestionForm} */ (this.#form);
    this.#form = null;
    if (form.end() && this.place.closest('[data-part="repl"]:not([hidden])')) this.ways.caretBack();
  }

  /**
   * @param {string} stream
   * @param {string} text
   */
  #append(stream, text) {
    const terminal = this.#terminals.get(stream) ?? new Terminal();
    this.#terminals.set(stream, terminal);
    if (!this.#element || !this.#goesOn(stream)) this.#begin(stream);
    terminal.write(text);
    const block = /** @type {HTMLElement} */ (this.#element);
    for (const node of this.#line) /** @type {ChildNode} */ (node).remove();
    const over = terminal.taken();
    this.#line = terminal.line().map(nodeOf);
    block.append(...over.map(nodeOf), ...this.#line);
    for (const run of over) this.#characters += run.text.length;
    // A block, skipped while it is out of sight: a line that is longer goes on in the next row, as in a terminal.
    if (this.#characters > MOST_TOGETHER / 2) block.setAttribute("data-long", "");
    const most = this.#line.length ? MOST_TOGETHER : MOST_TOGETHER / 2; // better between two lines
    if (this.#characters > most || block.childNodes.length > MOST_NODES) this.#endElement();
  }

  /** Whether text of a stream goes on where the last one ended. @param {string} stream */
  #goesOn(stream) {
    return this.#element?.dataset.stream === stream && this.place.lastElementChild === this.#element;
  }

  /** @param {string} stream */
  #begin(stream) {
    this.#endElement();
    this.#element = element("span", { "data-stream": stream });
    this.#characters = 0;
    this.place.append(this.#element);
  }

  /** What stands in the element stays as it is. */
  #endElement() {
    const terminal = this.#terminals.get(this.#element?.dataset.stream ?? "");
    terminal?.endLine();
    terminal?.taken();
    this.#element = null;
    this.#line = [];
  }

  /** Long output keeps its end on the page, and shows it. */
  settle() {
    if (!this.#hasGrown) return;
    this.#hasGrown = false;
    this.#earlier.putAway(this.#element);
    const scroller = /** @type {HTMLElement} */ (this.place.closest(".repl-scroll") ?? this.place);
    scroller.scrollTop = scroller.scrollHeight;
  }

  /** It is drawn no more: nothing is kept for it. */
  end() {
    this.log.leave(this.#reader);
  }

  /** What it says and has said, as people read it. */
  words() {
    return this.#earlier.words() + wordsOf(this.place);
  }
}

/** Whether a character is the first half of one. @param {string} text @param {number} at */
const isHalf = (text, at) => (text.charCodeAt(at) & 0xfc00) === 0xd800;
