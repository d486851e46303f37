// The place in the page's address. For each change of it the browser draws its own window anew, 10 to 16 ms of a processor
// (measured with two), beside the slide that is turned to: a place that is passed at once is not written.
import { REST_MS } from "../shared/idle.js";
import { keepBehind, openedPlace } from "../storage/address_behind.js";

/** A page that is loaded anew knows of a new address by then. */
const KNOWN_MS = 1000;

export class Address {
  /** What it is to name soon; empty where it is not behind. */
  #place = "";
  #push = false;
  #timer = 0;
  #knownTimer = 0;

  constructor() {
    /** What it named when the page was opened. */
    this.opened = openedPlace();
    if (this.opened !== location.hash) history.replaceState(null, "", this.opened);
    addEventListener("popstate", () => {
      keepBehind(null);
      this.#rest();
    });
  }

  /** @param {string} place @param {boolean} push whether going back leads to the place before */
  show(place, push) {
    keepBehind(place);
    if (location.hash === place) return this.#rest();
    this.#place = place;
    this.#push ||= push;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#write(), REST_MS);
  }

  /** As a link leads: going back leads to the place that it stood at. @param {string} place */
  goTo(place) {
    this.#write();
    location.hash = place;
  }

  #write() {
    if (this.#place) history[this.#push ? "pushState" : "replaceState"](null, "", this.#place);
    this.#rest();
    clearTimeout(this.#knownTimer);
    this.#knownTimer = setTimeout(() => this.#place || keepBehind(null), KNOWN_MS);
  }

  /** It names what is shown, or another place was asked for in it. */
  #rest() {
    clearTimeout(this.#timer);
    [this.#place, this.#push] = ["", false];
  }
}
