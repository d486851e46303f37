// MicroPython: small, quick to start, compiled to WebAssembly.
import { loadMicroPython } from "@micropython/micropython-webassembly-pyscript/micropython.mjs";
import wasm from "@micropython/micropython-webassembly-pyscript/micropython.wasm";
import { Failure, serve } from "./engine.js";

const HEAP_BYTES = 16_000_000;
const NO_INPUT = "def input(prompt=''):\n    raise RuntimeError('MicroPython has no input() in this page')\n";

/** Our own `input()` is no part of what failed. */
const INPUT_FRAME = /^ {2}File "<stdin>", line \d+, in input\n/m;

const NEW_LINE = 10;
/** Each passes on what its stream has begun. @type {(() => void)[]} */
const ends = [];
/** @type {any} */
let python;

serve({
  async start({ print }) {
    python = await loadMicroPython({
      url: URL.createObjectURL(new Blob([wasm], { type: "application/wasm" })),
      heapsize: HEAP_BYTES,
      linebuffer: false,
      stdout: lines((text) => print("stdout", text)),
      stderr: lines((text) => print("stderr", text)),
    });
    python.runPython(`${NO_INPUT}import builtins\nbuiltins.input = input\ndel builtins, input`);
  },
  run: (source) => attempt(() => python.runPythonAsync(source)),
  runAlone: (source) =>
    attempt(() => {
      python.globals.set("__alone__", source);
      python.runPython("exec(__alone__, {'__name__': '__main__'})");
    }),
});

/** @param {() => unknown} work */
async function attempt(work) {
  try {
    await work();
  } catch (error) {
    const text = String(/** @type {any} */ (error).message ?? error).replace(INPUT_FRAME, "");
    const frames = [...text.matchAll(/File "<(?:stdin|string)>", line (\d+)/g)];
    throw new Failure(text, Number(frames.at(-1)?.[1] ?? 0) || null);
  } finally {
    for (const flush of ends) flush();
  }
}

/**
 * MicroPython gives one byte at a time: they go on as lines, what is left of one when the code ends.
 * @param {(text: string) => void} take
 */
function lines(take) {
  const decoder = new TextDecoder();
  /** @type {number[]} */
  let bytes = [];
  const flush = () => {
    if (bytes.length) take(decoder.decode(new Uint8Array(bytes), { stream: true }));
    bytes = [];
  };
  ends.push(flush);
  return (/** @type {Uint8Array} */ [byte]) => {
    bytes.push(byte ?? 0);
    if (byte === NEW_LINE) flush();
  };
}
