// Compiles the modules of wheels with Pyodide.
//
// node compile_wheels.mjs PYODIDE_DIR REQUEST_FILE
// REQUEST_FILE is JSON, [[SOURCE, TARGET], …]: files to read and to write.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

// Node would quote the line that threw: in Pyodide, a megabyte.
process.on("uncaughtException", (error) => {
  console.error(error.message || error.stack || String(error));
  process.exit(1);
});
const [pyodideDir, requestFile] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(pyodideDir, "pyodide.mjs")).href);
const here = dirname(fileURLToPath(import.meta.url));

// Columns of a package's code are never shown (tracebacks are cut to user code): a tenth of its size.
const python = await loadPyodide({ indexURL: pyodideDir, env: { PYTHONNODEBUGRANGES: "1" } });
python.runPython(readFileSync(join(here, "compile_wheels.py"), "utf8"));
const compileWheel = python.globals.get("compile_wheel");
for (const [source, target] of JSON.parse(readFileSync(requestFile, "utf8"))) {
  python.FS.writeFile("/in.whl", readFileSync(source));
  const odd = compileWheel("/in.whl", "/out.whl").toJs();
  if (odd.length) console.log(`${source}: left as they are: ${odd.slice(0, 5).join(", ")}`);
  writeFileSync(target, python.FS.readFile("/out.whl"));
}
process.exit(0);
