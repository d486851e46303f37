// Opens a sandbox: the page itself in a frame with an origin of its own. See guest.js.
import { SANDBOX } from "./guest.js";

/**
 * @typedef {object} Sandbox
 * @property {HTMLIFrameElement} frame
 * @property {(message: unknown) => void} tell what runs in it
 */

/** Each frame's words go to the one who opened it, as long as it is there. @type {WeakMap<Element, (data: any) => void>} */
const listeners = new WeakMap();
/** Windows whose frames are heard. @type {WeakSet<Document>} */
const heardIn = new WeakSet();

/** Frames speak to the window that they stand in. @param {Document} document */
function listenIn(document) {
  if (heardIn.has(document)) return;
  heardIn.add(document);
  document.defaultView?.addEventListener("message", ({ data, source }) => {
    for (const frame of document.querySelectorAll("iframe"))
      if (source && frame.contentWindow === source) listeners.get(frame)?.(data);
  });
}

/**
 * @param {Element} place where the frame stands; it ends when it is taken out, and begins anew where it is put in
 * @param {{script: string} | {html: string, forms?: boolean}} content a worker's script, or a document to show
 * @param {(message: any) => void} heard what the content says
 * @param {(reason: string) => void} [died] told when a worker does not start or breaks
 * @returns {Sandbox}
 */
export function openSandbox(place, content, heard, died = () => {}) {
  const { ownerDocument } = place;
  listenIn(ownerDocument);
  const frame = ownerDocument.createElement("iframe");
  // A service worker answers only frames that are not cut off; its answer cuts them off (service_worker.js).
  const served = navigator.serviceWorker?.controller;
  const forms = "forms" in content && content.forms ? " allow-forms allow-modals allow-downloads" : "";
  frame.setAttribute("sandbox", `allow-scripts${served ? " allow-same-origin" : ""}${forms}`);
  frame.src = location.href.split("#")[0] + SANDBOX;
  /** @type {MessagePort | null} */
  let port = null;
  /** @type {unknown[]} */
  const early = [];
  listeners.set(frame, (data) => {
    if (data !== "sandbox") return void (data.died && died(data.died));
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => heard(event.data);
    frame.contentWindow?.postMessage(content, "*", [port2]);
    for (const message of early.splice(0)) port1.postMessage(message);
    port = port1;
  });
  place.append(frame);
  return { frame, tell: (message) => (port ? port.postMessage(message) : void early.push(message)) };
}
