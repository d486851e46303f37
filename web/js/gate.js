// The one place where slide HTML enters the page. DOMPurify returns it as trusted, or nothing does.
import createDOMPurify from "dompurify";

const purify = createDOMPurify(window);
const options = {
  ADD_ATTR: ["target", "data-part", "data-cell", "data-state"],
  FORBID_TAGS: ["style", "form", "dialog"],
  FORBID_ATTR: ["style"],
  RETURN_DOM_FRAGMENT: true,
};

/**
 * What code shows, by the same rules; its links open beside the talk.
 * @param {string} html
 * @returns {DocumentFragment}
 */
export function outputContent(html) {
  const content = slideContent(html);
  for (const link of content.querySelectorAll("a[href]")) {
    link.setAttribute("target", "_blank");
    link.setAttribute("rel", "noopener");
  }
  // Nothing is fetched: a picture from elsewhere is named instead.
  for (const image of content.querySelectorAll("img:not([src^='data:'], [src^='blob:'])"))
    image.replaceWith(`[picture: ${image.getAttribute("alt") || image.getAttribute("src")}]`);
  return content;
}

/**
 * @param {string} html
 * @returns {DocumentFragment}
 */
export function slideContent(html) {
  return /** @type {DocumentFragment} */ (/** @type {unknown} */ (purify.sanitize(html, /** @type {any} */ (options))));
}
