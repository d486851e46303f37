// The stage as the page has it: what is pressed goes to Python, stamped; what Python says is painted and carried out.

import { textOf } from "../cells/cells.js";
import { restoreOutputs } from "../output/kept_outputs.js";
import { now } from "../storage/first_values.js";
import { keepTalk } from "../storage/keeper.js";

/** @typedef {import("../shared/wire.d.ts").Told} Told */
/** @typedef {import("../shared/wire.d.ts").Event} Event */
/** @typedef {import("../shared/wire.d.ts").Answer} Answer */
/** @typedef {import("./bridge.js").PythonStage} PythonStage */
/** @typedef {import("./screen.js").Screen} Screen */

/** A page that nobody sees ticks once a minute; one that is silent for longer stood still. */
const ASLEEP_MS = 120_000;

export class Stage {
  /** @type {PythonStage | null} */
  #python = null;
  /** What was pressed before Python was there. @type {Event[]} */
  #early = [];
  /** When anything was heard of the page last. */
  #heardMs = 0;
  /** @type {Record<string, unknown> | null} */
  #save = null;
  /** The notes that the talk is of. */
  #notes = "";
  /** @type {NonNullable<Answer["drawings"]>} */
  #drawings = {};
  /** What is painted. @type {import("../shared/wire.d.ts").View | null} */
  view = null;
  /** Takes events while there is no Python; says whether it was taken. @type {(event: Told, isForGood: boolean) => boolean} */
  withoutPython = () => false;

  /**
   * @param {import("../output/log.js").Logs} logs
   * @param {import("../shared/wire.d.ts").Effects} effects what each does
   */
  constructor(logs, effects) {
    this.logs = logs;
    this.effects = effects;
    /** What shows the talk. @type {Screen[]} */
    this.screens = [];
    /** Where something was done last. @type {Screen | null} */
    this.active = null;
    /** What else is painted. @type {(view: import("../shared/wire.d.ts").View) => void} */
    this.also = () => {};
    this.failed = false;
  }

  /** A window more, or one of them again: it shows what there is. @param {Screen} screen */
  addScreen(screen) {
    this.screens.push(screen);
    const [first] = this.screens;
    if (!first || first === screen) return;
    for (const [cell, text] of first.cells.texts) screen.cells.setText(cell, text);
    screen.repl.mirror(first.repl.text);
    screen.draw(this.#drawings);
    if (this.view) screen.paint(this.view);
    screen.outputs.follow();
  }

  /** @param {Screen} screen */
  removeScreen(screen) {
    this.screens = this.screens.filter((each) => each !== screen);
    if (this.active === screen) this.active = null;
    screen.end();
  }

  /** What is typed in one window stands in the others. @param {number} cell @param {string} text @param {Screen} from */
  mirror(cell, text, from) {
    for (const screen of this.screens) if (screen !== from) screen.mirror(cell, text);
  }

  /** The windows that show the same as one just now: none while the audience's picture is frozen. @param {Screen} screen */
  twinsOf(screen) {
    return this.screens.some(({ isHeld }) => isHeld) ? [] : this.screens.filter((each) => each !== screen);
  }

  /** The page may go: what was typed in any of its windows is told. */
  tellTyped() {
    for (const { cells, repl } of this.screens) {
      cells.tellEdits();
      repl.tellText();
    }
  }

  /** Speaker notes as HTML. @param {string} notes */
  async notesOf(notes) {
    return this.#python?.notes(notes) ?? "";
  }

  /**
   * An event, stamped; to Python, or kept until it is there. Says whether it was taken.
   * @param {Told} event
   * @param {Screen} [screen] where it comes from
   * @returns {boolean}
   */
  send(event, screen) {
    if (screen) this.active = screen;
    if (event.type !== "CellEdited") for (const { cells } of this.screens) cells.tellEdits(); // asked of a cell as it stands
    const stamped = { ...event, atMs: now() };
    this.#noticeSleep(stamped.atMs);
    if (event.type === "NotesReplaced") this.#notes = event.text;
    if (this.#python) return this.#apply(this.#python.handle(stamped));
    if (!this.failed) this.#early.push(stamped);
    return this.withoutPython(event, this.failed);
  }

  /** Nothing was heard of the page for long, not even its clock's ticks: it stood still. @param {number} atMs */
  #noticeSleep(atMs) {
    const since = this.#heardMs;
    this.#heardMs = atMs;
    if (this.#python && since && atMs - since > ASLEEP_MS) this.send({ type: "Woken", sinceMs: since });
  }

  /** When what was pressed first was pressed. */
  get firstAtMs() {
    return this.#early[0]?.atMs ?? now();
  }

  /**
   * Python is up: it takes what it begins with, and what was pressed meanwhile.
   * @param {PythonStage} python
   * @param {{notes?: string}} began
   */
  begin(python, began) {
    this.#notes ||= began.notes ?? "";
    const answer = python.start(began);
    this.#python = python;
    this.#apply(answer);
    for (const each of this.#early.splice(0)) this.#apply(python.handle(each));
    if (this.#save) keepTalk(this.#save, this.#notes);
    void this.#restoreOutputs();
  }

  /** Python did not start, and will not. */
  fail() {
    this.failed = true;
    this.#early.length = 0;
  }

  /** What becomes of the talk's keeping; who takes a talk over saves what came of it. @param {Told} event */
  tellKeeping(event) {
    this.send(event);
    if (event.type !== "TalkTaken") return;
    if (this.#save) keepTalk(this.#save, this.#notes);
    void this.#restoreOutputs();
  }

  /** @param {Answer} answer */
  #apply(answer) {
    const empty = answer.deck ? this.#takeOver(answer.deck.slides) : [];
    if (empty.length) void this.#fill(empty);
    if (answer.drawings) {
      this.#drawings = answer.drawings;
      for (const screen of this.screens) screen.draw(answer.drawings);
    }
    this.#paint(answer.view);
    for (const effect of answer.effects) {
      const carryOut = /** @type {(each: typeof effect) => void} */ (this.effects[effect.type]);
      carryOut(effect);
    }
    if (answer.save) {
      this.#save = answer.save;
      keepTalk(answer.save, this.#notes);
    }
    return answer.handled;
  }

  /** @param {import("../shared/wire.d.ts").View} view */
  #paint(view) {
    this.view = view;
    for (const screen of this.screens) {
      const isHeld = view.frozen && screen.name === "stage";
      if (!isHeld) screen.hold(false);
      screen.paint(view);
      if (isHeld) screen.hold(true);
    }
    this.also(view);
  }

  /** @param {import("../shared/wire.d.ts").DeckShown["slides"]} wanted @returns {string[]} the keys of those that are still to be filled */
  #takeOver(wanted) {
    const empty = this.screens.flatMap(({ slides }) => slides.takeOver(wanted));
    for (const { painter } of this.screens) painter.forget();
    return [...new Set(empty)];
  }

  /** Slides that the page did not have yet get their HTML. @param {string[]} keys */
  async #fill(keys) {
    const html = await this.#python?.render(keys);
    if (!html || !this.view) return;
    for (const { slides, painter, outputs, ink } of this.screens) {
      slides.fill(html);
      outputs.follow();
      ink.drawAgain();
      painter.forget();
    }
    void this.#restoreOutputs();
    this.#paint(this.view);
  }

  /** Cells show what they showed last, if they have shown nothing since. */
  #restoreOutputs() {
    const cells = (this.screens[0]?.cells.all() ?? []).map((cell) => ({
      number: Number(cell.dataset.cell),
      name: cell.dataset.name ?? "",
      code: textOf(cell),
      isEdited: "edited" in cell.dataset,
    }));
    return restoreOutputs(cells, this.logs);
  }
}
