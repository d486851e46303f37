// A slide at one of its steps.
import { lightStep } from "../cells/cells.js";

/**
 * Show of a slide what belongs to a step.
 * @param {HTMLElement} slide
 * @param {number} step
 */
export function reveal(slide, step) {
  if (slide.dataset.step === String(step) && slide.dataset.revealed) return;
  slide.dataset.step = String(step);
  slide.dataset.revealed = "true";
  for (const part of slide.querySelectorAll("[data-from-step]"))
    part.toggleAttribute("data-unrevealed", Number(/** @type {HTMLElement} */ (part).dataset.fromStep) > step);
  lightStep(slide);
}
