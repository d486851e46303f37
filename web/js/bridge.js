// The stage's one door to Python: JSON in, JSON out. The other side is footlights/browser/bridge.py.
import { blob } from "./blobs.js";
import { bootPython, mountZips } from "./boot.js";

/**
 * @typedef {object} Answer
 * @property {import("./paint.js").View} view
 * @property {{type: string, [name: string]: any}[]} effects
 * @property {boolean} handled
 * @property {Record<string, unknown> | null} save
 * @property {{title: string, slides: {attributes: Record<string, string>, html: string | null}[], problems: object[]}} [deck]
 */

/** @typedef {{start: (request: object) => Answer, replaceNotes: (request: object) => Answer, handle: (event: object) => Answer}} Stage */

/**
 * Boot the stage's Python and open its door; from the snapshot, else plainly.
 * @param {import("./boot.js").Parts} parts
 * @returns {Promise<Stage>}
 */
export async function openStage(parts) {
  let python;
  try {
    python = await bootPython(parts);
    void mountZips(python, parts).catch(() => {});
  } catch (error) {
    console.info(`The snapshot did not load, Python starts plainly: ${error}`);
    python = await bootPython({ ...parts, snapshot: null });
  }
  const door = python.pyimport("footlights.browser.bridge");
  /** @param {(message: string) => string} call */
  const through = (call) => (/** @type {object} */ message) => JSON.parse(call(JSON.stringify(message)));
  return { start: through(door.start), replaceNotes: through(door.replace_notes), handle: through(door.handle) };
}

/**
 * The parts that the page carries, each read once and kept as long as a kernel may need it.
 * @returns {Promise<import("./boot.js").Parts & {asm: Blob, snapshotBlob: Blob | null, zips: () => Promise<Blob[]>}>}
 */
export async function readParts() {
  const module = blob("wasm").then((response) => WebAssembly.compileStreaming(response));
  const asm = blob("asm").then((response) => response.blob());
  const snapshot = blob("snapshot")
    .then((response) => response.arrayBuffer())
    .then((buffer) => new Uint8Array(buffer))
    .catch(() => null);
  const stdlib = blob("stdlib").then((response) => response.arrayBuffer());
  const packages = blob("footlights").then((response) => response.arrayBuffer());
  stdlib.catch(() => {});
  packages.catch(() => {});
  const [compiled, script, memory] = await Promise.all([module, asm, snapshot]);
  return {
    asm: script,
    asmUrl: URL.createObjectURL(script),
    module: compiled,
    snapshot: memory,
    snapshotBlob: memory && new Blob([memory]),
    stdlib: async () => new Uint8Array((await stdlib).slice(0)),
    packages: async () => new Uint8Array((await packages).slice(0)),
    zips: async () => [new Blob([await stdlib]), new Blob([await packages])],
  };
}
