// What shows the talk in one document: its slides, cells and outputs, the panels, and who paints them. All of them look
// only into their own document, so that another window can have its own.
import { Cells } from "../cells/cells.js";
import { Outputs } from "../output/outputs.js";
import { Preflight } from "../panels/preflight.js";
import { Repl } from "../panels/repl.js";
import { Painter } from "./paint.js";
import { Slides } from "./slides.js";
import { keepAwake } from "./wake_lock.js";

/**
 * What a screen is opened with.
 * @typedef {object} Means
 * @property {import("../shared/wire.d.ts").Send} send
 * @property {import("../output/log.js").Logs} logs
 * @property {import("../runs/runs.js").Runs} runs
 */

export class Screen {
  /**
   * @param {Document} document
   * @param {HTMLElement} deck where the slides stand
   * @param {Means} means
   */
  constructor(document, deck, { send, logs, runs }) {
    const part = (/** @type {string} */ name) =>
      /** @type {HTMLElement} */ (document.querySelector(`[data-part="${name}"]`));
    this.document = document;
    this.deck = deck;
    this.cells = new Cells(deck, send, runs.completions);
    this.slides = new Slides(deck, this.cells, logs);
    this.repl = new Repl(part("repl"), send, logs);
    const transcript = part("repl-output");
    const outputOf = (/** @type {number} */ cell) =>
      cell
        ? /** @type {HTMLElement | null} */ (this.cells.of(cell)?.querySelector('[data-part="output"]') ?? null)
        : transcript;
    this.outputs = new Outputs(logs, outputOf, () => this.repl.focus());
    const preflight = new Preflight(part("preflight"), {
      deck,
      probe: (asked) => runs.probe(asked),
      recorded: () => runs.recordings.all(),
    });
    const { slides, cells, outputs } = this;
    this.painter = new Painter(document, { slides, cells, outputs, preflight, keepAwake });
  }
}
