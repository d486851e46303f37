// Brython: Python translated to JavaScript, with much of the standard library. Its own scripts stand
// before this one and make `__BRYTHON__`.
import { Failure, serve } from "./engine.js";

const brython = /** @type {any} */ (globalThis).__BRYTHON__;
const PREPARE = `
import sys
class Stream:
    encoding = "utf-8"
    def __init__(self, name):
        self.name = name
    def write(self, text):
        footlights_print(self.name, str(text))
        return len(text)
    def flush(self):
        pass
sys.stdout, sys.stderr = Stream("stdout"), Stream("stderr")
def input(prompt=""):
    raise RuntimeError("Brython has no input() in this page")
import builtins
builtins.input = input
names = {"__name__": "__main__"}
def run(source):
    exec(compile(source, "<code>", "exec"), names)
def run_alone(source):
    exec(compile(source, "<code>", "exec"), {"__name__": "__main__"})
`;

/** Frames of the code above, each with the lines that it is quoted with. */
const OWN_FRAMES = /^ {2}File "[^"]*#footlights".*\n(?: {4}.*\n)*/gm;

/** @type {any} */
let module;

serve({
  async start({ print }) {
    brython.protocol = "file"; // modules come from its own library only, never from an address
    /** @type {any} */ (globalThis).footlights_print = print;
    module = brython.runPythonSource(
      `from browser import self as page\nfootlights_print = page.footlights_print\n${PREPARE}`,
      "footlights",
    );
  },
  run: (source) => attempt("run", source),
  runAlone: (source) => attempt("run_alone", source),
});

/**
 * @param {"run" | "run_alone"} name
 * @param {string} source
 */
async function attempt(name, source) {
  try {
    brython.$call(brython.module_getattr(module, name), source);
  } catch (error) {
    throw failure(/** @type {any} */ (error));
  }
}

/** @param {any} error */
function failure(error) {
  let text = String(error?.message ?? error);
  try {
    text = brython.error_trace(brython.exception(error)).replace(OWN_FRAMES, "");
  } catch {}
  const lines = [...text.matchAll(/File "<code>", line (\d+)/g)];
  return new Failure(text, Number(lines.at(-1)?.[1] ?? 0) || null);
}
