// The binary parts of the page, gzipped: in base64 in template elements, taken up as each is parsed, or,
// on a site, in files beside the page.
import { addresses, carriedWorker, piecesBefore, runningScript } from "./build_data.js";

/** @typedef {"wasm" | "asm" | "snapshot" | "footlights" | "stdlib"} PartName */

/** @type {PartName[]} */
export const PART_NAMES = ["wasm", "asm", "snapshot", "footlights", "stdlib"];

/** For each part, an engine's too, its packed bytes, and how to say that they have arrived. */
const parts = new Map(PART_NAMES.map((/** @type {string} */ name) => [name, arrival()]));
let complete = false;
/** @type {Map<string, Promise<Uint8Array<ArrayBuffer>>>} */
const fetched = new Map();
/** Parts that are seldom needed again. @type {Map<string, Blob>} */
const away = new Map();

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
  const script = runningScript();
  const pieces = piecesBefore(script);
  const part = partOf(script.dataset.arrived ?? "");
  try {
    const texts = pieces.map((piece) => piece.content.textContent ?? "");
    part.resolve(decoded(texts));
  } catch (error) {
    part.reject(error);
  }
  for (const piece of pieces) piece.remove();
}

/**
 * The bytes of pieces of base64, each of which has whole groups of four characters; written to their place
 * at once where the browser can.
 * @param {string[]} pieces
 */
function decoded(pieces) {
  const characters = pieces.reduce((size, piece) => size + piece.length, 0);
  const padding = /=*$/.exec(pieces.at(-1) ?? "")?.[0].length ?? 0;
  const whole = new Uint8Array((characters / 4) * 3 - padding);
  let filled = 0;
  for (const piece of pieces) {
    const rest = /** @type {any} */ (whole.subarray(filled));
    if (rest.setFromBase64) filled += rest.setFromBase64(piece).written;
    else {
      const bytes = Uint8Array.from(atob(piece), (character) => character.charCodeAt(0));
      whole.set(bytes, filled);
      filled += bytes.length;
    }
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
  const elsewhere = away.get(name);
  if (elsewhere) return elsewhere.arrayBuffer().then((bytes) => new Uint8Array(bytes));
  if (!addresses) return partOf(name).bytes;
  const found = fetched.get(name) ?? fetchPart(name);
  fetched.set(name, found);
  found.catch(() => fetched.delete(name));
  return found;
}

/**
 * Put the packed bytes of a part where they take no memory of the page's, and may still be had: in a blob,
 * which the browser keeps elsewhere.
 * @param {string} name
 */
export async function putAway(name) {
  const bytes = await packed(name);
  away.set(name, new Blob([bytes]));
  forget(name);
}

/**
 * Let go of the packed bytes of a part that was unpacked for good.
 * @param {string} name
 */
export function forget(name) {
  parts.delete(name);
  fetched.delete(name);
}

/**
 * Where a page of a site finds a part; nothing in a page that carries it.
 * @param {string} name
 */
export function addressOf(name) {
  const part = addresses?.[name];
  return part && new URL(part.url, document.baseURI).href;
}

/** The live kernel's script: in the page, or in a file of the site. */
export async function workerScript() {
  if (!addresses) return carriedWorker();
  return new TextDecoder().decode(await packed("worker"));
}

/** A copy in the browser that is damaged is fetched again, past the service worker's. @param {string} name */
async function fetchPart(name) {
  const address = addressOf(name);
  const integrity = addresses?.[name]?.integrity ?? "";
  if (!address) throw new Error(`${name} is not in the talk`);
  const answer = await fetch(address, { integrity })
    .then(whole)
    .catch(() => fetch(`${address}?again`, { integrity, cache: "reload" }).then(whole));
  return new Uint8Array(answer);
}

/** @param {Response} response */
async function whole(response) {
  if (!response.ok) throw new Error(`${response.url} answers ${response.status}`);
  return response.arrayBuffer();
}
