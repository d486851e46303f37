// The slides in the page: found as the build wrote them, replaced only where they changed.

import { deck } from "../carried/build_data.js";
import { forgetTexts, lightStep, mountCells, restoreCells } from "../cells/cells.js";
import { highlightIn } from "../cells/colours.js";
import { slideContent } from "../shared/clean_html.js";

/** @returns {HTMLElement[]} */
export const slides = () => /** @type {HTMLElement[]} */ ([...deck.children]);

/** The keys of the slides that stand in the page. */
export const slideKeys = () => slides().map((slide) => slide.dataset.key ?? "");

/** The data of each picture, by the path the notes name it with. */
const pictureData = new Map(
  [...deck.querySelectorAll("img[data-picture]")].map((image) => [
    /** @type {HTMLElement} */ (image).dataset.picture,
    /** @type {HTMLImageElement} */ (image).src,
  ]),
);

/** A picture's own pixels are those of a slide 1280 wide, so that it grows with the slide (`pictures.css`). @param {EventTarget | null} image */
function measure(image) {
  if (image instanceof HTMLImageElement && image.matches("[data-picture]") && image.naturalWidth)
    image.dataset.pixels = String(image.naturalWidth);
}
deck.addEventListener("load", ({ target }) => measure(target), true);
deck.querySelectorAll("img").forEach(measure);
/**
 * Pictures that were changed, or that the page did not have: they take their places as they are.
 * @param {Record<string, string>} data addresses by the path the notes name them with
 */
export function replacePictures(data) {
  for (const [name, address] of Object.entries(data)) pictureData.set(name, address);
  for (const found of deck.querySelectorAll("img[data-picture]")) {
    const image = /** @type {HTMLImageElement} */ (found);
    const address = data[image.dataset.picture ?? ""];
    if (address) image.src = address;
  }
}

const CELL = '[data-part="cell"]';
/** A cell that moves to another slide stays the very same element, with what it printed. @type {Map<string, Element>} */
const cells = new Map();
const identityOf = (/** @type {Element} */ cell) => cell.getAttribute("data-cell") ?? "";

/**
 * Make the page's slides those of a deck; a slide whose key is known stays the very same element.
 * @param {{attributes: Record<string, string>, known: boolean}[]} wanted
 * @returns {string[]} the keys of the slides that are still to be filled
 */
export function takeOver(wanted) {
  forgetTexts();
  for (const cell of deck.querySelectorAll(CELL)) cells.set(identityOf(cell), cell);
  /** @type {Map<string, HTMLElement[]>} */
  const known = new Map();
  for (const slide of slides()) {
    const key = slide.dataset.key ?? "";
    known.set(key, [...(known.get(key) ?? []), slide]);
  }
  /** A slide that says what another says has the same key, and no element of its own yet. @type {Set<string>} */
  const empty = new Set();
  const kept = wanted.map(({ attributes }) => {
    const key = attributes["data-key"] ?? "";
    const there = known.get(key)?.shift();
    if (!there) empty.add(key);
    const slide = there ?? document.createElement("section");
    for (const [name, value] of Object.entries(attributes))
      if (name !== "data-step" && slide.getAttribute(name) !== value) slide.setAttribute(name, value);
    return slide;
  });
  if (kept.length !== deck.children.length || kept.some((slide, index) => deck.children[index] !== slide))
    deck.replaceChildren(...kept);
  for (const { attributes, known } of wanted) if (!known) empty.add(attributes["data-key"] ?? "");
  return [...empty];
}

/**
 * Fill slides with their HTML, by key.
 * @param {Record<string, string>} html
 */
export function fillSlides(html) {
  for (const slide of slides()) {
    const content = html[slide.dataset.key ?? ""];
    if (content !== undefined) fill(slide, content);
  }
}

/**
 * @param {HTMLElement} slide
 * @param {string} html
 */
function fill(slide, html) {
  const content = slideContent(html);
  for (const image of content.querySelectorAll("img[data-picture]")) {
    const data = pictureData.get(/** @type {HTMLElement} */ (image).dataset.picture);
    if (data) /** @type {HTMLImageElement} */ (image).src = data;
  }
  for (const cell of content.querySelectorAll(CELL)) cell.replaceWith(kept(cell));
  slide.replaceChildren(content);
  slide.removeAttribute("data-revealed");
  restoreCells(slide);
}

/**
 * The cell that stood in the page before. With other code it is another element, which takes over what still runs.
 * @param {Element} cell
 */
function kept(cell) {
  const before = cells.get(identityOf(cell));
  if (!before) return cell;
  if (before.getAttribute("data-code") === cell.getAttribute("data-code")) {
    for (const name of ["data-name", "data-output"]) before.setAttribute(name, cell.getAttribute(name) ?? "");
    return before;
  }
  if (/** @type {HTMLElement} */ (before).matches('[data-state="running"], [data-state="queued"]'))
    for (const part of ['[data-part="output"]', '[data-part="app"]']) {
      const shown = before.querySelector(part);
      if (shown) cell.querySelector(part)?.replaceWith(shown);
    }
  return cell;
}

/** @type {HTMLElement | null} */
let current = null;

/**
 * Show one slide, revealed up to a step.
 * @param {number} number
 * @param {number} step
 */
export function showSlide(number, step) {
  const slide = /** @type {HTMLElement | undefined} */ (deck.children[number - 1]);
  if (!slide) return;
  if (current !== slide) {
    current?.setAttribute("data-near", "");
    current?.removeAttribute("data-current");
    slide.setAttribute("data-current", "");
    highlightIn(slide);
    whenIdle(prepare);
    deck.setAttribute("data-shown", "");
    current = slide;
    leaveFrames();
    answerNext(slide);
  }
  if (slide.dataset.step === String(step) && slide.dataset.revealed) return;
  slide.dataset.step = String(step);
  slide.dataset.revealed = "true";
  for (const part of slide.querySelectorAll("[data-from-step]"))
    part.toggleAttribute("data-unrevealed", Number(/** @type {HTMLElement} */ (part).dataset.fromStep) > step);
  lightStep(slide);
}

/** A question that waits on the slide that is turned to has the focus again, unless something else took it. @param {Element} slide */
function answerNext(slide) {
  const question = /** @type {HTMLInputElement | null} */ (slide.querySelector(".ask input:enabled"));
  if (document.activeElement === document.body) question?.focus({ preventScroll: true });
}

/** What has the focus on a slide that is not shown gives it back: keys are for the talk. */
function leaveFrames() {
  const focused = document.activeElement;
  if (focused instanceof HTMLElement && focused.closest(".slide:not([data-current])")) focused.blur();
}
// A frame's own script may take the focus at any time; the page is only told that it lost it.
addEventListener("blur", () => setTimeout(leaveFrames));

/**
 * Editors for the slide that is shown; the slides before and after it are laid out ahead, unseen:
 * turning to them only paints.
 */
function prepare() {
  if (current) mountCells(current);
  for (const near of [current?.nextElementSibling, current?.previousElementSibling]) {
    near?.setAttribute("data-near", "");
    near?.firstElementChild?.getBoundingClientRect();
  }
}

/** What waits until Python is up: nothing may delay that. @type {(() => void)[] | null} */
let postponed = [];

/** @param {() => void} work */
export function whenIdle(work) {
  if (postponed) postponed.push(work);
  else idly(work);
}

/** Python is up, or never will be: what was postponed is done now, piece by piece. */
export function endPostponing() {
  for (const work of postponed ?? []) idly(work);
  postponed = null;
}

/** @param {() => void} work */
function idly(work) {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(work, { timeout: 1000 });
  else setTimeout(work, 200);
}

/** The slide that is shown. */
export const shownSlide = () => current;
