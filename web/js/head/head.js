// Runs before anything else is parsed: the theme and the first slide are right from the first paint
// on. In a frame that the page opened as a sandbox there is nothing else.
import { beSandbox, isFramedOpen, isSandbox } from "../sandbox/guest.js";
import { openedPlace } from "../storage/address_behind.js";
import { shelf } from "../storage/database.js";
import { firstKept, firstOf } from "../storage/first_values.js";

const root = document.documentElement;

if (isSandbox()) beSandbox();
else if (isFramedOpen()) stop();
else beginPage();

function beginPage() {
  root.dataset.stage = "prerendered";
  const system = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
  const usual = root.dataset.scheme || system;
  const sheet = new CSSStyleSheet();
  let first = firstKept();
  show();
  document.adoptedStyleSheets = [sheet];

  function show() {
    root.dataset.scheme = first.theme || usual;
    const place = /^#\/(\d+)/.exec(openedPlace())?.[1] ?? first.place?.[0];
    const rules = `html[data-stage] .deck:not([data-shown]) .slide:first-child{display:none}
    html[data-stage] .deck:not([data-shown]) .slide[data-slide="${Number(place)}"]{display:grid}`;
    sheet.replaceSync(Number(place) > 1 ? rules : "");
  }

  /** The talk itself, a few milliseconds later: what was kept for the first paint may be older. */
  async function read() {
    const kept = await shelf.read("talk").catch(() => new Map());
    if (!kept.has("talk") || root.dataset.stage === "ready") return;
    first = firstOf(kept.get("talk"));
    show();
  }

  /** Keys pressed while the page still arrives; the page's own script takes them up. @type {KeyboardEvent[]} */
  const pressed = [];
  const keep = (/** @type {KeyboardEvent} */ event) => void pressed.push(event);
  addEventListener("keydown", keep);
  globalThis.footlights = {
    arrived: () => {},
    pressedSoFar() {
      removeEventListener("keydown", keep);
      return pressed;
    },
    first: () => first,
    read: read(),
  };

  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries())
      if (name === "first-contentful-paint") performance.mark("footlights:first-slide", { startTime });
  }).observe({ type: "paint", buffered: true });
}
