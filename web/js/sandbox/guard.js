// Comes before everything in a document in which anything may run: takes away what reaches the network past its policy.
//
// No browser lets a policy forbid WebRTC, so that its constructors go; nor links that make it connect, which scripts and
// markup can't make any more (relations.js, markup.js). A frame in the document would have all that anew, for its
// scripts if not for the document's, and is taken out before it loads: frames load in a task of their own, changes are
// told before any. An address that is a script would make the document anew: trusted types, which are asked for right
// behind this, let every other script through. Roots that the document could not be asked about are not let in. What is
// used here is taken from the browser before a script of the document can change it.

import { cleaned, pieces } from "../shared/markup.js";
import { guardRelations } from "./relations.js";

const FRAMES = "iframe, frame, object, embed, fencedframe";
const { apply } = Reflect;
const { prototype } = Element;
const find = Document.prototype.querySelectorAll;
const findInRoot = DocumentFragment.prototype.querySelectorAll;
const count = /** @type {() => number} */ (Object.getOwnPropertyDescriptor(NodeList.prototype, "length")?.get);
const { remove, attachShadow } = prototype;
const { observe } = MutationObserver.prototype;
const Observer = MutationObserver;

for (const name of Object.getOwnPropertyNames(globalThis))
  if (/^(?:webkit|moz)?RTC/.test(name)) delete (/** @type {any} */ (globalThis)[name]);

watch(document, find);
prototype.attachShadow = function (options) {
  const root = apply(attachShadow, this, [{ ...options, clonable: false }]);
  watch(root, findInRoot);
  return root;
};
guardRelations();
guardWriting();

const same = (/** @type {string} */ text) => text;
/** @type {any} */ (globalThis).trustedTypes?.createPolicy("default", {
  createHTML: cleaned,
  createScriptURL: same,
  createScript: (/** @type {string} */ text, /** @type {string} */ _type, /** @type {string} */ sink) =>
    sink === "Location href" ? null : text,
});

/**
 * @param {Document | ShadowRoot} root
 * @param {(selector: string) => NodeListOf<Element>} find
 */
function watch(root, find) {
  const clear = () => {
    const frames = apply(find, root, [FRAMES]);
    for (let index = apply(count, frames, []) - 1; index >= 0; index--) apply(remove, frames[index], []);
  };
  apply(observe, new Observer(clear), [root, { childList: true, subtree: true }]);
}

/** What is written is one text, by whatever way its pieces come. */
function guardWriting() {
  const { prototype } = Document;
  const { write, open, close } = prototype;
  const written = pieces();
  for (const name of /** @type {const} */ (["write", "writeln"]))
    prototype[name] = function (...texts) {
      let text = "";
      for (let index = 0; index < texts.length; index++) text += `${texts[index]}`;
      const ready = written.add(name === "writeln" ? text + "\n" : text);
      const aside = written.putAside(); // scripts in it write as well
      apply(write, this, [ready]);
      written.putBack(aside);
    };
  /** @type {any} */ (prototype).open = function (/** @type {any[]} */ ...given) {
    written.forget();
    return apply(open, this, given);
  };
  prototype.close = function () {
    const rest = written.rest();
    if (rest) apply(write, this, [rest]);
    apply(close, this, []);
  };
}
