// What the preflight tries: it really does, in this browser, what the talk needs on stage. Each line is `good`, `bad`, or
// a `note` of what the talk can do without.

import { talk } from "../carried/build_data.js";
import { tryEngine } from "../runs/engines.js";
import { howKept } from "../storage/keeper.js";

/** @typedef {import("../shared/wire.d.ts").ToTry} ToTry */
/** @typedef {{state: "good" | "bad" | "note", words: string, remedy?: string}} Verdict */
/** What went wrong with each module and file, and Python's version. @typedef {{wrong: Readonly<Record<string, string>>, python: string}} Probed */

/**
 * What it tries with.
 * @typedef {object} Means
 * @property {HTMLElement} deck
 * @property {(asked: {modules: string[], files: string[]}) => Promise<Probed>} probe has the live kernel try
 * @property {() => Promise<Record<string, unknown>>} recorded what cells showed when the talk was recorded
 */

const PATIENCE_MS = 20_000;
const FOR_PICTURES = "Put it into images/ and build again.";
const root = document.documentElement;

/**
 * @param {ToTry} toTry
 * @param {Means} means
 * @returns {AsyncGenerator<[string, Verdict]>}
 */
export async function* verdicts({ engines, modules }, means) {
  const { deck } = means;
  yield ["Slides and clock", good("Python drives them")];
  yield ["Live Python", await live()];
  if (root.dataset.live === "ready") yield* ofPython(modules, means.probe);
  for (const name of engines) yield [name, await tried(tryEngine(name, PATIENCE_MS), "Build again with --engines.")];
  for (const [name, picture] of pictures(deck)) yield [name, await tried(shown(picture), FOR_PICTURES)];
  for (const name of missingPictures(deck)) yield [name, bad("not found", FOR_PICTURES)];
  const cells = deck.querySelectorAll('[data-part="cell"]').length;
  if (cells) yield ["What cells showed when recorded", await net(cells, means.recorded)];
  yield* browser();
}

/**
 * What the live kernel can import and open.
 * @param {readonly string[]} modules that cells import
 * @param {Means["probe"]} probe
 * @returns {AsyncGenerator<[string, Verdict]>}
 */
async function* ofPython(modules, probe) {
  const names = talk.files ?? [];
  const wanted = [...new Set([...modules, ...packagesNamed()])];
  const probed = await probe({ modules: wanted, files: names }).catch(() => null);
  if (!probed) return void (yield ["Python", bad("it was restarted meanwhile", "Close this list and open it again.")]);
  const { wrong, python } = probed;
  yield ["Python", good(python)];
  const lacking = talk.lock?.lacking ?? {};
  for (const name of wanted)
    yield [
      `import ${name}`,
      told(wrong[name], lacking[name] ?? "Name its package under packages: in the notes, and build again."),
    ];
  for (const name of names) yield [name, told(wrong[name], "Put it beside the notes, and build again.")];
}

/**
 * @param {number} cells how many there are
 * @param {Means["recorded"]} recorded
 * @returns {Promise<Verdict>}
 */
async function net(cells, recorded) {
  if (!talk.recorded) return note("nothing", "build.py record keeps it, for a day on which Python does not start.");
  try {
    const count = Object.keys(await recorded()).length;
    return good(`${count} of ${cells} cells, ${talk.recorded.on}`);
  } catch (error) {
    return bad(String(error), "Build the page again.");
  }
}

/** @returns {AsyncGenerator<[string, Verdict]>} */
async function* browser() {
  const stops = "Suspending" in WebAssembly;
  yield [
    "Soft stop and input()",
    stops
      ? good("there (JSPI)")
      : note("not there", "Chrome or Edge 137, Firefox 153, Safari 27 have it. Here a stop restarts Python."),
  ];
  yield ["Edits, place and clock are kept", kept()];
  if (document.querySelector('meta[name="footlights-site"]'))
    yield [
      "Without a network",
      root.dataset.offline === "ready"
        ? good("all of the site is in this browser")
        : bad("not yet in this browser", "Wait a moment and try again; a private window can't keep it."),
    ];
  else yield ["Without a network", good("everything is in this file")];
  yield [
    "Full screen",
    document.fullscreenEnabled ? good("there") : note("not there", "Use the browser's own full screen."),
  ];
  yield ["The screen stays on", await wakes()];
  yield ["Isolation", crossOriginIsolated ? good("there") : note("not there", "The talk does not need it.")];
}

/** Live Python may still start. @returns {Promise<Verdict>} */
async function live() {
  for (let waited = 0; waited < PATIENCE_MS && !["ready", "failed"].includes(root.dataset.live ?? ""); waited += 100)
    await new Promise((resolve) => setTimeout(resolve, 100));
  return root.dataset.live === "ready"
    ? good("ready")
    : bad(`it is ${root.dataset.live}`, "Reload; if that does not help, use another browser.");
}

/** The packages that the notes name are imported even if no cell does: the module that bears the name. */
function packagesNamed() {
  /** @type {{imports: string[]}[]} */
  const entries = Object.values(talk.lock?.packages ?? {});
  return entries.flatMap(({ imports }) => imports.filter((name) => !name.startsWith("_")));
}

/** Each picture once. @param {HTMLElement} deck @returns {[string, HTMLImageElement][]} */
function pictures(deck) {
  const images = /** @type {HTMLImageElement[]} */ ([...deck.querySelectorAll(".slide img")]);
  return [...new Map(images.map((image) => [image.dataset.picture ?? image.alt, image]))];
}

/** What stands in the places of pictures that the build did not find, each once. @param {HTMLElement} deck */
function missingPictures(deck) {
  const frames = [...deck.querySelectorAll(".slide .missing-picture")];
  return new Set(frames.map((frame) => frame.textContent ?? ""));
}

/** @param {HTMLImageElement} picture */
async function shown(picture) {
  if (!picture.src) throw new Error("not found");
  await picture.decode();
}

/** @returns {Verdict} */
function kept() {
  const remedy = "Allow this page to store data, or do not reload in mid-talk.";
  if (howKept() === "at once") return good("there");
  return howKept() === "seldom" ? note("seldom: a crash may lose the last minutes", remedy) : bad("not kept", remedy);
}

/** @returns {Promise<Verdict>} */
async function wakes() {
  const remedy = "Switch the computer's energy saving off.";
  if (!navigator.wakeLock) return note("not in this browser", remedy);
  try {
    await (await navigator.wakeLock.request("screen")).release();
    return good("while the clock runs");
  } catch (error) {
    return note(`not now: ${error instanceof Error ? error.message : error}`, remedy);
  }
}

/** @param {Promise<unknown>} attempt @param {string} remedy @returns {Promise<Verdict>} */
const tried = (attempt, remedy) =>
  attempt.then(
    () => good("there"),
    (error) => bad(String(error?.message ?? error), remedy),
  );
/** @param {string | undefined} wrong @param {string} remedy @returns {Verdict} */
const told = (wrong, remedy) => (wrong === undefined ? good("there") : bad(wrong, remedy));
/** @param {string} words @returns {Verdict} */
const good = (words) => ({ state: "good", words });
/** @param {string} words @param {string} remedy @returns {Verdict} */
const bad = (words, remedy) => ({ state: "bad", words, remedy });
/** @param {string} words @param {string} remedy @returns {Verdict} */
const note = (words, remedy) => ({ state: "note", words, remedy });
