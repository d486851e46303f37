// Opens a sandbox: the page itself in a frame with an origin of its own. See sandboxed.js.
import { SANDBOX } from "./sandboxed.js";

/**
 * @typedef {object} Sandbox
 * @property {HTMLIFrameElement} frame
 * @property {MessagePort} port to what runs in it
 */

/**
 * @param {Element} place where the frame stands; it ends when it is taken out
 * @param {{script: string} | {html: string}} content a worker's script, or a document to show
 * @param {(reason: string) => void} [died] told when a worker does not start or breaks
 * @returns {Sandbox}
 */
export function openSandbox(place, content, died = () => {}) {
  const { port1, port2 } = new MessageChannel();
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.src = location.href.split("#")[0] + SANDBOX;
  const listen = (/** @type {MessageEvent} */ { data, source }) => {
    if (source !== frame.contentWindow || !source) return;
    if (data === "sandbox") frame.contentWindow?.postMessage(content, "*", [port2]);
    else if (data.died) died(data.died);
  };
  addEventListener("message", listen);
  place.append(frame);
  return { frame, port: port1 };
}
