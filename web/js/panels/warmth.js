// How far the cells ahead are warmed up: a sign in the bar, and the list behind it.
import { h, render } from "preact";

/**
 * @param {HTMLElement} sign
 * @param {HTMLElement} list
 * @param {import("../shared/wire.d.ts").WarmthSign} warmth
 */
export function paintWarmth(sign, list, { state, words, face, rows }) {
  sign.hidden = !state;
  sign.dataset.state = state;
  sign.setAttribute("aria-label", words);
  sign.title = words;
  sign.setAttribute("aria-expanded", String(rows !== null));
  const text = /** @type {HTMLElement} */ (sign.querySelector(".face"));
  if (text.textContent !== face) text.textContent = face;
  list.hidden = rows === null;
  render(rows && [h("h2", null, words), h("ol", null, rows.map(rowOf))], list);
}

/** @param {import("../shared/wire.d.ts").WarmthRow} row */
const rowOf = ({ slide, title, state, words }) =>
  h(
    "li",
    { "data-state": state },
    h("span", { class: "at" }, String(slide)),
    h("span", { class: "what" }, title),
    h("span", { class: "how" }, words),
  );
