// The page as a sandbox: opened by itself in a frame of an origin of its own, it stops loading before
// its own policy is read, takes a policy without any host, and then runs what the page sends it.
//
// A frame made from text, a blob or `about:blank` would inherit the page's policy, which allows no
// `eval`. A page on file:// has one other document that it can open: itself.

import { cleaned } from "../shared/markup.js";

export const SANDBOX = "#sandbox";

const POLICY =
  "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' blob: data:; style-src 'unsafe-inline' data:; " +
  "img-src data: blob:; font-src data:; media-src data: blob:; connect-src data: blob:; worker-src data: blob:";

/** Stands behind the guard (guard.js). */
const TRUSTED = `<meta http-equiv="Content-Security-Policy" content="require-trusted-types-for 'script'">`;

/** Whether this document was opened to be a sandbox: framed, and cut off from the page's own origin. */
export const isSandbox = () => location.hash === SANDBOX && parent !== self && origin === "null";

/** Whether it was opened to be one and is not cut off: then it must not run anything. */
export const isFramedOpen = () => location.hash === SANDBOX && parent !== self && origin !== "null";

export function beSandbox() {
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = POLICY;
  document.head.append(policy);
  // Chromium paints a document from the moment on that its parser has made a body.
  document.write(/** @type {any} */ (trusted("createHTML", "<body>")));
  stop();
  addEventListener(
    "message",
    ({ data, ports: [port] }) => {
      if (!port) return;
      if (data.script) startWorker(data.script, port);
      else showDocument(data.forms ? data.html : guarded(data.html), port);
    },
    { once: true },
  );
  parent.postMessage("sandbox", "*");
}

/**
 * A worker that speaks to the page through the port.
 * @param {string} script
 * @param {MessagePort} port
 */
function startWorker(script, port) {
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const worker = new Worker(/** @type {any} */ (trusted("createScriptURL", address)));
  worker.onerror = (event) => parent.postMessage({ died: event.message || "its worker did not start" }, "*");
  worker.postMessage(null, [port]);
}

/**
 * A document with its scripts, in a frame that inherits this one's policy.
 * @param {string} html
 * @param {MessagePort} port
 */
function showDocument(html, port) {
  const frame = document.createElement("iframe");
  frame.style.cssText = "position:fixed;inset:0;width:100%;height:100%;border:0";
  /** @type {any} */ (frame).srcdoc = trusted("createHTML", html);
  addEventListener("message", ({ data, source }) => {
    if (source === frame.contentWindow) port.postMessage(data);
  });
  port.onmessage = ({ data }) => frame.contentWindow?.postMessage(data, "*");
  document.body.append(frame);
}

/**
 * A document whose scripts have no way to the network; what stands around an application's pages does this itself.
 * @param {string} html
 */
function guarded(html) {
  const guard = `<script>${__GUARD__};document.currentScript.remove()</script>${TRUSTED}`;
  return cleaned(html).replace(/^(?:\s*<!doctype[^>]*>)?/i, (before) => before + guard);
}

/** @type {any} */
let types = null;

/**
 * Firefox asks for trusted values as soon as it has read ahead to the page's policy.
 * @param {"createHTML" | "createScriptURL"} kind
 * @param {string} value
 */
function trusted(kind, value) {
  const same = (/** @type {string} */ text) => text;
  const rules = { createHTML: same, createScriptURL: same };
  types ??= /** @type {any} */ (globalThis).trustedTypes?.createPolicy("footlights", rules);
  return types ? types[kind](value) : value;
}
