// What cells show, while a talk is recorded (`build.py record`): their logs, and what passes between an application and the
// page that shows it, which is kept here; at other times nothing is.

/** @typedef {import("../shared/port_messages.d.ts").AppMessage} AppMessage */
/** @typedef {import("../shared/port_messages.d.ts").AppRequest} AppRequest */
/** @typedef {{type: "AppServed", method: string, target: string, status: number, headers: [string, string][], cookies: string, pieces: Uint8Array[]}} Exchange */
/** @typedef {{type: "AppOpened", interface: string} | Exchange} OfApp */

/** Bytes of one answer: what is longer is cut, as a stream without an end is. */
const MOST_OF_AN_ANSWER = 3_000_000;
const SHOWN = new Set(["Printed", "Displayed"]);

export class RecordingTape {
  /** Of each cell that ran, what its application said. @type {Map<number, OfApp[]> | null} */
  #ran = null;
  /** Exchanges that go on. @type {Map<number, Exchange>} */
  #open = new Map();

  /**
   * @param {import("../output/log.js").Logs} logs
   * @param {(cell: number) => string | undefined} nameOf
   */
  constructor(logs, nameOf) {
    this.logs = logs;
    this.nameOf = nameOf;
  }

  /** From now on, keep what cells show. */
  record() {
    this.#ran = new Map();
  }

  /** A cell runs: what its application said before is not of this run. @param {number} cell */
  began(cell) {
    this.#ran?.set(cell, []);
  }

  /** What an application said. @param {AppMessage} message */
  heard(message) {
    if (message.type === "AppOpened") {
      const { cell, ...opened } = message;
      this.#ran?.get(cell)?.push(opened);
      return;
    }
    const exchange = this.#open.get(message.request);
    if (message.type === "AppAnswered" && exchange) {
      const { status, headers, cookies } = message;
      Object.assign(exchange, { status, headers, cookies });
    } else if (message.type === "AppSent") exchange?.pieces.push(message.bytes);
  }

  /** What an application was asked. @param {AppRequest} message */
  asked(message) {
    if (!this.#ran || message.type !== "AppAsk") return;
    const { cell, request, method, target } = message;
    /** @type {Exchange} */
    const exchange = { type: "AppServed", method, target, status: 0, headers: [], cookies: "", pieces: [] };
    this.#open.set(request, exchange);
    this.#ran.get(cell)?.push(exchange);
  }

  /**
   * What was kept, by the names of the cells: JSON.
   * @param {Record<string, import("../output/log.js").Row[]>} comparisons the tables of cells that compare, by number
   * @returns {string}
   */
  recorded(comparisons) {
    const entries = [...(this.#ran ?? [])].map(([cell, ofApp]) => {
      const rows = comparisons[cell];
      return [this.nameOf(cell), rows ? [{ type: "Compared", rows }] : [...this.#shown(cell), ...ofApp.map(written)]];
    });
    return JSON.stringify(Object.fromEntries(entries));
  }

  /** What a cell shows, text of one stream in one piece. @param {number} cell */
  #shown(cell) {
    /** @type {any[]} */
    const shown = [];
    for (const { run: _run, ...entry } of /** @type {any[]} */ (this.logs.of(cell).entries)) {
      const last = shown.at(-1);
      if (entry.type === "Printed" && last?.type === "Printed" && last.stream === entry.stream) last.text += entry.text;
      else if (SHOWN.has(entry.type)) shown.push(entry);
    }
    return shown;
  }
}

/** A message as JSON can hold it. @param {OfApp} message */
function written(message) {
  if (message.type !== "AppServed") return message;
  const { pieces, ...exchange } = message;
  let characters = "";
  for (const piece of pieces)
    for (const byte of piece) if (characters.length < MOST_OF_AN_ANSWER) characters += String.fromCharCode(byte);
  return { ...exchange, body: btoa(characters) };
}
