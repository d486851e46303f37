// Where the speaker's window stood, on this machine, and what it is called, as long as this tab is open.
import { KEY } from "./first_values.js";

const NAME = `footlights-speaker:${KEY}`;
const PLACE = "footlights-speaker-place";

/** What the window of this tab is called, if it was opened. */
export function windowName() {
  try {
    return sessionStorage.getItem(NAME);
  } catch {
    return null;
  }
}

/** Another name, for a window that is not there yet. */
export function freshWindowName() {
  const name = `footlights-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;
  try {
    sessionStorage.setItem(NAME, name);
  } catch {
    return name; // then a page that is loaded anew opens another window
  }
  return name;
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
