// input() and getpass(): a line of the speaker's, asked for where the code prints.
import { element } from "../shared/elements.js";

/** Characters of a question: what stands before them is shown as output. */
const LONGEST = 2_000;

export class QuestionForm {
  /**
   * @param {import("./log.js").Question} question
   * @param {(line: string) => void} answer
   */
  constructor(question, answer) {
    this.question = question;
    const input = /** @type {HTMLInputElement} */ (
      element("input", {
        type: question.secret ? "password" : "text",
        "aria-label": question.prompt.trim() || "Input",
        ...{ autocomplete: "off", spellcheck: "false", autocapitalize: "off" },
      })
    );
    this.element = element("div", { class: "ask" }, element("span", {}, question.prompt.slice(-LONGEST)), input);
    this.input = input;
    for (const { input: other } of question.forms) input.value = other.value;
    question.forms.add(this);
    input.addEventListener("input", () => this.#tellOthers());
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      if (input.disabled) return;
      input.disabled = true; // it is answered once, however often Enter comes
      answer(input.value);
    });
  }

  /** What is typed stands in every window that asks, but for one whose picture is frozen. */
  #tellOthers() {
    for (const { element, input } of this.question.forms)
      if (!("frozen" in element.ownerDocument.documentElement.dataset)) input.value = this.input.value;
  }

  /** In its place: it takes the caret. */
  show() {
    this.input.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: "nearest" });
  }

  /** The question is answered, or the code was stopped. Says whether the caret is left without a place. */
  end() {
    const { activeElement: focused, body } = this.element.ownerDocument;
    const hadCaret = !focused || focused === body || this.element.contains(focused);
    this.question.forms.delete(this);
    this.element.remove();
    return hadCaret;
  }
}
