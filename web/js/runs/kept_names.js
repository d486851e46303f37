// The live kernel's checkpoints: asked for while it rests, kept in the browser's database, and found again by a kernel
// that takes over, on this page or the next. See docs/decisions/0027.
import { values } from "../storage/database.js";
import { forgetValue, keepValue } from "../storage/keeper.js";

/** After a run the speaker may run something else at once: that comes first. */
const REST_MS = 1000;
const PREFIX = "names:";

/** @typedef {import("../shared/port_messages.d.ts").Checkpoint} Checkpoint */
/** @typedef {{slot: string, about: string, runs?: number, askedAtMs?: number}} Wanted */
/** @typedef {Wanted & {runtime: string, checkpoint: Checkpoint}} Kept */

export class KeptNames {
  #asked = 0;
  /** What the kernel was asked for and has not given. @type {Map<number, Wanted>} */
  #waiting = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** Counts what has run: what is known of a memory holds until something runs in it. */
  #runs = 0;

  /**
   * @param {string} runtime which Python the page has, to whose memory alone a checkpoint fits
   * @param {(request: {type: "Checkpoint", asked: number}) => void} tell the kernel
   * @param {(event: {type: "NamesKept", slot: string, about: string}) => void} kept
   */
  constructor(runtime, tell, kept) {
    this.runtime = runtime;
    this.tell = tell;
    this.kept = kept;
  }

  /** Keep the kernel as it is by a name; the latest once it has rested, a section's beginning at once. @param {Wanted} wanted */
  keep(wanted) {
    if (wanted.slot) return this.#ask({ ...wanted, runs: this.#runs });
    this.#askLater({ ...wanted, runs: this.#runs });
  }

  /** @param {Wanted} wanted */
  #askLater(wanted) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(wanted), REST_MS);
  }

  /** Something runs again: after it there will be another wish. */
  putOff() {
    this.#runs++;
    clearTimeout(this.#timer);
  }

  /** The kernel that was asked is gone, and what was known of it. */
  giveUp() {
    this.putOff();
    this.#waiting.clear();
  }

  /** @param {Wanted} wanted */
  #ask(wanted) {
    this.#waiting.set(++this.#asked, { ...wanted, askedAtMs: performance.now() });
    this.tell({ type: "Checkpoint", asked: this.#asked });
  }

  /**
   * The kernel has given one, or says why not; one that is busy is asked again, unless something has run since.
   * @param {Extract<import("../shared/port_messages.d.ts").WorkerMessage, {type: "CheckpointTaken"}>} taken
   */
  async taken({ asked, checkpoint, reason, isBusy }) {
    const { askedAtMs, runs, ...wanted } = this.#waiting.get(asked) ?? { slot: "", about: "" };
    if (!this.#waiting.delete(asked)) return;
    if (isBusy) return runs === this.#runs ? this.#askLater({ ...wanted, runs }) : undefined;
    performance.measure("footlights:names-taken", { start: askedAtMs ?? 0 });
    if (!checkpoint) return console.debug(`Python's names are not kept: ${reason}`);
    const { runtime } = this;
    const isKept = await keepValue(PREFIX + wanted.slot, { ...wanted, runtime, checkpoint }).catch(() => false);
    if (!isKept) return;
    performance.measure("footlights:names-kept", { start: askedAtMs ?? 0 });
    const root = document.documentElement.dataset;
    if (wanted.slot) root.sectionKept = wanted.slot;
    else root.namesKept = String(asked);
    this.kept({ type: "NamesKept", ...wanted });
  }

  /** What is kept by a name, for this Python. @param {string} slot @returns {Promise<Kept | undefined>} */
  async found(slot) {
    const kept = /** @type {Kept | undefined} */ (await values.read(PREFIX + slot).catch(() => undefined));
    return kept?.runtime === this.runtime && kept.checkpoint?.memory instanceof Blob ? kept : undefined;
  }

  /** A kernel that was to go on from it did not come up. @param {string} slot */
  async forget(slot) {
    await forgetValue(PREFIX + slot).catch(() => {});
  }
}
