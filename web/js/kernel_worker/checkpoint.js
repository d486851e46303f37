// The live kernel's names, kept: its memory as it stands while nothing runs, with the files that code wrote. Another
// worker begins with it. What a memory can't hold (libraries in machine code, what code has of JavaScript's) is why
// there is none. See docs/decisions/0027.
import { headOf, imageOf } from "../python/memory_image.js";

/** What is not of the code's making, or is brought by the page. */
const NOT_KEPT = new Set(["/dev", "/proc", "/lib/footlights.zip", "/lib/python314.zip"]);
const MOST_FILES_BYTES = 64_000_000;
/** Copied after every run, so that it has to be quick. */
const MOST_MEMORY_BYTES = 134_217_728;

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */
/** @typedef {{path: string, mode: number, bytes: Bytes | null}} KeptFile */
/** @typedef {{fd: number, path: string, flags: number, position: number}} KeptStream */
/** @typedef {{memory: Blob, files: KeptFile[], streams: KeptStream[], folder: string, packages: Record<string, string>, nowMs: number}} Checkpoint */

export class Checkpoints {
  /** What the memory may know of JavaScript's, by names that the next worker has, too. @type {Map<unknown, unknown>} */
  #known = new Map();
  #libraries = 0;
  #functions = 0;
  #stack = 0;

  /**
   * Note how Python stands before any code of the speaker's ran in it.
   * @param {any} python
   * @param {{[name: string]: any}} ours objects that the kernel was given, by their names
   */
  begin(python, ours) {
    const { _module: module } = python;
    for (const name of Object.getOwnPropertyNames(globalThis)) this.#know(valueOf(globalThis, name), { path: [name] });
    for (const [name, value] of Object.entries(ours)) {
      this.#know(value, { ours: [name] });
      for (const key of Object.keys(value)) this.#know(value[key], { ours: [name, key] });
    }
    this.#libraries = librariesIn(module);
    this.#functions = module.wasmTable.length;
    this.#stack = module.stackSave();
  }

  /** @param {unknown} value @param {object} name */
  #know(value, name) {
    const isObject = typeof value === "function" || (typeof value === "object" && value !== null);
    if (isObject && !this.#known.has(value)) this.#known.set(value, name);
  }

  /**
   * What the last worker knew by a name.
   * @param {{path?: string[], ours?: string[]}} name
   * @param {{[name: string]: any}} ours
   */
  static found(name, ours) {
    const [from, path] = name.ours ? [ours, name.ours] : [globalThis, name.path ?? []];
    return path.reduce((/** @type {any} */ at, key) => at[key], from);
  }

  /**
   * A checkpoint, or in words why there is none.
   * @param {any} python
   * @param {any} kernel footlights/browser/kernel.py
   * @returns {{checkpoint: Checkpoint} | {reason: string}}
   */
  taken(python, kernel) {
    try {
      kernel.stand_still();
      return { checkpoint: this.take(python) };
    } catch (error) {
      return { reason: error instanceof Error ? error.message : String(error) };
    }
  }

  /**
   * The kernel as it stands now. Throws, in words, where it can't be kept.
   * @param {any} python
   * @returns {Checkpoint}
   */
  take(python) {
    const { _module: module, _api: api, FS } = python;
    if (librariesIn(module) !== this.#libraries) throw new Error("a library in machine code is loaded");
    if (module.wasmTable.length !== this.#functions) throw new Error("C code may call Python's functions");
    if (module.stackSave() !== this.#stack) throw new Error("something runs");
    if (module.HEAPU8.length > MOST_MEMORY_BYTES) throw new Error("its memory is too large");
    const head = headOf(api.config.BUILD_ID, this.#objectsOf(module, api));
    return {
      memory: new Blob(imageOf(module.HEAPU8, head)),
      files: filesIn(FS),
      streams: streamsIn(FS),
      folder: FS.cwd(),
      packages: { ...python.loadedPackages },
      nowMs: performance.now(),
    };
  }

  /** What the memory knows of JavaScript's. @param {any} module @param {any} api */
  #objectsOf(module, api) {
    const get = module.__hiwire_get;
    module.__hiwire_get = (/** @type {number} */ index) => get(index) ?? null; // places that were never taken
    try {
      return api.serializeHiwireState((/** @type {unknown} */ met) => this.#nameOf(met));
    } finally {
      module.__hiwire_get = get;
    }
  }

  /** @param {unknown} met */
  #nameOf(met) {
    const name = this.#known.get(met);
    if (!name) throw new Error(`it holds an object of JavaScript's, ${Object.prototype.toString.call(met)}`);
    return name;
  }
}

/** @param {any} owner @param {string} name */
function valueOf(owner, name) {
  try {
    return owner[name];
  } catch {
    return undefined;
  }
}

/** @param {any} module */
const librariesIn = (module) => Object.keys(module.LDSO.loadedLibsByName).length;

/** @param {any} FS @returns {KeptFile[]} */
function filesIn(FS) {
  /** @type {KeptFile[]} */
  const found = [];
  let left = MOST_FILES_BYTES;
  const walk = (/** @type {string} */ folder) => {
    for (const name of FS.readdir(folder)) {
      const path = `${folder === "/" ? "" : folder}/${name}`;
      if (name === "." || name === ".." || NOT_KEPT.has(path)) continue;
      const { mode, size } = FS.lstat(path);
      if (FS.isLink(mode)) found.push({ path, mode, bytes: new TextEncoder().encode(FS.readlink(path)) });
      else if (FS.isDir(mode)) {
        found.push({ path, mode, bytes: null });
        walk(path);
      } else if (FS.isFile(mode)) {
        left -= size;
        if (left < 0) throw new Error("its files are too large");
        found.push({ path, mode, bytes: FS.readFile(path) });
      }
    }
  };
  walk("/");
  return found;
}

/** Files that are open, but for the three that always are. @param {any} FS @returns {KeptStream[]} */
const streamsIn = (FS) =>
  FS.streams.flatMap((/** @type {any} */ stream, /** @type {number} */ fd) => {
    if (!stream || fd <= 2) return [];
    const { path, flags, position, node } = stream;
    if (FS.analyzePath(path).object !== node) throw new Error("a file is open that has no name");
    return [{ fd, path, flags, position }];
  });

/** Written anew, or for the first time: nothing is made empty, nothing has to be new. */
const [CREATES, EXCLUDES, EMPTIES] = [0o100, 0o200, 0o1000];

/**
 * The files of a checkpoint, where its memory believes them to be.
 * @param {any} FS
 * @param {Checkpoint} kept
 */
export function bringFilesBack(FS, { files, streams, folder }) {
  for (const { path, mode, bytes } of files) {
    const there = FS.analyzePath(path, true).exists;
    if (FS.isLink(mode)) there || FS.symlink(new TextDecoder().decode(bytes ?? new Uint8Array()), path);
    else if (bytes === null) there || FS.mkdir(path, 0o777);
    else FS.writeFile(path, bytes, { mode: 0o666 });
  }
  for (const { fd, path, flags, position } of streams) {
    const opened = FS.open(path, flags & ~(CREATES | EXCLUDES | EMPTIES));
    opened.position = position;
    if (opened.fd === fd) continue;
    FS.streams[opened.fd] = null;
    opened.fd = fd;
    FS.streams[fd] = opened;
  }
  for (const { path, mode } of files) if (!FS.isLink(mode)) FS.chmod(path, mode);
  FS.chdir(folder);
}

/** Python's clock goes on from where it was: it never goes back, also not with a worker. @param {number} nowMs */
export function clockGoesOn(nowMs) {
  const sinceStart = performance.now.bind(performance);
  const aheadMs = Math.max(0, nowMs - sinceStart());
  performance.now = () => sinceStart() + aheadMs;
}
