// Ticks for Python: signals by which running code is made to look up. Pyodide asks an object for signals every few
// bytecodes; any object will do, so that no shared memory is needed.

export const TICK_MS = 30;
/** How often Python shall look whether there is a tick: often enough to stop, seldom enough to cost nothing. */
const LOOK_MS = 4;
/** Python's own pace: it looks every 50 turns of its loop, which costs up to half of a loop's speed. */
const [FEWEST_TURNS, MOST_TURNS] = [50, 1000];
/** Of looks that come often, this many are one: some functions, such as str(), look at each call. */
const LOOKS_TOGETHER = 8;
const TICK = 10; // SIGUSR1

export class Ticker {
  /** @param {() => boolean} wanted whether there may be something to look up for */
  constructor(wanted) {
    this.wanted = wanted;
    this.armed = false;
    this.lastTick = 0;
    this.lastLook = 0;
    this.turns = FEWEST_TURNS;
    this.looksLeft = 0;
    this.pace = FEWEST_TURNS;
    /** @type {any} */
    this.module = null;
  }

  /** Let ticks come, or hold them back. @param {boolean} armed */
  arm(armed) {
    this.armed = armed;
  }

  /** Have a Python look here. @param {import("pyodide").PyodideAPI} python */
  tick(python) {
    this.module = /** @type {any} */ (python)._module;
    python.setInterruptBuffer(/** @type {any} */ (this));
  }

  get 0() {
    this.setPace();
    if (--this.looksLeft > 0) return 0;
    const now = performance.now();
    this.slowDown(now - this.lastLook);
    this.lastLook = now;
    if (!this.armed || now - this.lastTick < TICK_MS || !this.wanted()) return 0;
    this.lastTick = now;
    return TICK;
  }

  set 0(_value) {}

  /**
   * Decide how many turns of its loop Python takes until it looks again, from what the last ones took.
   * @param {number} elapsedMs since the last look that counted
   */
  slowDown(elapsedMs) {
    this.turns = Math.min(Math.max((this.turns * LOOK_MS) / Math.max(elapsedMs, 0.01), FEWEST_TURNS), MOST_TURNS);
    this.looksLeft = this.turns >= LOOKS_TOGETHER * FEWEST_TURNS ? LOOKS_TOGETHER : 1;
    this.pace = Math.round(this.turns / this.looksLeft);
  }

  /**
   * Tell Python's counter, which begins anew at 50 with each look. Pyodide's build of CPython exports
   * it; where it does not, Python keeps its own pace.
   */
  setPace() {
    const clock = this.module?.__Py_emscripten_signal_clock;
    if (clock) this.module.HEAP32[clock >> 2] = this.pace;
  }
}
