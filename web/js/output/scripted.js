// Output that needs its scripts, as interactive charts do: in a sandbox, in the place of the output.
import { scriptOf } from "../carried/late_scripts.js";
import { openSandbox } from "../sandbox/host.js";
import { element, outputButton } from "../shared/elements.js";
import { EVERYWHERE, PASSED_ON } from "../shared/turning_keys.js";
import { framePressed, isActive, isEntered, watchFocus } from "./frame_focus.js";

const VEGA = /^application\/vnd\.vegalite\.v\d+\+json$/;
const SCRIPTED = "application/vnd.footlights+scripted";
const ELSEWHERE = "Interactive output: it is in the slides' window.";
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
 * It runs in the slides' window, once: two of it would not show the same.
 * @param {Record<string, string>} bundle
 * @param {Document} where
 * @returns {HTMLElement}
 */
export function scriptedOutput(bundle, where) {
  if (where !== document) return element("p", { class: "elsewhere" }, ELSEWHERE);
  const shown = element("div", { class: "scripted" });
  open(shown, bundle);
  return shown;
}

/**
 * @param {HTMLElement} shown its place
 * @param {Record<string, string>} bundle
 */
function open(shown, bundle) {
  const vega = Object.keys(bundle).find((mime) => VEGA.test(mime));
  const secret = crypto.getRandomValues(new Uint32Array(4)).join("-");
  documentOf(shown, bundle[SCRIPTED], vega ? bundle[vega] : undefined, prelude(secret)).then(
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
    open(shown, bundle);
  });
}

/**
 * @param {HTMLElement} shown its place, whose text it is to go with
 * @param {string | undefined} html
 * @param {string | undefined} chart a Vega-Lite specification
 * @param {string} first the script that comes before
 */
async function documentOf(shown, html, chart, first) {
  await Promise.resolve(); // what was made is put in its place within the same task
  const style = getComputedStyle(shown.isConnected ? shown : document.body);
  const size = Number.parseFloat(style.fontSize);
  const content = html ?? `<div id="chart"></div>${await vegaScripts(chart ?? "{}", size)}`;
  const fills = /"height": ?"container"/.test(chart ?? "") ? "height:calc(100% - 0.5em)" : "";
  const ground = getComputedStyle(document.documentElement).getPropertyValue("--sunken");
  const colours = `color:${style.color};background:${ground};font:${style.fontSize} system-ui,sans-serif`;
  const scheme = document.documentElement.dataset.scheme === "light" ? "light" : "dark";
  return `<!doctype html><meta charset="utf-8"><meta name="color-scheme" content="${scheme}">
<style>html{${colours}}html,body{height:100%;margin:0}#chart{width:100%;${fills}}</style>${first}${content}`;
}

/**
 * @param {string} chart
 * @param {number} size of the slide's text, in px: a chart is read from the back row too
 */
async function vegaScripts(chart, size) {
  const closed = (/** @type {string} */ text) => text.replace(/<\/(script)/gi, "<\\/$1");
  const theme = document.documentElement.dataset.scheme === "light" ? "" : ', theme: "dark"';
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
  if (key && isInUse(frame, key)) turnBy(key);
}

/**
 * Whether somebody presses keys in a frame: it is on the slide that is shown (or in the drawer), was entered, and
 * something was pressed just now. Content may say that a key was pressed whenever it likes.
 * @param {HTMLIFrameElement} frame
 * @param {KeyboardEventInit} pressed
 */
function isInUse(frame, { key }) {
  const slide = frame.closest(".slide");
  return isEntered(frame) && (key === "Escape" || isActive()) && (!slide || slide.hasAttribute("data-current"));
}

/** A key that was pressed in content of its own, where it turns slides or leaves. @param {KeyboardEventInit} pressed */
export function turnBy({ key, shiftKey, ctrlKey }) {
  const stops = ctrlKey === true && key === ".";
  if (!stops && !TURNING.has(key ?? "")) return;
  const pressed = { key, shiftKey: shiftKey === true, ctrlKey: stops, bubbles: true, cancelable: true };
  document.body.dispatchEvent(new KeyboardEvent("keydown", pressed));
}
