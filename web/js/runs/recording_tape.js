// What the kernel says of each cell, kept while a talk is recorded (`build.py record`); at other times nothing is.
import { cellOf } from "../cells/cells.js";

/** @typedef {{type: string, [name: string]: any}} Message */
/** @typedef {Message & {pieces: Uint8Array[]}} Open an exchange with an application that goes on */

/** Bytes of one answer: what is longer is cut, as a stream without an end is. */
const MOST_OF_AN_ANSWER = 3_000_000;
const SHOWN = new Set(["Printed", "Displayed", "AppOpened"]);

/** @type {Map<number, Message[]> | null} */
let tape = null;
/** @type {Map<number, Open>} */
const open = new Map();

/** From now on, keep what cells show. */
export function record() {
  tape = new Map();
}

/**
 * Keep what is said of a cell, and what passes between its application and the page that shows it.
 * @param {number} cell
 * @param {Message} message
 */
export function keepOnTape(cell, message) {
  if (!tape) return;
  const { type } = message;
  if ((type === "RunStarted" || type === "Measured") && !tape.has(cell)) tape.set(cell, []);
  else if (SHOWN.has(type)) keep(tape.get(cell || message.cell), message);
  else if (type === "Asked") keep(tape.get(cell), { type: "Printed", stream: "stdout", text: `${message.prompt}\n` });
  else if (type === "AppAsk") begin(tape, message);
  else if (type === "AppAnswered") Object.assign(open.get(message.request) ?? {}, answerIn(message));
  else if (type === "AppSent") open.get(message.request)?.pieces.push(message.bytes);
}

/**
 * What was kept, by the names of the cells: JSON.
 * @param {Record<string, import("../output/comparison.js").Row[]>} comparisons the tables of cells that compare, by number
 * @returns {string}
 */
export function recorded(comparisons) {
  const entries = [...(tape ?? [])].map(([number, messages]) => {
    const rows = comparisons[number];
    return [cellOf(number)?.dataset.name, rows ? [{ type: "Compared", rows }] : messages.map(written)];
  });
  return JSON.stringify(Object.fromEntries(entries));
}

/**
 * @param {Message[] | undefined} messages
 * @param {Message} message
 */
function keep(messages, { run: _run, cell: _cell, ...message }) {
  const last = messages?.at(-1);
  if (last?.type === "Printed" && message.type === "Printed" && last.stream === message.stream)
    last.text += message.text;
  else messages?.push(message);
}

/**
 * @param {Map<number, Message[]>} kept
 * @param {Message} message
 */
function begin(kept, { cell, request, method, target }) {
  const exchange = { type: "AppServed", method, target, status: 0, headers: [], cookies: "", pieces: [] };
  open.set(request, exchange);
  kept.get(cell)?.push(exchange);
}

/** @param {Message} message */
const answerIn = ({ status, headers, cookies }) => ({ status, headers, cookies });

/** A message as JSON can hold it. @param {Message} message */
function written({ pieces, ...message }) {
  if (!pieces) return message;
  let characters = "";
  for (const piece of /** @type {Uint8Array[]} */ (pieces))
    for (const byte of piece) if (characters.length < MOST_OF_AN_ANSWER) characters += String.fromCharCode(byte);
  return { ...message, body: btoa(characters) };
}
