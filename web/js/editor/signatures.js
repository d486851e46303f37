// What the call around the caret expects, shown above it while its arguments are typed.
import { StateEffect, StateField } from "@codemirror/state";
import { EditorView, showTooltip } from "@codemirror/view";

/** @typedef {import("../runs/completions.js").Signature} Signature */

/** Lines above the caret's that may belong to the call. */
const MOST_LINES = 30;
/** @type {import("@codemirror/state").StateEffectType<{signature: Signature | null, at: number}>} */
const shown = StateEffect.define();

/** @type {import("@codemirror/state").StateField<import("@codemirror/view").Tooltip | null>} */
const tooltip = StateField.define({
  create: () => /** @type {import("@codemirror/view").Tooltip | null} */ (null),
  update(before, transaction) {
    for (const effect of transaction.effects)
      if (effect.is(shown)) {
        const { signature, at } = effect.value;
        return signature && { pos: at, above: true, create: () => ({ dom: card(signature) }) };
      }
    return before && { ...before, pos: transaction.changes.mapPos(before.pos) };
  },
  provide: (field) => showTooltip.from(field),
});

/**
 * @param {(before: string) => Promise<Signature | null>} ask
 * @returns {import("@codemirror/state").Extension}
 */
export function signatures(ask) {
  let asked = 0;
  const follow = EditorView.updateListener.of(async ({ view, docChanged, selectionSet, focusChanged }) => {
    if (focusChanged && !view.hasFocus) {
      asked += 1;
      return void queueMicrotask(() => hideSignature(view));
    }
    const isShown = view.state.field(tooltip) !== null;
    if (!(docChanged && view.hasFocus) && !(selectionSet && isShown)) return;
    const at = view.state.selection.main.head;
    const line = view.state.doc.lineAt(at);
    const from = view.state.doc.line(Math.max(1, line.number - MOST_LINES)).from;
    const before = view.state.sliceDoc(from, at);
    asked += 1;
    const mine = asked;
    const signature = before.includes("(") ? await ask(before) : null;
    if (mine !== asked || !view.hasFocus || (!signature && !view.state.field(tooltip))) return;
    queueMicrotask(() => view.dispatch({ effects: shown.of({ signature, at: view.state.selection.main.head }) }));
  });
  return [tooltip, follow];
}

/** @param {EditorView} view @returns {boolean} whether there was one */
export function hideSignature(view) {
  if (!view.state.field(tooltip, false)) return false;
  view.dispatch({ effects: shown.of({ signature: null, at: 0 }) });
  return true;
}

/** @param {Signature} signature */
function card({ name, parameters, active, doc }) {
  const element = document.createElement("div");
  element.className = "signature";
  const line = document.createElement("code");
  line.append(`${name}(`);
  parameters.forEach((parameter, index) => {
    const part = document.createElement(index === active ? "strong" : "span");
    part.textContent = parameter;
    line.append(index ? ", " : "", part);
  });
  line.append(")");
  element.append(line);
  if (doc) element.append(Object.assign(document.createElement("p"), { textContent: doc }));
  return element;
}
