// Packed parts made useful: the wasm compiled, everything else as bytes. What is heavy is unpacked
// in the worker, so that the page's thread stays free; in the page only where there is no worker.

/** What a zip begins with: it packs its own files, and stays as it is. */
const [P, K] = [0x50, 0x4b];

/**
 * @param {string} name
 * @param {Uint8Array<ArrayBuffer>} packed
 * @returns {Promise<WebAssembly.Module | Uint8Array<ArrayBuffer>>}
 */
export async function unpack(name, packed) {
  if (packed[0] === P && packed[1] === K) return packed;
  const stream = inflated(packed);
  if (name === "wasm")
    return WebAssembly.compileStreaming(new Response(stream, { headers: { "content-type": "application/wasm" } }));
  return gathered(stream, sizeInTrailer(packed));
}

/**
 * The wasm from a site's file: streamed, so that the browser keeps what it compiles.
 * @param {string} address
 */
export async function compiledFrom(address) {
  try {
    return await WebAssembly.compileStreaming(fetch(address));
  } catch {
    const answer = await fetch(`${address}?again`, { cache: "reload" });
    return WebAssembly.compile(await answer.arrayBuffer());
  }
}

/**
 * Straight from memory: a Blob would send the bytes through another process and back.
 * @param {Uint8Array<ArrayBuffer>} packed
 * @returns {ReadableStream<Uint8Array<ArrayBuffer>>}
 */
function inflated(packed) {
  const { readable, writable } = new DecompressionStream("gzip");
  const writer = writable.getWriter();
  const written = writer.write(packed).then(() => writer.close());
  written.catch(() => {}); // the reader is told as well
  return readable;
}

/**
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream
 * @param {number} size
 */
async function gathered(stream, size) {
  const bytes = new Uint8Array(size);
  let filled = 0;
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes.set(value, filled);
    filled += value.length;
  }
  if (filled !== size) throw new Error(`unpacked ${filled} bytes of ${size}`);
  return bytes;
}

/**
 * How many bytes a gzip file holds, from its last four (RFC 1952, section 2.3.1).
 * @param {Uint8Array<ArrayBuffer>} packed
 */
function sizeInTrailer(packed) {
  return new DataView(packed.buffer, packed.byteOffset + packed.byteLength - 4, 4).getUint32(0, true);
}
