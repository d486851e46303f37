// The bar of an application's browser: back, forward, reload, where one is, what was asked.
import { element } from "../shared/elements.js";
import { ORIGIN } from "./traffic.js";

/**
 * @typedef {object} Wishes
 * @property {(by: number) => void} walk
 * @property {() => void} reload
 * @property {(url: string) => void} visit
 * @property {(shown: boolean) => void} showRequests
 */

/** @param {string} name @param {string} face */
function button(name, face) {
  const made = element("button", { "aria-label": name, title: name, type: "button" }, face);
  return /** @type {HTMLButtonElement} */ (made);
}

/** @param {Wishes} wishes */
export function makeToolbar(wishes) {
  const [back, forward, reload] = [button("Back", "←"), button("Forward", "→"), button("Reload", "↻")];
  const requests = button("Requests", "Requests");
  requests.setAttribute("aria-pressed", "false");
  const attributes = { class: "app-address", "aria-label": "Address", spellcheck: "false", autocomplete: "off" };
  const address = /** @type {HTMLInputElement} */ (element("input", attributes));
  const bar = element("form", { class: "app-bar" }, back, forward, reload, address, requests);
  back.addEventListener("click", () => wishes.walk(-1));
  forward.addEventListener("click", () => wishes.walk(1));
  reload.addEventListener("click", wishes.reload);
  requests.addEventListener("click", () => {
    const shown = requests.getAttribute("aria-pressed") !== "true";
    requests.setAttribute("aria-pressed", String(shown));
    wishes.showRequests(shown);
  });
  bar.addEventListener("submit", (event) => {
    event.preventDefault();
    const url = understood(address.value.trim());
    if (!url) return;
    address.blur();
    wishes.visit(url);
  });
  return {
    element: bar,
    /** @param {{url: string, canGoBack: boolean, canGoForward: boolean}} place */
    show({ url, canGoBack, canGoForward }) {
      address.value = url.replace(/^http:\/\//, "");
      back.disabled = !canGoBack;
      forward.disabled = !canGoForward;
    },
    /** @param {number} count */
    counted(count) {
      requests.textContent = count ? `Requests ${count}` : "Requests";
    },
  };
}

/** An address as people type it: with or without its scheme, or a path alone. @param {string} typed */
function understood(typed) {
  const url = typed.startsWith("/") ? ORIGIN + typed : /^https?:/.test(typed) ? typed : `http://${typed}`;
  return URL.canParse(url) ? new URL(url).href : null;
}
