// One worker with one Python in it, and whether it is well: one that stays silent, or leaves a ping unanswered, has ended.
import { newMail, posted } from "../python/mail.js";

/** @typedef {import("../shared/port_messages.d.ts").KernelSays} KernelSays */
/** @typedef {import("../shared/port_messages.d.ts").KernelRequest} KernelRequest */
/** @typedef {import("../shared/port_messages.d.ts").Unpacked} Unpacked */

/** An idle kernel says at once that it takes up a run; one that stays silent has ended. */
const ANSWER_MS = 5000;
/** One that goes on from a checkpoint is there by then, once it has all that it is made of, or never. */
const COMES_UP_MS = 30_000;
/** One that imports ahead, in a browser that can't suspend it, answers when the import is done. */
const IMPORT_MS = 30_000;
const LEFT_BUSY = "what the last run left behind does not let it answer";

/**
 * @typedef {object} Ears
 * @property {(message: KernelSays) => void} said
 * @property {(part: Unpacked) => void} unpacked
 * @property {(name: string) => void} needs
 * @property {(reason: string, wasReady: boolean) => void} broke
 */

export class KernelProcess {
  /**
   * @param {string} url
   * @param {Ears} ears
   */
  constructor(url, ears) {
    this.ears = ears;
    this.isReady = false;
    this.isWarming = false;
    /** What it was last given to run. */
    this.run = 0;
    /** @type {number | undefined} */
    this.silence = undefined;
    /** What it goes on from, and whether it did. @type {{slot: string, about: string, keptAtMs: number} | undefined} */
    this.from = undefined;
    this.again = false;
    this.hasRun = false;
    this.startedAt = 0;
    this.startupMs = 0;
    /** @type {number | undefined} */
    this.unanswered = undefined;
    this.pings = 0;
    /** What its applications were asked and have not answered. @type {Set<number>} */
    this.asks = new Set();
    this.mail = newMail();
    this.worker = new Worker(/** @type {any} */ (url));
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    this.worker.postMessage({ mail: this.mail }, [port2]);
    this.worker.onmessage = ({ data }) => ears.unpacked(data);
    this.port.onmessage = ({ data }) => this.hear(data);
    this.worker.onerror = (event) => {
      event.preventDefault();
      if (!this.isReady) return ears.broke(event.message, false);
      this.ping(); // whether Python is well it says itself
    };
  }

  /** @param {KernelSays} message */
  hear(message) {
    if (message.type === "Needed") return this.ears.needs(message.name);
    if (message.type === "Unpacked") return this.ears.unpacked(message);
    if (message.type === "Ponged" && message.ping === this.pings) return clearTimeout(this.unanswered);
    clearTimeout(this.silence);
    if (message.type === "Noted") this.isWarming ||= message.warming === true;
    if (message.type === "Noted" && message.begins) this.#waitFor("it does not come up", COMES_UP_MS);
    if (message.type === "WarmedUp") this.isWarming = false;
    if (message.type === "AppFinished") this.asks.delete(message.request);
    if (message.type === "KernelChanged" && message.live === "ready") {
      this.isReady = true;
      this.again = message.again ?? false;
      this.startupMs = performance.now() - this.startedAt;
    }
    if (message.type === "RunEnded" || message.type === "Measured") this.ping();
    this.ears.said(message);
  }

  /** @param {KernelRequest} message */
  tell(message) {
    if (message.type === "Go") this.startedAt ||= performance.now();
    if (message.type === "Run" || message.type === "Measure") this.run = message.run;
    if (message.type === "WarmUp") this.run = 0;
    if (message.type === "AppAsk") this.asks.add(message.request);
    if (message.type === "Run" || message.type === "WarmUp") {
      clearTimeout(this.silence);
      this.#waitFor("it does not answer", this.isWarming ? IMPORT_MS : ANSWER_MS);
    }
    if (message.type === "Part" && message.value instanceof WebAssembly.Module) return this.worker.postMessage(message); // no port takes it
    this.port.postMessage(message);
    posted(this.mail);
  }

  /** @param {string} reason @param {number} patienceMs */
  #waitFor(reason, patienceMs) {
    this.silence = setTimeout(() => this.ears.broke(reason, this.isReady), patienceMs);
  }

  /** Ask whether Python still answers after what it ran; the next run's own silence is waited for otherwise. */
  ping() {
    this.waitForAnswer();
    this.tell({ type: "Ping", ping: ++this.pings });
  }

  /** An application that takes its time to answer is no sign that Python does not. */
  waitForAnswer() {
    clearTimeout(this.unanswered);
    this.unanswered = setTimeout(() => {
      if (this.asks.size) this.waitForAnswer();
      else this.ears.broke(LEFT_BUSY, this.isReady);
    }, ANSWER_MS);
  }

  end() {
    clearTimeout(this.silence);
    clearTimeout(this.unanswered);
    this.worker.terminate();
  }
}
