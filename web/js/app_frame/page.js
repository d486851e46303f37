// Comes before everything in each page of an application: what a browser would do for it, done by asking the talk.
import { absolute, address, isSelfContained, moveTo, OURS } from "./addresses.js";
import { asker, hear } from "./asking.js";
import { answerFetches } from "./fetching.js";
import { listen, replaceCalls, scrollToPart } from "./leaving.js";
import { dataOf, embed, embeddedStyle, LOADED, loader, SELECTORS } from "./resources.js";

const given = /** @type {{url: string, cookies: string}} */ (/** @type {any} */ (globalThis).footlightsGiven);
const tell = (/** @type {import("../shared/port_messages.d.ts").AppPageSays} */ message) =>
  parent.postMessage(message, "*");
const ask = asker("page", tell);
const load = loader(ask);
let cookies = given.cookies;

moveTo(given.url);
answerFetches(ask, (number) => tell({ type: "Abort", ask: number }));
replaceCalls(tell);
listen(tell);
keepCookies();
keepStorage();
keepFocus();
loadWhatScriptsAdd();
addEventListener("message", ({ data, source }) => {
  if (source !== parent || hear(data)) return;
  if (data.type === "Write") write(data);
});
addEventListener("load", begun);
document.addEventListener("DOMContentLoaded", begun);

function begun() {
  tell({ type: "Shown", title: document.title, words: (document.body?.innerText ?? "").slice(0, 500) });
  const { hash } = new URL(address());
  if (hash) scrollToPart(hash);
}

let writing = false;

/** A page that comes bit by bit. @param {{text: string, ends: boolean}} piece */
function write({ text, ends }) {
  const begins = !writing;
  if (begins) {
    writing = true;
    document.open();
    listen(tell);
    watchMarkup();
    addEventListener("message", ({ data, source }) => {
      if (source === parent && !hear(data) && data.type === "Write") write(data);
    });
  }
  document.write(begins ? withBase(text) : text);
  if (ends) document.close();
  begun();
}

/** The beginning of a page, with the base that a page is given. @param {string} text */
function withBase(text) {
  if (/<base\s/i.test(text)) return text;
  const base = document.createElement("base");
  base.setAttribute(OURS, "");
  base.setAttribute("href", address());
  return text.replace(/(<!doctype[^>]*>\s*(?:<html[^>]*>\s*)?(?:<head[^>]*>)?)?/i, (before) => before + base.outerHTML);
}

function keepCookies() {
  Object.defineProperty(document, "cookie", {
    get: () => cookies,
    set(line) {
      const [pair = ""] = String(line).split(";");
      const name = pair.split("=")[0]?.trim() ?? "";
      const others = cookies.split("; ").filter((other) => other && other.split("=")[0] !== name);
      const [, expires = ""] = /;\s*expires=([^;]+)/i.exec(line) ?? [];
      const gone = /;\s*max-age=(?:0|-)/i.test(line) || Date.parse(expires) < Date.now();
      cookies = [...others, ...(gone ? [] : [pair.trim()])].join("; ");
      tell({ type: "Cookie", url: address(), line: String(line) });
    },
  });
}

/** A sandbox has no storage; what is kept here lasts as long as the page. */
function keepStorage() {
  for (const name of ["localStorage", "sessionStorage"]) {
    /** @type {Map<string, string>} */
    const kept = new Map();
    const methods = {
      getItem: (/** @type {string} */ key) => kept.get(String(key)) ?? null,
      setItem: (/** @type {string} */ key, /** @type {string} */ value) => void kept.set(String(key), String(value)),
      removeItem: (/** @type {string} */ key) => void kept.delete(String(key)),
      clear: () => kept.clear(),
      key: (/** @type {number} */ index) => [...kept.keys()][index] ?? null,
      get length() {
        return kept.size;
      },
    };
    // By methods, and by name as of a plain object.
    const value = new Proxy(methods, {
      get: (_, key) => (key in methods ? /** @type {any} */ (methods)[key] : kept.get(String(key))),
      set: (_, key, text) => Boolean(kept.set(String(key), String(text))),
      has: (_, key) => key in methods || kept.has(String(key)),
      deleteProperty: (_, key) => kept.delete(String(key)) || true,
      ownKeys: () => [...kept.keys()],
      getOwnPropertyDescriptor: (_, key) =>
        kept.has(String(key))
          ? { value: kept.get(String(key)), writable: true, enumerable: true, configurable: true }
          : undefined,
    });
    Object.defineProperty(globalThis, name, { value, configurable: true });
  }
}

/** Scripts focus what they like once somebody has used the page; until then the slide keeps the focus. */
function keepFocus() {
  const focus = HTMLElement.prototype.focus;
  HTMLElement.prototype.focus = function (options) {
    if (navigator.userActivation?.hasBeenActive !== false) focus.call(this, options);
  };
}

/** Elements that scripts make, and markup that they put in, name things to load as well. */
function loadWhatScriptsAdd() {
  const setAttribute = Element.prototype.setAttribute;
  /** What was asked for last: a slow answer does not take the place of a later one's. @type {WeakMap<Element, string>} */
  const wanted = new WeakMap();
  /** @param {Element} element @param {string} name @param {string} url */
  const place = async (element, name, url) => {
    wanted.set(element, url);
    const data = await dataOf(url, load);
    if (wanted.get(element) === url) setAttribute.call(element, name, data ?? "data:,");
  };
  const names = new Set(LOADED.map(([, name]) => name));
  const loads = (/** @type {Element} */ element, /** @type {string} */ name) =>
    (name === "src" && /^(?:IMG|SCRIPT|SOURCE|AUDIO|VIDEO|TRACK)$/.test(element.tagName)) ||
    (name === "poster" && element.tagName === "VIDEO") ||
    (name === "href" && element.tagName === "LINK" && /\bstylesheet\b/.test(element.getAttribute("rel") ?? ""));
  Element.prototype.setAttribute = function (name, value) {
    if (names.has(name) && loads(this, name) && !isSelfContained(String(value)))
      return void place(this, name, absolute(value));
    return setAttribute.call(this, name, value);
  };
  for (const [kind, name] of /** @type {const} */ ([
    [HTMLImageElement, "src"],
    [HTMLScriptElement, "src"],
    [HTMLMediaElement, "src"],
    [HTMLSourceElement, "src"],
    [HTMLLinkElement, "href"],
  ])) {
    const own = Object.getOwnPropertyDescriptor(kind.prototype, name);
    Object.defineProperty(kind.prototype, name, {
      .../** @type {PropertyDescriptor} */ (own),
      get() {
        return wanted.get(/** @type {any} */ (this)) ?? own?.get?.call(this);
      },
      set(value) {
        this.setAttribute(name, String(value));
      },
    });
  }
  holdMarkup();
}

const HELD = "data-footlights-";

/** Markup that scripts put in: what it names is loaded before a browser would try to. */
function holdMarkup() {
  const inner = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(Element.prototype, "innerHTML"));
  /** @param {string} html */
  const held = (html) => html.replace(/(<(?:img|source|video|audio)\b[^>]*?\s)(src|poster)(\s*=)/gi, `$1${HELD}$2$3`);
  Object.defineProperty(Element.prototype, "innerHTML", {
    ...inner,
    set(html) {
      inner.set?.call(this, held(String(html)));
    },
  });
  const insert = Element.prototype.insertAdjacentHTML;
  Element.prototype.insertAdjacentHTML = function (where, html) {
    insert.call(this, where, held(String(html)));
  };
  watchMarkup();
}

/** However it came in, what names something to load gets it: held back, or tried by the browser in vain. */
function watchMarkup() {
  new MutationObserver((changes) => {
    for (const name of ["src", "poster"])
      for (const element of document.querySelectorAll(`[${HELD}${name}]`)) {
        const url = element.getAttribute(HELD + name) ?? "";
        element.removeAttribute(HELD + name);
        element.setAttribute(name, url);
      }
    for (const { type, target, addedNodes } of changes)
      if (type === "attributes") void embedOne(/** @type {Element} */ (target));
      else for (const node of addedNodes) if (node instanceof Element) embedIn(node);
  }).observe(document, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ["src", "srcset", "poster", "href", "rel", "style"],
  });
}

/** @param {Element} place */
function embedIn(place) {
  for (const element of [place, ...place.querySelectorAll(`${SELECTORS}, [style*='url(']`)]) void embedOne(element);
}

/** @param {Element} element */
async function embedOne(element) {
  if (element instanceof HTMLScriptElement) return writing ? runAgain(element) : undefined;
  void embed(element, absolute(""), load);
  const style = element.getAttribute("style") ?? "";
  if (!/url\(\s*["']?(?!data:|blob:|#)/.test(style)) return;
  const data = await embeddedStyle(style, absolute(""), load);
  if (data !== style && element.getAttribute("style") === style) element.setAttribute("style", data);
}

/** A script of a page that comes bit by bit was tried by the browser in vain. @param {HTMLScriptElement} script */
async function runAgain(script) {
  const url = script.getAttribute("src");
  if (!url || isSelfContained(url)) return;
  const again = document.createElement("script");
  for (const { name, value } of script.attributes) if (name !== "src") again.setAttribute(name, value);
  again.src = url;
  script.replaceWith(again);
}
