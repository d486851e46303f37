// A bundle of MIME types as something to look at: the richest that a page can show.

import { formulae } from "../carried/late_scripts.js";
import { outputContent } from "../shared/clean_html.js";
import { element } from "../shared/elements.js";
import { isHeavyDrawing, isHeavyPicture } from "./drawing_size.js";
import { isTooLarge } from "./html_size.js";
import { needsScripts, scriptedOutput } from "./scripted.js";
import { apart } from "./shadow.js";

/** @typedef {Record<string, string>} Bundle */

const FORMULA = { displayMode: true, throwOnError: false };
const PICTURES = ["image/png", "image/jpeg"];
/** Characters that are set as one block of text, as a formula, and as a drawing: they are set at once. */
const [LONGEST_TEXT, LONGEST_FORMULA, LONGEST_DRAWING] = [60_000, 5_000, 5_000_000];

/**
 * @param {Bundle} bundle
 * @param {Document} document where it is to stand
 * @returns {HTMLElement}
 */
export function shownBundle(bundle, document) {
  const shown = document.createElement("div"); // what stands apart in it must not change its document
  shown.className = "shown";
  shown.append(richest(bundle, document));
  new ResizeObserver((_sizes, observer) => {
    observer.disconnect();
    beginInView(shown);
  }).observe(shown);
  return shown;
}

/** A value that is longer than its cell's output begins where one looks; the end of an output suits what is printed. @param {HTMLElement} shown */
function beginInView(shown) {
  const output = /** @type {HTMLElement | null} */ (shown.closest(".cell .output"));
  if (!output || shown.offsetHeight <= output.clientHeight) return;
  output.scrollTop += shown.getBoundingClientRect().top - output.getBoundingClientRect().top - output.clientTop;
}

/** @param {Bundle} bundle @param {Document} document @returns {Node} */
function richest(bundle, document) {
  if (needsScripts(bundle)) return scriptedOutput(bundle);
  const plain = shortened(bundle["text/plain"] ?? "");
  const svg = bundle["image/svg+xml"];
  if (svg && svg.length <= LONGEST_DRAWING && !isHeavyDrawing(svg))
    return picture(`data:image/svg+xml,${encodeURIComponent(withNamespace(svg))}`, plain);
  for (const mime of PICTURES)
    if (bundle[mime]) return picture(`data:${mime};base64,${bundle[mime].replace(/\s/g, "")}`, plain);
  const html = bundle["text/html"] ?? bundle["application/vnd.footlights+html"];
  if (html !== undefined) return isTooLarge(html) ? text(html) : markup(html, document);
  const latex = bundle["text/latex"];
  if (latex !== undefined && latex.length <= LONGEST_FORMULA) return formula(latex, document);
  return text(formatted(bundle["application/json"]) ?? plain);
}

/** HTML, in a place of its own; a picture and nothing else is a picture like any other. @param {string} html @param {Document} document */
function markup(html, document) {
  const content = outputContent(html);
  for (const image of content.querySelectorAll("img"))
    if (isHeavyPicture(image.src)) image.replaceWith(`[picture: ${image.alt || "too much to be drawn"}]`);
  const [only] = content.children;
  if (only?.localName === "img" && !content.textContent?.trim() && content.childElementCount === 1) {
    const { src, alt } = /** @type {HTMLImageElement} */ (only);
    return picture(src, alt);
  }
  return apart(content, "shown", document);
}

/** A formula as MathML, which browsers set themselves. @param {string} latex @param {Document} document */
function formula(latex, document) {
  const inner = latex
    .trim()
    .replace(/^\$+|\$+$/g, "")
    .replace(/^\\displaystyle\s*/, "");
  const place = document.createElement("div");
  const set = (/** @type {typeof import("../editor/formulae.js")} */ { temml }) =>
    place.append(apart(outputContent(temml.renderToString(inner, FORMULA)), "shown", document));
  formulae().then(set, () => place.append(inner));
  return place;
}

/**
 * A drawing enters as a picture: no script in it can run.
 * @param {string} source
 * @param {string} alt
 */
function picture(source, alt) {
  const image = document.createElement("img");
  image.decoding = "async";
  image.src = source;
  image.alt = alt;
  return image;
}

/** @param {string} svg */
const withNamespace = (svg) =>
  /<svg[^>]*\sxmlns=/.test(svg) ? svg : svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');

/** @param {string | undefined} json */
function formatted(json) {
  if (json && json.length > LONGEST_TEXT) return json;
  try {
    return json === undefined ? undefined : JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}

/** @param {string} content */
function text(content) {
  return element("pre", {}, shortened(content));
}

/** A text, or of one that is too long its beginning and its end. @param {string} text */
function shortened(text) {
  if (text.length <= LONGEST_TEXT + 100) return text;
  const half = LONGEST_TEXT / 2;
  const left = (text.length - 2 * half).toLocaleString("en");
  return `${text.slice(0, half)}\n… ${left} characters more …\n${text.slice(-half)}`;
}

/**
 * The whole traceback, unfolded when asked for.
 * @param {string} traceback
 */
export function tracebackDetails(traceback) {
  return element("details", { class: "traceback" }, element("summary", {}, "Full traceback"), text(traceback));
}
