// The line that is written, as a terminal has it: what comes may go back in it and write over it. Each character is
// looked at once; lines that are over are never touched again.
import { Looks } from "./ansi.js";

/** @typedef {import("./ansi.js").Run} Run */
/** @typedef {import("./ansi.js").Style} Style */

/** Characters of a line that can be written over: a longer one goes on in the next row, as in a terminal. */
const COLUMNS = 2_000;
/** Characters of an escape; what is longer is none. */
const LONGEST_ESCAPE = 2_000;
const CONTROL = /[\x1b\r\b]/;
const TOKEN =
  /([^\x1b\r\n\b]+)|([\r\n\b])|\x1b\[([0-9;:<=>?]*)[ -/]*([@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][A-Z0-9]|\x1b[=>78]/y;

export class Terminal {
  constructor() {
    this.looks = new Looks();
    /** @type {Style} */
    this.style = null;
    /** An escape that was cut off: what follows may complete it. */
    this.cut = "";
    /** Text that is over, until it is taken. @type {Run[]} */
    this.over = [];
    /** @type {string[]} */
    this.characters = [];
    /** @type {Style[]} */
    this.styles = [];
    this.column = 0;
  }

  /** @param {string} text */
  write(text) {
    const whole = this.cut + text;
    this.cut = "";
    if (!CONTROL.test(whole)) return this.plain(whole);
    TOKEN.lastIndex = 0;
    let at = 0;
    for (let match = TOKEN.exec(whole); at < whole.length; match = TOKEN.exec(whole)) {
      if (match) this.take(match);
      else if (whole.length - at <= LONGEST_ESCAPE && !whole.includes("\x1b", at + 1)) {
        this.cut = whole.slice(at);
        return;
      }
      at = match ? TOKEN.lastIndex : at + 1;
      TOKEN.lastIndex = at;
    }
  }

  /** Text in which nothing goes back: its lines are over as they come. @param {string} text */
  plain(text) {
    const end = text.lastIndexOf("\n") + 1;
    if (end && this.column >= this.characters.length) {
      this.endLine();
      this.over.push({ text: text.slice(0, end), style: this.style });
    } else if (end) {
      const first = text.indexOf("\n") + 1;
      this.put(text.slice(0, first - 1));
      this.endLine("\n");
      this.over.push({ text: text.slice(first, end), style: this.style });
    }
    this.put(text.slice(end));
  }

  /** @param {RegExpExecArray} token */
  take([, text, control, parameters, command]) {
    if (text) this.put(text);
    else if (control === "\n") this.endLine("\n");
    else if (control === "\r") this.column = 0;
    else if (control === "\b") this.column = Math.max(0, this.column - 1);
    else if (command) this.obey(command, parameters ?? "");
  }

  /**
   * @param {string} command
   * @param {string} parameters
   */
  obey(command, parameters) {
    const count = Math.min(Number.parseInt(parameters, 10) || 1, COLUMNS);
    if (command === "m" && /^[0-9;]*$/.test(parameters)) this.style = this.looks.after(parameters);
    else if (command === "K") this.erase(parameters);
    else if (command === "G") this.column = count - 1;
    else if (command === "C") this.column = Math.min(this.column + count, COLUMNS);
    else if (command === "D") this.column = Math.max(0, this.column - count);
  }

  /** Of the line, what follows, what stands before, or all. @param {string} which */
  erase(which) {
    if (which === "2" || (this.column === 0 && which !== "1")) this.characters.length = this.styles.length = 0;
    else if (which === "1") {
      const end = Math.min(this.column, this.characters.length);
      this.characters.fill(" ", 0, end);
      this.styles.fill(null, 0, end);
    } else this.characters.length = this.styles.length = Math.min(this.column, this.characters.length);
  }

  /** @param {string} text */
  put(text) {
    for (const character of text) {
      if (this.column >= COLUMNS) this.endLine();
      while (this.characters.length < this.column) this.styles[this.characters.push(" ") - 1] = null;
      this.characters[this.column] = character;
      this.styles[this.column++] = this.style;
    }
  }

  /** The line, or the row of it, is over. @param {string} [end] */
  endLine(end = "") {
    this.over.push(...this.line());
    if (end) this.over.push({ text: end, style: null });
    this.characters.length = this.styles.length = this.column = 0;
  }

  /** The line that is written now. @returns {Run[]} */
  line() {
    /** @type {Run[]} */
    const runs = [];
    for (let from = 0; from < this.characters.length; ) {
      let to = from + 1;
      while (to < this.characters.length && this.styles[to] === this.styles[from]) to++;
      runs.push({ text: this.characters.slice(from, to).join(""), style: this.styles[from] ?? null });
      from = to;
    }
    return runs;
  }

  /** The text that is over since this was asked last, neighbours of one look together. */
  taken() {
    /** @type {Run[]} */
    const runs = [];
    for (const { text, style } of this.over) {
      const last = runs.at(-1);
      if (last && (last.style === style || text === "\n")) last.text += text;
      else if (text) runs.push({ text, style });
    }
    this.over = [];
    return runs;
  }
}
