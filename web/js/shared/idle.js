// What can wait: until Python is up, for nothing may delay that, and then until the browser has nothing else to do.

/** So long the keys rest before what would hold up the next one is done. */
export const REST_MS = 200;

/** @type {(() => void)[] | null} */
let postponed = [];

/** @param {() => void} work */
export function whenIdle(work) {
  if (postponed) postponed.push(work);
  else idly(work);
}

/** Python is up, or never will be: what was postponed is done now, piece by piece. */
export function endPostponing() {
  for (const work of postponed ?? []) idly(work);
  postponed = null;
}

/** @param {() => void} work */
function idly(work) {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(work, { timeout: 1000 });
  else setTimeout(work, 200);
}
