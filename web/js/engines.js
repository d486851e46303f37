// The other Pythons of the page: each starts in a sandbox of its own when it is first used.
import { packed } from "./blobs.js";
import { openSandbox } from "./sandbox.js";
import { unpack } from "./unpack.js";

/** @typedef {{type: string, [name: string]: any}} Message */

/**
 * @typedef {object} Engine
 * @property {(message: Message) => void} tell
 * @property {() => void} end
 */

/** @type {Map<string, Engine>} */
const running = new Map();

/**
 * The engine of a name, started if need be.
 * @param {string} name
 * @param {(message: Message) => void} told gets what it says
 */
export function engineOf(name, told) {
  const engine = running.get(name) ?? start(name, told);
  running.set(name, engine);
  return engine;
}

/** End an engine; it starts anew, without its names, when it is next used. @param {string} name */
export function endEngine(name) {
  running.get(name)?.end();
  running.delete(name);
}

/**
 * @param {string} name
 * @param {(message: Message) => void} told
 * @returns {Engine}
 */
function start(name, told) {
  const place = document.createElement("div");
  place.hidden = true;
  document.body.append(place);
  let startupMs = 0;
  const startedAt = performance.now();
  const died = (/** @type {unknown} */ reason) => {
    endEngine(name);
    told({ type: "EngineDied", reason: `${reason}` });
  };
  const heard = (/** @type {string} */ text) => {
    const message = JSON.parse(text);
    if (message.type !== "KernelChanged")
      return told(message.type === "Measured" ? { ...message, startupMs } : message);
    startupMs = performance.now() - startedAt;
    if (message.live === "failed") died(message.reason);
  };
  const sandbox = script(name).then((text) => openSandbox(place, { script: text }, heard, died));
  sandbox.catch(died);
  return {
    tell: (message) => void sandbox.then((open) => open.tell(message)),
    end: () => place.remove(),
  };
}

/** @param {string} name */
export async function script(name) {
  const bytes = /** @type {Uint8Array<ArrayBuffer>} */ (await unpack(name, await packed(name)));
  return new TextDecoder().decode(bytes);
}
