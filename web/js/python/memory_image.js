// Python's memory without its empty pages: a snapshot of the build's, or a checkpoint of a kernel's.
//
// Little-endian words: the memory's size, the length of Pyodide's head, how many runs of pages follow, and for each run
// where it begins and how long it is; then the head; then the runs. See footlights/site/runtime/snapshot.py.

const PAGE = 4096;
/** What Pyodide writes before a memory: a mark, its own length, that of its JSON, nothing, the build in 8 words; the JSON. */
const [MARK, HEAD] = [0x706e_7300, 48];

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

/** @param {Bytes} image */
export function partsOf(image) {
  const view = new DataView(image.buffer, image.byteOffset);
  const number = (/** @type {number} */ index) => view.getUint32(4 * index, true);
  const [size, headLength, count] = [number(0), number(1), number(2)];
  const headAt = 4 * (3 + 2 * count);
  let from = headAt + headLength;
  const runs = Array.from({ length: count }, (_, index) => {
    const [to, length] = [number(3 + 2 * index), number(4 + 2 * index)];
    from += length;
    return { to, bytes: image.subarray(from - length, from) };
  });
  return { size, head: image.subarray(headAt, headAt + headLength), runs };
}

/**
 * The pieces of an image, one after the other; those of the memory are views, to be copied before anything runs.
 * @param {Uint8Array<ArrayBuffer>} memory
 * @param {Bytes} head
 * @returns {Bytes[]}
 */
export function imageOf(memory, head) {
  const runs = runsIn(memory);
  const words = new Uint32Array([memory.length, head.length, runs.length, ...runs.flat()]);
  return [new Uint8Array(words.buffer), head, ...runs.map(([at, length]) => memory.subarray(at, at + length))];
}

/** Where the pages are that hold anything: beginning and length of each run of them. @param {Bytes} memory */
function runsIn(memory) {
  /** @type {[number, number][]} */
  const runs = [];
  for (let at = 0; at < memory.length; at += PAGE) {
    if (isEmpty(memory, at)) continue;
    const last = runs.at(-1);
    if (last && last[0] + last[1] === at) last[1] += PAGE;
    else runs.push([at, PAGE]);
  }
  return runs;
}

/** @param {Bytes} memory @param {number} at */
function isEmpty(memory, at) {
  const words = new BigUint64Array(memory.buffer, at, PAGE / 8);
  for (let index = 0; index < words.length; index++) if (words[index]) return false;
  return true;
}

/** A memory becomes that of an image: what a fresh one holds between the runs is gone. @param {Bytes} memory @param {{to: number, bytes: Bytes}[]} runs */
export function becomes(memory, runs) {
  let at = 0;
  for (const { to, bytes } of [...runs, { to: memory.length, bytes: new Uint8Array() }]) {
    for (; at < to; at += PAGE) if (!isEmpty(memory, at)) memory.fill(0, at, at + PAGE);
    memory.set(bytes, to);
    at = to + bytes.length;
  }
}

/**
 * What Pyodide reads before a memory.
 * @param {string} build Pyodide's, 64 hexadecimal digits
 * @param {object} state which objects of JavaScript's the memory knows
 */
export function headOf(build, state) {
  const json = new TextEncoder().encode(JSON.stringify(state));
  const head = new Uint8Array(Math.ceil((HEAD + json.length) / 16) * 16);
  const words = Array.from({ length: 8 }, (_, index) => Number.parseInt(build.slice(8 * index, 8 * index + 8), 16));
  new Uint32Array(head.buffer).set([MARK, head.length, json.length, 0, ...words]);
  head.set(json, HEAD);
  return head;
}
