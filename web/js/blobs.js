// The binary parts of the page: gzip in base64 in script elements, taken up as each is parsed.

/** @type {Map<string, PromiseWithResolvers<Response>>} */
const parts = new Map();

/** @param {string} name */
function part(name) {
  let waiting = parts.get(name);
  if (!waiting) {
    /** @type {(value: Response | PromiseLike<Response>) => void} */
    let resolve = () => {};
    /** @type {(reason: unknown) => void} */
    let reject = () => {};
    const promise = new Promise((yes, no) => {
      resolve = yes;
      reject = no;
    });
    promise.catch(() => {});
    waiting = { promise, resolve, reject };
    parts.set(name, waiting);
  }
  return waiting;
}

/** Called by the page's markup right after each part: decode it and free its text. */
export function arrived() {
  const element = /** @type {HTMLElement} */ (document.currentScript?.previousElementSibling);
  const { promise: _, resolve, reject } = part(element.dataset.blob ?? "");
  try {
    const bytes = fromBase64(element.textContent ?? "");
    element.remove();
    const types = { wasm: "application/wasm", asm: "text/javascript", worker: "text/javascript" };
    const type = types[/** @type {keyof types} */ (element.dataset.blob)] ?? "application/octet-stream";
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    resolve(new Response(stream, { headers: { "content-type": type } }));
  } catch (error) {
    reject(error);
  }
}

/** The document ended: what has not arrived by now never will. */
export function ended() {
  for (const name of ["wasm", "asm", "snapshot", "worker", "footlights", "stdlib"])
    part(name).reject(new Error(`the page is incomplete: ${name} is missing`));
}

/**
 * A part of the page as a response to be read once.
 * @param {string} name
 * @returns {Promise<Response>}
 */
export function blob(name) {
  return part(name).promise;
}

/**
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer>}
 */
function fromBase64(text) {
  if ("fromBase64" in Uint8Array) return /** @type {any} */ (Uint8Array).fromBase64(text);
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
