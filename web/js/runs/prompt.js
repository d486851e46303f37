// input() and getpass(): a line of the speaker's, asked for where the code prints.

import { addOutput, outputOf, whenShown } from "../output/outputs.js";

/** Characters of a question: what stands before them is shown as output. */
const LONGEST = 2_000;
/** @type {Map<number, HTMLElement>} */
const prompts = new Map();
let focusRepl = () => {};

/** Where the caret goes that was in a question of the REPL's. @param {() => void} focus */
export function caretGoesBackTo(focus) {
  focusRepl = focus;
}

/**
 * @param {number} run
 * @param {number} cell
 * @param {{prompt: string, secret: boolean}} question
 * @param {(line: string) => void} answer
 */
export function ask(run, cell, { prompt, secret }, answer) {
  const form = document.createElement("div");
  form.className = "ask";
  const input = document.createElement("input");
  input.type = secret ? "password" : "text";
  input.setAttribute("aria-label", prompt.trim() || "Input");
  for (const [name, value] of Object.entries({ autocomplete: "off", spellcheck: "false", autocapitalize: "off" }))
    input.setAttribute(name, value);
  const label = document.createElement("span");
  label.textContent = prompt.slice(-LONGEST);
  form.append(label, input);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    if (input.disabled) return;
    input.disabled = true; // it is answered once, however often Enter comes
    const line = input.value;
    addOutput(cell, "stdout", `${prompt}${secret ? "•".repeat(line.length) : line}\n`);
    answer(line);
  });
  prompts.get(run)?.remove(); // code that stands still for one question asks no other
  prompts.set(run, form);
  whenShown(cell).then(() => {
    if (prompts.get(run) !== form) return;
    outputOf(cell)?.append(form);
    input.focus({ preventScroll: true });
    form.scrollIntoView({ block: "nearest" });
  });
}

/** The question is answered, or the code was stopped: in the REPL the caret goes back to its input. @param {number} run */
export function answered(run) {
  const form = prompts.get(run);
  const focused = document.activeElement;
  const hadCaret = !focused || focused === document.body || form?.contains(focused);
  const isOfRepl = form?.closest('[data-part="repl"]:not([hidden])');
  form?.remove();
  prompts.delete(run);
  if (hadCaret && isOfRepl) focusRepl();
}
