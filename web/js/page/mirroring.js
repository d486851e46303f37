// What a hand does to an output or to code, done in the other window too: how far it is scrolled, what is unfolded in it,
// what came before. How far is told as a share: the windows are not of one size.

/** @typedef {import("./screen.js").Screen} Screen */

const OUTPUT = '[data-part="output"]';
const SCROLLED = [OUTPUT, ".cm-scroller", ".repl-scroll", "pre.code"];
const ROOTS = '[data-part="cell"], [data-part="repl"], [data-part="slide"]';
/** So long after a hand's last move, or the last roll, what rolls on was set off by it. */
const ROLLS_MS = 400;

/**
 * @param {Screen} screen where a hand may be at work
 * @param {() => Screen[]} twins those that show the same just now
 */
export function mirrorHand(screen, twins) {
  const { document, window } = screen;
  /** @type {{place: Element | null, untilMs: number}} */
  const hand = { place: null, untilMs: 0 };
  const moved = (/** @type {Event} */ { target, type }) => {
    hand.place = /** @type {Element} */ (target).closest?.(SCROLLED.join()) ?? null;
    hand.untilMs = type === "pointerdown" ? Number.POSITIVE_INFINITY : performance.now() + ROLLS_MS;
  };
  for (const type of ["wheel", "touchmove", "pointerdown", "keydown"])
    document.addEventListener(type, moved, { capture: true, passive: true });
  const left = () => {
    hand.untilMs = performance.now() + ROLLS_MS;
  };
  for (const type of ["pointerup", "pointercancel"]) window.addEventListener(type, left, true);
  const scrolled = (/** @type {Event} */ { target }) => {
    if (target !== hand.place || performance.now() > hand.untilMs) return;
    hand.untilMs = Math.max(hand.untilMs, performance.now() + ROLLS_MS);
    const kind = SCROLLED.find((each) => /** @type {Element} */ (target).matches(each)) ?? "";
    for (const twin of twins())
      scrollAs(/** @type {Element} */ (target), twinOf(/** @type {Element} */ (target), kind, twin));
  };
  document.addEventListener("scroll", scrolled, true);
  document.addEventListener("click", (event) => event.isTrusted && pressed(event, twins), true);
}

/**
 * An output that was drawn anew is as the hand left it in the other window.
 * @param {Screen} screen where it was drawn
 * @param {Screen[]} twins
 * @param {number} cell
 */
export function asLeft(screen, [twin], cell) {
  const [place, other] = [screen, twin].map((each) => each?.cells.of(cell)?.querySelector(OUTPUT));
  if (!place || !other) return;
  const folds = foldsIn(place);
  for (const [at, fold] of foldsIn(other).entries()) if (folds[at]) folds[at].open = fold.open;
  scrollAs(other, place);
}

/** How far one is scrolled; a direction in which it can't be is left alone. @param {Element} one @param {Element | null} other */
function scrollAs(one, other) {
  if (!other) return;
  const [down, right] = [one.scrollHeight - one.clientHeight, one.scrollWidth - one.clientWidth];
  if (down > 0) other.scrollTop = (one.scrollTop / down) * (other.scrollHeight - other.clientHeight);
  if (right > 0) other.scrollLeft = (one.scrollLeft / right) * (other.scrollWidth - other.clientWidth);
}

/**
 * The same part in another window.
 * @param {Element} part
 * @param {string} kind a selector of it
 * @param {Screen} twin
 */
function twinOf(part, kind, twin) {
  const root = /** @type {HTMLElement | null} */ (part.closest(ROOTS));
  if (!root) return null;
  const other = twinOfRoot(root.dataset, twin);
  return other?.querySelectorAll(kind)[[...root.querySelectorAll(kind)].indexOf(part)] ?? null;
}

/** @param {DOMStringMap} root @param {Screen} twin */
function twinOfRoot({ part, cell, slide }, twin) {
  if (part === "cell") return twin.cells.of(Number(cell));
  return part === "slide" ? twin.slides.all()[Number(slide) - 1] : twin.part("repl");
}

/** @param {MouseEvent} event @param {() => Screen[]} twins */
function pressed(event, twins) {
  const path = event.composedPath().filter((node) => /** @type {Node} */ (node).nodeType === Node.ELEMENT_NODE);
  const earlier = /** @type {Element} */ (event.target).closest("[data-earlier]");
  if (earlier)
    for (const twin of twins()) /** @type {HTMLElement | null} */ (twinOf(earlier, "[data-earlier]", twin))?.click();
  const summary = path.find((node) => /** @type {Element} */ (node).localName === "summary");
  const details = /** @type {HTMLDetailsElement | null | undefined} */ (
    /** @type {Element | undefined} */ (summary)?.parentElement
  );
  const root = /** @type {Element} */ (event.target).closest(ROOTS);
  if (details?.localName !== "details" || !root) return;
  const at = foldsIn(root).indexOf(details);
  setTimeout(() => {
    for (const twin of twins()) {
      const other = twinOfRoot(/** @type {HTMLElement} */ (root).dataset, twin);
      const fold = other && foldsIn(other)[at];
      if (fold) fold.open = details.open;
    }
  }); // the press has its effect by then
}

/**
 * What can be unfolded, in the page and apart from it, from the end: what came before may be brought back in one window only.
 * @param {Element} root
 */
const foldsIn = (root) =>
  [...root.querySelectorAll("details, .apart")]
    .flatMap((each) => (each.shadowRoot ? [...each.shadowRoot.querySelectorAll("details")] : each))
    .filter((each) => each.localName === "details")
    .map((each) => /** @type {HTMLDetailsElement} */ (each))
    .reverse();
