// How often Python may speak: what it says by itself costs the page a paint, and a program that has found the way can
// say a thousand things a millisecond. Who says more than the page can take waits; nothing is left out.

/** Code can change what a global is, and its methods: nothing of them is looked up later. */
const now = performance.now.bind(performance);

export class Pace {
  /**
   * @param {number} atOnce what may be said at once
   * @param {number} perMs what may be said in a millisecond, in the long run
   */
  constructor(atOnce, perMs) {
    this.atOnce = atOnce;
    this.perMs = perMs;
    this.left = atOnce;
    this.since = now();
  }

  /** Stand still until there is room for one more. */
  keep() {
    do this.refill();
    while (this.left < 1);
    this.left--;
  }

  /** As much at once as at first: something new was asked for. */
  renew() {
    this.left = this.atOnce;
  }

  refill() {
    const at = now();
    const left = this.left + (at - this.since) * this.perMs;
    this.left = left < this.atOnce ? left : this.atOnce;
    this.since = at;
  }
}
