// A cell whose output has the whole cell, and its button.

/** @param {HTMLElement} cell @param {boolean} isLarge */
export function enlarge(cell, isLarge) {
  cell.toggleAttribute("data-enlarged", isLarge);
  cell.querySelector('[data-action="enlarge"]')?.setAttribute("aria-pressed", String(isLarge));
}
