// The preflight: its panel says, line by line, what of the talk's needs is there, and what to do about what is missing.

import { h, render } from "preact";
import { verdicts } from "./preflight_checks.js";

/** @typedef {import("../shared/wire.d.ts").ToTry} ToTry */
/** @typedef {import("./preflight_checks.js").Verdict} Verdict */

export class Preflight {
  #flight = 0;
  /** What is being tried, or was. */
  #tried = "";
  /** Where it is shown. @type {HTMLElement | null} */
  #panel = null;
  /** What is found so far. @type {{state: string, title: string, found: [string, Verdict][]}} */
  #shown = { state: "", title: "", found: [] };

  /** @param {import("./preflight_checks.js").Means} means */
  constructor(means) {
    this.means = means;
  }

  /**
   * Begins when there is something to try, and is put away when not.
   * @param {ToTry | null} toTry
   * @param {HTMLElement} panel where it is to be seen
   */
  paint(toTry, panel) {
    if (panel !== this.#panel) {
      if (this.#panel) this.#panel.hidden = true;
      this.#panel = panel;
      this.#draw();
    }
    panel.hidden = toTry === null;
    const wanted = JSON.stringify(toTry);
    if (wanted === this.#tried) return;
    this.#tried = wanted;
    this.#flight++;
    if (toTry) void this.#fly(toTry, this.#flight);
  }

  /**
   * @param {ToTry} toTry
   * @param {number} mine the number of this flight: a later one takes the panel over
   */
  async #fly(toTry, mine) {
    /** @type {[string, Verdict][]} */
    const found = [];
    this.#show("running", "Trying everything …", found);
    for await (const verdict of verdicts(toTry, this.means)) {
      if (mine !== this.#flight) return;
      found.push(verdict);
      this.#show("running", "Trying everything …", found);
    }
    const count = (/** @type {Verdict["state"]} */ state) =>
      found.filter(([, verdict]) => verdict.state === state).length;
    const [good, bad] = [count("good"), count("bad")];
    const title = bad
      ? `${bad} of ${good + bad} things need you before the talk`
      : `Ready: all ${good} things are there`;
    this.#show(bad ? "bad" : "good", title, found);
  }

  /** @param {string} state @param {string} title @param {[string, Verdict][]} found */
  #show(state, title, found) {
    this.#shown = { state, title, found };
    this.#draw();
  }

  #draw() {
    const { state, title, found } = this.#shown;
    if (!this.#panel || !state) return;
    this.#panel.dataset.state = state;
    render(h("div", { class: "preflight-card" }, h("h2", null, title), h("ol", null, found.map(row))), this.#panel);
  }
}

/** @param {[string, Verdict]} found */
const row = ([name, { state, words, remedy }]) =>
  h(
    "li",
    { "data-state": state },
    h("strong", null, name),
    h("span", { class: "how" }, words),
    remedy && h("p", null, remedy),
  );
