// Search: what is typed, and the slides that say it.
import { h, render } from "preact";

/** @typedef {import("../shared/wire.d.ts").SearchSign} Sign */
/** @typedef {import("../shared/wire.d.ts").Send} Send */

/** @type {Record<string, -1 | 1>} */
const WALKS = { ArrowUp: -1, ArrowDown: 1 };

/**
 * @param {HTMLElement} place
 * @param {Sign | null} sign
 * @param {Send} send
 */
export function paintSearch(place, sign, send) {
  const wasHidden = place.hidden;
  place.hidden = sign === null;
  render(sign && panel(sign, send), place);
  if (sign && wasHidden) place.querySelector("input")?.focus();
  place.querySelector("[data-chosen]")?.scrollIntoView({ block: "nearest" });
}

/** @param {Sign} sign @param {Send} send */
function panel({ text, says, chosen, hits }, send) {
  return h(
    "form",
    {
      class: "card search-card",
      role: "search",
      onSubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        send({ type: "SearchTaken", hit: null });
      },
    },
    h("input", {
      type: "search",
      value: text,
      placeholder: "Search slides, code and notes",
      "aria-label": "Search",
      autocomplete: "off",
      spellcheck: false,
      onInput: ({ currentTarget }) => send({ type: "SearchTyped", text: currentTarget.value }),
      onKeyDown: (/** @type {KeyboardEvent} */ event) => {
        const direction = WALKS[event.key];
        if (direction || event.key === "Tab") event.preventDefault(); // a clicker's Tab leads nowhere
        if (direction) send({ type: "SearchWalked", direction });
      },
    }),
    says && h("p", null, says),
    h("ol", null, hits.map(hitOf(chosen, send))),
  );
}

/** @param {number} chosen @param {Send} send @returns {(hit: Sign["hits"][number], at: number) => any} */
const hitOf =
  (chosen, send) =>
  ({ slide, title, where, before, found, after }, at) =>
    h(
      "li",
      { ...(at === chosen && { "data-chosen": "" }), onClick: () => send({ type: "SearchTaken", hit: at }) },
      h("span", { class: "search-number" }, String(slide)),
      h("span", { class: "search-title" }, title || "Untitled"),
      h("span", { class: "search-where" }, where === "title" ? "" : where),
      where !== "title" && h("span", { class: "search-text" }, before, h("mark", null, found), after),
    );
