// The binary parts of the page: gzip in base64 in script elements, taken up as each is parsed.

/** @typedef {"wasm" | "asm" | "snapshot" | "footlights" | "stdlib"} PartName */

/** @type {PartName[]} */
export const PART_NAMES = ["wasm", "asm", "snapshot", "footlights", "stdlib"];

/** For each part, an engine's too, its packed bytes, and how to say that they have arrived. */
const parts = new Map(PART_NAMES.map((/** @type {string} */ name) => [name, arrival()]));
let complete = false;

/** @param {string} name */
function partOf(name) {
  const part = parts.get(name) ?? arrival();
  parts.set(name, part);
  if (complete) part.reject(new Error(`${name} is not in the page`));
  return part;
}

function arrival() {
  /** @type {(bytes: Uint8Array<ArrayBuffer>) => void} */
  let resolve = () => {};
  /** @type {(reason: unknown) => void} */
  let reject = () => {};
  const bytes = /** @type {Promise<Uint8Array<ArrayBuffer>>} */ (
    new Promise((yes, no) => {
      resolve = yes;
      reject = no;
    })
  );
  bytes.catch(() => {});
  return { bytes, resolve, reject };
}

/** Called by the page's markup right after each part's pieces: decode them and free their text. */
export function arrived() {
  const name = document.currentScript?.dataset.arrived ?? "";
  const pieces = document.querySelectorAll(`[data-blob="${name}"]`);
  const part = partOf(name);
  try {
    part.resolve(joined([...pieces].map((piece) => fromBase64(piece.textContent ?? ""))));
  } catch (error) {
    part.reject(error);
  }
  for (const piece of pieces) piece.remove();
}

/** @param {Uint8Array<ArrayBuffer>[]} pieces */
function joined(pieces) {
  const whole = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0));
  let filled = 0;
  for (const piece of pieces) {
    whole.set(piece, filled);
    filled += piece.length;
  }
  return whole;
}

/** The document ended: what has not arrived by now never will. */
export function ended() {
  complete = true;
  for (const [name, part] of parts) part.reject(new Error(`the page is incomplete: ${name} is missing`));
}

/**
 * The packed bytes of a part.
 * @param {string} name
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export function packed(name) {
  return partOf(name).bytes;
}

/**
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer>}
 */
function fromBase64(text) {
  if ("fromBase64" in Uint8Array) return /** @type {any} */ (Uint8Array).fromBase64(text);
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
