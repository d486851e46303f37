// Output that needs its scripts, as interactive charts do: in a sandbox, in the place of the output.
import { scriptOf } from "../carried/late_scripts.js";
import { openSandbox } from "../sandbox/host.js";
import { element, outputButton } from "../shared/elements.js";
import { REST_MS } from "../shared/idle.js";
import { EVERYWHERE, PASSED_ON } from "../shared/turning_keys.js";
import { framePressed, isActive, isEntered, watchFocus } from "./frame_focus.js";

const VEGA = /^application\/vnd\.vegalite\.v\d+\+json$/;
const SCRIPTED = "application/vnd.footlights+scripted";
/** Keys that turn slides or leave; content may pass on no others, whatever it makes up. */
const TURNING = new Set(PASSED_ON);
/**
 * Comes before the content, which can't read the secret that a press in it is told with: a clicker's keys turn slides
 * from here too, other keys unless something is typed.
 * @param {string} secret
 */
const prelude = (secret) => `<script>
{
const tell = parent.postMessage.bind(parent);
addEventListener("pointerdown", ({ isTrusted }) => isTrusted && tell({ pressed: "${secret}" }, "*"), true);
document.currentScript.remove();
}
addEventListener("keydown", (event) => {
  const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
  const stops = ctrlKey && key === ".";
  if (altKey || metaKey || (!stops && (event.defaultPrevented || ctrlKey))) return;
  const own = "input, textarea, select, button, summary, a[href], [contenteditable]";
  const turns = stops || ${JSON.stringify(EVERYWHERE)}.includes(key);
  if (!turns && event.composedPath().some((node) => node.matches?.(own))) return;
  if (turns) event.preventDefault();
  parent.postMessage({ key: { key, shiftKey, ctrlKey } }, "*");
});
new ResizeObserver(() => parent.postMessage({ height: document.documentElement.scrollHeight }, "*"))
  .observe(document.documentElement);
</script>`;

/** Whether a bundle has something that scripts must show. @param {Record<string, string>} bundle */
export const needsScripts = (bundle) => SCRIPTED in bundle || Object.keys(bundle).some((mime) => VEGA.test(mime));

/**
 * Each window has one of its own: what is done in the speaker's is not seen by the audience.
 * @param {Record<string, string>} bundle
 * @returns {HTMLElement}
 */
export function scriptedOutput(bundle) {
  const shown = element("div", { class: "scripted" });
  void open(shown, bundle);
  return shown;
}

/** The speaker's window makes a frame each time that a slide is shown: 50 to 90 ms (measured) in which no key is answered. */
const rest = (/** @type {HTMLElement} */ { ownerDocument }) =>
  new Promise((done) => ownerDocument.defaultView?.setTimeout(done, REST_MS));

/** @param {HTMLElement} shown @returns {Promise<void>} once it stands in its document again, if it does */
const inPlace = (shown) =>
  new Promise((done) => {
    if (shown.isConnected) return done();
    new ResizeObserver((_sizes, observer) => {
      if (!shown.isConnected) return;
      observer.disconnect();
      done();
    }).observe(shown);
  });

/**
 * @param {HTMLElement} shown its place
 * @param {Record<string, string>} bundle
 */
async function open(shown, bundle) {
  await Promise.resolve(); // what was made is put in its place within the same task
  if (shown.ownerDocument !== document) {
    await rest(shown);
    await inPlace(shown); // its slide was left, or it was put by
  }
  const vega = Object.keys(bundle).find((mime) => VEGA.test(mime));
  const secret = crypto.getRandomValues(new Uint32Array(4)).join("-");
  await documentOf(shown, bundle[SCRIPTED], vega ? bundle[vega] : undefined, prelude(secret)).then(
    (html) => {
      const { frame } = openSandbox(shown, { html }, (said) => {
        if (said?.pressed === secret) framePressed(frame);
        else heard(frame, said ?? {});
      });
      frame.title = (bundle["text/plain"] ?? "").slice(0, 200) || "Interactive output";
      watchFocus(frame, () => shown.replaceChildren(reopening(shown, bundle)));
    },
    () => shown.append(bundle["text/plain"] ?? "This output needs scripts that are not in the page."),
  );
}

/**
 * In the place of an output that kept taking the keys.
 * @param {HTMLElement} shown
 * @param {Record<string, string>} bundle
 */
function reopening(shown, bundle) {
  return outputButton("This output took the keyboard by itself and was ended. Start it again", () => {
    shown.replaceChildren();
    void open(shown, bundle);
  });
}

/**
 * @param {HTMLElement} shown its place, whose text it is to go with
 * @param {string | undefined} html
 * @param {string | undefined} chart a Vega-Lite specification
 * @param {string} first the script that comes before
 */
async function documentOf(shown, html, chart, first) {
  const page = shown.ownerDocument.documentElement;
  const style = getComputedStyle(shown.isConnected ? shown : shown.ownerDocument.body);
  const size = Number.parseFloat(style.fontSize);
  const isLight = page.dataset.scheme === "light";
  const content = html ?? `<div id="chart"></div>${await vegaScripts(chart ?? "{}", size, isLight)}`;
  const fills = /"height": ?"container"/.test(chart ?? "") ? "height:calc(100% - 0.5em)" : "";
  const ground = getComputedStyle(page).getPropertyValue("--sunken");
  const colours = `color:${style.color};background:${ground};font:${style.fontSize} system-ui,sans-serif`;
  return `<!doctype html><meta charset="utf-8"><meta name="color-scheme" content="${isLight ? "light" : "dark"}">
<style>html{${colours}}html,body{height:100%;margin:0}#chart{width:100%;${fills}}</style>${first}${content}`;
}

/**
 * @param {string} chart
 * @param {number} size of the slide's text, in px: a chart is read from the back row too
 * @param {boolean} isLight
 */
async function vegaScripts(chart, size, isLight) {
  const closed = (/** @type {string} */ text) => text.replace(/<\/(script)/gi, "<\\/$1");
  const theme = isLight ? "" : ', theme: "dark"';
  const options = `{ actions: false, renderer: "svg"${theme}, config: ${JSON.stringify(sizes(size))} }`;
  return `<script>${closed(await scriptOf("vega"))}</script>
<script>footlightsVega("#chart", ${closed(chart)}, ${options})</script>`;
}

/** @param {number} size */
function sizes(size) {
  const [labelFontSize, titleFontSize] = [Math.round(size * 0.72), Math.round(size * 0.76)];
  const axis = { labelFontSize, titleFontSize, titleFontWeight: 500, labelLimit: 300, gridOpacity: 0.22 };
  return {
    background: null,
    font: "system-ui, sans-serif",
    axis,
    legend: { ...axis, symbolSize: size * 6 },
    view: { stroke: null },
  };
}

/**
 * @param {HTMLIFrameElement} frame
 * @param {{height?: number, key?: KeyboardEventInit}} said
 */
function heard(frame, { height, key }) {
  if (typeof height === "number") frame.style.setProperty("--content-height", `${Math.min(height, 10_000)}px`);
  if (key && isInUse(frame, key)) turnBy(key, frame.ownerDocument);
}

/**
 * Whether somebody presses keys in a frame: it is on the slide that is shown (or in the drawer), was entered, and
 * something was pressed just now. Content may say that a key was pressed whenever it likes.
 * @param {HTMLIFrameElement} frame
 * @param {KeyboardEventInit} pressed
 */
function isInUse(frame, { key }) {
  const slide = frame.closest(".slide");
  return isEntered(frame) && (key === "Escape" || isActive(frame)) && (!slide || slide.hasAttribute("data-current"));
}

/**
 * A key that was pressed in content of its own, where it turns slides or leaves.
 * @param {KeyboardEventInit} pressed
 * @param {Document} where
 */
export function turnBy({ key, shiftKey, ctrlKey }, where = document) {
  const stops = ctrlKey === true && key === ".";
  if (!stops && !TURNING.has(key ?? "")) return;
  const pressed = { key, shiftKey: shiftKey === true, ctrlKey: stops, bubbles: true, cancelable: true };
  const { KeyboardEvent } = /** @type {Window & typeof globalThis} */ (where.defaultView);
  where.body.dispatchEvent(new KeyboardEvent("keydown", pressed));
}
