// What a document's scripts can make of links, and the ways by which markup comes into a document: part of guard.js.
//
// Links that make a browser connect do so as soon as they are in a document, so that nobody can take them out in time.
// Scripts can't make any: neither by an attribute, in whatever way it is set, nor by markup (markup.js), nor by what
// makes elements of a text that trusted types are not asked about, whose documents are looked through.
import { cleaned, isHarmless } from "../shared/markup.js";

const XHTML = "http://www.w3.org/1999/xhtml";
const ATTRIBUTE_NODE = 2;
const DOCUMENT_NODE = 9;
/** Known not to bring markup past what is looked through here; what has HTML in its name and is not known goes. */
const KNOWN = ["innerHTML", "outerHTML", "insertAdjacentHTML", "getHTML"];

const { apply } = Reflect;
const { toLowerCase } = String.prototype;
const { getAttribute, removeAttribute } = Element.prototype;
const { createElement, querySelectorAll } = Document.prototype;
const findInFragment = DocumentFragment.prototype.querySelectorAll;
const namespaceOf = partOf(Element.prototype, "namespaceURI", "get");
const nameOf = partOf(Element.prototype, "localName", "get");
const kindOf = partOf(Node.prototype, "nodeType", "get");
const attributeName = partOf(Attr.prototype, "localName", "get");
const attributeValue = partOf(Attr.prototype, "value", "get");
const ownerOf = partOf(Attr.prototype, "ownerElement", "get");
const contentOf = partOf(HTMLTemplateElement.prototype, "content", "get");
const countOf = partOf(NodeList.prototype, "length", "get");

/** Leaves scripts no way to a link that connects; what they are given for it is saved before they run. */
export function guardRelations() {
  guardAttributes();
  guardAttributeNodes();
  guardLinks();
  guardMarkup();
  guardDocuments();
}

function guardAttributes() {
  for (const [method, at] of /** @type {[string, number][]} */ ([
    ["setAttribute", 0],
    ["setAttributeNS", 1],
  ]))
    change(Element.prototype, method, "value", (native, element, given) => {
      if (!isLink(element)) return apply(native, element, given);
      const name = `${given[at]}`;
      const value = `${given[at + 1]}`;
      if (isRelation(name) && !isHarmless(value)) return;
      return apply(native, element, at ? [given[0], name, value] : [name, value]);
    });
}

function guardAttributeNodes() {
  const brings = (/** @type {Attr} */ attribute) =>
    isRelation(apply(attributeName, attribute, [])) && !isHarmless(apply(attributeValue, attribute, []));
  for (const method of ["setAttributeNode", "setAttributeNodeNS"])
    change(Element.prototype, method, "value", (native, element, { 0: attribute }) =>
      isLink(element) && brings(attribute) ? null : apply(native, element, [attribute]),
    );
  // Nobody can ask these whose they are.
  for (const method of ["setNamedItem", "setNamedItemNS"])
    change(NamedNodeMap.prototype, method, "value", (native, attributes, { 0: attribute }) =>
      brings(attribute) ? null : apply(native, attributes, [attribute]),
    );
  for (const [owner, name] of /** @type {[object, string][]} */ ([
    [Attr.prototype, "value"],
    [Node.prototype, "nodeValue"],
    [Node.prototype, "textContent"],
  ]))
    change(owner, name, "set", (native, node, { 0: value }) => {
      if (apply(kindOf, node, []) !== ATTRIBUTE_NODE) return apply(native, node, [value]);
      const text = value === null ? "" : `${value}`;
      const element = apply(ownerOf, node, []);
      if (element && isLink(element) && isRelation(apply(attributeName, node, [])) && !isHarmless(text)) return;
      apply(native, node, [text]);
    });
}

function guardLinks() {
  const { prototype } = HTMLLinkElement;
  const relations = partOf(prototype, "rel", "get");
  const setNative = partOf(prototype, "rel", "set");
  const list = partOf(prototype, "relList", "get");
  const set = (/** @type {unknown} */ link, /** @type {unknown} */ value) => {
    const text = `${value}`;
    if (isHarmless(text)) apply(setNative, link, [text]);
  };
  for (const name of ["rel", "relList"]) change(prototype, name, "set", (_, link, { 0: value }) => set(link, value));
  // It can be read; what is put in is put into another link, which is nowhere.
  change(prototype, "relList", "get", (_, link) => {
    const spare = apply(createElement, document, ["link"]);
    set(spare, apply(relations, link, []));
    return apply(list, spare, []);
  });
}

/** Not left to trusted types: scripts can make policies of their own, and some browsers have none. */
function guardMarkup() {
  for (const owner of [Element.prototype, ShadowRoot.prototype])
    for (const name of ["innerHTML", "outerHTML"])
      change(owner, name, "set", (native, element, { 0: value }) =>
        apply(native, element, [value === null ? "" : cleaned(`${value}`)]),
      );
  change(Element.prototype, "insertAdjacentHTML", "value", (native, element, { 0: where, 1: text }) =>
    apply(native, element, [where, cleaned(`${text}`)]),
  );
  change(Range.prototype, "createContextualFragment", "value", (native, range, { 0: text }) =>
    apply(native, range, [cleaned(`${text}`)]),
  );
  change(Document.prototype, "execCommand", "value", (native, root, { 0: command, 1: ui, 2: value = "" }) => {
    const name = `${command}`;
    const isMarkup = apply(toLowerCase, name, []) === "inserthtml";
    return apply(native, root, [name, ui, isMarkup ? cleaned(`${value}`) : value]);
  });
  for (const kind of [Document, DocumentFragment, ShadowRoot, Node, CharacterData, Element, HTMLElement, Range])
    for (const owner of [kind, kind.prototype])
      for (const name of Object.getOwnPropertyNames(owner))
        if (name.includes("HTML") && !KNOWN.includes(name)) delete (/** @type {any} */ (owner)[name]);
}

/** XML has too many ways to say what it means for its text to be looked through. */
function guardDocuments() {
  delete (/** @type {any} */ (globalThis).XSLTProcessor);
  const createHTML = (/** @type {string} */ text) => text;
  const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("footlights", { createHTML });
  const trust = policy?.createHTML;
  change(DOMParser.prototype, "parseFromString", "value", (native, parser, { 0: text, 1: type }) => {
    const given = trust ? apply(trust, policy, [`${text}`]) : text;
    return lookedThrough(apply(native, parser, [given, type]), querySelectorAll);
  });
  for (const name of ["response", "responseXML"])
    change(XMLHttpRequest.prototype, name, "get", (native, request) => {
      const response = apply(native, request, []);
      return isDocument(response) ? lookedThrough(response, querySelectorAll) : response;
    });
}

/** @param {unknown} value */
function isDocument(value) {
  try {
    return apply(kindOf, value, []) === DOCUMENT_NODE;
  } catch {
    return false;
  }
}

/**
 * A document that is not shown, without links that connect if they are.
 * @param {Document | DocumentFragment} root
 * @param {Function} find
 */
function lookedThrough(root, find) {
  const links = apply(find, root, ["link[rel]"]);
  for (let index = apply(countOf, links, []) - 1; index >= 0; index--)
    if (isLink(links[index]) && !isHarmless(/** @type {string} */ (apply(getAttribute, links[index], ["rel"]))))
      apply(removeAttribute, links[index], ["rel"]);
  const templates = apply(find, root, ["template"]);
  for (let index = apply(countOf, templates, []) - 1; index >= 0; index--)
    if (apply(namespaceOf, templates[index], []) === XHTML)
      lookedThrough(apply(contentOf, templates[index], []), findInFragment);
  return root;
}

/** @param {Element} element */
function isLink(element) {
  return apply(nameOf, element, []) === "link" && apply(namespaceOf, element, []) === XHTML;
}

/** @param {string} name of an attribute */
function isRelation(name) {
  return apply(toLowerCase, name, []) === "rel";
}

/**
 * @param {object} owner
 * @param {string} name
 * @param {"value" | "get" | "set"} part
 * @returns {Function}
 */
function partOf(owner, name, part) {
  return /** @type {any} */ (Object.getOwnPropertyDescriptor(owner, name))?.[part];
}

/**
 * Puts something in the place of what the owner has by a name, if it has it. What it is given is taken out of it by
 * number: a script can change what goes through an array.
 * @param {object} owner
 * @param {string} name
 * @param {"value" | "get" | "set"} part
 * @param {(native: Function, self: any, given: any[]) => unknown} instead
 */
function change(owner, name, part, instead) {
  const own = Object.getOwnPropertyDescriptor(owner, name);
  const native = partOf(owner, name, part);
  /** @this {unknown} */
  const changed = function (/** @type {unknown[]} */ ...given) {
    return instead(native, this, given);
  };
  if (own) Object.defineProperty(owner, name, { ...own, [part]: changed });
}
