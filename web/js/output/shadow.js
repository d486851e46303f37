// HTML that code shows stands apart from the page, in a shadow tree: no class in it has a style of the page's, no
// name in it is found by the page, and what it listens to or claims to be is nobody's.

import plain from "../../css/apart.css";
import elements from "../../css/elements.css";
import output from "../../css/output.css";
import { element } from "../shared/elements.js";

/** A document takes no sheet of another's. @type {WeakMap<Document, CSSStyleSheet>} */
const sheets = new WeakMap();

/** @param {Document} document */
function sheetOf(document) {
  const known = sheets.get(document);
  if (known) return known;
  const { CSSStyleSheet } = /** @type {Window & typeof globalThis} */ (document.defaultView);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(elements + plain + output);
  sheets.set(document, sheet);
  return sheet;
}

/**
 * @param {DocumentFragment} content harmless by itself
 * @param {string} name a class for what stands around it; none where it is empty
 * @param {Document} document where it is to stand
 */
export function apart(content, name, document) {
  const host = document.createElement("div");
  host.className = "apart";
  const inner = element("div", name ? { class: name } : {}, content);
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheetOf(document)];
  root.append(inner);
  return host;
}

/** @param {Element} element @returns {HTMLElement[]} */
const hostsIn = (element) => [...element.querySelectorAll(".apart")].map((host) => /** @type {HTMLElement} */ (host));

/** The trees that stand apart in an element, itself included. @param {Element} element @returns {ShadowRoot[]} */
export const treesIn = (element) =>
  [element, ...hostsIn(element)].map((host) => host.shadowRoot).filter((tree) => tree !== null);

/**
 * What an output says, as people read it.
 * @param {HTMLElement} output
 */
export function wordsOf(output) {
  let words = "";
  for (const element of /** @type {HTMLCollectionOf<HTMLElement>} */ (output.children)) {
    if (element.classList.contains("earlier")) continue;
    const inline = element.dataset.stream !== undefined || getComputedStyle(element).display === "inline";
    if (!inline && words && !words.endsWith("\n")) words += "\n";
    words += [element, ...hostsIn(element).map((host) => host.shadowRoot?.firstElementChild)]
      .map((part) => /** @type {HTMLElement | undefined} */ (part)?.innerText ?? "")
      .join("");
    if (!inline && !words.endsWith("\n")) words += "\n";
  }
  return words;
}
