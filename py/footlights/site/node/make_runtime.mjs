// Makes what a page boots Python from: a compiled standard library, the stage's packages
// compiled, and a memory snapshot in which the stage has been imported and walked once.
//
// node --experimental-wasm-jspi make_runtime.mjs WORK_DIR PYODIDE_DIR zips
// node --experimental-wasm-jspi make_runtime.mjs WORK_DIR PYODIDE_DIR snapshot
// The first reads WORK_DIR/sources.zip and writes stdlib.zip and footlights.zip there; the second reads those and
// pyodide.asm.mjs, the script that pages will have, and writes snapshot.bin.
//
// The snapshot records whether JavaScript can suspend Python (JSPI), hence the flag.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

// Node would quote the line that threw: in Pyodide, a megabyte.
process.on("uncaughtException", (error) => {
  console.error(error.message || error.stack || String(error));
  process.exit(1);
});
const [work, pyodideDir, part] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(pyodideDir, "pyodide.mjs")).href);
const { default: createPyodideModule } = await import(pathToFileURL(join(work, "pyodide.asm.mjs")).href);
const here = dirname(fileURLToPath(import.meta.url));
const HOME = "/lib/footlights.zip";
const LARGEST_FREE = 4096;

async function compileZips() {
  // Columns of stdlib code are never shown (tracebacks are cut to user code): a tenth of the page.
  const python = await loadPyodide({ indexURL: pyodideDir, env: { PYTHONNODEBUGRANGES: "1" } });
  python.FS.writeFile("/stdlib.zip", readFileSync(join(pyodideDir, "python_stdlib.zip")));
  python.FS.writeFile("/sources.zip", readFileSync(join(work, "sources.zip")));
  python.runPython(readFileSync(join(here, "compile_zip.py"), "utf8"));
  const compileZip = python.globals.get("compile_zip");
  compileZip("/stdlib.zip", "/stdlib-compiled.zip", "/lib/python314.zip", -1);
  // The stage's own packages lose docstrings and assertions: a fifth of the snapshot.
  compileZip("/sources.zip", "/footlights.zip", HOME, 2);
  writeFileSync(join(work, "stdlib.zip"), python.FS.readFile("/stdlib-compiled.zip"));
  writeFileSync(join(work, "footlights.zip"), python.FS.readFile("/footlights.zip"));
}

async function makeSnapshot() {
  if (!("Suspending" in WebAssembly)) throw new Error("this Node has no JSPI: start it with --experimental-wasm-jspi");
  const python = await loadPyodide({
    createPyodideModule,
    indexURL: pyodideDir,
    stdLibURL: join(work, "stdlib.zip"),
    env: { PYTHONPATH: HOME },
    fsInit: async (FS) => FS.writeFile(HOME, readFileSync(join(work, "footlights.zip"))),
    _makeSnapshot: true,
  });
  python.pyimport("footlights.browser.snapshot_walk").run();
  clearFreeMemory(python._module);
  writeFileSync(join(work, "snapshot.bin"), python.makeMemorySnapshot());
}

/**
 * Zeros where things were that are gone: 12 kB less of a packed snapshot. Chunks are asked for from large to small, so
 * that they come out of what is free; one from beyond what was in use ends its size, and the memory does not grow.
 */
function clearFreeMemory(module) {
  const end = 1 + module.HEAPU8.findLastIndex((byte) => byte !== 0);
  const taken = [];
  for (let size = LARGEST_FREE; size >= 8; size -= 8) {
    let at = module._malloc(size);
    for (; at && at + size <= end; at = module._malloc(size)) {
      module.HEAPU8.fill(0, at, at + size);
      taken.push(at);
    }
    module._free(at);
  }
  for (const at of taken) module._free(at);
}

// Two runs: between them the zips are made smaller, and the snapshot knows where in them each file stands.
await { zips: compileZips, snapshot: makeSnapshot }[part]();
process.exit(0);
