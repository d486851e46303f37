// Runs: from the talk's effects to the Python that is to run them, and what it says back to the log of its cell.
import { Apps } from "../apps/apps.js";
import { textOf } from "../cells/cells.js";
import { keepOutput, keepSoon, keepTranscript } from "../output/kept_outputs.js";
import { canBeShown } from "../output/message_shapes.js";
import { whenIdle } from "../shared/idle.js";
import { saveFile } from "../shared/saved_file.js";
import { Completions } from "./completions.js";
import { Engines } from "./engines.js";
import { Files } from "./files.js";
import { KeptNames } from "./kept_names.js";
import { LiveKernel } from "./live_kernel.js";
import { PlayedRecordings } from "./played_recordings.js";
import { RecordingTape } from "./recording_tape.js";

export const PYODIDE = "pyodide";

/** @typedef {import("../shared/port_messages.d.ts").KernelSays} KernelSays */
/** @typedef {import("../shared/port_messages.d.ts").EngineSays} EngineSays */
/** @typedef {import("../shared/port_messages.d.ts").AppRequest} AppRequest */
/** @typedef {import("../shared/wire.d.ts").ShownMessage} ShownMessage */
/** What a run is of: the cell, or 0 for the REPL, which Python runs it, and the text that the cell showed. @typedef {{cell: number, engine: string, shown: string, isMeasured: boolean}} Run */

/**
 * What runs need of the page.
 * @typedef {object} Surroundings
 * @property {{files: string[], runtime?: string, lock?: import("../python/packages.js").Lock}} talk
 * @property {import("../shared/wire.d.ts").Send} send gets the events that Python decides on
 * @property {import("../output/log.js").Logs} logs
 * @property {(cell: number) => HTMLElement | null} cellOf
 */

/** Reports that go on to Python; whatever else the code in a worker makes up does not. */
const EVENTS = new Set(["RunStarted", "RunEnded", "PackagesLoading"]);
const TURN_MS = 100;
const LONGEST_MS = 2000;

export class Runs {
  /** @type {Map<number, Run>} */
  #runs = new Map();
  /** Who waits for what the kernel was asked to try. @type {{resolve: (probed: any) => void, reject: (reason: unknown) => void} | null} */
  #probe = null;

  /** @type {LiveKernel | null} */
  #kernel = null;

  /** @param {Surroundings} surroundings */
  constructor({ talk, send, logs, cellOf }) {
    this.talk = talk;
    this.send = send;
    this.logs = logs;
    this.cellOf = cellOf;
    this.engines = new Engines((name, message) => this.#told(name, message));
    this.completions = new Completions((request) => this.#tell(request));
    this.files = new Files((request) => this.#tell(request), logs.of(0));
    this.apps = new Apps(cellOf, (request) => this.#askApp(request));
    this.tape = new RecordingTape(logs, (cell) => this.#nameOf(cell));
    const kept = (/** @type {import("../shared/wire.d.ts").Told} */ event) => this.send(event);
    this.names = new KeptNames(talk.runtime ?? "", (request) => this.#tell(request), kept);
    this.recordings = new PlayedRecordings(logs, (message) => this.apps.hear(message));
    logs.watch((cell) => {
      if (!cell && !logs.of(0).entries.length) void keepTranscript(logs.of(0)); // it was emptied
    });
    logs.wanted = (_cell, wish) =>
      wish.type === "ReadFile" ? this.#tell(wish) : this.#askOf(this.#runs.get(wish.run)?.engine ?? PYODIDE, wish);
  }

  /** Start the live kernel; it boots when it is told to go. @param {string} script its worker's source */
  start(script) {
    const told = (/** @type {KernelSays} */ message) => this.#told(PYODIDE, message);
    this.#kernel = new LiveKernel(script, this.talk.lock, told, this.names);
    return this.#kernel;
  }

  /** @param {import("../shared/port_messages.d.ts").KernelRequest} request */
  #tell(request) {
    this.#kernel?.tell(request);
  }

  /** @param {string} engine @param {import("../shared/port_messages.d.ts").EngineRequest} request */
  #askOf(engine, request) {
    if (engine === PYODIDE) this.#tell(request);
    else this.engines.of(engine).tell(request);
  }

  /** @param {number} cell */
  #nameOf(cell) {
    return this.cellOf(cell)?.dataset.name;
  }

  /** @param {AppRequest} request */
  #askApp(request) {
    if (this.recordings.answers(request)) return;
    this.tape.asked(request);
    this.#tell(request);
  }

  /**
   * @param {{run: number, cell: number, engine: string}} begun
   * @param {boolean} isMeasured
   */
  #begin({ run, cell, engine }, isMeasured) {
    const element = this.cellOf(cell);
    this.#runs.set(run, { cell, engine, shown: element ? textOf(element) : "", isMeasured });
  }

  /** What each effect on runs does; the names are those of footlights/talk/effects.py. @satisfies {Partial<import("../shared/wire.d.ts").Effects>} */
  effects = {
    StartRun: (/** @type {import("../shared/wire.d.ts").StartRun} */ effect) => {
      const { run, cell, source, engine, serves } = effect;
      this.#begin(effect, false);
      this.recordings.forget(cell);
      if (engine === PYODIDE) this.names.putOff();
      const name = cell ? `cell ${cell}` : `repl ${run}`;
      this.#askOf(engine, { type: "Run", run, cell, source, name, app: serves ? cell : 0 });
    },
    MeasureRun: (/** @type {import("../shared/wire.d.ts").MeasureRun} */ effect) => {
      const { run, cell, source, engine } = effect;
      this.#begin(effect, true);
      this.#askOf(engine, { type: "Measure", run, cell, source });
    },
    WarmUp: (/** @type {import("../shared/wire.d.ts").WarmUp} */ { cell, code }) =>
      this.#tell({ type: "WarmUp", cell, code }),
    InterruptKernel: (/** @type {import("../shared/wire.d.ts").InterruptKernel} */ { run, patienceMs, engine }) => {
      this.#askOf(engine, { type: "Stop" });
      afterTurns(patienceMs, () => this.send({ type: "StopTimedOut", run }));
    },
    PlayRecording: (/** @type {import("../shared/wire.d.ts").PlayRecording} */ { cell }) => this.play(cell),
    ReplaceKernel: (/** @type {import("../shared/wire.d.ts").ReplaceKernel} */ { run, engine, slot }) => {
      if (run) this.#lost(run, "Stopped: Python was restarted.\n");
      this.#replace(engine, slot);
    },
    KeepNames: (/** @type {import("../shared/wire.d.ts").KeepNames} */ { slot, about }) =>
      this.names.keep({ slot, about }),
    ForgetNames: (/** @type {import("../shared/wire.d.ts").ForgetNames} */ { slot }) => this.names.forget(slot),
    StopApplications: () => this.#tell({ type: "AppStop" }),
    WatchRun: (/** @type {import("../shared/wire.d.ts").WatchRun} */ { run, afterMs, engine }) => {
      setTimeout(() => this.send({ type: "RunTimedOut", run, engine }), afterMs);
    },
  };

  /** Show what was recorded of a cell, and an application by what it answered then. @param {number} cell */
  play(cell) {
    void this.recordings.play(cell, this.#nameOf(cell) ?? "");
  }

  /**
   * Have the live kernel try what the talk needs: what went wrong, by name, and Python's version. Rejects when it is
   * replaced meanwhile.
   * @param {{modules: string[], files: string[]}} asked
   * @returns {Promise<import("../shared/wire.d.ts").Probed>}
   */
  probe(asked) {
    return new Promise((resolve, reject) => {
      this.#probe = { resolve, reject };
      this.#tell({ type: "Probe", ...asked });
    });
  }

  /** A fresh Python instead of one that is given up. @param {string} engine @param {string} slot what it goes on from */
  #replace(engine, slot = "") {
    if (engine !== PYODIDE) return this.engines.end(engine);
    this.completions.forget();
    this.names.giveUp();
    this.#probe?.reject(new Error("Python was restarted"));
    void this.apps.close("Python was restarted: run the cell again to start this application.");
    this.#kernel?.replace(slot);
  }

  /**
   * A run ended with its Python: its output says so, unless it is a table of several.
   * @param {number} number
   * @param {string} words
   */
  #lost(number, words) {
    const run = this.#runs.get(number);
    const cell = run?.cell ?? 0;
    const log = this.logs.of(cell);
    log.answered(number);
    if (run?.isMeasured) return;
    log.append({ type: "Printed", stream: "error", text: words });
    this.#keep(run);
  }

  /** What a cell or the REPL shows outlives the page. @param {Run | undefined} run */
  #keep(run) {
    const name = run?.cell && this.#nameOf(run.cell);
    if (run && name) void keepOutput(name, run.shown, this.logs.of(run.cell));
    else if (run?.cell === 0) void keepTranscript(this.logs.of(0));
  }

  /** What a Python says for the stage, which holds every field of it to its type. @param {object} message */
  #report(message) {
    this.send(/** @type {any} */ (message));
  }

  /**
   * What a Python says: output goes to its log, the rest is an event.
   * @param {string} engine
   * @param {KernelSays | EngineSays} message
   */
  #told(engine, message) {
    if (message.type in this.#shows) {
      if (canBeShown(message)) this.#show(/** @type {ShownMessage} */ (message));
    } else if (message.type === "Measured") {
      const startupMs = engine === PYODIDE ? (this.#kernel?.startupMs ?? 0) : message.startupMs;
      this.tape.began(this.#runs.get(message.run)?.cell ?? 0);
      this.#report({ ...message, engine, startupMs });
    } else if (message.type === "EngineDied") this.#engineDied(engine, message.reason);
    else if (engine === PYODIDE && message.type in this.#ofKernel) {
      /** @type {any} */ (this.#ofKernel)[message.type](message);
    } else if (EVENTS.has(message.type)) {
      if (message.type === "RunStarted") this.tape.began(this.#runs.get(message.run)?.cell ?? 0);
      if (message.type === "RunEnded") this.#keep(this.#runs.get(message.run));
      this.#report(message);
    }
  }

  /** @param {ShownMessage} message */
  #show(message) {
    const run = this.#runs.get(message.run);
    const log = this.logs.of(run?.cell ?? 0);
    /** @type {any} */ (this.#shows)[message.type](log, message);
    if (run && !run.isMeasured) keepSoon(log, () => this.#keep(run));
  }

  /** @type {{[Name in ShownMessage["type"]]: (log: import("../output/log.js").Log, message: Extract<ShownMessage, {type: Name}>) => void}} */
  #shows = {
    Printed: (log, message) => log.append(message),
    Displayed: (log, message) => log.append(message),
    Failed: (log, message) => log.append(message),
    Limited: (log, message) => log.append(message),
    Asked: (log, { run, prompt, secret }) => {
      this.send({ type: "InputWanted", run });
      log.ask({ run, prompt, secret });
    },
    Answered: (log, { run }) => {
      log.answered(run);
      this.send({ type: "InputGiven", run });
    },
  };

  /** What only the live kernel says. @satisfies {{[Name in KernelSays["type"]]?: (message: Extract<KernelSays, {type: Name}>) => void}} */
  #ofKernel = {
    AppOpened: (/** @type {any} */ message) => this.#hearApp(message),
    AppAnswered: (/** @type {any} */ message) => this.#hearApp(message),
    AppSent: (/** @type {any} */ message) => this.#hearApp(message),
    AppFinished: (/** @type {any} */ message) => this.#hearApp(message),
    Named: (/** @type {import("../shared/wire.d.ts").Named} */ message) => this.completions.answered({ ...message }),
    Explained: (/** @type {import("../shared/wire.d.ts").Explained} */ message) =>
      this.completions.answered({ ...message }),
    FilesListed: (/** @type {import("../shared/port_messages.d.ts").FilesListed} */ { files, more }) =>
      this.logs.of(0).append({ type: "Listed", files, more }),
    FileRead: (/** @type {{name: string, bytes: BlobPart}} */ { name, bytes }) => saveFile(name, bytes),
    /** Python itself broke: a fresh one takes over, as after a stop that did not help. */
    Died: (/** @type {{run?: number, reason: string}} */ { run = 0, reason }) => {
      this.#lost(run, `Python broke (${reason}) and was restarted.\n`);
      this.#replace(PYODIDE);
    },
    WarmedUp: (/** @type {object} */ message) => this.#report(message),
    CheckpointTaken: (/** @type {any} */ message) => this.names.taken(message),
    Probed: (/** @type {import("../shared/wire.d.ts").Probed} */ message) => this.#probe?.resolve(message),
    KernelChanged: async (/** @type {import("../shared/port_messages.d.ts").KernelState} */ message) => {
      const { keptAtMs, ...told } = message;
      if (message.live === "ready") await this.files.giveAll(this.talk.files.length > 0, keptAtMs);
      this.#report(told);
      if (message.live !== "ready" || performance.getEntriesByName("footlights:live-ready").length) return;
      performance.mark("footlights:live-ready");
      whenIdle(() => void this.names.findSections(keptAtMs === undefined));
    },
  };

  /** @param {import("../shared/port_messages.d.ts").AppMessage} message */
  #hearApp(message) {
    this.tape.heard(message);
    this.apps.hear(message);
  }

  /**
   * @param {string} engine
   * @param {string} reason
   */
  #engineDied(engine, reason) {
    const run = [...this.#runs.keys()].at(-1);
    if (run && this.#runs.get(run)?.engine === engine) this.#lost(run, `${engine} broke: ${reason}\n`);
    this.send({ type: "EngineDied", engine, reason });
  }
}

/**
 * Call after so long, counted in the page's own turns: where a machine has no time for the page it has none
 * for Python either, whose names are not to be lost for that. A hidden tab gets one turn a second.
 * @param {number} milliseconds
 * @param {() => void} call
 */
function afterTurns(milliseconds, call, latest = performance.now() + LONGEST_MS) {
  const isLast = milliseconds <= TURN_MS || performance.now() > latest;
  const next = () => (isLast ? call() : afterTurns(milliseconds - TURN_MS, call, latest));
  setTimeout(next, Math.min(TURN_MS, milliseconds));
}
