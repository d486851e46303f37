// The editor of a cell: CodeMirror, in the colours and type of the slide. Loaded when first wanted.
import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
  completionStatus,
  moveCompletionSelection,
  selectedCompletion,
  startCompletion,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentLess, indentMore, isolateHistory } from "@codemirror/commands";
import { localCompletionSource, pythonLanguage } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, LanguageSupport, syntaxHighlighting } from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, EditorState, Prec, StateEffect, StateField } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, keymap, tooltips } from "@codemirror/view";
import { PAGING } from "../shared/turning_keys.js";
import { colours } from "./highlight.js";
import { hideSignature, signatures } from "./signatures.js";

/**
 * @typedef {object} Options
 * @property {string} text
 * @property {boolean} readOnly
 * @property {string} classes of the editor's element
 * @property {Record<string, string>} attributes of what is edited, its name among them
 * @property {{key: string, act: () => boolean}[]} keys what they do comes before anything else
 * @property {boolean} [wraps] whether long lines go on in the next row
 * @property {(text: string) => string} [pasted] what becomes of a text that is pasted
 * @property {(text: string) => void} changed told at each change, but for those that were mirrored
 * @property {Document} document where it is to stand
 * @property {import("../runs/completions.js").Asking} asking
 */

/**
 * @typedef {object} Editor
 * @property {HTMLElement} element
 * @property {() => string} text
 * @property {() => {before: string, after: string, selected: string}} around the caret
 * @property {(text: string, caret?: number) => void} replace a change like any other: it can be undone
 * @property {(text: string) => void} mirror what became of the same text elsewhere: the caret stays where it is
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

/** Of a change that was made in another editor of the same text. */
const mirrored = Annotation.define();
/** Keys that walk and take the names that are offered, while they are. */
const OF_THE_CHOICE = new Set(["Tab", "ArrowUp", "ArrowDown"]);
/** A clicker's keys turn slides, in an editor too. */
const TURNING = new Set(PAGING);
const choosing = completionKeymap.filter(({ key }) => key !== "Escape");
const editing = [...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...choosing];
/** Nothing is taken by accident, since nothing is chosen at first: Tab counts as soon as names are seen. */
const CHOICE = { selectOnOpen: false, defaultKeymap: false, interactionDelay: 0 };
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
  EditorView.cspNonce.of(nonce ?? ""),
  EditorState.tabSize.of(4),
  keymap.of([
    { key: "Tab", run: takeName },
    { key: "Tab", run: indentMore, shift: indentLess },
    ...editing.filter(({ key }) => !TURNING.has(key ?? "")),
  ]),
];

/**
 * @param {Options} options
 * @returns {Editor}
 */
export function makeEditor({ text, readOnly, classes, attributes, keys, wraps, pasted, changed, document, asking }) {
  const bindings = keys.map(({ key, act }) => ({
    key,
    run: (/** @type {EditorView} */ target) => {
      const offered = completionStatus(target.state) === "active";
      if (offered && (key === "Enter" ? selectedCompletion(target.state) : OF_THE_CHOICE.has(key))) return false;
      const done = act();
      if (done) closeCompletion(target);
      return done;
    },
    stopPropagation: true,
  }));
  const view = new EditorView({
    doc: text,
    root: document,
    extensions: [
      Prec.high(keymap.of(bindings)),
      Prec.high(keymap.of([{ key: "Escape", run: closeWhatIsOffered, stopPropagation: true }])),
      setUp,
      tooltips({ parent: document.body }),
      autocompletion({ override: [completions(asking.names), localCompletionSource], ...CHOICE }),
      signatures(asking.signature),
      EditorState.readOnly.of(readOnly),
      EditorView.editorAttributes.of({ class: classes }),
      EditorView.contentAttributes.of(attributes),
      EditorView.updateListener.of(
        ({ docChanged, state, transactions }) =>
          docChanged && !transactions.every((each) => each.annotation(mirrored)) && changed(state.doc.toString()),
      ),
      wraps ? EditorView.lineWrapping : [],
      pasted ? EditorView.clipboardInputFilter.of(pasted) : [],
    ],
  });
  return {
    element: view.dom,
    text: () => view.state.doc.toString(),
    around() {
      const { from, to } = view.state.selection.main;
      const slice = (/** @type {number} */ start, /** @type {number} */ end) => view.state.sliceDoc(start, end);
      return { before: slice(0, from), after: slice(to, view.state.doc.length), selected: slice(from, to) };
    },
    replace(wanted, caret = wanted.length) {
      const changes = { from: 0, to: view.state.doc.length, insert: wanted };
      view.dispatch({ changes, selection: { anchor: caret }, annotations: isolateHistory.of("full") });
    },
    mirror(wanted) {
      const changes = difference(view.state.doc.toString(), wanted);
      if (changes) view.dispatch({ changes, annotations: mirrored.of(true) });
    },
    mark: (lines, kind) => view.dispatch({ effects: setMarks.of({ lines, kind }) }),
    focus: () => view.focus(),
  };
}

/**
 * What has to change for a text to become another; nothing where they are the same.
 * @param {string} before
 * @param {string} after
 */
export function difference(before, after) {
  if (before === after) return null;
  const most = Math.min(before.length, after.length);
  let [from, tail] = [0, 0];
  while (from < most && before[from] === after[from]) from++;
  while (tail < most - from && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { from, to: before.length - tail, insert: after.slice(from, after.length - tail) };
}

/** @param {EditorView} view */
function closeWhatIsOffered(view) {
  const wasOpen = completionStatus(view.state) === "active";
  closeCompletion(view);
  return hideSignature(view) || wasOpen;
}

/** Tab after a name: the first or chosen one of those that are offered, else offer some. @param {EditorView} view */
function takeName(view) {
  const { from, empty } = view.state.selection.main;
  if (completionStatus(view.state) !== "active")
    return empty && /[\w.]$/.test(view.state.sliceDoc(Math.max(0, from - 1), from)) && startCompletion(view);
  if (!selectedCompletion(view.state)) moveCompletionSelection(true)(view);
  return acceptCompletion(view);
}

/**
 * Names from the live kernel, once two letters or a dot are typed.
 * @param {import("../runs/completions.js").Asking["names"]} complete
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
