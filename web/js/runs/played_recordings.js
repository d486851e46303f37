// What cells showed when the talk was recorded, played where Python can't run them: as the kernel said it then.

import { packed } from "../carried/parts.js";
import { cellOf } from "../cells/cells.js";
import { clearOutput } from "../output/outputs.js";
import { unpack } from "../python/unpack.js";

/** @typedef {{type: string, [name: string]: any}} Message */
/** @typedef {{method: string, target: string, status: number, headers: [string, string][], cookies: string, body: string}} Exchange an answer, its body in base64 */

const NOT_RECORDED = `<!doctype html><title>Not recorded</title><style>
  body { font: 1.2rem/1.5 system-ui, sans-serif; margin: 15vh auto; max-width: 26em; padding: 0 1em; text-align: center }
</style><h1>Not recorded</h1><p>Live Python is not available, and this page was not visited when the talk was recorded.</p>`;

/** By the names of cells. @type {Promise<Record<string, Message[]>> | null} */
let recordings = null;
/** What the applications answered whose recording is shown, by cell. @type {Map<number, Exchange[]>} */
const served = new Map();

/**
 * Show in a cell what was recorded of it; that it is no run its chip says.
 * @param {number} number
 * @param {(cell: number, message: Message) => void} show
 */
export async function play(number, show) {
  const messages = await messagesOf(cellOf(number)?.dataset.name ?? "");
  served.set(
    number,
    messages.filter(({ type }) => type === "AppServed").map((each) => /** @type {any} */ (each)),
  );
  clearOutput(number);
  for (const message of messages) show(number, message);
}

/** All that was recorded. Rejects if the page does not have it. */
export function recorded() {
  recordings ??= load();
  recordings.catch(() => {
    recordings = null;
  });
  return recordings;
}

async function load() {
  const bytes = /** @type {Uint8Array<ArrayBuffer>} */ (await unpack("recordings", await packed("recordings")));
  const all = JSON.parse(new TextDecoder().decode(bytes));
  if (!isObject(all)) throw new Error("the recordings are none");
  return all;
}

const isObject = (/** @type {unknown} */ value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {string} name @returns {Promise<Message[]>} */
async function messagesOf(name) {
  const messages = (await recorded())[name] ?? [];
  if (!Array.isArray(messages) || !messages.every((each) => isObject(each) && typeof each.type === "string"))
    throw new Error(`the recording of ${name} is none`);
  return messages;
}

/** The cell runs again: its application answers for itself. @param {number} cell */
export function forgetPlayed(cell) {
  served.delete(cell);
}

/**
 * Answer a request from the recording, if that is what its cell shows; says whether it does.
 * @param {Message} asked
 * @param {(message: Message) => void} tell
 */
export function answeredAsRecorded(asked, tell) {
  const exchanges = served.get(asked.cell);
  if (!exchanges) return false;
  if (asked.type === "AppAsk") answer(asked, exchanges, tell);
  return true;
}

/**
 * @param {Message} asked
 * @param {Exchange[]} exchanges
 * @param {(message: Message) => void} tell
 */
function answer({ request, method, target, headers: asked }, exchanges, tell) {
  const found = exchanges.find((each) => each.method === method && each.target === target && bytesOf(each));
  const { status, headers, cookies } = found ?? {
    status: 503,
    headers: [["content-type", "text/html; charset=utf-8"]],
    cookies: "",
  };
  const bytes = (found && bytesOf(found)) ?? new TextEncoder().encode(NOT_RECORDED);
  tell({ type: "AppAnswered", request, status, headers, asked, cookies });
  tell({ type: "AppSent", request, bytes });
  tell({ type: "AppFinished", request, status, tookMs: 0 });
}

/** What an answer held; nothing where that can't be read. @param {Exchange} exchange */
function bytesOf({ body, status, headers }) {
  try {
    if (!Number.isInteger(status) || !Array.isArray(headers)) return undefined;
    return Uint8Array.from(atob(body), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
