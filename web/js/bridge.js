// The stage's one door to Python: JSON in, JSON out. The other side is footlights/browser/bridge.py.
import { bootPython, mountZips } from "./boot.js";

/**
 * @typedef {object} Answer
 * @property {import("./paint.js").View} view
 * @property {{type: string, [name: string]: any}[]} effects
 * @property {boolean} handled
 * @property {Record<string, unknown> | null} save
 * @property {{title: string, slides: {attributes: Record<string, string>, html: string | null}[], problems: object[]}} [deck]
 */

/**
 * @typedef {object} Stage
 * @property {(request: object) => Answer} start
 * @property {(request: object) => Answer} replaceNotes
 * @property {(event: object) => Answer} handle
 * @property {() => Promise<void>} mount puts the libraries that are not in the snapshot in place
 */

/**
 * Boot the stage's Python and open its door.
 * @param {import("./boot.js").Parts} parts
 * @returns {Promise<Stage>}
 */
export async function openStage(parts) {
  const python = await bootPython(parts);
  const door = python.pyimport("footlights.browser.bridge");
  /** @param {(message: string) => string} call */
  const through = (call) => (/** @type {object} */ message) => JSON.parse(call(JSON.stringify(message)));
  return {
    start: through(door.start),
    replaceNotes: through(door.replace_notes),
    handle: through(door.handle),
    mount: () => mountZips(python, parts),
  };
}
