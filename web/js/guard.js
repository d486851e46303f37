// Comes before everything in a document in which anything may run: takes away what reaches the network past its policy.
//
// No browser lets a policy forbid WebRTC, so that its constructors go. A frame in the document would have them anew,
// for its scripts if not for the document's, and is taken out before it loads: frames load in a task of their own,
// changes are told before any. An address that is a script would make the document anew: trusted types, which are
// asked for right behind this, let every other text through. Roots that the document could not be asked about are not let in. What is used here is
// taken from the browser before a script of the document can change it.

const FRAMES = "iframe, frame, object, embed, fencedframe";
/** Markup with this has roots that nobody can ask about; a piece of a page that holds it, or ends it, is left out. */
const DECLARED = "shadowrootmode";
const { apply } = Reflect;
const { prototype } = Element;
const find = Document.prototype.querySelectorAll;
const findInRoot = DocumentFragment.prototype.querySelectorAll;
const count = /** @type {() => number} */ (Object.getOwnPropertyDescriptor(NodeList.prototype, "length")?.get);
const { remove, attachShadow } = prototype;
const { observe } = MutationObserver.prototype;
const Observer = MutationObserver;
const { indexOf, slice, toLowerCase } = String.prototype;

for (const name of Object.getOwnPropertyNames(globalThis))
  if (/^(?:webkit|moz)?RTC/.test(name)) delete (/** @type {any} */ (globalThis)[name]);

watch(document, find);
prototype.attachShadow = function (options) {
  const root = apply(attachShadow, this, [{ ...options, clonable: false }]);
  watch(root, findInRoot);
  return root;
};
for (const [owner, name] of /** @type {[any, string][]} */ ([
  [prototype, "setHTMLUnsafe"],
  [ShadowRoot.prototype, "setHTMLUnsafe"],
  [Document, "parseHTMLUnsafe"],
]))
  delete owner[name];
for (const name of /** @type {const} */ (["write", "writeln"])) {
  const native = Document.prototype[name];
  let before = "";
  Document.prototype[name] = function (...texts) {
    let text = "";
    for (let index = 0; index < texts.length; index++) text += texts[index];
    const whole = before + text;
    before = apply(slice, whole, [-DECLARED.length]);
    if (apply(indexOf, apply(toLowerCase, whole, []), [DECLARED]) < 0) apply(native, this, [text]);
  };
}

const same = (/** @type {string} */ text) => text;
/** @type {any} */ (globalThis).trustedTypes?.createPolicy("default", {
  createHTML: same,
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
