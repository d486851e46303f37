// Packed parts made useful: the wasm compiled, everything else as bytes. Runs in the worker, so
// that the page's thread stays free; in the page only where there is no worker.

/**
 * @param {import("./blobs.js").PartName} name
 * @param {Uint8Array<ArrayBuffer>} packed
 * @returns {Promise<WebAssembly.Module | Uint8Array<ArrayBuffer>>}
 */
export async function unpack(name, packed) {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  if (name === "wasm")
    return WebAssembly.compileStreaming(new Response(stream, { headers: { "content-type": "application/wasm" } }));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
