// The live kernel's side of the worker. What runs code is footlights/browser/kernel.py.
import "./classic_worker.js";
import { bootPython, mountZips } from "./boot.js";

const TICK_MS = 16;
const TICK = 10; // SIGUSR1
const CANCEL_AFTER_MS = 60;

const worker = /** @type {any} */ (globalThis);
let ticking = false;
let stopWanted = false;
let lastTick = 0;
/** @type {any} */
let kernel = null;

const page = {
  post: (/** @type {string} */ message) => worker.postMessage(message),
  nap: (/** @type {number} */ ms) => (ms ? new Promise((resolve) => setTimeout(resolve, ms)) : turn()),
  stopWanted: () => stopWanted,
  arm: (/** @type {boolean} */ armed) => {
    ticking = armed;
  },
};

/** One turn of the event loop, so that a message that waits is taken in. */
function turn() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  });
}

/** Pyodide looks here every few bytecodes; any object will do, so that no shared memory is needed. */
const interrupts = {
  get 0() {
    if (!ticking) return 0;
    const now = performance.now();
    if (now - lastTick < TICK_MS) return 0;
    lastTick = now;
    return TICK;
  },
  set 0(_value) {},
};

/** @param {{asm: Blob, module: WebAssembly.Module, snapshot: Blob | null, stdlib: Blob, packages: Blob}} message */
async function boot({ asm, module, snapshot, stdlib, packages }) {
  const bytes = async (/** @type {Blob} */ part) => new Uint8Array(await part.arrayBuffer());
  const parts = {
    asmUrl: URL.createObjectURL(asm),
    module,
    snapshot: snapshot && (await bytes(snapshot)),
    stdlib: () => bytes(stdlib),
    packages: () => bytes(packages),
  };
  let python;
  try {
    python = await bootPython(parts);
    await mountZips(python, parts);
  } catch (error) {
    if (!snapshot) throw error;
    python = await bootPython({ ...parts, snapshot: null });
  }
  kernel = python.pyimport("footlights.browser.kernel").Kernel(page);
  python.setInterruptBuffer(/** @type {any} */ (interrupts));
}

/** Ask for a stop; code that waits for something rather than computes is cancelled. */
function stop() {
  stopWanted = true;
  setTimeout(() => stopWanted && kernel.cancel(), CANCEL_AFTER_MS);
}

worker.onmessage = async (/** @type {MessageEvent} */ { data }) => {
  if (data.type === "Boot") {
    try {
      await boot(data);
      page.post(JSON.stringify({ type: "KernelChanged", live: "ready" }));
    } catch (error) {
      page.post(JSON.stringify({ type: "KernelChanged", live: "failed", reason: String(error).slice(0, 300) }));
    }
  } else if (data.type === "Run") {
    stopWanted = false;
    await kernel.run(data.run, data.source, data.name);
    stopWanted = false;
  } else if (data.type === "Complete") {
    kernel.complete(data.before);
  } else if (data.type === "Stop") {
    stop();
  }
};
