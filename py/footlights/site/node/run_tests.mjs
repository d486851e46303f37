// Runs pytest inside Pyodide, in Node, on folders of this machine: the core's tests, on the
// Python that will run the core.
//
// node --experimental-wasm-jspi run_tests.mjs PROJECT_DIR SITE_PACKAGES TESTS...
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [project, sitePackages, ...tests] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(project, "node_modules/pyodide/pyodide.mjs")).href);
const python = await loadPyodide({
  env: { PYTHONPATH: "/project/py:/project:/packages", PYTHONDONTWRITEBYTECODE: "1" },
});
for (const [from, to] of [
  [project, "/project"],
  [sitePackages, "/packages"],
]) {
  python.FS.mkdirTree(to);
  python.FS.mount(python.FS.filesystems.NODEFS, { root: from }, to);
}
python.FS.chdir("/project");
python.runPython(readFileSync(join(dirname(fileURLToPath(import.meta.url)), "run_tests.py"), "utf8"));
process.exit(python.globals.get("run_tests")(tests));
