// The one place where HTML enters the page. DOMPurify returns it as trusted, or nothing does.
import createDOMPurify from "dompurify";

const purify = createDOMPurify(window);
const options = {
  FORBID_TAGS: ["style", "form", "dialog"],
  FORBID_ATTR: ["style", "name", "popover", "popovertarget", "popovertargetaction"],
  RETURN_DOM_FRAGMENT: true,
};
/** What a slide's HTML has, that comes from the stage: there notes were cut down to a list of their own. */
const ofSlides = { ...options, ADD_ATTR: ["target"] };
/** What code shows: it works with nothing of the page's. */
const ofOutputs = { ...options, ALLOW_DATA_ATTR: false, FORBID_ATTR: [...options.FORBID_ATTR, "role", "aria-live"] };

/** What leads elsewhere, in HTML, in a drawing and in a formula. */
const LINKS = ":is(a, area)[*|href]";
const HREFS = ["href", "xlink:href"];
const OTHER_LINKS = "math[*|href], math [*|href]";

/**
 * What code shows; its links open beside the talk.
 * @param {string} html
 * @returns {DocumentFragment}
 */
export function outputContent(html) {
  const content = purified(html, ofOutputs);
  for (const link of content.querySelectorAll(LINKS)) {
    link.setAttribute("target", "_blank");
    link.setAttribute("rel", "noopener");
  }
  for (const link of content.querySelectorAll(OTHER_LINKS)) for (const name of HREFS) link.removeAttribute(name);
  // Nothing is fetched: a picture from elsewhere is named instead.
  for (const image of content.querySelectorAll("img:not([src^='data:'], [src^='blob:'])"))
    image.replaceWith(`[picture: ${image.getAttribute("alt") || image.getAttribute("src")}]`);
  return content;
}

/**
 * @param {string} html
 * @returns {DocumentFragment}
 */
export const slideContent = (html) => purified(html, ofSlides);

/**
 * @param {string} html
 * @param {object} rules
 * @returns {DocumentFragment}
 */
function purified(html, rules) {
  return /** @type {DocumentFragment} */ (/** @type {unknown} */ (purify.sanitize(html, /** @type {any} */ (rules))));
}
