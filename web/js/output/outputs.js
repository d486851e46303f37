// The outputs of one document: what code prints and shows, on its way into the page, in the order in which it came, a
// little with each frame, so that keys are answered between. How much comes is not for the page to say.
import { atNextFrame } from "../shared/frames.js";
import { paintComparison } from "./comparison.js";
import { OutputView } from "./view.js";

/** Work of one frame; the browser's own, on what was added, comes on top. */
const FRAME_MS = 5;
/** A document that is not seen has no frames. */
const UNSEEN_MS = 200;

export class Outputs {
  /** By the cells that they show. @type {Map<number, OutputView>} */
  #views = new Map();
  /** Those that something waits for. @type {Set<OutputView>} */
  #arriving = new Set();
  #isAtWork = false;
  #isHeld = false;
  #unwatch;
  /** Those that were not drawn whole yet. @type {Set<OutputView>} */
  #begun = new Set();
  /** Told of an output that is there again, whole. @type {(cell: number) => void} */
  drawn = () => {};

  /**
   * @param {import("./log.js").Logs} logs
   * @param {Window} window where they are seen
   * @param {(cell: number) => HTMLElement | null} placeOf where a cell's output stands, if it does
   * @param {() => void} caretBack the caret goes to the REPL's input
   */
  constructor(logs, window, placeOf, caretBack) {
    this.logs = logs;
    this.window = window;
    this.placeOf = placeOf;
    this.caretBack = caretBack;
    this.#unwatch = logs.watch((cell) => this.#follow(cell));
  }

  /** Slides were replaced, or others are shown: what has a new place is drawn there. */
  follow() {
    for (const cell of this.logs.cells) this.#follow(cell);
  }

  /** What is drawn stays as it is until it goes on. @param {boolean} isHeld */
  hold(isHeld) {
    this.#isHeld = isHeld;
    if (isHeld)
      for (const cell of [...this.#views.keys()]) this.#leave(cell); // nothing is kept for it meanwhile
    else this.follow();
  }

  /** Nothing is drawn any more, and nothing kept for it. */
  end() {
    this.#unwatch();
    for (const cell of [...this.#views.keys()]) this.#leave(cell);
  }

  /** @param {number} cell */
  #leave(cell) {
    const view = this.#views.get(cell);
    if (!view) return;
    view.end();
    this.#views.delete(cell);
    this.#arriving.delete(view);
    this.#begun.delete(view);
  }

  /** @param {number} cell */
  #follow(cell) {
    if (this.#isHeld) return;
    const view = this.#of(cell);
    if (!view?.follow()) return;
    this.#arriving.add(view);
    if (!this.#isAtWork) atNextFrame(this.window, () => this.#work(), UNSEEN_MS);
    this.#isAtWork = true;
  }

  /** @param {number} cell */
  #of(cell) {
    const place = this.placeOf(cell);
    const known = this.#views.get(cell);
    if (!place) {
      this.#leave(cell);
      known?.place.replaceChildren(); // what runs in it ends
      return null;
    }
    const log = this.logs.of(cell);
    if (known?.log === log && known.place === place) return known;
    this.#leave(cell);
    place.replaceChildren();
    const view = new OutputView(place, log, {
      wanted: (wish) => this.logs.wanted(cell, wish),
      answer: (line) => this.logs.answer(cell, line),
      caretBack: this.caretBack,
    });
    this.#views.set(cell, view);
    this.#begun.add(view);
    return view;
  }

  /** A little of what waits, each output in turn. */
  #work() {
    const arriving = this.#arriving;
    const start = performance.now();
    try {
      const touched = new Set(arriving);
      do for (const view of arriving) if (!view.step()) arriving.delete(view);
      while ([...arriving].some((view) => !view.isHeldUp) && performance.now() - start < FRAME_MS);
      for (const view of touched) view.settle();
      this.#tellDrawn();
    } finally {
      const tookMs = performance.now() - start;
      this.#isAtWork = arriving.size > 0;
      // What took long, such as a table, was one thing: the page is left alone for as long before the next.
      if (this.#isAtWork)
        setTimeout(() => atNextFrame(this.window, () => this.#work(), UNSEEN_MS), tookMs > 3 * FRAME_MS ? tookMs : 0);
    }
  }

  #tellDrawn() {
    for (const [cell, view] of this.#views)
      if (this.#begun.has(view) && !this.#arriving.has(view)) {
        this.#begun.delete(view);
        setTimeout(() => this.drawn(cell)); // once it is laid out, too
      }
  }

  /** What an output says and has said, as people read it. @param {number} cell */
  wordsIn(cell) {
    return this.#of(cell)?.words() ?? "";
  }

  /** The table of a cell that compares. @param {number} cell @param {import("./comparison.js").Row[]} rows */
  compare(cell, rows) {
    const place = this.placeOf(cell);
    if (place) paintComparison(place, rows);
  }
}
