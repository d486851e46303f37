// What cells showed when the talk was recorded, played where Python can't run them: as the kernel said it then.

import { packed } from "../carried/parts.js";
import { canBeShown } from "../output/message_shapes.js";
import { unpack } from "../python/unpack.js";

/** @typedef {{type: string, [name: string]: any}} Message what was recorded, as it was read */
/** @typedef {import("../shared/port_messages.d.ts").AppMessage} AppMessage */
/** @typedef {import("../shared/port_messages.d.ts").AppRequest} AppRequest */
/** @typedef {{method: string, target: string, status: number, headers: [string, string][], cookies: string, body: string}} Exchange an answer, its body in base64 */

const SHOWN = new Set(["Printed", "Displayed", "Compared"]);
const NOT_RECORDED = `<!doctype html><title>Not recorded</title><style>
  body { font: 1.2rem/1.5 system-ui, sans-serif; margin: 15vh auto; max-width: 26em; padding: 0 1em; text-align: center }
</style><h1>Not recorded</h1><p>Live Python is not available, and this page was not visited when the talk was recorded.</p>`;

export class PlayedRecordings {
  /** By the names of cells. @type {Promise<Record<string, Message[]>> | null} */
  #recordings = null;
  /** What the applications answered whose recording is shown, by cell. @type {Map<number, Exchange[]>} */
  #served = new Map();

  /**
   * @param {import("../output/log.js").Logs} logs
   * @param {(message: AppMessage) => void} hearApp
   */
  constructor(logs, hearApp) {
    this.logs = logs;
    this.hearApp = hearApp;
  }

  /**
   * Show in a cell what was recorded of it; that it is no run its chip says.
   * @param {number} cell
   * @param {string} name
   */
  async play(cell, name) {
    const log = this.logs.of(cell);
    try {
      const messages = await this.#messagesOf(name);
      const served = messages.filter(({ type }) => type === "AppServed");
      this.#served.set(cell, /** @type {any} */ (served));
      log.clear();
      for (const message of messages)
        if (message.type === "AppOpened") this.hearApp({ type: "AppOpened", cell, interface: "" });
        else if (SHOWN.has(message.type) && canBeShown(message, true)) log.append(/** @type {any} */ (message));
    } catch (error) {
      console.info(`A recording can't be read: ${error}`);
      log.clear();
      log.append({ type: "Printed", stream: "stdout", text: "The recording of this cell can't be read.\n" });
    }
  }

  /** All that was recorded. Rejects if the page does not have it. */
  all() {
    this.#recordings ??= load();
    this.#recordings.catch(() => {
      this.#recordings = null;
    });
    return this.#recordings;
  }

  /** @param {string} name @returns {Promise<Message[]>} */
  async #messagesOf(name) {
    const messages = (await this.all())[name] ?? [];
    if (!Array.isArray(messages) || !messages.every((each) => isObject(each) && typeof each.type === "string"))
      throw new Error(`the recording of ${name} is none`);
    return messages;
  }

  /** The cell runs again: its application answers for itself. @param {number} cell */
  forget(cell) {
    this.#served.delete(cell);
  }

  /**
   * Answer a request from the recording, if that is what its cell shows; says whether it does.
   * @param {AppRequest} asked
   */
  answers(asked) {
    const exchanges = "cell" in asked ? this.#served.get(asked.cell) : undefined;
    if (!exchanges) return false;
    if (asked.type === "AppAsk") answer(asked, exchanges, this.hearApp);
    return true;
  }
}

async function load() {
  const bytes = /** @type {Uint8Array<ArrayBuffer>} */ (await unpack("recordings", await packed("recordings")));
  const all = JSON.parse(new TextDecoder().decode(bytes));
  if (!isObject(all)) throw new Error("the recordings are none");
  return all;
}

const isObject = (/** @type {unknown} */ value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * @param {Extract<AppRequest, {type: "AppAsk"}>} asked
 * @param {Exchange[]} exchanges
 * @param {(message: AppMessage) => void} tell
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
