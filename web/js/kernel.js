// The page's side of the live kernel: a worker that is ended and made anew when nothing else helps.

/**
 * @typedef {object} Kernel
 * @property {() => void} start
 * @property {(message: object) => void} tell
 * @property {() => void} replace
 */

/**
 * @param {import("./boot.js").Parts & {asm: Blob, snapshotBlob: Blob | null, zips: () => Promise<Blob[]>}} parts
 * @param {string} script the worker's source
 * @param {(message: {type: string, [name: string]: any}) => void} told gets what the kernel says
 * @returns {Kernel}
 */
export function makeKernel(parts, script, told) {
  const url = workerUrl(script);
  /** @type {Worker | null} */
  let worker = null;

  async function start() {
    told({ type: "KernelChanged", live: "booting" });
    const current = new Worker(/** @type {any} */ (url));
    worker = current;
    current.onmessage = ({ data }) => {
      if (current === worker) told(JSON.parse(data));
    };
    current.onerror = (event) => {
      event.preventDefault();
      if (current === worker) told({ type: "KernelChanged", live: "failed", reason: event.message || "the worker did not start" });
    };
    const [stdlib, packages] = await parts.zips();
    const { asm, module, snapshotBlob: snapshot } = parts;
    current.postMessage({ type: "Boot", asm, module, snapshot, stdlib, packages });
  }

  return {
    start: () => void start().catch((error) => told({ type: "KernelChanged", live: "failed", reason: String(error) })),
    tell: (message) => worker?.postMessage(message),
    replace() {
      worker?.terminate();
      this.start();
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
