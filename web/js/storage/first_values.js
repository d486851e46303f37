// What this page's talk is kept under, and the little of it that the first paint needs at once.

export const KEY = `${location.pathname}:${document.title}`;
const FIRST = `footlights-first:${KEY}`;
/** Where earlier versions kept a talk, and where it is kept when there is nothing better. */
export const PLAIN = `footlights:${KEY}`;

/** The system's clock may be set, or be a little off, by so much. */
const LAG_MS = 1500;
/** What the page's own clock lacks: in most browsers it stands still while the machine sleeps. */
let lacks = 0;

/** Milliseconds since 1970, which never go back while the page is open. */
export function now() {
  const counted = performance.timeOrigin + performance.now() + lacks;
  const behind = Date.now() - counted;
  if (behind > LAG_MS) lacks += behind;
  return Math.round(behind > LAG_MS ? counted + behind : counted);
}

/** @typedef {{theme?: string, place?: number[]}} First */

/**
 * What the first paint needs of a talk that was stored, whatever that is.
 * @param {string | null | undefined} text
 * @returns {First}
 */
export function firstOf(text) {
  try {
    const { theme, place } = JSON.parse(text || "{}");
    const isPlace = Array.isArray(place) && place.length === 2 && place.every((number) => number > 0 && number < 1e6);
    return { ...(/^(dark|light)$/.test(theme) && { theme }), ...(isPlace && { place }) };
  } catch {
    return {};
  }
}

/** What was kept for the first paint: at times older than the talk itself. */
export function firstKept() {
  try {
    return firstOf(localStorage.getItem(FIRST) ?? localStorage.getItem(PLAIN));
  } catch {
    return {};
  }
}

/** @param {First} talk */
export function keepFirst({ theme, place }) {
  const text = JSON.stringify({ theme, place });
  try {
    if (localStorage.getItem(FIRST) !== text) localStorage.setItem(FIRST, text);
  } catch {
    return; // then the first paint is that of a new talk
  }
}
