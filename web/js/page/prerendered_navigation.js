// Turns the pre-rendered slides while Python is not there: before it started, or if it never does.
import { isBack, isForward } from "../shared/turning_keys.js";

export class PrerenderedNavigation {
  #slide = 1;
  #step = 1;

  /** @param {import("../slides/slides.js").Slides} slides */
  constructor(slides) {
    this.slides = slides;
  }

  /**
   * Show the place that the page was opened at.
   * @param {string} hash
   * @param {number[] | undefined} saved
   */
  showFirst(hash, saved) {
    const [, asked, reveal] = /^#\/(\d+)(?:\.(\d+))?$/.exec(hash) ?? [];
    const [kept, keptStep] = saved ?? [];
    this.#show(Number(asked ?? kept ?? 1), Number(asked ? (reveal ?? 1) : (keptStep ?? 1)));
  }

  /**
   * Carry out a move; says whether the event was one.
   * @param {import("../shared/wire.d.ts").Told} event
   */
  turn(event) {
    if (event.type === "PlaceRequested") {
      this.showFirst(event.place, undefined);
      return true;
    }
    if (event.type === "Wanted") return this.#move(event.intent);
    if (event.type !== "KeyPressed") return false;
    const { key, ctrl, alt, meta, focus } = event;
    if (ctrl || alt || meta || focus === "editor" || (focus === "control" && key === " ")) return false;
    return this.#move(moveOf(event));
  }

  /** @param {string} move */
  #move(move) {
    const [slide, step] = [this.#slide, this.#step];
    if (move === "next") step < this.#stepsOf(slide) ? this.#show(slide, step + 1) : this.#show(slide + 1, 1);
    else if (move === "previous")
      step > 1 ? this.#show(slide, step - 1) : this.#show(slide - 1, this.#stepsOf(slide - 1));
    else if (move === "Home") this.#show(1, 1);
    else if (move === "End") this.#show(this.slides.all().length, 1);
    else return false;
    return true;
  }

  /** @param {number} slide */
  #stepsOf(slide) {
    return Number(this.slides.all()[slide - 1]?.dataset.steps ?? 1);
  }

  /**
   * @param {number} slide
   * @param {number} step
   */
  #show(slide, step) {
    if (slide < 1 || slide > this.slides.all().length) return;
    [this.#slide, this.#step] = [slide, step];
    this.slides.show(slide, step);
  }

  /** Keep the address bar true when no Python does. */
  showPlace() {
    const [slide, step] = [this.#slide, this.#step];
    history.replaceState(null, "", `#/${slide}${step > 1 ? `.${step}` : ""}`);
    const number = this.slides.deck.ownerDocument.querySelector('[data-part="number"]');
    if (number) number.textContent = `${slide} / ${this.slides.all().length}`;
  }
}

/** What a key means before Python says it. @param {{key: string, shift?: boolean}} pressed */
function moveOf({ key, shift = false }) {
  if (isForward(key, shift)) return "next";
  return isBack(key, shift) ? "previous" : key;
}
