// The place that a tab's address is to name soon (page/address.js), as this tab's storage has it where there is one: a page
// that went before its address was written opens there all the same.

const KEY = `footlights-address:${location.pathname}`;

/**
 * What the address names, or was about to. A page that is loaded anew may overtake the address that it has just written, so
 * that the one before counts as well.
 */
export function openedPlace() {
  const [before, place] = kept();
  const { hash } = location;
  return typeof place === "string" && (hash === before || hash === place) ? place : hash;
}

/** @param {string | null} place that the address names now or soon; null where it was asked for another one */
export function keepBehind(place) {
  try {
    if (place === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify([location.hash, place]));
  } catch {
    return; // then a page that is loaded anew within a moment of a key opens a slide earlier
  }
}

/** @returns {unknown[]} */
function kept() {
  try {
    const found = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}
