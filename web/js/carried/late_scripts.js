// Scripts of ours that are read when they are first asked for: editors and colours once Python is up,
// or as soon as a slide with code is shown; formulae with the first of them.

import { unpack } from "../python/unpack.js";
import { packed } from "./parts.js";

/** @type {Map<string, Promise<any>>} */
const read = new Map();

/** Editors and colours of code. @returns {Promise<typeof import("../editor/late.js")>} */
export const lately = () => imported("late");

/** What sets formulae. @returns {Promise<typeof import("../editor/formulae.js")>} */
export const formulae = () => imported("formulae");

/** A part that is a module, read once. @param {string} name @returns {Promise<any>} */
export function imported(name) {
  const script = read.get(name) ?? importPart(name);
  read.set(name, script);
  return script;
}

/** A part that is a script for another place than the page, as text. @param {string} name */
export const scriptOf = async (name) => new TextDecoder().decode(await bytesOf(name));

/** @param {string} name @returns {Promise<Uint8Array<ArrayBuffer>>} */
const bytesOf = async (name) => /** @type {any} */ (await unpack(name, await packed(name)));

/** @param {string} name */
async function importPart(name) {
  const script = await bytesOf(name);
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  return import(url).finally(() => URL.revokeObjectURL(url));
}
