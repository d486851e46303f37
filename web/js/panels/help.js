// The help screen, drawn from the key table; who has no keys presses what they do.
import { h, render } from "preact";

/**
 * @param {Element} place
 * @param {import("../shared/wire.d.ts").HelpGroup[]} groups
 */
export function paintHelp(place, groups) {
  render(h("div", { class: "help-card" }, groups.map(groupOf)), place);
}

/** @param {import("../shared/wire.d.ts").HelpGroup} group */
const groupOf = ({ group, rows }) =>
  h("dl", { class: "help-group" }, h("dt", { class: "help-title" }, group), rows.map(rowOf));

/** @param {import("../shared/wire.d.ts").HelpRow} row */
const rowOf = ({ keys, help, intent }) =>
  h(
    "dd",
    { class: "help-row" },
    h(
      "span",
      { class: "help-keys" },
      keys.map((key) => h("kbd", null, key)),
    ),
    h("button", { type: "button", class: "help-does", "data-intent": intent }, help),
  );
