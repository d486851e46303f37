// Turns the pre-rendered slides while Python is not there: before it started, or if it never does.
import { showSlide, slides } from "./slides.js";

const NEXT = new Set(["ArrowRight", "ArrowDown", "PageDown", " ", "n"]);
const PREVIOUS = new Set(["ArrowLeft", "ArrowUp", "PageUp", "p"]);
let [slide, step] = [1, 1];

/**
 * Show the place that the page was opened at.
 * @param {string} hash
 * @param {number[] | undefined} saved
 */
export function showFirst(hash, saved) {
  const [, asked, reveal] = /^#\/(\d+)(?:\.(\d+))?$/.exec(hash) ?? [];
  const [kept, keptStep] = saved ?? [];
  show(Number(asked ?? kept ?? 1), Number(asked ? (reveal ?? 1) : (keptStep ?? 1)));
}

/**
 * Carry out a move; says whether the event was one.
 * @param {import("../shared/wire.d.ts").Told} event
 */
export function turn(event) {
  /** @typedef {import("../shared/wire.d.ts").KeyPressed & import("../shared/wire.d.ts").Wanted} Pressed */
  if (event.type === "PlaceRequested") {
    showFirst(event.place, undefined);
    return true;
  }
  const { type, key, shift, ctrl, alt, meta, focus, intent } = /** @type {Partial<Pressed> & typeof event} */ (event);
  if (type === "KeyPressed" && (ctrl || alt || meta || focus === "editor" || (focus === "control" && key === " ")))
    return false;
  const forward = intent === "next" || (type === "KeyPressed" && NEXT.has(String(key)) && !shift);
  const back =
    intent === "previous" || (type === "KeyPressed" && (PREVIOUS.has(String(key)) || (key === " " && shift)));
  const steps = Number(slides()[slide - 1]?.dataset.steps ?? 1);
  if (forward) step < steps ? show(slide, step + 1) : show(slide + 1, 1);
  else if (back) step > 1 ? show(slide, step - 1) : show(slide - 1, Number(slides()[slide - 2]?.dataset.steps ?? 1));
  else if (key === "Home") show(1, 1);
  else if (key === "End") show(slides().length, 1);
  else return false;
  return true;
}

/**
 * @param {number} toSlide
 * @param {number} toStep
 */
function show(toSlide, toStep) {
  if (toSlide < 1 || toSlide > slides().length) return;
  [slide, step] = [toSlide, toStep];
  showSlide(slide, step);
}

/** Keep the address bar true when no Python does. */
export function showPlace() {
  history.replaceState(null, "", `#/${slide}${step > 1 ? `.${step}` : ""}`);
  const number = document.querySelector('[data-part="number"]');
  if (number) number.textContent = `${slide} / ${slides().length}`;
}
