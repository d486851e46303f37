// Keeps the screen awake while the talk's clock runs, where the browser can.

let wanted = false;
/** @type {WakeLockSentinel | null} */
let held = null;

/** @param {boolean} awake */
export function keepAwake(awake) {
  wanted = awake;
  void hold();
}

// A browser lets go of it when the page is not seen.
document.addEventListener("visibilitychange", hold);

async function hold() {
  const root = document.documentElement;
  try {
    if (wanted && document.visibilityState === "visible" && (!held || held.released))
      held = (await navigator.wakeLock?.request("screen")) ?? null;
    else if (!wanted) await held?.release();
  } catch {
    held = null;
  }
  root.toggleAttribute("data-awake", wanted && held !== null && !held.released);
}
