// Skulpt: Python compiled to JavaScript as it runs; its functions can be suspended, so that it can ask. Its own
// scripts stand before this one and make `Sk`. It is never suspended for a stop: a comprehension that is loses its value.
import { Failure, Stopped, serve } from "./engine.js";

const Sk = /** @type {any} */ (globalThis).Sk;
/** @type {import("./engine.js").World} */
let world;

serve({
  async start(given) {
    world = given;
    await execute("None", true);
  },
  run: (source) => execute(source, true),
  runAlone: (source) => execute(source, false),
});

/**
 * @param {string} source
 * @param {boolean} keepsNames
 */
async function execute(source, keepsNames) {
  Sk.configure({
    output: (/** @type {string} */ text) => world.print("stdout", text),
    read: library,
    inputfun: asked,
    inputfunTakesPrompt: true,
    __future__: Sk.python3,
    yieldLimit: null,
    retainglobals: keepsNames,
  });
  const kept = Sk.globals;
  if (!keepsNames) Sk.globals = {};
  try {
    await Sk.misceval.asyncToPromise(() => Sk.importMainWithBody("code", false, `${source}\n`, true));
  } catch (error) {
    if (error instanceof Stopped) throw error;
    throw failure(/** @type {any} */ (error));
  } finally {
    if (!keepsNames) Sk.globals = kept;
  }
}

/** @param {string} prompt */
async function asked(prompt) {
  const line = await world.ask(prompt);
  if (line === null) throw new Stopped();
  return line;
}

/** @param {string} file */
function library(file) {
  const source = Sk.builtinFiles?.files[file];
  if (source === undefined) throw `File not found: '${file}'`;
  return source;
}

/** @param {any} error */
function failure(error) {
  const inner = error?.nativeError ?? error;
  if (inner instanceof Stopped) return inner;
  const own = (error?.traceback ?? []).filter((/** @type {any} */ at) => /code\.py$/.test(at.filename ?? ""));
  const frames = [...own].reverse().map((/** @type {any} */ at) => `  File "<code>", line ${at.lineno}\n`);
  const words = String(error).replace(/ on line \d+$/, "");
  return new Failure(
    `${frames.length ? "Traceback (most recent call last):\n" : ""}${frames.join("")}${words}`,
    own[0]?.lineno ?? null,
  );
}
