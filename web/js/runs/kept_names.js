// The live kernel's checkpoints: asked for while it rests, kept in the browser's database, and found again by a kernel
// that takes over, on this page or the next. See docs/decisions/0027.
import { values } from "../storage/database.js";
import { forgetValue, keepValue } from "../storage/keeper.js";

/** After a run the speaker may run something else at once: that comes first. */
const REST_MS = 1000;
const PREFIX = "names:";
/** What a restart goes on from; the other slots are of sections. */
const LATEST = "";

/** @typedef {import("../shared/port_messages.d.ts").Checkpoint} Checkpoint */
/** @typedef {{slot: string, about: string}} Wish */
/** `runs` is how many there had been. @typedef {Wish & {runs: number, askedAtMs: number}} Asked */
/** @typedef {Wish & {runtime: string, keptAtMs: number, checkpoint: Checkpoint}} Kept */

export class KeptNames {
  #asked = 0;
  /** What the kernel was asked for and has not given. @type {Map<number, Asked>} */
  #waiting = new Map();
  /** Wishes that wait for the kernel to rest, by slot. @type {Map<string, ReturnType<typeof setTimeout>>} */
  #timers = new Map();
  /** Counts what has run: what is known of a memory holds until something runs in it. */
  #runs = 0;
  /** Which of what is kept this page knows of: another tab may have put its own in the place. @type {Map<string, number>} */
  #own = new Map();

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

  /** Keep the kernel as it is by a name; the latest once it has rested, a section's beginning at once. @param {Wish} wish */
  keep(wish) {
    const asked = { ...wish, runs: this.#runs, askedAtMs: 0 };
    if (wish.slot === LATEST) this.#askLater(asked);
    else this.#ask(asked);
  }

  /** @param {Asked} wish */
  #askLater(wish) {
    clearTimeout(this.#timers.get(wish.slot));
    this.#timers.set(
      wish.slot,
      setTimeout(() => this.#ask(wish), REST_MS),
    );
  }

  /** Something runs again: after it there will be another wish. */
  putOff() {
    this.#runs++;
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  /** The kernel that was asked is gone, and what was known of it. */
  giveUp() {
    this.putOff();
    this.#waiting.clear();
  }

  /** @param {Asked} wish */
  #ask(wish) {
    this.#waiting.set(++this.#asked, { ...wish, askedAtMs: performance.now() });
    this.tell({ type: "Checkpoint", asked: this.#asked });
  }

  /**
   * The kernel has given one, or says why not; one that is busy is asked again, unless something has run since.
   * @param {Extract<import("../shared/port_messages.d.ts").WorkerMessage, {type: "CheckpointTaken"}>} taken
   */
  async taken({ asked, checkpoint, reason, isBusy }) {
    const wish = this.#waiting.get(asked);
    if (!wish) return;
    this.#waiting.delete(asked);
    if (isBusy) return wish.runs === this.#runs ? this.#askLater(wish) : undefined;
    const start = wish.askedAtMs;
    performance.measure("footlights:names-taken", { start });
    if (!checkpoint) return console.debug(`Python's names are not kept: ${reason}`);
    const { slot, about } = wish;
    const keptAtMs = Math.round(performance.timeOrigin + start);
    if (!(await this.#write({ slot, about, runtime: this.runtime, keptAtMs, checkpoint }))) return;
    performance.measure("footlights:names-kept", { start });
    const root = document.documentElement.dataset;
    if (slot) root.sectionKept = slot;
    else root.namesKept = String(asked);
    this.kept({ type: "NamesKept", slot, about });
  }

  /** @param {Kept} kept */
  async #write(kept) {
    const isKept = await keepValue(PREFIX + kept.slot, kept).catch(() => false);
    if (isKept) this.#own.set(kept.slot, kept.keptAtMs);
    return isKept;
  }

  /** @param {string} slot @returns {Promise<Kept | undefined>} */
  async #read(slot) {
    const kept = /** @type {Kept | undefined} */ (await values.read(PREFIX + slot).catch(() => undefined));
    return kept?.runtime === this.runtime && kept.checkpoint?.memory instanceof Blob ? kept : undefined;
  }

  /** What the page begins with: whoever kept it. */
  async first() {
    const kept = await this.#read(LATEST);
    if (kept) this.#own.set(LATEST, kept.keptAtMs);
    return kept;
  }

  /** What is kept by a name, if this page began with it or kept it. @param {string} slot */
  async found(slot) {
    const kept = await this.#read(slot);
    return kept && kept.keptAtMs === this.#own.get(slot) ? kept : undefined;
  }

  /** Tell of the sections whose beginnings are kept, or forget them: they are of another Python's life. @param {boolean} isAnew */
  async findSections(isAnew) {
    const names = await values.names(PREFIX).catch(() => []);
    for (const slot of names.map((name) => name.slice(PREFIX.length)).filter((slot) => slot !== LATEST)) {
      const kept = isAnew ? undefined : await this.#read(slot);
      if (this.#own.has(slot)) continue; // this page has kept it since
      if (!kept) await this.forget(slot);
      else {
        this.#own.set(slot, kept.keptAtMs);
        this.kept({ type: "NamesKept", slot, about: kept.about });
      }
    }
    document.documentElement.dataset.sectionsFound = "true";
  }

  /** Python goes on from a section's beginning: so does the next restart. @param {string} slot */
  async wentBackTo(slot) {
    const kept = await this.found(slot);
    if (kept && (await this.#write({ ...kept, slot: LATEST }))) document.documentElement.dataset.namesKept = slot;
  }

  /** @param {string} slot */
  async forget(slot) {
    await forgetValue(PREFIX + slot).catch(() => {});
  }
}
