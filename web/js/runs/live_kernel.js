// The page's side of the live kernel: a worker that is ended and made anew when nothing else helps.
//
// The first worker also unpacks the page's parts, for itself and for the stage, off the page's
// thread. A later one gets them ready-made. While a stop is tried softly, the next worker boots.
import { scriptAddress } from "../shared/trusted.js";
import { KernelProcess } from "./kernel_process.js";
import { bringPackage, PythonParts } from "./python_parts.js";

/** A soft stop takes a few tens of milliseconds where it helps; then the next worker may be needed. */
const SPARE_AFTER_MS = 100;

/** @typedef {import("../shared/port_messages.d.ts").KernelSays} KernelSays */
/** @typedef {import("../shared/port_messages.d.ts").KernelRequest} KernelRequest */
/** @typedef {import("./kept_names.js").Kept} Kept */

export class LiveKernel {
  /** @type {KernelProcess | null} */
  #spare = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #spareTimer;
  #current;
  /** @type {Promise<void> | undefined} */
  #going;
  /** @type {Promise<Kept | undefined> | undefined} */
  #latest;
  #parts;
  #url;

  /**
   * The parts are unpacked from the start; the kernel itself boots when it is told to go.
   * @param {string} script the worker's source
   * @param {import("../python/packages.js").Lock | undefined} lock the packages that it may load
   * @param {(message: KernelSays) => void} told gets what the kernel says
   * @param {import("./kept_names.js").KeptNames} names what a kernel may go on from
   */
  constructor(script, lock, told, names) {
    this.lock = lock;
    this.told = told;
    this.names = names;
    /** Looked for while the parts are unpacked: the start does not wait for it. */
    this.#latest = names.first();
    this.#url = scriptAddress(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
    this.#current = adopted(this.#make());
    this.#parts = new PythonParts((part) => this.#current.tell(part));
  }

  /** The page's own copies of what Python is made of. */
  get parts() {
    return this.#parts.ready;
  }

  /** From being told to boot until it was ready. */
  get startupMs() {
    return this.#current.startupMs;
  }

  #make() {
    const made = new KernelProcess(this.#url, {
      said: (message) => this.#hear(made, message),
      unpacked: (part) => this.#parts.unpacked(part),
      needs: (name) => void bringPackage(name, (part) => made.tell(part)),
      broke: (reason, wasReady) => this.#broke(made, reason, wasReady),
    });
    return made;
  }

  /** @param {KernelProcess} who @param {KernelSays} message */
  #hear(who, message) {
    if (who === this.#spare && message.type === "KernelChanged" && message.live === "failed") this.#dropSpare();
    if (who !== this.#current) return;
    if (message.type === "RunEnded" || message.type === "Measured") {
      this.#dropSpare();
      who.hasRun = true;
    }
    if (message.type === "Died") this.#forgetIfUseless(who);
    if (message.type === "KernelChanged" && message.live === "failed" && who.from) return this.#anew(who.from.slot);
    if (message.type === "KernelChanged") return this.told(this.#changed(who, message));
    this.told(message.type === "Died" ? { ...message, run: who.run } : message);
  }

  /** A checkpoint in which nothing can be run, as one with a task that never lets go, is not tried again. @param {KernelProcess} who */
  #forgetIfUseless(who) {
    if (who.from && !who.hasRun) void this.names.forget(who.from.slot);
  }

  /** What it goes on from is told with it. @param {KernelProcess} who @param {import("../shared/port_messages.d.ts").KernelState} message */
  #changed(who, { again, ...message }) {
    if (message.live === "ready" && who.from && !again) void this.names.forget(who.from.slot);
    if (again && who.from?.slot) void this.names.wentBackTo(who.from.slot);
    return { ...message, ...(again && who.from && { about: who.from.about, keptAtMs: who.from.keptAtMs }) };
  }

  /** What a kernel was to go on from does not bring one up: then the latest does, or nothing. @param {string} slot */
  #anew(slot) {
    void this.names.forget(slot);
    this.#current.end();
    this.#current = adopted(this.#remake(slot ? "" : null));
  }

  /** @param {KernelProcess} who @param {string} reason @param {boolean} wasReady */
  #broke(who, reason, wasReady) {
    this.#parts.workerBroke(reason);
    if (who === this.#spare) this.#dropSpare();
    if (who !== this.#current) return;
    if (who.from && !wasReady) return this.#anew(who.from.slot);
    this.#forgetIfUseless(who);
    if (wasReady) this.told({ type: "Died", reason, run: who.run });
    else this.told({ type: "KernelChanged", live: "failed", reason: reason || "the worker did not start" });
  }

  /** A worker that boots from the parts that the page has, and goes on from a checkpoint. @param {string | null} slot */
  #remake(slot) {
    const made = this.#make();
    void this.#start(made, slot === null ? undefined : this.#found(slot));
    this.#parts.giveAll((part) => made.tell(part));
    return made;
  }

  /** What is kept by a name; where that is gone, the latest. @param {string} slot */
  async #found(slot) {
    return (await this.names.found(slot)) ?? (slot ? this.names.found("") : undefined);
  }

  /** @param {KernelProcess} process @param {Promise<Kept | undefined> | undefined} found */
  async #start(process, found) {
    const from = await found;
    process.from = from && { slot: from.slot, about: from.about, keptAtMs: from.keptAtMs }; // the memory is the worker's
    process.tell({ type: "Go", lock: this.lock, checkpoint: from?.checkpoint });
  }

  #dropSpare() {
    clearTimeout(this.#spareTimer);
    this.#spare?.end();
    this.#spare = null;
  }

  /** @param {KernelRequest} message */
  tell(message) {
    if (message.type === "Stop") {
      clearTimeout(this.#spareTimer);
      this.#spareTimer = setTimeout(() => {
        this.#spare ??= this.#remake("");
      }, SPARE_AFTER_MS);
    }
    this.#current.tell(message);
  }

  /** Boot, once the stage has what it needs. */
  go() {
    this.#going ??= this.#start(this.#current, this.#latest);
    this.#latest = undefined;
  }

  /** Let go of what the stage has booted from; some stays, packed. */
  release() {
    this.#parts.release();
  }

  /** A fresh worker goes on from a checkpoint, by its name. @param {string} slot */
  replace(slot) {
    this.#current.end();
    clearTimeout(this.#spareTimer);
    if (slot) this.#dropSpare();
    const current = adopted(this.#spare ?? this.#remake(slot));
    this.#current = current;
    this.#spare = null;
    this.told({ type: "KernelChanged", live: "booting" });
    const { isReady, again } = current;
    if (isReady) this.told(this.#changed(current, { type: "KernelChanged", live: "ready", again }));
  }
}

/** A worker that is the kernel from now on: what waits in its memory, as a task, may go on. @param {KernelProcess} made */
function adopted(made) {
  made.tell({ type: "GoOn" });
  return made;
}
