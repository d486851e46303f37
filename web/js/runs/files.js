// Files for the speaker's code: the talk's own, and those that are dropped on the REPL; what code
// wrote is listed in the transcript, to be saved.

import { packed } from "../carried/parts.js";
import { addOutput, addShown } from "../output/outputs.js";
import { unpack } from "../python/unpack.js";
import { made } from "../shared/elements.js";

/** @typedef {{type: string, [name: string]: any}} Message */

const drawer = /** @type {HTMLElement} */ (document.querySelector('[data-part="repl"]'));
/** What was dropped: a fresh kernel gets it again. @type {Map<string, Uint8Array<ArrayBuffer>>} */
const dropped = new Map();
/** @type {(message: Message) => void} */
let tell = () => {};

/**
 * A file that is dropped beside the REPL must not take the talk's place in the tab.
 * @param {(message: Message) => void} tellKernel
 */
export function listenToFiles(tellKernel) {
  tell = tellKernel;
  for (const type of ["dragover", "drop"])
    addEventListener(type, (given) => {
      const event = /** @type {DragEvent} */ (given);
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      const here = event.composedPath().includes(drawer);
      event.dataTransfer.dropEffect = here ? "copy" : "none";
      drawer.toggleAttribute("data-dropping", here && type === "dragover");
      if (here && type === "drop") take([...event.dataTransfer.files]);
    });
  drawer.addEventListener("dragleave", () => drawer.removeAttribute("data-dropping"));
}

/** @param {File[]} files */
export async function take(files) {
  for (const file of files) {
    const name = file.name.replaceAll("/", "_");
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      dropped.set(name, bytes);
      tell({ type: "PutFile", name, bytes });
      addOutput(0, "stderr", `${name} is here (${spell(bytes.length)}): open(${JSON.stringify(name)})\n`);
    } catch (error) {
      addOutput(0, "error", `${name} could not be read: ${error}\n`);
    }
  }
}

/**
 * A kernel that has just come up gets every file there is.
 * @param {boolean} hasFiles whether the talk brings files of its own
 */
export async function giveFiles(hasFiles) {
  try {
    if (hasFiles) tell({ type: "UnpackFiles", zip: await unpack("files", await packed("files")) });
  } catch (error) {
    addOutput(0, "error", `The talk's files are not there: ${error}\n`);
  }
  for (const [name, bytes] of dropped) tell({ type: "PutFile", name, bytes });
}

/**
 * A file of the talk that was changed while it is served.
 * @param {string} name
 * @param {string} base64
 */
export function replaceFile(name, base64) {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  dropped.set(name, bytes);
  tell({ type: "PutFile", name, bytes });
}

/** Ask for what is there; the answer comes as `FilesListed`. */
export function askForFiles() {
  tell({ type: "ListFiles" });
}

/**
 * The files there are, in the transcript, each with a button that saves it.
 * @param {{files: {name: string, size: number}[], more: number}} listing
 */
export function showFiles({ files, more }) {
  const list = document.createElement("ul");
  list.className = "files";
  for (const { name, size } of files) {
    const save = document.createElement("button");
    save.type = "button";
    save.className = "quiet";
    save.textContent = "Save";
    save.setAttribute("aria-label", `Save ${name}`);
    save.addEventListener("click", () => tell({ type: "ReadFile", name }));
    const item = document.createElement("li");
    item.append(name, made("small", spell(size)), save);
    list.append(item);
  }
  if (!files.length) list.append(made("li", "No files. Drop some here, or write some from Python."));
  if (more) list.append(made("li", `and ${more} more`));
  addShown(0, list);
}

/**
 * @param {string} name
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} [type]
 */
export function saveFile(name, bytes, type = "") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type }));
  link.download = name.split("/").at(-1) ?? name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** @param {number} bytes */
function spell(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
