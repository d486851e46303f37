// Who gave a frame the focus. Anything can run in it, and a script may take the focus at any time: the speaker's keys
// would then be the script's. Only a press in the frame gives it the focus, or Tab; else it has to give it back.

/** A press is told of from within the frame: the word of it comes a little before or after the focus has moved. */
const [PRESS_MS, WORD_MS] = [1000, 100];
/** For so long Tab is taken for what moved the focus. */
const TAB_MS = 500;
/** A frame that took the focus so often without being pressed goes on doing so. */
const MOST_TAKEN = 3;

/** @typedef {{pressedAt: number, taken: number, ended: () => void}} Watched */
/** @type {WeakMap<Element, Watched>} */
const frames = new WeakMap();
/** The frame that was given the focus. @type {Element | null} */
let inUse = null;
/** What had the focus before, in the page. @type {HTMLElement | null} */
let before = null;
let tabbedAt = Number.NEGATIVE_INFINITY;

/**
 * Let a frame have the focus only from the speaker.
 * @param {Element} frame
 * @param {() => void} ended told when it took the focus so often that it has to go
 */
export function watchFocus(frame, ended) {
  frames.set(frame, { pressedAt: Number.NEGATIVE_INFINITY, taken: 0, ended });
}

/** A frame was pressed, which can't be made up. @param {Element} frame */
export function framePressed(frame) {
  const watched = frames.get(frame);
  if (watched) Object.assign(watched, { pressedAt: performance.now(), taken: 0 });
}

/** Whether the speaker went into a frame, and is there still. @param {Element} frame */
export function isEntered(frame) {
  look(false);
  return inUse === frame && document.activeElement === frame;
}

/** Whether something was pressed just now, in the page or in a frame; Escape does not count. */
export const isActive = () => navigator.userActivation?.isActive ?? true;

function tabbed(/** @type {KeyboardEvent} */ { key, isTrusted }) {
  if (key === "Tab" && isTrusted) tabbedAt = performance.now();
}
addEventListener("keydown", tabbed, { capture: true });
addEventListener("focusin", ({ target }) => {
  if (target instanceof HTMLElement && !frames.has(target)) before = target;
});
addEventListener("focusout", () => {
  setTimeout(() => {
    if (document.activeElement === document.body) before = null;
  });
});
addEventListener("focus", () => {
  inUse = null;
});
addEventListener("blur", () => {
  setTimeout(() => look(false));
  setTimeout(() => look(true), WORD_MS);
});

/** The page has lost the focus, perhaps to a frame. @param {boolean} isLast whether the word of a press would be here */
function look(isLast) {
  const frame = document.activeElement;
  const watched = frame && frames.get(frame);
  if (!watched || inUse === frame) return;
  const now = performance.now();
  if (now - watched.pressedAt < PRESS_MS || now - tabbedAt < TAB_MS) inUse = frame;
  else if (isLast) giveBack(/** @type {HTMLElement} */ (frame), watched);
}

/** @param {HTMLElement} frame @param {Watched} watched */
function giveBack(frame, watched) {
  const had = before;
  frame.blur();
  had?.focus({ preventScroll: true });
  watched.taken += 1;
  if (watched.taken >= MOST_TAKEN) watched.ended();
}
