// The stage's one door to Python: JSON in, JSON out. The other side is footlights/browser/bridge.py.
import { bootPython, mountZips } from "../python/boot.js";

/** @typedef {import("../shared/wire.d.ts").Answer} Answer */

/**
 * @typedef {object} PythonStage
 * @property {(request: object) => Answer} start
 * @property {(event: import("../shared/wire.d.ts").Event) => Answer} handle
 * @property {(keys: string[]) => Promise<Record<string, string>>} render the HTML of slides, by key
 * @property {(notes: string) => Promise<string>} notes speaker notes as HTML
 * @property {() => Promise<void>} mount puts the libraries that are not in the snapshot in place
 */

/**
 * Boot the stage's Python and open its door.
 * @param {import("../python/boot.js").Parts} parts
 * @param {() => void} plainly told when the snapshot does not load
 * @returns {Promise<PythonStage>}
 */
export async function openStage(parts, plainly) {
  const python = await bootPython(parts, { plainly });
  const door = python.pyimport("footlights.browser.bridge").Stage();
  /** @param {(message: string) => string} call */
  const through = (call) => (/** @type {object} */ message) => JSON.parse(call(JSON.stringify(message)));
  /** @type {Promise<void> | undefined} */
  let mounted;
  const mount = () => (mounted ??= mountZips(python, parts));
  return {
    start: through(door.start),
    handle: through(door.handle),
    mount,
    async notes(notes) {
      await mount();
      return through(door.notes)({ notes }).html;
    },
    async render(keys) {
      await mount();
      return through(door.render)({ keys });
    },
  };
}
