// The editor of a cell: CodeMirror, in the colours and type of the slide. Loaded when first wanted.
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentLess, indentMore, isolateHistory } from "@codemirror/commands";
import { localCompletionSource, pythonLanguage } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, LanguageSupport, syntaxHighlighting } from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, keymap, tooltips } from "@codemirror/view";
import { colours } from "./highlight.js";

/**
 * @typedef {object} Options
 * @property {string} text
 * @property {string} label how the editor is announced
 * @property {string} size the listing's, as in the style sheet
 * @property {boolean} readOnly
 * @property {(text: string) => void} changed told at each change
 * @property {() => void} run
 * @property {(before: string) => Promise<{from: number, names: string[]}>} complete
 */

/**
 * @typedef {object} Editor
 * @property {HTMLElement} element
 * @property {() => string} text
 * @property {(text: string) => void} replace a change like any other: it can be undone
 * @property {(lines: number[], kind: "lit" | "failed") => void} mark lines, counted from 1
 * @property {() => void} focus
 */

const MARKS = { lit: Decoration.line({ class: "lit" }), failed: Decoration.line({ class: "failed" }) };
/** @type {import("@codemirror/state").StateEffectType<{lines: number[], kind: "lit" | "failed"}>} */
const setMarks = StateEffect.define();
/** Marked lines, each kind apart; they move with the text, and a failed line is clean once it is changed. */
const marked = (/** @type {"lit" | "failed"} */ kind) =>
  StateField.define({
    create: () => Decoration.none,
    update(marks, transaction) {
      const wanted = transaction.effects
        .filter((effect) => effect.is(setMarks))
        .find(({ value }) => value.kind === kind);
      if (!wanted)
        return kind === "failed" && transaction.docChanged ? Decoration.none : marks.map(transaction.changes);
      const { doc } = transaction.state;
      const lines = wanted.value.lines.filter((line) => line >= 1 && line <= doc.lines);
      return Decoration.set(lines.map((line) => MARKS[kind].range(doc.line(line).from)));
    },
    provide: (field) => EditorView.decorations.from(field),
  });

/** A clicker's keys turn slides, in an editor too. */
const TURNING = new Set(["PageUp", "PageDown"]);
const editing = [...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...completionKeymap];
const nonce = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="footlights-styles"]'))?.content;

const setUp = [
  history(),
  drawSelection(),
  indentOnInput(),
  indentUnit.of("    "),
  bracketMatching(),
  closeBrackets(),
  highlightSelectionMatches(),
  search({ top: true }),
  new LanguageSupport(pythonLanguage),
  syntaxHighlighting(colours),
  marked("lit"),
  marked("failed"),
  tooltips({ parent: document.body }),
  EditorView.cspNonce.of(nonce ?? ""),
  EditorState.tabSize.of(4),
  keymap.of([
    { key: "Tab", run: indentMore, shift: indentLess },
    ...editing.filter(({ key }) => !TURNING.has(key ?? "")),
  ]),
];

/**
 * @param {Options} options
 * @returns {Editor}
 */
export function makeEditor({ text, label, size, readOnly, changed, run, complete }) {
  const command = (/** @type {EditorView} */ target) => {
    closeCompletion(target);
    run();
    return true;
  };
  const runs = { run: command, preventDefault: true, stopPropagation: true };
  const view = new EditorView({
    doc: text,
    extensions: [
      keymap.of([
        { key: "Mod-Enter", ...runs },
        { key: "Shift-Enter", ...runs },
      ]),
      setUp,
      autocompletion({ override: [completions(complete), localCompletionSource] }),
      EditorState.readOnly.of(readOnly),
      EditorView.contentAttributes.of({ "aria-label": label }),
      EditorView.editorAttributes.of({ class: "code", "data-size": size }),
      EditorView.updateListener.of((update) => update.docChanged && changed(update.state.doc.toString())),
    ],
  });
  return {
    element: view.dom,
    text: () => view.state.doc.toString(),
    replace(wanted) {
      const changes = { from: 0, to: view.state.doc.length, insert: wanted };
      view.dispatch({ changes, annotations: isolateHistory.of("full") });
    },
    mark: (lines, kind) => view.dispatch({ effects: setMarks.of({ lines, kind }) }),
    focus: () => view.focus(),
  };
}

/**
 * Names from the live kernel, once two letters or a dot are typed.
 * @param {Options["complete"]} complete
 * @returns {import("@codemirror/autocomplete").CompletionSource}
 */
function completions(complete) {
  return async (context) => {
    if (!context.explicit && !context.matchBefore(/(?:\.|\w{2})$/)) return null;
    const before = context.state.sliceDoc(0, context.pos);
    const { from, names } = await complete(before);
    if (!names.length || context.aborted) return null;
    return { from, options: names.map((label) => ({ label })), validFor: /^\w*$/ };
  };
}
