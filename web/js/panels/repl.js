// The REPL's line of input: an editor that owns its text and caret. What Enter and the arrows mean
// is decided in Python.

import { lately } from "../carried/late_scripts.js";
import { coloured } from "../cells/colours.js";
import { addShown, clearOutput, wordsIn } from "../output/outputs.js";

/** @typedef {import("../shared/wire.d.ts").Send} Send */

const place = /** @type {HTMLElement} */ (document.querySelector(".repl-entry"));
const drawer = /** @type {HTMLElement} */ (document.querySelector('[data-part="repl"]'));

/** @type {import("../editor/editor.js").Editor | null} */
let editor = null;
/** What is to stand in the input, and whether it wants the caret, once it is there. */
let early = { text: "", focus: false };

/**
 * Make the input; before that, what is asked of it is kept.
 * @param {Send} send
 * @param {import("../runs/completions.js").Asking} asking
 */
export async function mountRepl(send, asking) {
  const scripts = await lately().catch(() => null);
  if (!scripts) return;
  const text = () => /** @type {import("../editor/editor.js").Editor} */ (editor).around();
  /** @param {string} key @param {(around: {before: string, after: string, selected: string}) => boolean} act */
  const bind = (key, act) => ({ key, act: () => act(text()) });
  editor = scripts.makeEditor({
    text: "",
    readOnly: false,
    classes: "",
    attributes: { "aria-label": "Python input", "data-part": "repl-input" },
    keys: [
      bind("Enter", ({ before, after }) => tell({ type: "ReplSubmitted", before, after })),
      bind("Tab", ({ before, after }) => !/\S$/.test(before) && tell({ type: "IndentWanted", before, after })),
      bind("ArrowUp", ({ before, after }) => !before.includes("\n") && tell(walk(-1, before + after))),
      bind("ArrowDown", ({ before, after }) => !after.includes("\n") && tell(walk(1, before + after))),
      bind("Ctrl-r", ({ before, after }) => tell({ type: "HistorySearched", text: before + after })),
      bind("Ctrl-l", () => {
        clearOutput(0);
        return true;
      }),
      bind("Ctrl-c", ({ selected }) => !selected && tell({ type: "ReplCancelled" })),
    ],
    wraps: true,
    pasted: withoutPrompts,
    changed: () => place.scrollIntoView({ block: "nearest" }),
    asking,
  });
  place.append(editor.element);
  editor.replace(early.text, early.text.length); // what was typed ahead goes on at its end
  if (early.focus) editor.focus();

  /** @param {import("../shared/wire.d.ts").Told} event */
  function tell(event) {
    send(event);
    return true;
  }
}

/** @param {-1 | 1} direction @param {string} text @returns {import("../shared/wire.d.ts").Told} */
const walk = (direction, text) => ({ type: "HistoryWanted", direction, text });

/**
 * Pasted from another session: the prompts go, and what was printed between them.
 * @param {string} text
 */
export function withoutPrompts(text) {
  const lines = text.split(/\r?\n/);
  const prompt = /^\s*(?:>>>|\.\.\.)(?: |$)/;
  if (!lines.some((line) => /^\s*>>>(?: |$)/.test(line))) return text;
  return lines
    .filter((line) => prompt.test(line))
    .map((line) => line.replace(prompt, ""))
    .join("\n");
}

/**
 * @param {string} before
 * @param {string} after
 */
export function setInput(before, after) {
  if (!editor) {
    early = { ...early, text: before + after };
    return;
  }
  editor.replace(before + after, before.length);
  place.scrollIntoView({ block: "nearest" });
}

/** @param {string} source */
export function echo(source) {
  const lines = document.createElement("span");
  lines.dataset.stream = "input";
  source.split("\n").forEach((line, index) => {
    const prompt = document.createElement("span");
    prompt.className = "prompt";
    prompt.textContent = index ? "... " : ">>> ";
    lines.append(prompt, coloured(line), "\n");
  });
  addShown(0, lines);
}

/** The caret goes to the question that code asks, else to the input. */
export function focusRepl() {
  const question = /** @type {HTMLInputElement | null} */ (drawer.querySelector(".ask input:enabled"));
  if (question) question.focus();
  else if (editor) editor.focus();
  else early = { ...early, focus: true };
}

/** The caret is wanted elsewhere. */
export function leaveRepl() {
  early = { ...early, focus: false };
}

/**
 * A key for the input while its editor is still read: kept. Says whether it was one.
 * @param {KeyboardEvent} event
 * @param {Send} send
 */
export function typedAhead({ key, ctrlKey, metaKey, altKey }, send) {
  if (editor || !early.focus || ctrlKey || metaKey || altKey) return false;
  const { text } = early;
  if (key === "Enter") send({ type: "ReplSubmitted", before: text, after: "" });
  else if (key === "Backspace") early = { ...early, text: text.slice(0, -1) };
  else if (key.length === 1) early = { ...early, text: text + key };
  else return false;
  return true;
}

/** The transcript as a text file. */
export function saveTranscript() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([wordsIn(0)], { type: "text/plain" }));
  link.download = "transcript.txt";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** What the drawer may take of the page, as footlights/talk/stage/repl.py has it. */
const [LEAST_SHARE, MOST_SHARE] = [0.2, 0.8];

/**
 * The drawer's edge can be dragged; when it is let go, the share of the page that it shall take is told.
 * @param {Send} send
 */
export function listenToDrawer(send) {
  const edge = /** @type {HTMLElement} */ (drawer.querySelector(".repl-edge"));
  edge.addEventListener("pointerdown", (event) => {
    edge.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  /** @type {number | null} */
  let share = null;
  edge.addEventListener("pointermove", (event) => {
    if (!edge.hasPointerCapture(event.pointerId)) return;
    const side = drawer.dataset.side === "right";
    const wanted = side ? 1 - event.clientX / innerWidth : 1 - event.clientY / innerHeight;
    share = Math.min(Math.max(LEAST_SHARE, wanted), MOST_SHARE);
    document.documentElement.style.setProperty("--repl-share", String(share));
  });
  edge.addEventListener("lostpointercapture", () => {
    if (share !== null) send({ type: "ReplResized", share });
    share = null;
  });
  edge.addEventListener("keydown", (event) => {
    const step = { ArrowUp: 0.05, ArrowLeft: 0.05, ArrowDown: -0.05, ArrowRight: -0.05 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    send({ type: "ReplResized", share: Number(edge.getAttribute("aria-valuenow")) / 100 + step });
  });
}
