// The parts that Python is made of, on their way into the worker.
import { compiledFrom, unpack } from "../python/unpack.js";

/** @typedef {import("../shared/port_messages.d.ts").Part} Part */
/** @typedef {import("../shared/port_messages.d.ts").WorkerMessage} WorkerMessage */

const PACKAGE = "package-";

export class Arriving {
  /** @type {Map<string, {resolve: (value: any) => void, reject: (reason: unknown) => void}>} */
  #arrivals = new Map();

  /**
   * @param {(message: WorkerMessage, transfer?: Transferable[]) => void} post tells the page
   * @param {(message: WorkerMessage) => void} give gives the page what no port takes
   */
  constructor(post, give) {
    this.post = post;
    this.give = give;
    this.parts = {
      wasm: this.part("wasm"),
      asm: this.part("asm"),
      snapshot: this.part("snapshot"),
      stdlib: this.part("stdlib"),
      footlights: this.part("footlights"),
    };
  }

  /**
   * A part that will arrive, or the page's word that it will not.
   * @param {string} name
   * @returns {Promise<any>}
   */
  part(name) {
    const arriving = new Promise((resolve, reject) => this.#arrivals.set(name, { resolve, reject }));
    arriving.catch(() => {});
    return arriving;
  }

  /** @param {string} name @param {unknown} value */
  resolve(name, value) {
    this.#arrivals.get(name)?.resolve(value);
  }

  /**
   * A part from the page: packed ones are unpacked, for this worker and, but for packages, for the page.
   * @param {Part} part
   */
  async take({ name, packed, address, value, error, alone }) {
    if (error) return void this.#arrivals.get(name)?.reject(new Error(error));
    try {
      const ready = packed ? await unpack(name, packed) : address ? await compiledFrom(address) : value;
      if (!alone && !name.startsWith(PACKAGE)) this.#share(name, ready, Boolean(packed), Boolean(address));
      this.resolve(name, ready);
    } catch (error) {
      this.post({ type: "Unpacked", name, error: String(error) });
      this.#arrivals.get(name)?.reject(error);
    }
  }

  /** @param {string} name @param {any} ready @param {boolean} wasPacked @param {boolean} wasFetched */
  #share(name, ready, wasPacked, wasFetched) {
    if (wasPacked && ready instanceof Uint8Array) {
      const copy = ready.slice();
      this.post({ type: "Unpacked", name, value: copy }, [copy.buffer]);
    } else if (wasPacked || wasFetched) this.give({ type: "Unpacked", name, value: ready });
  }

  /** A package's wheel, from the page. @param {string} name @returns {Promise<Uint8Array<ArrayBuffer>>} */
  bytesOfPackage(name) {
    const arriving = this.part(PACKAGE + name);
    this.post({ type: "Needed", name: PACKAGE + name });
    return arriving;
  }

  /** What Python was started from is not needed a second time. */
  forgetParts() {
    for (const name of Object.keys(this.parts)) {
      this.#arrivals.delete(name);
      delete (/** @type {any} */ (this.parts)[name]);
    }
  }
}
