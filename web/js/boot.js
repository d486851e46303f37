// Boots Python from bytes in memory, in the page and in the worker alike: nothing is fetched.
import { loadPyodide } from "pyodide";

/**
 * @typedef {object} Parts
 * @property {string} asmUrl a blob: URL of pyodide.asm.mjs
 * @property {WebAssembly.Module} module pyodide.asm.wasm, compiled
 * @property {Uint8Array<ArrayBuffer> | null} snapshot memory with the stage imported; null boots plainly
 * @property {() => Promise<Uint8Array<ArrayBuffer>>} stdlib the compiled standard library, a zip
 * @property {() => Promise<Uint8Array<ArrayBuffer>>} packages the stage's packages, a zip
 */

const PACKAGES = "/lib/footlights.zip";
const STDLIB = "/lib/python314.zip";
/** An address that answers with nothing, without a network: Pyodide asks it for files we bring. */
const NOWHERE = "data:,#";

/**
 * Python, from the snapshot if there is one. The zips are put in place by `mountZips` later: all
 * that the snapshot's stage needs is imported in it.
 * @param {Parts} parts
 * @returns {Promise<import("pyodide").PyodideAPI>}
 */
export async function bootPython(parts) {
  if (parts.snapshot) return load(parts, parts.snapshot, null, null);
  const [stdlib, packages] = await Promise.all([parts.stdlib(), parts.packages()]);
  return load(parts, null, stdlib, packages);
}

/**
 * Put the standard library and the stage's packages where a restored Python expects them.
 * @param {import("pyodide").PyodideAPI} python
 * @param {Parts} parts
 */
export async function mountZips(python, parts) {
  const [stdlib, packages] = await Promise.all([parts.stdlib(), parts.packages()]);
  python.FS.writeFile(STDLIB, stdlib, { canOwn: true });
  python.FS.writeFile(PACKAGES, packages, { canOwn: true });
}

/**
 * @param {Parts} parts
 * @param {Uint8Array<ArrayBuffer> | null} snapshot
 * @param {Uint8Array<ArrayBuffer> | null} stdlib
 * @param {Uint8Array<ArrayBuffer> | null} packages
 */
async function load(parts, snapshot, stdlib, packages) {
  const { default: createPyodideModule } = await import(parts.asmUrl);
  const stdLibURL = stdlib ? URL.createObjectURL(new Blob([stdlib])) : "data:,";
  const instantiateStreaming = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (_response, imports) => ({
    module: parts.module,
    instance: await WebAssembly.instantiate(parts.module, imports ?? {}),
  });
  const options = {
    createPyodideModule,
    indexURL: NOWHERE,
    packageBaseUrl: NOWHERE,
    stdLibURL,
    lockFileContents: { info: __LOCK_INFO__, packages: {} },
    env: { PYTHONPATH: PACKAGES },
    ...(packages && {
      fsInit: async (/** @type {any} */ FS) => FS.writeFile(PACKAGES, packages, { canOwn: true }),
    }),
    ...(snapshot && { _loadSnapshot: snapshot }),
  };
  try {
    return await loadPyodide(/** @type {any} */ (options));
  } finally {
    WebAssembly.instantiateStreaming = instantiateStreaming;
    if (stdlib) URL.revokeObjectURL(stdLibURL);
  }
}
