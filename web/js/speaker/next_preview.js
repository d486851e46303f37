// What one press of Next shows, as a slide of its own that nothing can be done in.
import { highlightIn } from "../cells/colours.js";
import { reveal } from "../slides/reveal.js";
import { afresh } from "./copies.js";

/** @typedef {import("../shared/wire.d.ts").NextSign} NextSign */

export class NextPreview {
  #shown = "";
  /** @type {Element | null} */
  #of = null;

  /**
   * @param {HTMLElement} place
   * @param {HTMLElement} deck the slides of the same document
   */
  constructor(place, deck) {
    this.deck = deck;
    this.words = /** @type {HTMLElement} */ (place.querySelector('[data-part="next-words"]'));
    this.slide = /** @type {HTMLElement} */ (place.querySelector('[data-part="next-deck"]'));
  }

  /** @param {NextSign} next */
  show({ slide, step, words }) {
    if (this.words.textContent !== words) this.words.textContent = words;
    const original = /** @type {HTMLElement | undefined} */ (this.deck.children[slide - 1]);
    const wanted = `${slide}.${step} ${original?.childElementCount}`;
    if (wanted === this.#shown && original === this.#of) return;
    this.#shown = wanted;
    this.#of = original ?? null;
    this.slide.replaceChildren();
    if (original) this.slide.append(this.#copyOf(original, step));
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
