// Runs a deck's cells in Node, in the live kernel itself, and tells what each printed.
//
// node --experimental-wasm-jspi --permission --disallow-code-generation-from-strings run_cells.mjs PROJECT_DIR SITE_PACKAGES REQUEST_FILE
// REQUEST_FILE is JSON, {files: {name: path}, wheels: [path], stage: [package], cells: [{number, sources, timeout_s, path}]};
// the answer on standard output is [{number, state, text}], the state that of the last source that ran. A cell with a path
// leaves a web application: what that answers there is part of the text.
import { constants, readFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { tame } from "./tame.mjs";

const { stdout } = process;
let end = process.exit;
// Node would quote the line that threw: in Pyodide, a megabyte.
process.on("uncaughtException", (error) => {
  writeSync(2, `${error.message || error.stack || String(error)}\n`);
  end(1);
});
const [project, sitePackages, requestFile] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(project, "node_modules/pyodide/pyodide.mjs")).href);
const request = JSON.parse(readFileSync(requestFile, "utf8"));
const HOME = "/home/pyodide";
/** Pyodide does not know Node's own kind of bytes. */
const bytesOf = (path) => new Uint8Array(readFileSync(path));
const TICK = 10;
const TICK_MS = 30;
/** Code that computes stops by itself; only code that waits has to be cancelled. */
const CANCEL_AFTER_MS = 200;

// Without permissions Node keeps its bindings to itself; Emscripten asks them for these numbers only.
process.binding = () => ({ fs: constants });
// Code under test gets no more of JavaScript than Pyodide itself needs; what that leads to is tamed below.
const NEEDED = [
  "setTimeout",
  "clearTimeout",
  "Object",
  "Array",
  "Map",
  "Set",
  "Promise",
  "Uint8Array",
  "Error",
  "Symbol",
];
const jsglobals = Object.fromEntries(NEEDED.map((name) => [name, globalThis[name]]));
const env = { PYTHONPATH: "/py:/packages", PYTHONDONTWRITEBYTECODE: "1" };
const python = await loadPyodide({ env, jsglobals });
// What Node does not permit has no number in Emscripten, which takes it for a success then.
const { NODEFS } = python.FS.filesystems;
const { convertNodeCode } = NODEFS;
NODEFS.convertNodeCode = (error) => convertNodeCode(error.code === "ERR_ACCESS_DENIED" ? { code: "EACCES" } : error);
// The kernel's own packages and no others: the machine's Python has some that Pyodide can't use.
const own = request.stage.map((name) => [join(sitePackages, name), `/packages/${name}`]);
for (const [from, to] of [[join(project, "py"), "/py"], ...own]) {
  python.FS.mkdirTree(to);
  python.FS.mount(NODEFS, { root: from }, to);
}
for (const wheel of request.wheels) python.unpackArchive(bytesOf(wheel), "wheel");
for (const [name, path] of Object.entries(request.files)) {
  python.FS.mkdirTree(dirname(`${HOME}/${name}`));
  python.FS.writeFile(`${HOME}/${name}`, bytesOf(path));
}

python.pyimport("importlib").invalidate_caches();

let ticking = false;
let lastTick = 0;
let deadline = 0;
const said = [];
const page = {
  post: (message) => said.push(JSON.parse(message)),
  send: (message, bytes) => said.push({ ...JSON.parse(message), text: new TextDecoder().decode(bytes) }),
  nap: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  after: (ms, call) => setTimeout(call, ms),
  promised: () => Promise.withResolvers(),
  /** Code that goes on after a stop is told again. */
  takeStop() {
    if (performance.now() <= deadline) return false;
    deadline = performance.now() + CANCEL_AFTER_MS;
    return true;
  },
  ask: async () => "",
  hurried: () => false,
  arm: (armed) => {
    ticking = armed;
  },
};
const kernel = python.pyimport("footlights.browser.kernel").Kernel(page);
python.setInterruptBuffer({
  get 0() {
    const now = performance.now();
    if (!ticking || now - lastTick < TICK_MS) return 0;
    lastTick = now;
    return TICK;
  },
  set 0(_value) {},
});

/** Ask a cell's application for a page; whether it had one to give. */
async function visited(cell, path) {
  const asked = { method: "GET", target: path, headers: [] };
  await kernel.serve(cell, cell, JSON.stringify(asked), new Uint8Array());
  const status = said.findLast(({ type }) => type === "AppFinished")?.status ?? 0;
  return status >= 100 && status < 500 ? "done" : "failed";
}

end = tame();
const answers = [];
let run = 0;
for (const { number, sources, timeout_s, path } of request.cells) {
  said.length = 0;
  let state = "done";
  for (const [index, source] of sources.entries()) {
    const app = path && index === sources.length - 1 ? number : 0;
    run += 1;
    deadline = performance.now() + 1000 * timeout_s;
    const watch = setTimeout(() => kernel.cancel(), 1000 * timeout_s + CANCEL_AFTER_MS);
    ({ state } = JSON.parse(await kernel.run(run, source, `cell ${number}`, app)));
    clearTimeout(watch);
    if (state !== "done") break;
    if (app) state = await visited(number, path);
  }
  const text = said
    .map(({ type, text, bundle }) =>
      type === "Printed" || type === "AppSent"
        ? text
        : type === "Displayed"
          ? `${Object.values(bundle).join("\n")}\n`
          : "",
    )
    .join("");
  answers.push({ number, state, text });
}
stdout.write(`\n${JSON.stringify(answers)}\n`, () => end(0));
