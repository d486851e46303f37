// The other Pythons of the page: each starts in a sandbox of its own when it is first used.
import { scriptOf } from "../carried/late_scripts.js";
import { openSandbox } from "../sandbox/host.js";

/** @typedef {import("../shared/port_messages.d.ts").EngineSays} EngineSays */
/** @typedef {import("../shared/port_messages.d.ts").EngineRequest} EngineRequest */

/**
 * @typedef {object} Engine
 * @property {(request: EngineRequest) => void} tell
 * @property {() => void} end
 */

export class Engines {
  /** @type {Map<string, Engine>} */
  #running = new Map();

  /** @param {(name: string, message: EngineSays) => void} told gets what each of them says */
  constructor(told) {
    this.told = told;
  }

  /** The engine of a name, started if need be. @param {string} name */
  of(name) {
    const engine = this.#running.get(name) ?? start(name, (message) => this.#hear(name, message));
    this.#running.set(name, engine);
    return engine;
  }

  /** End an engine; it starts anew, without its names, when it is next used. @param {string} name */
  end(name) {
    this.#running.get(name)?.end();
    this.#running.delete(name);
  }

  /** @param {string} name @param {EngineSays} message */
  #hear(name, message) {
    if (message.type === "EngineDied") this.end(name);
    this.told(name, message);
  }
}

/**
 * @param {string} name
 * @param {(message: EngineSays) => void} told
 * @returns {Engine}
 */
function start(name, told) {
  const place = document.createElement("div");
  place.hidden = true;
  document.body.append(place);
  let startupMs = 0;
  const startedAt = performance.now();
  const died = (/** @type {unknown} */ reason) => told({ type: "EngineDied", reason: `${reason}` });
  const heard = (/** @type {string} */ text) => {
    const message = /** @type {EngineSays} */ (JSON.parse(text));
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
    engine = start(name, (message) => {
      if (message.type === "Printed") printed += message.text;
      if (message.type === "EngineDied") end(() => reject(new Error(message.reason)));
      if (message.type === "RunEnded")
        end(() => (message.state === "done" && printed.includes("42") ? resolve(true) : reject(new Error(printed))));
    });
    engine.tell({ type: "Run", run: 1, cell: 0, source: "print(6 * 7)", name: "preflight", app: 0 });
  });
}
