// What every other Python has in common: a worker that speaks the live kernel's messages.
//
// In: Run, Measure, Answer, Stop, Rest. Out: KernelChanged, RunStarted, Printed, Asked, Answered, Limited,
// RunEnded, Measured. The first message brings the port over which they go.

/**
 * @typedef {object} World what an engine may do to the page
 * @property {(stream: string, text: string) => void} print
 * @property {(prompt: string) => Promise<string | null>} ask a line from the speaker; null for a stop
 * @property {() => boolean} stopWanted
 */

/**
 * @typedef {object} Engine
 * @property {(world: World) => Promise<void>} start
 * @property {(source: string) => Promise<void>} run keeps the names; what fails throws `Failure`
 * @property {(source: string) => Promise<void>} runAlone with names of its own
 */

/** Code that failed, in its own Python's words. */
export class Failure extends Error {
  /**
   * @param {string} traceback
   * @param {number | null} [line] from 1
   */
  constructor(traceback, line = null) {
    super(traceback);
    this.line = line;
  }
}

/** Code that was stopped. */
export class Stopped extends Error {}

/** What the engines call the code that they run. */
const OWN_FILE = /"<(?:stdin|string|code)>"/g;
const MOST_FRAMES = 8;
const FLUSH_MS = 30;
/** What is printed first goes out at once: code that then computes for long would hold it back. */
const SINGLE_PIECES = 500;
const MOST_LINES = 10_000;
const MOST_CHARACTERS = 1_000_000;
const MOST_CHARACTERS_OF_ERRORS = 200_000;
/** Characters of one message: the page takes in a piece between two keys. */
const PIECE = 50_000;
const LIMIT_WORDS = "… more than 1,000,000 characters: the rest is kept back.";
const MOST_KEPT = 10_000_000;
/** As many runs as a median needs, unless they take too long. */
const MEASURED_RUNS = 7;
const MEASURED_MS = 2000;
const MEASURED_CHARACTERS = 2000;

/** @param {Engine} engine */
export function serve(engine) {
  const scope = /** @type {any} */ (globalThis);
  scope.onmessage = (/** @type {MessageEvent} */ { ports }) => {
    const port = /** @type {MessagePort} */ (ports[0]);
    const worker = new EngineWorker(engine, (message) => port.postMessage(JSON.stringify(message)));
    port.onmessage = ({ data }) => worker.take(data);
    worker.started = worker.start();
  };
}

class EngineWorker {
  /**
   * @param {Engine} engine
   * @param {(message: object) => void} post
   */
  constructor(engine, post) {
    this.engine = engine;
    this.post = post;
    this.run = 0;
    this.stopping = false;
    this.started = Promise.resolve();
    this.printer = new Printer((stream, text) => post({ type: "Printed", run: this.run, stream, text }));
    /** @type {((stream: string, text: string) => void) | null} where a measured run prints */
    this.aside = null;
    /** @type {(line: string | null) => void} */
    this.answer = () => {};
  }

  async start() {
    try {
      await this.engine.start({
        print: (stream, text) => (this.aside ? this.aside(stream, text) : this.printer.print(stream, text)),
        ask: (prompt) => this.ask(prompt),
        stopWanted: () => this.stopping,
      });
      this.post({ type: "KernelChanged", live: "ready" });
    } catch (error) {
      this.post({ type: "KernelChanged", live: "failed", reason: String(error).slice(0, 300) });
    }
  }

  /** @param {{type: string, [name: string]: any}} message */
  take(message) {
    if (message.type === "Run") this.runCode(message);
    if (message.type === "Measure") this.measure(message.run, message.source);
    if (message.type === "Answer") this.answer(message.line);
    if (message.type === "Rest") this.printer.giveRest();
    if (message.type === "Stop") {
      this.stopping = true;
      this.answer(null);
    }
  }

  /** @param {{[name: string]: any}} message */
  async runCode({ run, source, name }) {
    await this.started;
    this.run = run;
    this.stopping = false;
    this.printer.begin();
    this.post({ type: "RunStarted", run });
    const { state, text, line } = await outcome(() => this.engine.run(source));
    if (text) this.printer.print("error", `${shortened(text).replaceAll(OWN_FILE, `"<${name}>"`)}\n`);
    this.printer.flush();
    if (this.printer.rest) this.post({ type: "Limited", run });
    this.post({ type: "RunEnded", run, state, line });
  }

  /**
   * The same code several times, each with fresh names: what it prints the first time, and how long it takes.
   * @param {number} run
   * @param {string} source
   */
  async measure(run, source) {
    await this.started;
    /** @type {number[]} */
    const timesMs = [];
    let printed = "";
    this.stopping = false;
    const began = performance.now();
    let last = { state: "done", text: "" };
    while (last.state === "done" && timesMs.length < MEASURED_RUNS && performance.now() - began < MEASURED_MS) {
      const first = timesMs.length === 0;
      this.aside = (_stream, text) => {
        if (first && printed.length < MEASURED_CHARACTERS) printed += text;
      };
      const start = performance.now();
      last = await outcome(() => this.engine.runAlone(source));
      timesMs.push(performance.now() - start);
    }
    this.aside = null;
    const error = last.text.slice(0, MEASURED_CHARACTERS);
    this.post({
      type: "Measured",
      run,
      state: last.state,
      printed: printed.slice(0, MEASURED_CHARACTERS),
      error,
      timesMs,
    });
  }

  /** @param {string} prompt */
  async ask(prompt) {
    if (this.aside) throw new Error("there is no input() in a comparison");
    this.printer.flush();
    this.post({ type: "Asked", run: this.run, prompt, secret: false });
    const line = await new Promise((resolve) => {
      this.answer = resolve;
    });
    this.post({ type: "Answered", run: this.run });
    return line;
  }
}

/**
 * How code ended.
 * @param {() => Promise<void>} work
 * @returns {Promise<{state: string, text: string, line: number | null}>}
 */
async function outcome(work) {
  try {
    await work();
    return { state: "done", text: "", line: null };
  } catch (error) {
    if (error instanceof Stopped) return { state: "stopped", text: "KeyboardInterrupt: stopped", line: null };
    if (error instanceof Failure) return { state: "failed", text: error.message, line: error.line };
    return { state: "failed", text: `${error}`, line: null };
  }
}

/**
 * A traceback of which only the first and the last frames are left, where there are many.
 * @param {string} traceback
 */
function shortened(traceback) {
  const lines = traceback.trimEnd().split("\n");
  const starts = lines.flatMap((line, index) => (/^ {2}File /.test(line) ? [index] : []));
  if (starts.length <= MOST_FRAMES) return lines.join("\n");
  const left = starts.length - MOST_FRAMES;
  const [from, to] = [starts[MOST_FRAMES / 2], starts[MOST_FRAMES / 2 + left]];
  return [...lines.slice(0, from), `  [${left} more frames]`, ...lines.slice(to)].join("\n");
}

/** Gathers what is printed, so that a message carries many lines; keeps back what is too much. */
class Printer {
  /** @param {(stream: string, text: string) => void} send */
  constructor(send) {
    this.send = send;
    this.stream = "stdout";
    this.text = "";
    this.rest = "";
    this.lines = 0;
    this.characters = 0;
    this.pieces = 0;
    this.flushedAt = 0;
  }

  /** A new run: the limits start afresh. */
  begin() {
    this.rest = "";
    this.lines = 0;
    this.characters = 0;
    this.pieces = 0;
  }

  /**
   * @param {string} stream
   * @param {string} text
   */
  print(stream, text) {
    if (stream !== "error" && (this.lines >= MOST_LINES || this.characters >= MOST_CHARACTERS)) {
      this.keep(text);
      return;
    }
    const room = stream === "error" ? MOST_CHARACTERS_OF_ERRORS : MOST_CHARACTERS - this.characters;
    if (text.length > room) {
      this.keep(text.slice(room));
      text = `${text.slice(0, room)}\n${LIMIT_WORDS}\n`;
    }
    if (stream !== this.stream) this.flush();
    this.stream = stream;
    this.text += text;
    this.characters += text.length;
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.lines++;
    this.pieces++;
    if (this.pieces < SINGLE_PIECES || performance.now() - this.flushedAt > FLUSH_MS) this.flush();
  }

  flush() {
    this.sendPieces(this.stream, this.text);
    this.text = "";
    this.flushedAt = performance.now();
  }

  /** @param {string} text */
  keep(text) {
    if (this.rest.length < MOST_KEPT) this.rest += text.slice(0, MOST_KEPT);
  }

  giveRest() {
    this.sendPieces("stdout", this.rest);
    this.rest = "";
  }

  /**
   * @param {string} stream
   * @param {string} text
   */
  sendPieces(stream, text) {
    for (let at = 0; at < text.length; at += PIECE) this.send(stream, text.slice(at, at + PIECE));
  }
}
