// Runs before anything else is parsed: the theme and the first slide are right from the first paint
// on. In a frame that the page opened as a sandbox there is nothing else.
import { beSandbox, isFramedOpen, isSandbox } from "./sandboxed.js";
import { savedTalk } from "./store.js";

const root = document.documentElement;

if (isSandbox()) beSandbox();
else if (isFramedOpen()) stop();
else beginPage();

function beginPage() {
  root.dataset.stage = "prerendered";
  const saved = savedTalk();
  const system = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
  root.dataset.theme = saved.theme || root.dataset.theme || system;

  const place = /^#\/(\d+)/.exec(location.hash)?.[1] ?? saved.place?.[0];
  if (Number(place) > 1) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      `html[data-stage] .deck:not([data-shown]) .slide:first-child{display:none}
    html[data-stage] .deck:not([data-shown]) .slide[data-slide="${Number(place)}"]{display:grid}`,
    );
    document.adoptedStyleSheets = [sheet];
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
  };

  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries())
      if (name === "first-contentful-paint") performance.mark("footlights:first-slide", { startTime });
  }).observe({ type: "paint", buffered: true });
}
