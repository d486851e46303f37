// Boots Python from parts in memory, in the page and in the worker alike: nothing is fetched.
import { loadPyodide } from "pyodide";
import { becomes, partsOf } from "./memory_image.js";
import { PACKAGES_URL } from "./packages.js";

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */
/**
 * @typedef {object} Parts what Python is made of, each as soon as it is there
 * @property {Promise<WebAssembly.Module>} wasm pyodide.asm.wasm, compiled
 * @property {Promise<Bytes>} asm pyodide.asm.mjs
 * @property {Promise<Bytes>} snapshot memory in which the stage is imported, without its empty pages
 * @property {Promise<Bytes>} stdlib the compiled standard library, a zip
 * @property {Promise<Bytes>} footlights the stage's packages, a zip
 */

const PACKAGES = "/lib/footlights.zip";
const STDLIB = "/lib/python314.zip";
/** An address that answers with nothing, without a network: Pyodide asks it for files we bring. */
const NOWHERE = "data:,#";

/**
 * Python, from the snapshot; plainly, a few seconds slower, where that does not load. After a
 * restore the zips are still to be put in place by `mountZips`: all that the stage and the kernel
 * need at once is imported in the snapshot, and on a slow network they come last.
 * @param {Parts} parts
 * @param {object} [more]
 * @param {() => void} [more.plainly] told before the plain boot, which needs the zips
 * @param {import("./packages.js").Lock} [more.lock] the packages that may be loaded
 * @returns {Promise<import("pyodide").PyodideAPI>}
 */
export async function bootPython(parts, { plainly = () => {}, lock } = {}) {
  const script = parts.asm.then(importModule);
  script.catch(() => {});
  try {
    parts.snapshot.catch(() => {});
    const create = await script;
    const room = new Uint8Array(MEMORY); // of Pyodide's own restoring only the size is used
    const from = restoring(create, parts.snapshot);
    return await load(from, parts.wasm, lock, { stdLibURL: "data:,", _loadSnapshot: room });
  } catch (error) {
    console.info(`The snapshot did not load, Python starts plainly: ${error}`);
  }
  plainly();
  const [stdlib, packages] = await Promise.all([parts.stdlib, parts.footlights]);
  const stdLibURL = URL.createObjectURL(new Blob([stdlib]));
  const fsInit = async (/** @type {any} */ FS) => FS.writeFile(PACKAGES, packages);
  return load(await script, parts.wasm, lock, { stdLibURL, fsInit });
}

/**
 * Python as a checkpoint of a kernel's has it. Rejects where that does not load.
 * @param {Parts} parts
 * @param {Bytes} memory
 * @param {import("./packages.js").Lock | undefined} lock
 * @param {(name: any) => unknown} found an object of JavaScript's that the memory knows by this name
 * @returns {Promise<import("pyodide").PyodideAPI>}
 */
export async function bootAgain(parts, memory, lock, found) {
  const options = { stdLibURL: "data:,", _loadSnapshot: new Uint8Array(MEMORY), _snapshotDeserializer: found };
  return load(
    restoring(await parts.asm.then(importModule), Promise.resolve(memory), becomes),
    parts.wasm,
    lock,
    options,
  );
}

/**
 * The standard library and the stage's packages, where a restored Python expects them.
 * @param {import("pyodide").PyodideAPI} python
 * @param {Parts} parts
 */
export async function mountZips(python, parts) {
  const [stdlib, packages] = await Promise.all([parts.stdlib, parts.footlights]);
  // They become the files themselves: a copy would be 4 MB more.
  python.FS.writeFile(STDLIB, stdlib, { canOwn: true });
  python.FS.writeFile(PACKAGES, packages, { canOwn: true });
}

/** What Pyodide begins with, 30 MiB; a snapshot that holds more grows it. */
const MEMORY = 31_457_280;

/**
 * Pyodide's module, made while the snapshot is still unpacked, and restored page by page: what is empty
 * is never touched, and never takes memory.
 * @param {any} createPyodideModule
 * @param {Promise<Bytes>} snapshot
 * @param {typeof becomes} fill puts what it holds into a memory
 */
function restoring(createPyodideModule, snapshot, fill = addTo) {
  /** Pyodide keeps this function; it must not keep the snapshot. @type {Promise<Bytes> | null} */
  let awaited = snapshot;
  return async (/** @type {object} */ settings) => {
    const module = await createPyodideModule(settings);
    const bytes = await /** @type {Promise<Bytes>} */ (awaited);
    const { size, head, runs } = partsOf(bytes);
    awaited = null;
    if (size > module.HEAPU8.length) module.growMemory(size);
    const readHead = module.API.restoreSnapshot;
    module.API.restoreSnapshot = () => {
      module.API.restoreSnapshot = readHead; // this one holds the snapshot
      fill(module.HEAPU8, runs);
      const state = readHead(head.slice());
      bytes.buffer.transfer?.(0); // at once: nobody knows when a worker next collects its garbage
      return state;
    };
    return module;
  };
}

/** A snapshot of the build's holds those pages only that a fresh memory has not. @type {typeof becomes} */
function addTo(memory, runs) {
  for (const { to, bytes } of runs) memory.set(bytes, to);
}

/** @param {Bytes} script */
async function importModule(script) {
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const { default: createPyodideModule } = await import(url);
  URL.revokeObjectURL(url);
  return createPyodideModule;
}

/**
 * Pyodide's own start; what it does before it asks for the wasm is done while that is still compiled.
 * @param {unknown} createPyodideModule
 * @param {Promise<WebAssembly.Module>} wasm
 * @param {import("./packages.js").Lock | undefined} lock
 * @param {object} options
 */
async function load(createPyodideModule, wasm, lock, options) {
  const instantiateStreaming = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (_response, imports) => {
    const module = await wasm;
    return { module, instance: await WebAssembly.instantiate(module, imports ?? {}) };
  };
  const common = {
    createPyodideModule,
    indexURL: NOWHERE,
    packageBaseUrl: lock ? PACKAGES_URL : NOWHERE,
    lockFileContents: lock ?? { info: __LOCK_INFO__, packages: {} },
    env: { PYTHONPATH: PACKAGES },
  };
  try {
    // Without the wasm Emscripten would wait for ever.
    const broken = wasm.then(() => new Promise(() => {}));
    return await Promise.race([loadPyodide(/** @type {any} */ ({ ...common, ...options })), broken]);
  } finally {
    WebAssembly.instantiateStreaming = instantiateStreaming;
  }
}
