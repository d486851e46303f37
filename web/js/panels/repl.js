// The REPL's drawer: a line of input, which is an editor that owns its text and caret, and an edge that can be moved. What
// Enter and the arrows mean is decided in Python.

import { lately } from "../carried/late_scripts.js";

/** @typedef {import("../shared/wire.d.ts").Send} Send */
/** @typedef {import("../shared/wire.d.ts").Told} Told */

/** What the drawer may take of the page, as footlights/talk/stage/repl.py has it. */
const [LEAST_SHARE, MOST_SHARE] = [0.2, 0.8];
const TOLD_MS = 300;

export class Repl {
  /** @type {import("../editor/editor.js").Editor | null} */
  #editor = null;
  /** What is to stand in the input, and whether it wants the caret, once it is there. */
  #early = { text: "", focus: false };
  /** @type {ReturnType<typeof setTimeout> | null} */
  #untold = null;

  /**
   * @param {HTMLElement} drawer
   * @param {Send} send
   * @param {import("../output/log.js").Logs} logs
   * @param {(text: string) => void} typed told of each change of the input
   */
  constructor(drawer, send, logs, typed) {
    this.typed = typed;
    this.drawer = drawer;
    this.send = send;
    this.logs = logs;
    this.entry = /** @type {HTMLElement} */ (drawer.querySelector(".repl-entry"));
    listenToEdge(drawer, send);
    drawer.ownerDocument.defaultView?.addEventListener("pagehide", () => this.tellText());
  }

  /**
   * Make the input; before that, what is asked of it is kept.
   * @param {import("../runs/completions.js").Asking} asking
   */
  async mount(asking) {
    const scripts = await lately().catch(() => null);
    if (!scripts) return;
    const editor = scripts.makeEditor({
      text: "",
      readOnly: false,
      classes: "",
      attributes: { "aria-label": "Python input", "data-part": "repl-input" },
      keys: this.#keys(),
      wraps: true,
      pasted: withoutPrompts,
      changed: (text) => {
        this.entry.scrollIntoView({ block: "nearest" });
        this.typed(text);
        this.#untold ??= setTimeout(() => this.tellText(), TOLD_MS);
      },
      document: this.drawer.ownerDocument,
      asking,
    });
    this.#editor = editor;
    this.entry.append(editor.element);
    const { text, focus } = this.#early;
    editor.replace(text, text.length); // what was typed ahead goes on at its end
    if (focus) editor.focus();
  }

  #keys() {
    /** @typedef {{before: string, after: string, selected: string}} Around */
    const bind = (/** @type {string} */ key, /** @type {(around: Around) => boolean} */ act) => ({
      key,
      act: () => act(/** @type {import("../editor/editor.js").Editor} */ (this.#editor).around()),
    });
    const tell = (/** @type {Told} */ event) => {
      this.send(event);
      return true;
    };
    return [
      bind("Enter", ({ before, after }) => tell({ type: "ReplSubmitted", before, after })),
      bind("Tab", ({ before, after }) => !/\S$/.test(before) && tell({ type: "IndentWanted", before, after })),
      bind("ArrowUp", ({ before, after }) => !before.includes("\n") && tell(walk(-1, before + after))),
      bind("ArrowDown", ({ before, after }) => !after.includes("\n") && tell(walk(1, before + after))),
      bind("Ctrl-r", ({ before, after }) => tell({ type: "HistorySearched", text: before + after })),
      bind("Ctrl-l", () => {
        this.logs.of(0).clear();
        return true;
      }),
      bind("Ctrl-c", ({ selected }) => !selected && tell({ type: "ReplCancelled" })),
    ];
  }

  /**
   * @param {string} before
   * @param {string} after
   */
  setInput(before, after) {
    if (!this.#editor) {
      this.#early = { ...this.#early, text: before + after };
      return;
    }
    this.#editor.replace(before + after, before.length);
    this.entry.scrollIntoView({ block: "nearest" });
  }

  /** What stands in the input. */
  get text() {
    return this.#editor?.text() ?? this.#early.text;
  }

  /** Tell what stands in the input, if that was not told yet: soon after a change, at once when the page may go. */
  tellText() {
    if (this.#untold === null) return;
    clearTimeout(this.#untold);
    this.#untold = null;
    this.send({ type: "ReplTyped", text: this.text });
  }

  /** What is typed in the input of another document stands here too. @param {string} text */
  mirror(text) {
    if (this.#editor) this.#editor.mirror(text);
    else this.#early = { ...this.#early, text };
  }

  /** The caret goes to the question that code asks, else to the input. */
  focus() {
    const question = /** @type {HTMLInputElement | null} */ (this.drawer.querySelector(".ask input:enabled"));
    if (question) question.focus();
    else if (this.#editor) this.#editor.focus();
    else this.#early = { ...this.#early, focus: true };
  }

  /** The caret is wanted elsewhere. */
  leave() {
    this.#early = { ...this.#early, focus: false };
  }

  /**
   * A key for the input while its editor is still read: kept. Says whether it was one.
   * @param {KeyboardEvent} event
   */
  typedAhead({ key, ctrlKey, metaKey, altKey }) {
    const early = this.#early;
    if (this.#editor || !early.focus || ctrlKey || metaKey || altKey) return false;
    if (key === "Enter") this.send({ type: "ReplSubmitted", before: early.text, after: "" });
    else if (key === "Backspace") this.#early = { ...early, text: early.text.slice(0, -1) };
    else if (key.length === 1) this.#early = { ...early, text: early.text + key };
    else return false;
    return true;
  }
}

/** @param {-1 | 1} direction @param {string} text @returns {Told} */
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
 * The drawer's edge can be dragged; when it is let go, the share of the page that it shall take is told.
 * @param {HTMLElement} drawer
 * @param {Send} send
 */
function listenToEdge(drawer, send) {
  const { defaultView, documentElement: page } = drawer.ownerDocument;
  const view = /** @type {Window} */ (defaultView);
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
    const wanted = side ? 1 - event.clientX / view.innerWidth : 1 - event.clientY / view.innerHeight;
    share = Math.min(Math.max(LEAST_SHARE, wanted), MOST_SHARE);
    page.style.setProperty("--repl-share", String(share));
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
