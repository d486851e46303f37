// The re-plan: what each section that is left has, and would have, side by side; what may be left out; when it is to end.
import { h, render } from "preact";

/** @typedef {import("../shared/wire.d.ts").ReplanSign} Sign */
/** @typedef {import("../shared/wire.d.ts").Send} Send */

/**
 * @param {HTMLElement} place
 * @param {Sign | null} sign
 * @param {Send} send
 */
export function paintReplan(place, sign, send) {
  const wasHidden = place.hidden;
  place.hidden = sign === null;
  render(sign && panel(sign, send), place);
  if (sign && wasHidden) /** @type {HTMLElement} */ (place.querySelector("[data-end]"))?.focus();
}

/** @param {Sign} sign @param {Send} send */
function panel(sign, send) {
  const take = (/** @type {boolean} */ starts) => () => send({ type: "PlanTaken", starts });
  return h(
    "form",
    {
      class: "card replan-card",
      onSubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        take(false)();
      },
    },
    h("h2", null, "Re-plan"),
    h("p", { class: "replan-left" }, h("strong", null, sign.left), ` left, until ${sign.ends}`),
    h(
      "label",
      { class: "replan-end" },
      "Ends at, or minutes from now",
      h("input", {
        "data-end": "",
        value: sign.asked,
        placeholder: sign.ends,
        autocomplete: "off",
        onInput: ({ currentTarget }) => send({ type: "PlanEndSet", text: currentTarget.value }),
      }),
    ),
    sign.options.length > 0 && h("fieldset", null, h("legend", null, "Leave out"), sign.options.map(option(send))),
    h(
      "table",
      null,
      h("thead", null, h("tr", null, h("th", null, "Section"), h("th", null, "Now"), h("th", null, "New"))),
      h("tbody", null, sign.rows.map(row)),
    ),
    h("p", { class: "replan-trouble", role: "status" }, sign.trouble),
    h(
      "p",
      { class: "replan-buttons" },
      h("button", { type: "submit", disabled: sign.trouble !== "" }, "Take"),
      !sign.isStarted &&
        h("button", { type: "button", disabled: sign.trouble !== "", onClick: take(true) }, "Take and start now"),
      h("button", { type: "button", class: "quiet", onClick: () => send({ type: "PlanLeft" }) }, "Leave"),
      sign.canUndo && h("button", { type: "button", class: "quiet", "data-intent": "undo-plan" }, "Undo the last one"),
    ),
  );
}

/** @param {Send} send @returns {(option: Sign["options"][number]) => any} */
const option =
  (send) =>
  ({ slides, bullet, title, gives, isDropped }) =>
    h(
      "label",
      null,
      h("input", {
        type: "checkbox",
        checked: isDropped,
        onChange: () => send({ type: "PlanOptionTurned", slides, bullet }),
      }),
      h("span", null, title),
      h("span", { class: "replan-gives" }, `gives back ${gives}`),
    );

/** @param {Sign["rows"][number]} row */
const row = ({ section, title, budgetS, newBudgetS, budget, newBudget }) =>
  h(
    "tr",
    {
      "data-section": String(section),
      "data-budget-s": String(budgetS),
      "data-new-budget-s": String(newBudgetS),
      "data-change": newBudgetS < budgetS ? "less" : newBudgetS > budgetS ? "more" : "none",
    },
    h("td", null, title),
    h("td", null, budget),
    h("td", null, newBudget),
  );
