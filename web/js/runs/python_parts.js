// What Python is made of, unpacked once for the stage and the live kernel: by the kernel's worker, off the page's thread,
// or where there is none, here. A later worker gets it ready-made.
import { addressOf, forget, PART_NAMES, packed, putAway } from "../carried/parts.js";
import { compiledFrom, unpack } from "../python/unpack.js";

/** @typedef {import("../carried/parts.js").PartName} PartName */
/** @typedef {import("../shared/port_messages.d.ts").Part} Part */

/** What the worker unpacks, so that the page's thread need not. */
const HEAVY = new Set(["wasm", "snapshot"]);
/** What a later worker unpacks for itself; the rest is the same in the page's memory and in the packed part. */
const KEPT_PACKED = new Set(["asm", "snapshot"]);

export class PythonParts {
  /** Who waits for what the worker unpacks. @type {Map<string, {resolve: (value: any) => void, reject: (reason: unknown) => void}>} */
  #unpacked = new Map();
  /** @type {(reason: unknown) => void} */
  #fail = () => {};
  #failed;

  /** @param {(part: Part) => void} give to the worker */
  constructor(give) {
    this.give = give;
    this.#failed = new Promise((_, reject) => {
      this.#fail = reject;
    });
    this.#failed.catch(() => {});
    /** The page's own copies, each as soon as it is there. @type {import("../python/boot.js").Parts} */
    this.ready = /** @type {any} */ (Object.fromEntries(PART_NAMES.map((name) => [name, this.#share(name)])));
    for (const part of Object.values(this.ready)) part.catch(() => {});
  }

  /**
   * A part, unpacked by the worker or, where there is none, here.
   * @param {PartName} name
   */
  async #share(name) {
    const value = new Promise((resolve, reject) => this.#unpacked.set(name, { resolve, reject }));
    const address = addressOf(name);
    if (name === "wasm" && address) {
      this.give({ type: "Part", name, address });
      return Promise.race([value, this.#failed]).catch(() => compiledFrom(address));
    }
    const bytes = await packed(name);
    if (!HEAVY.has(name)) {
      const ready = await unpack(name, bytes);
      this.give({ type: "Part", name, value: ready });
      return ready;
    }
    this.give({ type: "Part", name, packed: bytes });
    return Promise.race([value, this.#failed]).catch(() => unpack(name, bytes));
  }

  /** The worker has unpacked a part. @param {import("../shared/port_messages.d.ts").Unpacked} part */
  unpacked({ name, error, value }) {
    if (error) this.#unpacked.get(name)?.reject(error);
    else this.#unpacked.get(name)?.resolve(value);
  }

  /** The worker broke: what it has not unpacked is unpacked here. @param {unknown} reason */
  workerBroke(reason) {
    this.#fail(reason);
  }

  /** All of them for another worker. @param {(part: Part) => void} give */
  giveAll(give) {
    for (const name of PART_NAMES) {
      if (KEPT_PACKED.has(name))
        packed(name).then(
          (bytes) => give({ type: "Part", name, packed: bytes, alone: true }),
          (error) => give({ type: "Part", name, error: String(error) }),
        );
      else Promise.resolve(this.ready[name]).then((value) => give({ type: "Part", name, value }));
    }
  }

  /** Let go of what the stage has booted from; some stays, packed. */
  release() {
    for (const name of PART_NAMES) {
      this.#unpacked.delete(name);
      if (KEPT_PACKED.has(name)) {
        /** @type {any} */ (this.ready)[name] = null;
        putAway(name).catch(() => {});
      } else
        Promise.resolve(this.ready[name]).then(
          () => forget(name),
          () => {},
        );
    }
  }
}

/**
 * A package's wheel for a worker that asks for it.
 * @param {string} name
 * @param {(part: Part) => void} give
 */
export async function bringPackage(name, give) {
  try {
    give({ type: "Part", name, packed: await packed(name) });
  } catch (error) {
    give({ type: "Part", name, error: String(error) });
  }
}
