// The slides of a document: found as the build wrote them, replaced only where they changed.

import { highlightIn } from "../cells/colours.js";
import { slideContent } from "../shared/clean_html.js";
import { REST_MS, whenIdle } from "../shared/idle.js";
import { reveal } from "./reveal.js";

const CELL = '[data-part="cell"]';
const PICTURE = "img[data-picture]";
const identityOf = (/** @type {Element} */ cell) => cell.getAttribute("data-cell") ?? "";

export class Slides {
  /** The data of each picture, by the path the notes name it with. @type {Map<string | undefined, string>} */
  #pictures;
  /** A cell that moves to another slide stays the very same element, with what it printed. @type {Map<string, Element>} */
  #cells = new Map();
  /** @type {HTMLElement | null} */
  #current = null;
  #restTimer = 0;

  /**
   * @param {HTMLElement} deck
   * @param {import("../cells/cells.js").Cells} cells
   * @param {import("../output/log.js").Logs} logs
   */
  constructor(deck, cells, logs) {
    this.deck = deck;
    this.cells = cells;
    this.logs = logs;
    const pictures = /** @type {NodeListOf<HTMLImageElement>} */ (deck.querySelectorAll(PICTURE));
    this.#pictures = new Map([...pictures].map((image) => [image.dataset.picture, image.src]));
    deck.addEventListener("load", ({ target }) => measure(target), true);
    deck.querySelectorAll("img").forEach(measure);
    // A frame's own script may take the focus at any time; the page is only told that it lost it.
    const view = /** @type {Window} */ (deck.ownerDocument.defaultView);
    view.addEventListener("blur", () => setTimeout(() => this.#leaveFrames()));
  }

  /** @returns {HTMLElement[]} */
  all() {
    return /** @type {HTMLElement[]} */ ([...this.deck.children]);
  }

  /** The keys of the slides that stand in the page. */
  keys() {
    return this.all().map((slide) => slide.dataset.key ?? "");
  }

  /**
   * Pictures that were changed, or that the page did not have: they take their places as they are.
   * @param {Record<string, string>} data addresses by the path the notes name them with
   */
  replacePictures(data) {
    for (const [name, address] of Object.entries(data)) this.#pictures.set(name, address);
    for (const found of this.deck.querySelectorAll(PICTURE)) {
      const image = /** @type {HTMLImageElement} */ (found);
      const address = data[image.dataset.picture ?? ""];
      if (address) image.src = address;
    }
  }

  /**
   * Make the page's slides those of a deck; a slide whose key is known stays the very same element.
   * @param {{attributes: Record<string, string>, known: boolean}[]} wanted
   * @returns {string[]} the keys of the slides that are still to be filled
   */
  takeOver(wanted) {
    this.cells.forgetTexts();
    for (const cell of this.deck.querySelectorAll(CELL)) this.#cells.set(identityOf(cell), cell);
    /** @type {Map<string, HTMLElement[]>} */
    const known = new Map();
    for (const slide of this.all()) {
      const key = slide.dataset.key ?? "";
      known.set(key, [...(known.get(key) ?? []), slide]);
    }
    /** A slide that says what another says has the same key, and no element of its own yet. @type {Set<string>} */
    const empty = new Set();
    const kept = wanted.map(({ attributes }) => {
      const key = attributes["data-key"] ?? "";
      const there = known.get(key)?.shift();
      if (!there) empty.add(key);
      return withAttributes(there ?? this.deck.ownerDocument.createElement("section"), attributes);
    });
    const { children } = this.deck;
    if (kept.length !== children.length || kept.some((slide, index) => children[index] !== slide))
      this.deck.replaceChildren(...kept);
    for (const { attributes, known } of wanted) if (!known) empty.add(attributes["data-key"] ?? "");
    return [...empty];
  }

  /**
   * Fill slides with their HTML, by key.
   * @param {Record<string, string>} html
   */
  fill(html) {
    for (const slide of this.all()) {
      const content = html[slide.dataset.key ?? ""];
      if (content !== undefined) this.#fill(slide, content);
    }
  }

  /**
   * @param {HTMLElement} slide
   * @param {string} html
   */
  #fill(slide, html) {
    const content = slideContent(html);
    for (const image of content.querySelectorAll(PICTURE)) {
      const data = this.#pictures.get(/** @type {HTMLElement} */ (image).dataset.picture);
      if (data) /** @type {HTMLImageElement} */ (image).src = data;
    }
    for (const cell of content.querySelectorAll(CELL)) cell.replaceWith(this.#kept(cell));
    slide.replaceChildren(content);
    slide.removeAttribute("data-revealed");
    this.cells.restore(slide);
  }

  /**
   * The cell that stood in the page before. With other code it is another element, which takes over what still runs.
   * @param {Element} cell
   */
  #kept(cell) {
    const before = this.#cells.get(identityOf(cell));
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
    else this.logs.forget(Number(identityOf(cell)));
    return cell;
  }

  /**
   * Show one slide, revealed up to a step.
   * @param {number} number
   * @param {number} step
   */
  show(number, step) {
    const slide = /** @type {HTMLElement | undefined} */ (this.deck.children[number - 1]);
    if (!slide) return;
    if (this.#current !== slide) this.#turnTo(slide);
    else if (this.#restTimer) this.#prepareOnceRested(slide);
    reveal(slide, step);
  }

  /** @param {HTMLElement} slide */
  #turnTo(slide) {
    this.#current?.setAttribute("data-near", "");
    this.#current?.removeAttribute("data-current");
    slide.setAttribute("data-current", "");
    highlightIn(slide);
    this.#prepareOnceRested(slide);
    whenIdle(() => this.#layOutAround(slide));
    this.deck.setAttribute("data-shown", "");
    this.#current = slide;
    this.#leaveFrames();
    answerNext(slide);
  }

  /** What has the focus on a slide that is not shown gives it back: keys are for the talk. */
  #leaveFrames() {
    const focused = this.deck.ownerDocument.activeElement;
    if (focused?.closest(".slide:not([data-current])")) /** @type {HTMLElement} */ (focused).blur();
  }

  /**
   * Editors for the slide that is shown, once the keys rest: they take a frame 15 to 37 ms (measured), in each window.
   * @param {HTMLElement} slide
   */
  #prepareOnceRested(slide) {
    const view = this.deck.ownerDocument.defaultView ?? window;
    const mount = () => slide === this.#current && void this.cells.mount(slide);
    view.clearTimeout(this.#restTimer);
    this.#restTimer = view.setTimeout(() => {
      this.#restTimer = 0;
      whenIdle(mount);
    }, REST_MS);
  }

  /**
   * The slides after and before the one that is shown are laid out ahead, unseen: turning to them only paints. Piece by
   * piece, so that the next key need not wait, and not for a slide that was left by then.
   * @param {HTMLElement} slide
   */
  #layOutAround(slide) {
    for (const near of [slide.nextElementSibling, slide.previousElementSibling])
      whenIdle(() => slide === this.#current && near && layOutAhead(near));
  }
}

/** @param {Element} slide */
function layOutAhead(slide) {
  slide.setAttribute("data-near", "");
  slide.firstElementChild?.getBoundingClientRect();
}

/**
 * @param {HTMLElement} slide
 * @param {Record<string, string>} attributes
 */
function withAttributes(slide, attributes) {
  for (const [name, value] of Object.entries(attributes))
    if (name !== "data-step" && slide.getAttribute(name) !== value) slide.setAttribute(name, value);
  return slide;
}

/** A picture's own pixels are those of a slide 1280 wide, so that it grows with the slide (`pictures.css`). @param {EventTarget | null} image */
function measure(image) {
  const picture = /** @type {HTMLImageElement} */ (image);
  if (picture.matches("img[data-picture]") && picture.naturalWidth)
    picture.dataset.pixels = String(picture.naturalWidth);
}

/** A question that waits on the slide that is turned to has the focus again, unless something else took it. @param {Element} slide */
function answerNext(slide) {
  const question = /** @type {HTMLInputElement | null} */ (slide.querySelector(".ask input:enabled"));
  const { activeElement, body } = slide.ownerDocument;
  if (activeElement === body) question?.focus({ preventScroll: true });
}
