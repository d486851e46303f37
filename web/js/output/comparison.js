// The table of a cell that compares: what each Python printed, and how long it took, as a bar.
import { outputOf } from "./outputs.js";

/** @typedef {import("../shared/wire.d.ts").ComparisonRow} Row */

/**
 * @param {number} cell
 * @param {Row[]} rows
 */
export function paintComparison(cell, rows) {
  outputOf(cell)?.replaceChildren(comparisonTable(rows));
}

/** @param {Row[]} rows */
export function comparisonTable(rows) {
  const table = document.createElement("table");
  table.className = "comparison";
  const head = table.createTHead().insertRow();
  for (const words of ["Python", "Output", "Time, median", "Start"]) head.append(made("th", words));
  const body = table.createTBody();
  for (const row of rows) body.append(line(row));
  const shown = document.createElement("div");
  shown.className = "shown";
  shown.append(table);
  return shown;
}

/** @param {Row} row */
function line(row) {
  const element = document.createElement("tr");
  element.dataset.engine = row.engine;
  element.dataset.state = row.state;
  const printed = made("td", row.words);
  printed.className = "printed";
  if (row.differs) printed.append(made("em", " differs"));
  const time = document.createElement("div");
  time.className = "time";
  if (row.time) {
    const bar = document.createElement("span");
    bar.className = "share";
    bar.style.setProperty("--share", String(row.share));
    time.append(bar, made("strong", row.time), made("small", row.ratio));
    time.title = `median of ${row.runs} runs`;
  }
  const times = document.createElement("td");
  times.append(time);
  element.append(made("th", row.engine), printed, times, made("td", row.startup));
  return element;
}

/**
 * @param {string} tag
 * @param {string} text
 */
function made(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}
