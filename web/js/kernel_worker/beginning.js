// The live kernel's beginning: anew, or from a checkpoint, in which all waits until it is told to go on.
import { bootAgain, bootPython, mountZips } from "../python/boot.js";
import { bringFilesBack, Checkpoints, clockGoesOn } from "./checkpoint.js";

/** @typedef {import("./checkpoint.js").Checkpoint} Checkpoint */
/** @typedef {import("../python/packages.js").Lock} Lock */
/** @typedef {import("../python/boot.js").Parts} Parts */
/** What the kernel is given of its worker's. @typedef {{page: object, load: (names: string) => Promise<string>}} Given */

/**
 * @param {Parts} parts
 * @param {Lock | undefined} lock
 * @param {Checkpoint | undefined} checkpoint
 * @param {Given} given
 * @param {() => void} begins told when all is there that a checkpoint needs
 */
export async function beginKernel(parts, lock, checkpoint, given, begins) {
  if (checkpoint) await Promise.all(Object.values(parts)).then(begins, toldWhy);
  const again = checkpoint && (await begunAgain(parts, lock, checkpoint, given).catch(toldWhy));
  return again ? { ...again, again: true } : { ...(await begunAnew(parts, lock, given)), again: false };
}

/** @param {Parts} parts @param {Lock | undefined} lock @param {Given} given */
async function begunAnew(parts, lock, given) {
  const python = await bootPython(parts, { lock });
  await mountZips(python, parts);
  const kernel = python.pyimport("footlights.browser.begun").begun(given.page);
  const [entries, lacking] = [lock?.packages ?? {}, lock?.lacking ?? {}].map((each) => JSON.stringify(each));
  kernel.bring_packages(entries, given.load, lacking);
  return { python, kernel };
}

/** @param {Parts} parts @param {Lock | undefined} lock @param {Checkpoint} kept @param {Given} given */
async function begunAgain(parts, lock, kept, given) {
  const memory = new Uint8Array(await kept.memory.arrayBuffer());
  clockGoesOn(kept.nowMs);
  const python = await bootAgain(parts, memory, lock, (name) => Checkpoints.found(name, given));
  await mountZips(python, parts);
  bringFilesBack(python.FS, kept);
  Object.assign(python.loadedPackages, kept.packages);
  return { python, kernel: python.pyimport("footlights.browser.begun").kept() };
}

/** @param {unknown} error */
function toldWhy(error) {
  console.info(`Python's names did not come back: ${error}`);
}

/** Whether Pyodide has given up: code may have said so by itself. @param {any} python */
export function hasFailed(python) {
  try {
    return !python.globals;
  } catch {
    return true;
  }
}
