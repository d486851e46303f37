// Where the speaker's window stood, on this machine, and what it is called, as long as this tab is open.

/** Whatever the talk is called: its title may be mended while the window is open. */
const NAME = `footlights-speaker:${location.pathname}`;
const PLACE = "footlights-speaker-place";

/** What the window is called that this tab has opened and that was not closed. */
export function windowName() {
  try {
    return sessionStorage.getItem(NAME);
  } catch {
    return null;
  }
}

/** @param {string | null} name of the window that is there, nothing for none */
export function keepWindowName(name) {
  try {
    if (name === null) sessionStorage.removeItem(NAME);
    else sessionStorage.setItem(NAME, name);
  } catch {
    return; // then a page that is loaded anew opens another window
  }
}

/** @param {Window} window */
export function keepPlace({ screenX, screenY, innerWidth, innerHeight }) {
  if (innerWidth < 100 || innerHeight < 100) return;
  try {
    localStorage.setItem(PLACE, JSON.stringify([screenX, screenY, innerWidth, innerHeight].map(Math.round)));
  } catch {
    return; // then it opens at its usual size
  }
}

/** As features for `window.open`; null where nothing fitting was kept. */
export function keptPlace() {
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE) ?? "null");
    if (!Array.isArray(kept) || kept.length !== 4 || !kept.every((each) => Number.isSafeInteger(each))) return null;
    const [left, top, width, height] = kept;
    return `left=${left},top=${top},width=${width},height=${height}`;
  } catch {
    return null;
  }
}
