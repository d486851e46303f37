// The edges between the parts of the speaker's window: dragged, or moved by the arrows; the shares are kept.

/** What a part may take, as footlights/talk/speaker/window.py has it. */
const [LEAST, MOST, STEP] = [0.2, 0.8, 0.02];
/** Shares at which parts are as wide as they are in a window that is higher than wide: the slide as wide as that. */
const WIDE = { slide: 0.6, next: 0.7 };
const STEPS = { ArrowLeft: -STEP, ArrowUp: -STEP, ArrowRight: STEP, ArrowDown: STEP };

/**
 * @param {HTMLElement} root of the speaker's window
 * @param {import("../shared/wire.d.ts").Send} send
 */
export function listenToSplitters(root, send) {
  const shareOf = (/** @type {string} */ name) => Number(root.style.getPropertyValue(`--${name}-share`));
  const tell = () => send({ type: "SpeakerWindowArranged", slideShare: shareOf("slide"), nextShare: shareOf("next") });
  for (const edge of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-splits]"))) {
    const name = edge.dataset.splits === "slide" ? "slide" : "next";
    const set = (/** @type {number} */ share) =>
      root.style.setProperty(`--${name}-share`, String(Math.min(MOST, Math.max(LEAST, share))));
    edge.addEventListener("pointerdown", (event) => {
      edge.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    edge.addEventListener("pointermove", ({ pointerId, clientX, clientY }) => {
      if (!edge.hasPointerCapture(pointerId)) return;
      const pane = /** @type {HTMLElement} */ (edge.parentElement);
      const box = pane.getBoundingClientRect();
      if (isHigh(edge)) set((WIDE[name] * widthAt(edge, clientY)) / box.width);
      else set(name === "slide" ? (clientX - box.left) / box.width : (clientY - box.top) / box.height);
    });
    edge.addEventListener("lostpointercapture", tell);
    edge.addEventListener("focus", () => edge.setAttribute("aria-orientation", orientation(edge, name)));
    edge.addEventListener("keydown", (event) => {
      const step = /** @type {Record<string, number>} */ (STEPS)[event.key];
      if (!step) return;
      event.preventDefault();
      event.stopPropagation();
      set(shareOf(name) + step);
      tell();
    });
  }
}

/** @param {HTMLElement} edge @param {string} name */
const orientation = (edge, name) => (name === "next" || isHigh(edge) ? "horizontal" : "vertical");

/** Whether the parts stand below one another. @param {HTMLElement} edge */
const isHigh = (edge) => edge.ownerDocument.defaultView?.matchMedia("(max-aspect-ratio: 1 / 1)").matches ?? false;

/**
 * How wide the slide above an edge is when the edge is drawn to there: it keeps its shape.
 * @param {HTMLElement} edge
 * @param {number} clientY
 */
function widthAt(edge, clientY) {
  const slide = edge.previousElementSibling?.querySelector(".deck")?.getBoundingClientRect();
  const { top, height } = edge.getBoundingClientRect();
  return slide ? (slide.height + clientY - top - height / 2) * (slide.width / slide.height) : 0;
}
