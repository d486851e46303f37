// What one press of Next shows, as a slide of its own that nothing can be done in. It comes once both windows show the
// slide itself: a key is first of all to be seen where it turns the slides.
import { highlightIn } from "../cells/colours.js";
import { atNextFrame } from "../shared/frames.js";
import { reveal } from "../slides/reveal.js";
import { afresh } from "./copies.js";

/** @typedef {import("../shared/wire.d.ts").NextSign} NextSign */

/** A window that is behind another has no frames to wait for. */
const UNSEEN_MS = 40;

export class NextPreview {
  /** What is shown, or will be in a moment: slide, step and how much was on it. */
  #shown = "";
  /** @type {Element | null} */
  #of = null;
  #isComing = false;
  #step = 1;

  /**
   * @param {HTMLElement} place
   * @param {HTMLElement} deck the slides of the same document
   */
  constructor(place, deck) {
    this.deck = deck;
    this.words = /** @type {HTMLElement} */ (place.querySelector('[data-part="next-words"]'));
    this.view = /** @type {Window} */ (place.ownerDocument.defaultView);
    this.slide = /** @type {HTMLElement} */ (place.querySelector('[data-part="next-deck"]'));
  }

  /** @param {NextSign} next */
  show({ slide, step, words }) {
    if (this.words.textContent !== words) this.words.textContent = words;
    const original = /** @type {HTMLElement | undefined} */ (this.deck.children[slide - 1]);
    const leftOut = original?.querySelectorAll("[data-dropped]").length;
    const wanted = `${slide}.${step} ${original?.childElementCount} ${leftOut}`;
    if (wanted === this.#shown && original === this.#of) return;
    this.#shown = wanted;
    this.#of = original ?? null;
    this.#step = step;
    if (this.#isComing) return;
    this.#isComing = true;
    const soon = () => this.slide.ownerDocument.defaultView?.setTimeout(() => this.#draw());
    const withTheSlides = () => (document.hidden ? soon() : atNextFrame(window, soon, UNSEEN_MS));
    atNextFrame(this.view, withTheSlides, UNSEEN_MS);
  }

  #draw() {
    this.#isComing = false;
    const original = /** @type {HTMLElement | null} */ (this.#of);
    this.slide.replaceChildren(...(original ? [this.#copyOf(original, this.#step)] : []));
  }

  /** @param {HTMLElement} original @param {number} step */
  #copyOf(original, step) {
    const copy = afresh(original);
    for (const each of [copy, ...copy.querySelectorAll("[id], [data-part], [tabindex]")]) {
      each.removeAttribute("id");
      each.removeAttribute("tabindex");
      if (each.matches('[data-part="slide"], [data-part="cell"]')) each.removeAttribute("data-part");
    }
    copy.setAttribute("data-current", "");
    copy.inert = true;
    reveal(copy, step);
    highlightIn(copy);
    return copy;
  }
}
