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
/** By the document of each window. @type {WeakMap<Document, WindowFocus>} */
const windows = new WeakMap();

/** @param {Element} frame */
function focusOf({ ownerDocument }) {
  const known = windows.get(ownerDocument) ?? new WindowFocus(ownerDocument);
  windows.set(ownerDocument, known);
  return known;
}

/**
 * Let a frame have the focus only from the speaker.
 * @param {Element} frame
 * @param {() => void} ended told when it took the focus so often that it has to go
 */
export function watchFocus(frame, ended) {
  frames.set(frame, { pressedAt: Number.NEGATIVE_INFINITY, taken: 0, ended });
  focusOf(frame);
}

/** A frame was pressed, which can't be made up. @param {Element} frame */
export function framePressed(frame) {
  const watched = frames.get(frame);
  if (watched) Object.assign(watched, { pressedAt: performance.now(), taken: 0 });
}

/** Whether the speaker went into a frame, and is there still. @param {Element} frame */
export const isEntered = (frame) => focusOf(frame).isEntered(frame);

/** Whether something was pressed just now, in a frame or its window; Escape does not count. @param {Element} frame */
export const isActive = ({ ownerDocument }) => ownerDocument.defaultView?.navigator.userActivation?.isActive ?? true;

class WindowFocus {
  /** The frame that was given the focus. @type {Element | null} */
  #inUse = null;
  /** What had the focus before, in the page. @type {HTMLElement | null} */
  #before = null;
  #tabbedAt = Number.NEGATIVE_INFINITY;

  /** @param {Document} document */
  constructor(document) {
    this.document = document;
    const { activeElement, body } = document;
    if (activeElement !== body) this.#before = /** @type {HTMLElement | null} */ (activeElement);
    const view = /** @type {Window} */ (document.defaultView);
    const tabbed = (/** @type {KeyboardEvent} */ { key, isTrusted }) => {
      if (key === "Tab" && isTrusted) this.#tabbedAt = performance.now();
    };
    view.addEventListener("keydown", tabbed, { capture: true });
    view.addEventListener("focusin", ({ target }) => {
      if (!frames.has(/** @type {Element} */ (target))) this.#before = /** @type {HTMLElement} */ (target);
    });
    view.addEventListener("focusout", () => {
      setTimeout(() => {
        if (document.activeElement === document.body) this.#before = null;
      });
    });
    view.addEventListener("focus", () => {
      this.#inUse = null;
    });
    view.addEventListener("blur", () => {
      setTimeout(() => this.#look(false));
      setTimeout(() => this.#look(true), WORD_MS);
    });
  }

  /** @param {Element} frame */
  isEntered(frame) {
    this.#look(false);
    return this.#inUse === frame && this.document.activeElement === frame;
  }

  /** The page has lost the focus, perhaps to a frame. @param {boolean} isLast whether the word of a press would be here */
  #look(isLast) {
    const frame = this.document.activeElement;
    const watched = frame && frames.get(frame);
    if (!watched || this.#inUse === frame) return;
    const now = performance.now();
    if (now - watched.pressedAt < PRESS_MS || now - this.#tabbedAt < TAB_MS) this.#inUse = frame;
    else if (isLast) this.#giveBack(/** @type {HTMLElement} */ (frame), watched);
  }

  /** @param {HTMLElement} frame @param {Watched} watched */
  #giveBack(frame, watched) {
    const had = this.#before;
    frame.blur();
    had?.focus({ preventScroll: true });
    watched.taken += 1;
    if (watched.taken >= MOST_TAKEN) watched.ended();
  }
}
