// How one leaves a page of an application: links, forms, scripts that change the address, keys that turn slides.
import { EVERYWHERE } from "../shared/turning_keys.js";
import { absolute, address, moveTo } from "./addresses.js";

const OWN = "input, textarea, select, button, summary, a[href], [contenteditable]";

/** @typedef {(message: import("../shared/port_messages.d.ts").AppPageSays) => void} Tell */

/** @param {Tell} tell */
export function listen(tell) {
  addEventListener("click", (event) => followLink(event, tell));
  addEventListener("submit", (event) => sendForm(event, tell));
  // The clicker's keys and the stop come first, whatever the page makes of keys.
  addEventListener("keydown", (event) => takeKey(event, tell), true);
  addEventListener("keydown", (event) => {
    const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
    if (event.defaultPrevented || ctrlKey || altKey || metaKey || key === " ") return; // a space scrolls the page
    if (event.composedPath().some((node) => node instanceof Element && node.matches(OWN))) return;
    tell({ type: "Key", key: { key, shiftKey } });
  });
}

/**
 * @param {KeyboardEvent} event
 * @param {Tell} tell
 */
function takeKey(event, tell) {
  const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
  const stops = ctrlKey && key === ".";
  if (altKey || metaKey || (ctrlKey && !stops) || (!stops && !EVERYWHERE.includes(key))) return;
  if (key === "Escape" && document.querySelector("dialog:modal")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  tell({ type: "Key", key: { key, shiftKey, ctrlKey } });
}

/**
 * Links and forms are followed even where the page keeps their events to itself.
 * @param {Tell} tell
 */
function followWhatIsStopped(tell) {
  for (const name of /** @type {const} */ (["stopPropagation", "stopImmediatePropagation"])) {
    const stop = Event.prototype[name];
    Event.prototype[name] = function () {
      stop.call(this);
      // Once the listener that stops it is done: it may prevent it as well.
      if (this.type === "click") queueMicrotask(() => followLink(/** @type {MouseEvent} */ (this), tell));
      if (this.type === "submit") queueMicrotask(() => sendForm(/** @type {SubmitEvent} */ (this), tell));
    };
  }
}

/**
 * @param {SubmitEvent} event
 * @param {Tell} tell
 */
function sendForm(event, tell) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const method = event.submitter?.getAttribute("formmethod") ?? form.getAttribute("method");
  if (event.defaultPrevented || method?.toLowerCase() === "dialog") return;
  event.preventDefault();
  submit(form, event.submitter, tell);
}

/** What scripts call instead. @param {Tell} tell */
export function replaceCalls(tell) {
  followWhatIsStopped(tell);
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
    return /** @type {any} */ (OPENED);
  };
}

/** What `open` gives scripts that go on to use it. */
const OPENED = { closed: false, location: {}, focus() {}, blur() {}, close() {}, postMessage() {} };

/**
 * @param {MouseEvent} event
 * @param {Tell} tell
 */
function followLink(event, tell) {
  if (event.defaultPrevented || event.button) return;
  const link = /** @type {Element} */ (event.target).closest?.("a[href], area[href]");
  const href = link?.getAttribute("href");
  if (!link || href == null || /^(?:javascript|data|blob):/i.test(href)) return;
  event.preventDefault();
  const url = new URL(absolute(href));
  if (url.hash && url.href.split("#")[0] === address().split("#")[0]) return goToPart(url, tell);
  const aside = link.getAttribute("target") === "_blank" || event.ctrlKey || event.metaKey;
  tell({ type: "Navigate", url: url.href, method: "GET", aside, download: link.hasAttribute("download") });
}

/**
 * Within the page: its scripts hear of it, as of any change of the hash.
 * @param {URL} url
 * @param {Tell} tell
 */
function goToPart(url, tell) {
  location.hash = url.hash;
  moveTo(url.href);
  tell({ type: "Moved", url: url.href, push: true });
  scrollToPart(url.hash);
}

/** @param {string} hash */
export function scrollToPart(hash) {
  const name = spelledOut(hash.slice(1));
  (document.getElementById(name) ?? document.querySelector(`a[name="${CSS.escape(name)}"]`))?.scrollIntoView();
}

/** @param {string} escaped */
function spelledOut(escaped) {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return escaped;
  }
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
  const body = said("enctype")?.toLowerCase() === "multipart/form-data" ? fields : asPairs(fields);
  const packed = new Response(body);
  /** @type {[string, string][]} */
  const headers = [["content-type", packed.headers.get("content-type") ?? ""]];
  tell({ type: "Navigate", url: url.href, method, headers, body: new Uint8Array(await packed.arrayBuffer()) });
}

/** A file counts by its name where only text is sent. @param {FormData} fields */
function asPairs(fields) {
  const lines = (/** @type {string} */ text) => text.replace(/\r?\n|\r/g, "\r\n");
  const pairs = [...fields].map(([name, value]) => [name, typeof value === "string" ? lines(value) : value.name]);
  return new URLSearchParams(/** @type {[string, string][]} */ (pairs));
}
