// A page that `build.py serve` gave out follows the notes: what changed comes as it is saved, and what is wrong
// with the notes is told in the page itself.

import { h, render } from "preact";
import { element } from "../shared/elements.js";

/** @typedef {{line: number, message: string, hint: string}} Problem */

/**
 * What comes of the server. Notes that can't be shown bring problems only: the last good ones stay.
 * @typedef {object} Change
 * @property {string} [text] the notes, where the deck may be another one
 * @property {string[]} [names] the pictures that there are for them
 * @property {Record<string, string>} [pictures] new ones, and those that were changed, as data addresses
 * @property {Record<string, string>} [files] the same for the talk's files, in base64
 * @property {Problem[]} problems
 * @property {boolean} behind whether the stage stays behind the notes on disk
 */

/**
 * @param {(change: Change) => void} changed
 * @param {(problems: string[]) => void} tell what is wrong, for the speaker's window
 */
export function listenToNotes(changed, tell) {
  const version = document.querySelector('meta[name="footlights-served"]')?.getAttribute("content");
  if (!version) return;
  const source = new EventSource(`/changes?since=${version}`);
  source.addEventListener("changed", ({ data }) => {
    const change = /** @type {Change} */ (JSON.parse(data));
    changed(change);
    showProblems(change.problems, change.behind);
    const behind = change.behind ? ["The notes on disk can't be shown: these are the last good ones."] : [];
    tell([...behind, ...change.problems.map(({ line, message, hint }) => `line ${line}  ${message} ${hint}`.trim())]);
  });
  source.addEventListener("reload", () => location.reload());
}

/** @type {HTMLDetailsElement | null} */
let panel = null;
let told = "";

/**
 * A quiet panel above the bar; it unfolds by itself where the notes on disk are not what is on stage.
 * @param {Problem[]} problems
 * @param {boolean} behind whether the stage stays behind the notes
 */
function showProblems(problems, behind) {
  const telling = JSON.stringify([problems, behind]);
  if (telling === told) return;
  told = telling;
  panel ??= madePanel();
  panel.hidden = !problems.length;
  panel.open = problems.length > 0 && (behind || panel.open);
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const where = behind ? "in the notes: the last good ones are shown" : "in the notes";
  render([h("summary", null, count, h("span", null, where)), h("ol", null, problems.map(item))], panel);
  panel.toggleAttribute("data-behind", behind);
}

/** @returns {HTMLDetailsElement} */
function madePanel() {
  const details = /** @type {HTMLDetailsElement} */ (
    element("details", {
      class: "problems",
      "data-part": "problems",
      "aria-label": "Problems of the notes",
      "aria-live": "polite",
    })
  );
  // Keys are for the talk: the panel does not keep the focus that a click gives it.
  details.addEventListener("click", () => {
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && details.contains(focused)) focused.blur();
  });
  document.body.append(details);
  return details;
}

/** @param {Problem} problem */
const item = ({ line, message, hint }) =>
  h("li", null, h("b", null, `line ${line}`), h("p", null, message), hint && h("small", null, hint));
