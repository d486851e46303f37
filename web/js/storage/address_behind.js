// The place that a tab's address is to name soon (page/address.js), as this tab's storage has it where there is one: a page
// that went before its address was written opens there all the same.

const KEY = `footlights-address:${location.pathname}`;

/** What the address names, or was about to; one that names nothing leaves it to what was kept of the talk. */
export function openedPlace() {
  const [hash, place] = kept();
  return location.hash && hash === location.hash && typeof place === "string" ? place : location.hash;
}

/** @param {string | null} place that the address is to name soon; null where it is not behind */
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
