// Comes before everything in each page of an application: what a browser would do for it, done by asking the talk.
import { absolute, address, isSelfContained, moveTo } from "./addresses.js";
import { asker, hear } from "./asking.js";
import { answerFetches } from "./fetching.js";
import { listen, replaceCalls, scrollToPart } from "./leaving.js";
import { dataOf, embed, LOADED, loader } from "./resources.js";

const given = /** @type {{url: string, cookies: string}} */ (/** @type {any} */ (globalThis).footlightsGiven);
const tell = (/** @type {object} */ message) => parent.postMessage(message, "*");
const ask = asker("page", tell);
const load = loader(ask);
let cookies = given.cookies;

moveTo(given.url);
answerFetches(ask, (number) => tell({ type: "Abort", ask: number }));
replaceCalls(tell);
listen(tell);
keepCookies();
keepStorage();
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
  if (!writing) {
    writing = true;
    document.open();
    listen(tell);
    addEventListener("message", ({ data, source }) => {
      if (source === parent && !hear(data) && data.type === "Write") write(data);
    });
  }
  document.write(text);
  if (ends) document.close();
  begun();
}

function keepCookies() {
  Object.defineProperty(document, "cookie", {
    get: () => cookies,
    set(line) {
      const [pair = ""] = String(line).split(";");
      const name = pair.split("=")[0]?.trim() ?? "";
      const others = cookies.split("; ").filter((other) => other && other.split("=")[0] !== name);
      const gone = /;\s*(?:max-age=(?:0|-)|expires=\w+, 0?1[ -]Jan[ -]1970)/i.test(line);
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
    const storage = {
      getItem: (/** @type {string} */ key) => kept.get(String(key)) ?? null,
      setItem: (/** @type {string} */ key, /** @type {string} */ value) => void kept.set(String(key), String(value)),
      removeItem: (/** @type {string} */ key) => void kept.delete(String(key)),
      clear: () => kept.clear(),
      key: (/** @type {number} */ index) => [...kept.keys()][index] ?? null,
      get length() {
        return kept.size;
      },
    };
    Object.defineProperty(globalThis, name, { value: storage, configurable: true });
  }
}

/** Elements that scripts make, and markup that they put in, name things to load as well. */
function loadWhatScriptsAdd() {
  const setAttribute = Element.prototype.setAttribute;
  /** @param {Element} element @param {string} name @param {string} url */
  const place = async (element, name, url) => {
    const data = await dataOf(absolute(url), load);
    setAttribute.call(element, name, data ?? "data:,");
  };
  const names = new Set(LOADED.map(([, name]) => name));
  const loads = (/** @type {Element} */ element, /** @type {string} */ name) =>
    (name === "src" && /^(?:IMG|SCRIPT|SOURCE|AUDIO|VIDEO|TRACK)$/.test(element.tagName)) ||
    (name === "poster" && element.tagName === "VIDEO") ||
    (name === "href" && element.tagName === "LINK" && /\bstylesheet\b/.test(element.getAttribute("rel") ?? ""));
  Element.prototype.setAttribute = function (name, value) {
    if (names.has(name) && loads(this, name) && !isSelfContained(String(value))) return void place(this, name, value);
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
  new MutationObserver(() => {
    for (const name of ["src", "poster"])
      for (const element of document.querySelectorAll(`[${HELD}${name}]`)) {
        const url = element.getAttribute(HELD + name) ?? "";
        element.removeAttribute(HELD + name);
        element.setAttribute(name, url);
        void embed(element, address(), load);
      }
  }).observe(document, { childList: true, subtree: true });
}
