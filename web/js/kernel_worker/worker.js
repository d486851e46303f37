// The live kernel's side of the worker. What runs code is footlights/browser/kernel.py.
//
// The first message brings the port over which everything else goes: user code can't reach it, so that nothing
// it posts is taken for the kernel's word.
import "./classic_worker.js";
import { Mail, turn } from "../python/mail.js";
import { answerForPackages, packageLoader } from "../python/packages.js";
import { appActions } from "./app_requests.js";
import { Arriving } from "./arriving.js";
import { beginKernel, hasFailed } from "./beginning.js";
import { Checkpoints } from "./checkpoint.js";
import { fileActions } from "./files.js";
import { Pace } from "./speaking_pace.js";
import { TICK_MS, Ticker } from "./ticker.js";
import { narrowTheWorld } from "./world.js";

/** @typedef {import("../shared/port_messages.d.ts").KernelRequest} KernelRequest */

const CANCEL_AFTER_MS = 60;

const { parse } = JSON;
/** What a run and its applications give is bounded where it is made; what else is said changes the state of the talk. */
const ofOutput = new Pace(10_000, 10);
const ofState = new Pace(100, 0.2);
/** A question takes the caret, and is answered by people. */
const ofQuestions = new Pace(20, 0.05);
/** What Python may say by itself; the rest is the worker's own word. Code can change what sets and maps are. */
const PYTHON_SAYS = Object.create(null);
const output = "Printed Displayed AppAnswered AppSent AppFinished";
const state = "RunStarted Failed Limited Answered PackagesLoading WarmedUp Probed Named Explained AppOpened";
for (const type of output.split(" ")) PYTHON_SAYS[type] = ofOutput;
for (const type of state.split(" ")) PYTHON_SAYS[type] = ofState;
PYTHON_SAYS.Asked = ofQuestions;

const worker = /** @type {any} */ (globalThis);
/** @type {MessagePort} */
let port;
let mail = new Mail(null);
const ticker = new Ticker(() => mail.waits);
const arriving = new Arriving(
  (message, transfer) => post(message, transfer),
  (message) => give(message),
);
const { parts } = arriving;
/** The stage comes first: the kernel boots when the page says go. */
const go = arriving.part("go");
/** It is the kernel now, and no spare one: what waits in a memory that was kept may go on. */
const goOn = arriving.part("goOn");
let stopWanted = false;
/** What is being warmed up, for which cell, and whether it must make way. @type {{cell: number, done: Promise<void>} | null} */
let warming = null;
let hurried = false;
/** Kept once Python has answered that it goes on. @type {Promise<void> | null} */
let pinging = null;
/** A memory is about to be kept. @type {Promise<unknown> | null} */
let checkpointing = null;
/** What the preflight tries; what is to run waits for it. @type {Promise<void> | null} */
let probing = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let cancelTimer;
/** @type {any} */
let kernel = null;
/** @type {import("pyodide").PyodideAPI | null} */
let python = null;
const checkpoints = new Checkpoints();
const files = fileActions(
  () => python,
  (message) => post(message),
);
/** Whether code runs that was asked for, apart from what an application answers. */
let running = false;
const apps = appActions(
  () => kernel,
  (ended) => {
    if (!ended) stopWanted = true;
    else if (!running) stopWanted = false;
  },
  died,
);
/** Has Python look for ticks; code may have told it otherwise. */
let listen = () => {};
/** Gives code that asks for input the speaker's line, or null for a stop. @type {(line: string | null) => void} */
let answer = () => {};

/** The worker's own word, or Python's. @param {import("../shared/port_messages.d.ts").KernelSays} message @param {Transferable[]} [transfer] */
const post = (message, transfer = []) => port.postMessage(message, transfer);

/** Compiled code goes between a worker and its page, but not over a port. */
const give = worker.postMessage.bind(worker);

const page = {
  post(/** @type {string} */ message) {
    const said = heardFromPython(message);
    if (said) post(said);
  },
  send(/** @type {string} */ message, /** @type {Uint8Array<ArrayBuffer>} */ bytes) {
    const said = heardFromPython(message);
    if (said) post({ ...said, bytes }, [bytes.buffer]);
  },
  nap(/** @type {number} */ ms) {
    mail.sleep(ms);
    if (!mail.waits) return undefined;
    return ms && !mail.shared ? new Promise((resolve) => setTimeout(resolve, Math.min(ms, TICK_MS))) : turn();
  },
  after: (/** @type {number} */ ms, /** @type {() => void} */ call) => setTimeout(call, ms),
  promised: () => Promise.withResolvers(),
  takeStop() {
    const wanted = stopWanted;
    stopWanted = false;
    return wanted;
  },
  hurried: () => hurried,
  /** Of null Python would make an object; of nothing, None. */
  ask: () =>
    new Promise((resolve) => {
      answer = (line) => resolve(line ?? undefined);
    }),
  arm: (/** @type {boolean} */ armed) => ticker.arm(armed),
};

/** What the kernel is given of this worker's. */
const given = { page, load: packageLoader(() => python) };

/** What Python says by itself, if it may say that, at the pace that the page can take. @param {string} message */
function heardFromPython(message) {
  const said = parse(message);
  const pace = PYTHON_SAYS[said.type];
  pace?.keep();
  return pace ? said : null;
}

async function boot() {
  const { lock, checkpoint } = await go;
  if (lock) answerForPackages(lock, (name) => arriving.bytesOfPackage(name));
  const begun = await beginKernel(parts, lock, checkpoint, given, () => post({ type: "Noted", begins: true }));
  const booted = begun.python;
  ({ python, kernel } = begun);
  checkpoints.begin(booted, given);
  // A trap leaves promises of Python's that are never kept: Pyodide tells of it here only.
  /** @type {any} */ (booted)._api.on_fatal = (/** @type {unknown} */ error) => hasFailed(booted) && died(error);
  listen = () => ticker.tick(booted);
  listen();
  arriving.forgetParts();
  post({ type: "KernelChanged", live: "ready", again: begun.again });
  if (begun.again) goOn.then(() => kernel.go_on()).catch(died);
}

/** Give the page the kernel as it stands, or say why not; what runs is more important. @param {{asked: number}} request */
async function checkpoint({ asked }) {
  checkpointing = Promise.all([pinging, turn()]);
  await checkpointing;
  const isBusy = Boolean(running || warming || probing || !python);
  post({ type: "CheckpointTaken", asked, ...(isBusy ? { isBusy } : checkpoints.taken(python, kernel)) });
}

/** Ask for a stop; code that waits for something rather than computes does not take it, and is cancelled. */
function stop() {
  stopWanted = true;
  hurried = true;
  answer(null);
  cancelTimer = setTimeout(() => page.takeStop() && kernel.cancel(), CANCEL_AFTER_MS);
}

/** What an editor asks; a kernel that still boots knows nothing. @param {Extract<KernelRequest, {type: "Name" | "Explain"}>} asked */
function tellAbout({ type, question, before }) {
  if (!kernel)
    post(
      type === "Name"
        ? { type: "Named", question, from: 0, names: [] }
        : { type: "Explained", question, signature: null },
    );
  else if (type === "Name") kernel.questions.name(question, before);
  else kernel.questions.explain(question, before);
}

/**
 * A run, during which a stop may be asked for; a stop of the one before is over. Its end is the worker's word.
 * @param {{type: "RunEnded" | "Measured", run: number}} end
 * @param {() => Promise<string>} run gives how it ended, as JSON
 */
async function untilStopped(end, run) {
  stopWanted = false;
  running = true;
  ofState.renew();
  clearTimeout(cancelTimer);
  listen();
  const ended = await run().catch(died);
  running = stopWanted = false;
  clearTimeout(cancelTimer);
  if (ended) post({ ...parse(ended), ...end });
}

/** Do ahead what a cell will need. @param {{cell: number, code: string}} ahead */
async function warmUp({ cell, code }) {
  await pinging;
  hurried = false;
  post({ type: "Noted", warming: true });
  const mine = { cell, done: kernel.warm_up(code).catch(died) };
  warming = mine;
  await mine.done;
  // The next one may have begun by now: the page hears of the end before this does.
  if (warming === mine) warming = null;
}

/** Try what the talk needs, once nothing is done ahead. @param {{modules: string[], files: string[]}} asked */
async function probe({ modules, files: names }) {
  await isTurnOf(0);
  probing = kernel.probe(JSON.stringify(modules), JSON.stringify(names)).catch(died);
  await probing;
  probing = null;
}

/**
 * What is to run comes before what is done ahead, unless that is for the same cell. Says whether it is still wanted.
 * @param {number} cell
 */
async function isTurnOf(cell) {
  stopWanted = false;
  await pinging;
  await checkpointing;
  while (warming || probing) {
    post({ type: "Noted" });
    if (warming && warming.cell !== cell) hurried = true;
    await (warming?.done ?? probing);
    await turn();
  }
  return !stopWanted;
}

/** Python itself broke, as after a trap in WebAssembly: nothing can be run in it any more. @param {unknown} error */
function died(error) {
  post({ type: "Died", reason: (String(error).split("\n")[0] ?? "").slice(0, 300) });
}

/**
 * Run code once it is its turn; a stop that came before leaves it alone.
 * @param {Extract<KernelRequest, {type: "Run"}>} asked
 */
async function run({ run, cell, source, name, app }) {
  const end = /** @type {const} */ ({ type: "RunEnded", run });
  if (await isTurnOf(cell)) await untilStopped(end, () => kernel.run(run, source, name, app));
  else post({ ...end, state: "stopped", line: null });
}

/** @param {Extract<KernelRequest, {type: "Measure"}>} asked */
async function measure({ run, cell, source }) {
  const end = /** @type {const} */ ({ type: "Measured", run });
  if (await isTurnOf(cell)) await untilStopped(end, () => kernel.measure(run, source));
  else post({ ...end, engine: "", state: "stopped", timesMs: [] });
}

/** Who carries out what the page asks. @type {import("../shared/port_messages.d.ts").Carriers<KernelRequest>} */
const requests = Object.freeze({
  ...apps,
  ...files,
  Part: (part) => arriving.take(part),
  Go: ({ lock, checkpoint }) => arriving.resolve("go", { lock, checkpoint }),
  GoOn: () => arriving.resolve("goOn", null),
  Run: run,
  Measure: measure,
  WarmUp: warmUp,
  Probe: probe,
  Checkpoint: checkpoint,
  Stop: stop,
  Answer: ({ line }) => answer(line),
  Rest: ({ run }) => kernel?.rest_of_output(run),
  Name: tellAbout,
  Explain: tellAbout,
  Ping({ ping }) {
    pinging = kernel.answers().then(() => post({ type: "Ponged", ping }), died);
  },
});

/** What the page says, by its type. @param {MessageEvent<KernelRequest>} event */
async function hear({ data }) {
  mail.heard++;
  await /** @type {any} */ (requests)[data.type](data);
}

addEventListener("message", ({ isTrusted, data, ports }) => {
  if (!isTrusted) return;
  if (data.type === "Part") return void arriving.take(data);
  port ??= /** @type {MessagePort} */ (ports[0]);
  mail = new Mail(data.mail);
  port.onmessage = hear;
});

/** A callback that JavaScript called raised: in CPython it would be told, too, and what runs goes on. */
addEventListener("error", (event) => {
  if (!kernel || !event.isTrusted) return;
  event.preventDefault();
  kernel.tell_error(String(event.error?.message ?? event.message));
});

narrowTheWorld();
boot().catch((error) => post({ type: "KernelChanged", live: "failed", reason: String(error).slice(0, 300) }));
