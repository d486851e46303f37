// Links within the talk, and where on which slide they lead.

/**
 * Where a clicked link leads, as an address has it; nothing for a link that the browser follows itself.
 * @param {Element} target what was clicked
 */
export function placeOfLink(target) {
  const link = target.closest('.slide a[href^="#"]');
  const name = link?.getAttribute("href")?.slice(1);
  if (!link || !name || name.startsWith("/")) return null;
  const own = /** @type {Element} */ (link.closest(".slide"));
  const found = withId(own, name) ?? withId(/** @type {Element} */ (own.parentElement), name);
  const slide = /** @type {HTMLElement | null | undefined} */ (found?.closest(".slide"));
  const step = /** @type {HTMLElement | null | undefined} */ (found?.closest("[data-from-step]"))?.dataset.fromStep;
  return slide ? `#/${slide.dataset.slide}${step ? `.${step}` : ""}` : "";
}

/** Compared as text: names come from notes. @param {Element} within @param {string} id */
function withId(within, id) {
  return [...within.querySelectorAll("[id]")].find((element) => element.id === id);
}
