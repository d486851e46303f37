// The table of a cell that compares: what each Python printed, and how long it took, as a bar.
import { h, render } from "preact";
import { element } from "../shared/elements.js";

/** @typedef {import("../shared/wire.d.ts").ComparisonRow} Row */

const HEADINGS = ["Python", "Output", "Time, median", "Start"];
/** What each output's table is drawn in. @type {WeakMap<Element, Element>} */
const tables = new WeakMap();

/**
 * @param {HTMLElement} place
 * @param {Row[]} rows
 */
export function paintComparison(place, rows) {
  const shown = tables.get(place) ?? comparisonTable(rows);
  tables.set(place, shown);
  if (shown.parentNode !== place || place.childNodes.length > 1) place.replaceChildren(shown);
  render(table(rows), shown);
}

/** @param {Row[]} rows @returns {HTMLElement} */
export function comparisonTable(rows) {
  const shown = element("div", { class: "shown" });
  render(table(rows), shown);
  return shown;
}

/** @param {Row[]} rows */
const table = (rows) =>
  h(
    "table",
    { class: "comparison" },
    h(
      "thead",
      null,
      h(
        "tr",
        null,
        HEADINGS.map((words) => h("th", null, words)),
      ),
    ),
    h("tbody", null, rows.map(rowOf)),
  );

/** @param {Row} row */
const rowOf = ({ engine, state, words, differs, time, share, ratio, startup, runs }) =>
  h(
    "tr",
    { "data-engine": engine, "data-state": state },
    h("th", null, engine),
    h("td", { class: "printed" }, words, differs && h("em", null, " differs")),
    h("td", null, time ? timeOf(time, share, ratio, runs) : h("div", { class: "time" })),
    h("td", null, startup),
  );

/**
 * @param {string} time
 * @param {number} share
 * @param {string} ratio
 * @param {number} runs
 */
const timeOf = (time, share, ratio, runs) =>
  h(
    "div",
    { class: "time", title: `median of ${runs} runs` },
    h("span", { class: "share", style: { "--share": String(share) } }),
    h("strong", null, time),
    h("small", null, ratio),
  );
