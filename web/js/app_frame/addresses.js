// Addresses as the page of an application sees them: it seems to be at one, and is nowhere.

/** Where the page seems to be. */
let here = "http://localhost:8000/";

export const address = () => here;

/** @param {string} url */
export function moveTo(url) {
  here = url;
  const base = document.querySelector(`base[${OURS}]`);
  if (base) base.setAttribute("href", url);
}

/** Marks the base that a page is given, so that even its own idea of addresses begins where it seems to be. */
export const OURS = "data-footlights-base";

/** An address, seen from a document that may have a base of its own. @param {string | URL} url */
export const absolute = (url) => new URL(String(url), baseOf()).href;

function baseOf() {
  const base = document.querySelector(`base[href]:not([${OURS}])`)?.getAttribute("href");
  return base ? new URL(base, here).href : here;
}

/** Whether an address can be shown or asked as it is. @param {string} url */
export const isSelfContained = (url) => /^(?:data|blob|about|javascript|mailto|tel):|^#|^\s*$/i.test(url);
