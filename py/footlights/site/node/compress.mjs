// Compresses files with brotli, as hosts that send prepared variants want them.
//
// node compress.mjs REQUEST_FILE
// REQUEST_FILE is JSON, [[SOURCE, TARGET], …].
import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

/** The slowest levels gain a fifth on text and take half a minute for WebAssembly. */
const LARGE = 2_000_000;

for (const [source, target] of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  const content = readFileSync(source);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: content.length > LARGE ? 9 : 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  writeFileSync(target, brotliCompressSync(content, { params }));
}
