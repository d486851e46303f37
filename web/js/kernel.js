// The page's side of the live kernel: a worker that is ended and made anew when nothing else helps.
//
// The first worker also unpacks the page's parts, for itself and for the stage, off the page's
// thread. A later one gets them ready-made.
import { PART_NAMES, packed } from "./blobs.js";
import { unpack } from "./unpack.js";

/** @typedef {{type: string, [name: string]: any}} Message */

/**
 * @typedef {object} Kernel
 * @property {import("./boot.js").Parts} parts the page's own copies of what Python is made of
 * @property {(message: Message) => void} tell
 * @property {() => void} replace
 * @property {number} startupMs from being told to boot until it was ready
 */

/**
 * The parts are unpacked from the start; the kernel itself boots when it is told `Go`.
 * @param {string} script the worker's source
 * @param {(message: Message) => void} told gets what the kernel says
 * @returns {Kernel}
 */
export function startKernel(script, told) {
  const url = workerUrl(script);
  /** @type {Map<string, {resolve: (value: any) => void, reject: (reason: unknown) => void}>} */
  const unpacked = new Map();
  /** @type {(reason: unknown) => void} */
  let fail = () => {};
  const failed = new Promise((_, reject) => {
    fail = reject;
  });
  failed.catch(() => {});

  let wasReady = false;
  let startedAt = 0;
  let startupMs = 0;
  /** @type {Worker} */
  let worker = make();
  const parts = /** @type {any} */ (Object.fromEntries(PART_NAMES.map((name) => [name, share(name)])));
  for (const part of Object.values(parts)) part.catch(() => {});

  function make() {
    const made = new Worker(/** @type {any} */ (url));
    made.onmessage = ({ data }) => {
      if (made !== worker) return;
      if (typeof data === "string") {
        const message = JSON.parse(data);
        if (message.live === "ready") {
          wasReady = true;
          startupMs = performance.now() - startedAt;
        }
        told(message);
      } else if (data.error) unpacked.get(data.name)?.reject(data.error);
      else unpacked.get(data.name)?.resolve(data.value);
    };
    made.onerror = (event) => {
      event.preventDefault();
      fail(event.message);
      if (made === worker && wasReady) told({ type: "Died", reason: event.message });
      else if (made === worker)
        told({ type: "KernelChanged", live: "failed", reason: event.message || "the worker did not start" });
    };
    return made;
  }

  /**
   * A part, unpacked by the worker or, where there is none, here.
   * @param {import("./blobs.js").PartName} name
   */
  async function share(name) {
    const value = new Promise((resolve, reject) => unpacked.set(name, { resolve, reject }));
    const bytes = await packed(name);
    if (name === "asm") {
      const script = await unpack(name, bytes);
      worker.postMessage({ type: "Part", name, value: script });
      return script;
    }
    worker.postMessage({ type: "Part", name, packed: bytes });
    return Promise.race([value, failed]).catch(() => unpack(name, bytes));
  }

  return {
    parts,
    tell(message) {
      if (message.type === "Go") startedAt ||= performance.now();
      worker.postMessage(message);
    },
    get startupMs() {
      return startupMs;
    },
    async replace() {
      startedAt = performance.now();
      worker.terminate();
      told({ type: "KernelChanged", live: "booting" });
      worker = make();
      worker.postMessage({ type: "Go" });
      for (const name of PART_NAMES) worker.postMessage({ type: "Part", name, value: await parts[name] });
    },
  };
}

/**
 * The worker's address, let through by the page's own Trusted Types policy.
 * @param {string} script
 */
function workerUrl(script) {
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const trustedTypes = /** @type {any} */ (globalThis).trustedTypes;
  const allow = { createScriptURL: (/** @type {string} */ url) => (url === address ? url : "") };
  return trustedTypes ? trustedTypes.createPolicy("footlights", allow).createScriptURL(address) : address;
}
