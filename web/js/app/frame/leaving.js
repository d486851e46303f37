// How one leaves a page of an application: links, forms, scripts that change the address, keys that turn slides.
import { absolute, address, moveTo } from "./addresses.js";

const OWN = "input, textarea, select, button, summary, a[href], [contenteditable]";
const ALWAYS = ["PageUp", "PageDown", "F5", "Escape"];

/** @typedef {(message: {type: string, [name: string]: unknown}) => void} Tell */

/** @param {Tell} tell */
export function listen(tell) {
  addEventListener("click", (event) => followLink(event, tell));
  addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    submit(/** @type {HTMLFormElement} */ (event.target), event.submitter, tell);
  });
  addEventListener("keydown", (event) => {
    const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
    if (event.defaultPrevented || ctrlKey || altKey || metaKey) return;
    const always = ALWAYS.includes(key);
    if (!always && event.composedPath().some((node) => node instanceof Element && node.matches(OWN))) return;
    if (always) event.preventDefault();
    tell({ type: "Key", key: { key, shiftKey } });
  });
}

/** What scripts call instead. @param {Tell} tell */
export function replaceCalls(tell) {
  HTMLFormElement.prototype.submit = function () {
    submit(this, null, tell);
  };
  for (const name of /** @type {const} */ (["pushState", "replaceState"]))
    history[name] = (
      /** @type {any} */ _state,
      /** @type {string} */ _title,
      /** @type {string | URL | null} */ url,
    ) => {
      if (url === undefined || url === null) return;
      moveTo(absolute(url));
      tell({ type: "Moved", url: address(), push: name === "pushState" });
    };
  for (const [name, by] of /** @type {const} */ ([
    ["back", -1],
    ["forward", 1],
  ]))
    history[name] = () => tell({ type: "Walk", by });
  globalThis.open = (url) => {
    if (url) tell({ type: "Navigate", url: absolute(url), method: "GET", aside: true });
    return null;
  };
}

/**
 * @param {MouseEvent} event
 * @param {Tell} tell
 */
function followLink(event, tell) {
  if (event.defaultPrevented || event.button) return;
  const link = /** @type {Element} */ (event.target).closest?.("a[href], area[href]");
  const href = link?.getAttribute("href");
  if (!link || !href || /^(?:javascript|data|blob):/i.test(href)) return;
  event.preventDefault();
  const url = new URL(absolute(href));
  if (url.hash && url.href.split("#")[0] === address().split("#")[0]) return scrollToPart(url.hash);
  const aside = link.getAttribute("target") === "_blank" || event.ctrlKey || event.metaKey;
  tell({ type: "Navigate", url: url.href, method: "GET", aside, download: link.hasAttribute("download") });
}

/** @param {string} hash */
export function scrollToPart(hash) {
  const name = decodeURIComponent(hash.slice(1));
  (document.getElementById(name) ?? document.querySelector(`a[name="${CSS.escape(name)}"]`))?.scrollIntoView();
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter
 * @param {Tell} tell
 */
async function submit(form, submitter, tell) {
  const said = (/** @type {string} */ name) => submitter?.getAttribute(`form${name}`) ?? form.getAttribute(name);
  const method = (said("method") ?? "get").toUpperCase();
  if (method === "DIALOG") return;
  const url = new URL(absolute(said("action") || address()));
  const fields = new FormData(form, submitter);
  if (method === "GET") {
    url.search = String(asPairs(fields));
    return tell({ type: "Navigate", url: url.href, method });
  }
  const body = said("enctype") === "multipart/form-data" ? fields : asPairs(fields);
  const packed = new Response(body);
  const headers = [["content-type", packed.headers.get("content-type") ?? ""]];
  tell({ type: "Navigate", url: url.href, method, headers, body: new Uint8Array(await packed.arrayBuffer()) });
}

/** A file counts by its name where only text is sent. @param {FormData} fields */
function asPairs(fields) {
  const pairs = [...fields].map(([name, value]) => [name, typeof value === "string" ? value : value.name]);
  return new URLSearchParams(/** @type {[string, string][]} */ (pairs));
}
