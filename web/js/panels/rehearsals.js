// What rehearsals have shown: each section's time beside its plan, and budgets that the notes may have.
import { h, render } from "preact";

/** @typedef {import("../shared/wire.d.ts").RehearsalSign} Sign */
/** @typedef {import("../shared/wire.d.ts").RehearsalRow} Row */
/** @typedef {import("../shared/wire.d.ts").Send} Send */

/**
 * @param {HTMLElement} place
 * @param {Sign | null} sign
 * @param {Send} send
 */
export function paintRehearsals(place, sign, send) {
  place.hidden = sign === null;
  render(sign && panel(sign, send), place);
}

/** @param {Sign} sign @param {Send} send */
function panel({ rehearsals, rows }, send) {
  const button = (/** @type {string} */ words, /** @type {import("../shared/wire.d.ts").Told} */ event) =>
    h("button", { type: "button", class: "quiet", onClick: () => send(event) }, words);
  return h(
    "div",
    { class: "card rehearsals-card" },
    h("h2", null, rehearsals === 1 ? "1 rehearsal" : `${rehearsals || "No"} rehearsals`),
    !rehearsals && h("p", null, "⇧ R begins one, and ends it."),
    rehearsals > 0 && chart(rows, rehearsals, send),
    rehearsals > 0 && budgets(rows, send),
    h(
      "p",
      { class: "rehearsals-buttons" },
      rehearsals > 0 && button("Save the notes", { type: "NotesSaved", how: "" }),
      rehearsals > 0 && button("Export CSV", { type: "RehearsalsExported", kind: "csv" }),
      rehearsals > 0 && button("Export JSON", { type: "RehearsalsExported", kind: "json" }),
      h("button", { type: "button", class: "quiet", "data-intent": "rehearsals" }, "Close"),
    ),
  );
}

/** @param {Row[]} rows @param {number} rehearsals @param {Send} send */
function chart(rows, rehearsals, send) {
  const head = Array.from({ length: rehearsals }, (_, at) =>
    h(
      "th",
      null,
      `${at + 1} `,
      h(
        "button",
        {
          type: "button",
          class: "quiet",
          "aria-label": `Forget rehearsal ${at + 1}`,
          onClick: () => send({ type: "RehearsalForgotten", rehearsal: at }),
        },
        "✕",
      ),
    ),
  );
  return h(
    "div",
    { class: "rehearsals-table" },
    h(
      "table",
      null,
      h(
        "thead",
        null,
        h("tr", null, h("th", null, "Section"), h("th", null, ""), h("th", null, "Plan"), head, h("td", null)),
      ),
      rows.map(section),
    ),
  );
}

/** A section, and its slides for who asks for them. @param {Row} shown */
const section = (shown) =>
  h("tbody", { key: shown.section, "data-section": String(shown.section) }, row(shown), shown.slides.map(slideRow));

/** @param {MouseEvent} event */
function unfold({ currentTarget }) {
  const button = /** @type {HTMLElement} */ (currentTarget);
  const isOpen = button.closest("tbody")?.toggleAttribute("data-open") ?? false;
  button.setAttribute("aria-expanded", String(isOpen));
}

/** @param {{isOver: boolean, varies: boolean}} marked */
const marks = ({ isOver, varies }) =>
  h("td", { class: "rehearsals-marks" }, isOver && h("b", null, "▲ over"), varies && h("span", null, "↔ varies"));

/** @param {import("../shared/wire.d.ts").SlideRow} slide */
const slideRow = ({ title, planned, took, ...marked }) =>
  h(
    "tr",
    { class: "rehearsals-slide" },
    h("td", null, title),
    h("td", null),
    h("td", null, planned),
    took.map((each) => h("td", null, each || "–")),
    marks(marked),
  );

/** @param {Row} row */
const row = ({ section, title, planned, took, isOver, varies, plannedShare, tookShares }) =>
  h(
    "tr",
    { "data-section": String(section), ...(isOver && { "data-over": "" }), ...(varies && { "data-varies": "" }) },
    h(
      "td",
      null,
      h("button", { type: "button", class: "rehearsals-unfold", "aria-expanded": "false", onClick: unfold }, title),
    ),
    h(
      "td",
      { class: "rehearsals-bars", "aria-hidden": "true" },
      h("i", { class: "bar-planned", style: { width: `${100 * plannedShare}%` } }),
      tookShares.map((share) => h("i", { class: "bar-took", style: { width: `${100 * share}%` } })),
    ),
    h("td", null, planned),
    took.map((each) => h("td", null, each || "–")),
    marks({ isOver, varies }),
  );

/** Each change of the notes, to be accepted one by one. @param {Row[]} rows @param {Send} send */
function budgets(rows, send) {
  const changes = rows.filter(({ suggested }) => suggested);
  if (!changes.length) return h("p", { class: "rehearsals-none" }, "The notes' budgets are what rehearsals took.");
  return h(
    "ol",
    { class: "rehearsals-changes" },
    changes.map(({ section, title, usual, changes: lines }) => {
      if (!lines.length)
        return h("li", null, h("p", null, `${title} usually takes ${usual}: its budget can only be changed by hand.`));
      return h(
        "li",
        { "data-section": String(section) },
        h("div", null, lines.map(changedLine)),
        h("button", { type: "button", onClick: () => send({ type: "BudgetAccepted", section }) }, "Accept"),
      );
    }),
  );
}

/** @param {import("../shared/wire.d.ts").ChangedLine} line */
function changedLine({ before, after }) {
  const [same, was, is, rest] = parted(before, after);
  return h("code", null, same, h("del", null, was), h("ins", null, is), rest);
}

const isFigure = (/** @type {string | undefined} */ letter) => /[\d.,]/.test(letter ?? "");

/** What two lines have in common at both ends, and what each has between, numbers as wholes. @param {string} before @param {string} after */
function parted(before, after) {
  let [from, tail] = [0, 0];
  const most = Math.min(before.length, after.length);
  while (from < most && before[from] === after[from]) from++;
  while (tail < most - from && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  while (from && isFigure(before[from - 1])) from--;
  while (tail && isFigure(before.at(-tail))) tail--;
  return [
    before.slice(0, from),
    before.slice(from, before.length - tail),
    after.slice(from, after.length - tail),
    after.slice(after.length - tail),
  ];
}
