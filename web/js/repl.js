// The REPL's line of input: it owns its text and caret; what a key means is decided in Python.

import { coloured } from "./highlight.js";
import { addOutput, clearOutput } from "./outputs.js";

const input = /** @type {HTMLTextAreaElement} */ (document.querySelector('[data-part="repl-input"]'));
const choices = /** @type {HTMLElement} */ (document.querySelector('[data-part="choices"]'));
const transcript = /** @type {HTMLElement} */ (document.querySelector('[data-part="repl-output"]'));

/** @param {(event: {type: string, [name: string]: unknown}) => boolean} send */
export function listenToRepl(send) {
  input.addEventListener("input", () => {
    fit();
    choices.hidden = true;
  });
  input.addEventListener("keydown", (event) => {
    const wanted = intentOf(event);
    if (!wanted) return;
    event.preventDefault();
    event.stopPropagation();
    if (wanted === "clear") clearOutput(0);
    else send(wanted);
  });
}

/**
 * @param {KeyboardEvent} event
 * @returns {{type: string, [name: string]: unknown} | "clear" | null}
 */
function intentOf(event) {
  const { before, after } = text();
  if (event.isComposing) return null;
  if (event.key === "Enter") return { type: "ReplSubmitted", before, after };
  if (event.key === "Tab" && !event.shiftKey) return { type: "CompletionWanted", before, after };
  if (event.ctrlKey && event.key === "l") return "clear";
  if (event.ctrlKey && event.key === "c" && input.selectionStart === input.selectionEnd)
    return { type: "StopRequested" };
  if (event.key === "ArrowUp" && !before.includes("\n"))
    return { type: "HistoryWanted", direction: -1, text: input.value };
  if (event.key === "ArrowDown" && !after.includes("\n"))
    return { type: "HistoryWanted", direction: 1, text: input.value };
  return null;
}

function text() {
  return { before: input.value.slice(0, input.selectionStart), after: input.value.slice(input.selectionEnd) };
}

/**
 * @param {string} before
 * @param {string} after
 */
export function setInput(before, after) {
  input.value = before + after;
  input.setSelectionRange(before.length, before.length);
  choices.hidden = true;
  fit();
  input.scrollIntoView({ block: "nearest" });
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
  transcript.append(lines);
  addOutput(0, "stdout", "");
}

/**
 * What the kernel found for the text before the caret, if that still stands there.
 * @param {string} asked
 * @param {string} before
 * @param {string[]} found
 */
export function showCompletion(asked, before, found) {
  if (text().before !== asked) return;
  if (before !== asked) setInput(before, text().after);
  choices.hidden = !found.length;
  choices.replaceChildren(
    ...found.map((name) => {
      const choice = document.createElement("span");
      choice.textContent = name;
      return choice;
    }),
  );
  if (found.length) choices.scrollIntoView({ block: "nearest" });
}

export function focusRepl() {
  input.focus();
}

function fit() {
  input.rows = Math.min(12, input.value.split("\n").length);
}
