// Scripts of ours that are read when they are first asked for: editors and colours once Python is up,
// or as soon as a slide with code is shown; formulae with the first of them.
import { packed } from "./blobs.js";
import { unpack } from "./unpack.js";

/** @type {Map<string, Promise<any>>} */
const read = new Map();

/** Editors and colours of code. @returns {Promise<typeof import("./late.js")>} */
export const lately = () => imported("late");

/** What sets formulae. @returns {Promise<typeof import("./formulae.js")>} */
export const formulae = () => imported("formulae");

/** A part that is a module, read once. @param {string} name @returns {Promise<any>} */
export function imported(name) {
  const script = read.get(name) ?? importPart(name);
  read.set(name, script);
  return script;
}

/** @param {string} name */
async function importPart(name) {
  const script = /** @type {Uint8Array<ArrayBuffer>} */ (await unpack(name, await packed(name)));
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  return import(url).finally(() => URL.revokeObjectURL(url));
}
