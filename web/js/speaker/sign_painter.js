// Paints what only the speaker sees. Decides nothing, as page/paint.js.
import { h, render } from "preact";

/** @typedef {import("../shared/wire.d.ts").View} View */
/** @typedef {import("../shared/wire.d.ts").SpeakerSign} Sign */
/** @typedef {import("../shared/wire.d.ts").PlanRow} PlanRow */

export class SpeakerSignPainter {
  /** @type {Partial<Sign>} */
  #painted = {};
  #parts;

  /** @param {Document} document @param {(notes: string) => void} showNotes */
  constructor(document, showNotes) {
    this.showNotes = showNotes;
    const part = (/** @type {string} */ name) =>
      /** @type {HTMLElement} */ (document.querySelector(`[data-part="${name}"]`));
    this.root = part("speaker");
    this.#parts = {
      time: part("time"),
      cost: part("cost"),
      plan: part("plan"),
      rows: part("plan-rows"),
      notes: part("notes"),
      frozen: part("frozen"),
      cells: part("slide-cells"),
      problems: part("problems"),
      message: part("message"),
    };
  }

  /** @param {View} view @param {Sign} sign */
  paint(view, sign) {
    const [painted, parts] = [this.#painted, this.#parts];
    const changed = (/** @type {(keyof Sign)[]} */ ...names) =>
      names.some(
        (name) => painted[name] !== sign[name] && JSON.stringify(painted[name]) !== JSON.stringify(sign[name]),
      );
    if (changed("notes")) this.showNotes(sign.notes);
    if (changed("notesSize")) parts.notes.style.setProperty("--notes-size", String(sign.notesSize));
    if (changed("cost", "warning")) {
      parts.cost.textContent = [sign.cost, sign.warning].filter(Boolean).join(" · ");
      parts.cost.toggleAttribute("data-warning", sign.warning !== "");
    }
    if (changed("time")) parts.time.textContent = sign.time;
    if (changed("stands", "used")) {
      parts.plan.style.setProperty("--stands", String(sign.stands));
      parts.plan.style.setProperty("--used", String(sign.used));
    }
    if (changed("plan")) render(sign.plan.map(planRow), parts.rows);
    if (changed("frozenAt")) {
      parts.frozen.hidden = !sign.frozenAt;
      parts.frozen.textContent = `Frozen: the audience sees slide ${sign.frozenAt}. i shows them yours.`;
    }
    if (changed("slideShare", "nextShare")) {
      this.root.style.setProperty("--slide-share", String(sign.slideShare));
      this.root.style.setProperty("--next-share", String(sign.nextShare));
    }
    if (changed("problems")) paintProblems(parts.problems, sign.problems);
    const states = new Map(view.cells.map(([cell, state, words]) => [cell, { state, words }]));
    render(
      [
        h("li", { class: "python-state", "data-live": view.live }, view.liveWords),
        ...sign.cells.map(({ cell, name }) =>
          h("li", { "data-state": states.get(cell)?.state }, h("b", null, name), ` ${states.get(cell)?.words ?? ""}`),
        ),
      ],
      parts.cells,
    );
    parts.message.toggleAttribute("data-seen", !sign.frozenAt && view.message !== "" && view.message === sign.message);
    this.#painted = sign;
  }
}

/** @param {PlanRow} row */
const planRow = ({ title, budgetS, budget, spent, when, isOver }) =>
  h(
    "li",
    {
      style: { flexGrow: String(budgetS) },
      "data-when": when,
      ...(isOver && { "data-over": "" }),
      title: `${title}, ${budget}${spent && `, spent ${spent}`}`,
    },
    h("span", { class: "plan-title" }, title),
    h("span", { class: "plan-budget" }, spent && when !== "next" ? `${spent} of ${budget}` : budget),
  );

/** @param {HTMLElement} place @param {string[]} problems */
function paintProblems(place, problems) {
  place.hidden = !problems.length;
  const count = problems.length === 1 ? "1 problem in the notes" : `${problems.length} problems in the notes`;
  render(
    [
      h("summary", null, count),
      h(
        "ol",
        null,
        problems.map((problem) => h("li", null, problem)),
      ),
    ],
    place,
  );
}
