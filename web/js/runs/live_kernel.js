// The page's side of the live kernel: a worker that is ended and made anew when nothing else helps.
//
// The first worker also unpacks the page's parts, for itself and for the stage, off the page's
// thread. A later one gets them ready-made. While a stop is tried softly, the next worker boots.
import { addressOf, forget, PART_NAMES, packed, putAway } from "../carried/parts.js";
import { newMail, posted } from "../python/mail.js";
import { compiledFrom, unpack } from "../python/unpack.js";
import { scriptAddress } from "../shared/trusted.js";

/** An idle kernel says at once that it takes up a run; one that stays silent has ended. */
const ANSWER_MS = 5000;
/** One that imports ahead, in a browser that can't suspend it, answers when the import is done. */
const IMPORT_MS = 30_000;
const LEFT_BUSY = "what the last run left behind does not let it answer";
/** What the worker unpacks, so that the page's thread need not. */
const HEAVY = new Set(["wasm", "snapshot"]);
/** What a later worker unpacks for itself; the rest is the same in the page's memory and in the packed part. */
const KEPT_PACKED = new Set(["asm", "snapshot"]);
/** A soft stop takes a few tens of milliseconds where it helps; then the next worker may be needed. */
const SPARE_AFTER_MS = 100;

/** @typedef {{type: string, [name: string]: any}} Message */

/**
 * @typedef {object} Kernel
 * @property {import("../python/boot.js").Parts} parts the page's own copies of what Python is made of
 * @property {(message: Message) => void} tell
 * @property {() => void} go boot, once the stage has what it needs
 * @property {() => void} release let go of what the stage has booted from; some stays, packed
 * @property {() => void} replace
 * @property {number} startupMs from being told to boot until it was ready
 */

/**
 * The parts are unpacked from the start; the kernel itself boots when it is told to go.
 * @param {string} script the worker's source
 * @param {import("../python/packages.js").Lock | undefined} lock the packages that it may load
 * @param {(message: Message) => void} told gets what the kernel says
 * @returns {Kernel}
 */
export function startKernel(script, lock, told) {
  const url = scriptAddress(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  /** @type {Map<string, {resolve: (value: any) => void, reject: (reason: unknown) => void}>} */
  const unpacked = new Map();
  /** @type {(reason: unknown) => void} */
  let fail = () => {};
  const failed = new Promise((_, reject) => {
    fail = reject;
  });
  failed.catch(() => {});

  /** @type {KernelWorker | null} */
  let spare = null;
  /** @type {number | undefined} */
  let spareTimer;
  let current = make();
  const parts = /** @type {any} */ (Object.fromEntries(PART_NAMES.map((name) => [name, share(name)])));
  for (const part of Object.values(parts)) part.catch(() => {});

  function make() {
    const made = new KernelWorker(url, {
      said(message) {
        if (made === spare && message.live === "failed") dropSpare();
        if (made !== current) return;
        if (message.type === "RunEnded" || message.type === "Measured") dropSpare();
        told(message.type === "Died" ? { ...message, run: made.run } : message);
      },
      unpacked: ({ name, error, value }) =>
        error ? unpacked.get(name)?.reject(error) : unpacked.get(name)?.resolve(value),
      needs: (name) => void bring(made, name),
      broke(reason, wasReady) {
        fail(reason);
        if (made === spare) dropSpare();
        if (made !== current) return;
        if (wasReady) told({ type: "Died", reason, run: made.run });
        else told({ type: "KernelChanged", live: "failed", reason: reason || "the worker did not start" });
      },
    });
    return made;
  }

  /** A worker that boots from the parts that the page has. */
  function remake() {
    const made = make();
    made.tell({ type: "Go", lock });
    for (const name of PART_NAMES) {
      if (KEPT_PACKED.has(name))
        packed(name).then(
          (bytes) => made.tell({ type: "Part", name, packed: bytes, alone: true }),
          (error) => made.tell({ type: "Part", name, error: String(error) }),
        );
      else Promise.resolve(parts[name]).then((value) => made.tell({ type: "Part", name, value }));
    }
    return made;
  }

  /**
   * A package's wheel for a worker that asks for it.
   * @param {KernelWorker} asking
   * @param {string} name
   */
  async function bring(asking, name) {
    try {
      asking.tell({ type: "Part", name, packed: await packed(name) });
    } catch (error) {
      asking.tell({ type: "Part", name, error: String(error) });
    }
  }

  function dropSpare() {
    clearTimeout(spareTimer);
    spare?.end();
    spare = null;
  }

  /**
   * A part, unpacked by the worker or, where there is none, here.
   * @param {import("../carried/parts.js").PartName} name
   */
  async function share(name) {
    const value = new Promise((resolve, reject) => unpacked.set(name, { resolve, reject }));
    const address = addressOf(name);
    if (name === "wasm" && address) {
      current.tell({ type: "Part", name, address });
      return Promise.race([value, failed]).catch(() => compiledFrom(address));
    }
    const bytes = await packed(name);
    if (!HEAVY.has(name)) {
      const ready = await unpack(name, bytes);
      current.tell({ type: "Part", name, value: ready });
      return ready;
    }
    current.tell({ type: "Part", name, packed: bytes });
    return Promise.race([value, failed]).catch(() => unpack(name, bytes));
  }

  return {
    parts,
    tell(message) {
      if (message.type === "Stop") {
        clearTimeout(spareTimer);
        spareTimer = setTimeout(() => {
          spare ??= remake();
        }, SPARE_AFTER_MS);
      }
      current.tell(message);
    },
    go: () => current.tell({ type: "Go", lock }),
    release() {
      for (const name of PART_NAMES) {
        unpacked.delete(name);
        if (KEPT_PACKED.has(name)) {
          parts[name] = null;
          putAway(name).catch(() => {});
        } else
          Promise.resolve(parts[name]).then(
            () => forget(name),
            () => {},
          );
      }
    },
    get startupMs() {
      return current.startupMs;
    },
    replace() {
      current.end();
      clearTimeout(spareTimer);
      current = spare ?? remake();
      spare = null;
      told({ type: "KernelChanged", live: "booting" });
      if (current.isReady) told({ type: "KernelChanged", live: "ready" });
    },
  };
}

/**
 * @typedef {object} Ears
 * @property {(message: Message) => void} said
 * @property {(part: {name: string, error?: string, value?: unknown}) => void} unpacked
 * @property {(name: string) => void} needs
 * @property {(reason: string, wasReady: boolean) => void} broke
 */

class KernelWorker {
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
    this.port.onmessage = ({ data: message }) => {
      if (message.needs) return ears.needs(message.needs);
      if (!message.type) return ears.unpacked(message);
      if (message.type === "Ponged" && message.ping === this.pings) return clearTimeout(this.unanswered);
      clearTimeout(this.silence);
      if (message.type === "Noted") this.isWarming ||= message.warming === true;
      if (message.type === "WarmedUp") this.isWarming = false;
      if (message.type === "AppFinished") this.asks.delete(message.request);
      if (message.live === "ready") {
        this.isReady = true;
        this.startupMs = performance.now() - this.startedAt;
      }
      if (message.type === "RunEnded" || message.type === "Measured") this.ping();
      ears.said(message);
    };
    this.worker.onerror = (event) => {
      event.preventDefault();
      if (!this.isReady) return ears.broke(event.message, false);
      this.ping(); // whether Python is well it says itself
    };
  }

  /** @param {Message} message */
  tell(message) {
    if (message.type === "Go") this.startedAt ||= performance.now();
    if (message.type === "Run" || message.type === "Measure") this.run = message.run;
    if (message.type === "WarmUp") this.run = 0;
    if (message.type === "AppAsk") this.asks.add(message.request);
    if (message.type === "Run" || message.type === "WarmUp") {
      clearTimeout(this.silence);
      const patienceMs = this.isWarming ? IMPORT_MS : ANSWER_MS;
      this.silence = setTimeout(() => this.ears.broke("it does not answer", this.isReady), patienceMs);
    }
    if (message.value instanceof WebAssembly.Module) return this.worker.postMessage(message); // no port takes it
    this.port.postMessage(message);
    posted(this.mail);
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
