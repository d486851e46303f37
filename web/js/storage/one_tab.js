// One tab keeps a talk. Which it is, the browser's locks tell: a tab that crashed holds none. Where there are
// none (a page from a plain address on the network), the one that was seen last does.
import { KEY, now } from "./first_values.js";

const NAME = `footlights:${KEY}`;
/** A tab that was not seen for so long is gone. */
const LEASE_MS = 5000;

/**
 * @typedef {object} Holding
 * @property {() => void} takeOver
 * @property {() => void} look whether the other tab is still there; where there are locks they tell by themselves
 * @property {boolean} isLease
 */

/**
 * Wait for the talk to be this tab's: at once, or when no other has it any more.
 * @param {() => import("./database.js").Shelf} shelf
 * @param {{gained: () => void, lost: () => void}} told
 * @returns {Holding}
 */
export function holdTalk(shelf, told) {
  if (!navigator.locks) return byLease(shelf, told);
  let waiting = new AbortController();
  /** @type {Holding} */
  const holding = {
    isLease: false,
    takeOver() {
      waiting.abort();
      void request({ steal: true });
    },
    look() {},
  };

  /** @param {LockOptions} options */
  async function request(options) {
    let isHeld = false;
    try {
      await navigator.locks.request(NAME, options, () => {
        isHeld = true;
        told.gained();
        return new Promise(() => {});
      });
    } catch (error) {
      if (isHeld) {
        told.lost();
        wait();
      } else if (error instanceof DOMException && error.name !== "AbortError")
        Object.assign(holding, byLease(shelf, told)); // a place without locks, as a frame of nobody's origin
    }
  }

  function wait() {
    waiting = new AbortController();
    void request({ signal: waiting.signal });
  }

  wait();
  return holding;
}

/**
 * @param {() => import("./database.js").Shelf} shelf
 * @param {{gained: () => void}} told
 * @returns {Holding}
 */
function byLease(shelf, { gained }) {
  async function look() {
    const kept = new Map([...(await shelf().read("owner")), ...(await shelf().read("seen"))]);
    const away = now() - Number(kept.get("seen") ?? 0);
    if (!kept.has("owner") || away < 0 || away > LEASE_MS) gained();
  }
  const seldom = () => shelf().beatMs > LEASE_MS; // who writes seldom can't be seen: the tab that came last has it
  void (seldom() ? gained() : look().catch(gained));
  return { isLease: true, takeOver: gained, look: () => void look().catch(() => {}) };
}
