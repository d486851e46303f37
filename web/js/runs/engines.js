// The other Pythons of the page: each starts in a sandbox of its own when it is first used.
import { scriptOf } from "../carried/late_scripts.js";
import { openSandbox } from "../sandbox/host.js";

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
  const sandbox = scriptOf(name).then((text) => openSandbox(place, { script: text }, heard, died));
  sandbox.catch(died);
  return {
    tell: (message) => void sandbox.then((open) => open.tell(message)),
    end: () => place.remove(),
  };
}

/**
 * Start an engine apart, have it compute something, and end it again. Rejects if it does not.
 * @param {string} name
 * @param {number} patienceMs
 */
export function tryEngine(name, patienceMs) {
  return new Promise((resolve, reject) => {
    let printed = "";
    /** @type {Engine | undefined} */
    let engine;
    const end = (/** @type {() => void} */ settle) => {
      clearTimeout(timer);
      engine?.end();
      settle();
    };
    const timer = setTimeout(() => end(() => reject(new Error("it does not answer"))), patienceMs);
    engine = start(name, ({ type, text, state, reason }) => {
      if (type === "Printed") printed += text;
      if (type === "EngineDied") end(() => reject(new Error(reason)));
      if (type === "RunEnded")
        end(() => (state === "done" && printed.includes("42") ? resolve(true) : reject(new Error(printed))));
    });
    engine.tell({ type: "Run", run: 1, source: "print(6 * 7)", name: "preflight" });
  });
}
