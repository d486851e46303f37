// How far the cells ahead are warmed up: a sign in the bar, and the list behind it.
import { made } from "../shared/elements.js";

const sign = /** @type {HTMLElement} */ (document.querySelector('[data-part="warmth"]'));
const list = /** @type {HTMLElement} */ (document.querySelector('[data-part="warmth-list"]'));

/** @param {import("../shared/wire.d.ts").WarmthSign} warmth */
export function paintWarmth({ state, words, face, rows }) {
  sign.hidden = !state;
  sign.dataset.state = state;
  sign.setAttribute("aria-label", words);
  sign.title = words;
  sign.setAttribute("aria-expanded", String(rows !== null));
  const text = /** @type {HTMLElement} */ (sign.querySelector(".face"));
  if (text.textContent !== face) text.textContent = face;
  list.hidden = rows === null;
  list.replaceChildren(...(rows ? [made("h2", words), rowsOf(rows)] : []));
}

/** @param {import("../shared/wire.d.ts").WarmthRow[]} rows */
function rowsOf(rows) {
  const items = document.createElement("ol");
  for (const { slide, title, state, words } of rows) {
    const item = document.createElement("li");
    item.dataset.state = state;
    item.append(made("span", String(slide), "at"), made("span", title, "what"), made("span", words, "how"));
    items.append(item);
  }
  return items;
}
