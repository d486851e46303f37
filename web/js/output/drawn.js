// What an entry of a log looks like; text is drawn where it stands (view.js).
import { coloured } from "../cells/colours.js";
import { element, outputButton } from "../shared/elements.js";
import { comparisonTable } from "./comparison.js";
import { shownBundle, tracebackDetails } from "./rich.js";

/** @typedef {import("./log.js").Entry} Entry */
/** @typedef {Exclude<Entry, {type: "Printed"}>} Thing */

/**
 * Where a view draws, and what it does where something in it is pressed.
 * @typedef {object} Hands
 * @property {Document} document
 * @property {() => void} take what a button gives once: the rest of a run that gave more than is shown, what is shelved
 * @property {(name: string) => void} save a file
 */

/** @type {{[Name in Thing["type"]]: (entry: Extract<Thing, {type: Name}>, hands: Hands) => Node}} */
const nodes = {
  Displayed: ({ bundle }, { document }) => shownBundle(bundle, document),
  Failed: ({ traceback }) => tracebackDetails(traceback),
  Shelved: (_, hands) => outputButton("Show the interactive output again", hands.take),
  Limited: (_, hands) => outputButton("Show the rest", hands.take),
  Compared: ({ rows }) => comparisonTable(rows),
  Noted: ({ words }) => element("p", { class: "kept" }, words),
  Echoed: ({ source }) => echo(source),
  Listed: ({ files, more }, hands) => fileList(files, more, hands.save),
};

/**
 * @param {Thing} entry
 * @param {Hands} hands
 */
export function drawn(entry, hands) {
  return /** @type {(entry: Thing, hands: Hands) => Node} */ (nodes[entry.type])(entry, hands);
}

/** What the REPL was given, with its prompts. @param {string} source */
function echo(source) {
  const lines = element("span", { "data-stream": "input" });
  source.split("\n").forEach((line, index) => {
    lines.append(element("span", { class: "prompt" }, index ? "... " : ">>> "), coloured(line), "\n");
  });
  return lines;
}

/**
 * The files there are, each with a button that saves it.
 * @param {{name: string, size: number}[]} files
 * @param {number} more how many there are besides
 * @param {(name: string) => void} save
 */
function fileList(files, more, save) {
  const list = element("ul", { class: "files" });
  for (const { name, size } of files) {
    const button = element("button", { type: "button", class: "quiet", "aria-label": `Save ${name}` }, "Save");
    button.addEventListener("click", () => save(name));
    list.append(element("li", {}, name, element("small", {}, spelt(size)), button));
  }
  if (!files.length) list.append(element("li", {}, "No files. Drop some here, or write some from Python."));
  if (more) list.append(element("li", {}, `and ${more} more`));
  return list;
}

/** @param {number} bytes */
export function spelt(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
