// Keeps the talk: what changed is written soon after, outside the task of the key that changed it, one write
// after the other, by the one tab that holds the talk.

import { shelf as database, values } from "./database.js";
import { keepFirst, now } from "./first_values.js";
import { moveFromFormerTitle } from "./former_title.js";
import { forgetPlain, lastResort, outputsOfEarlier, plainlyKept } from "./last_resort.js";
import { forgetLeft, leaveBehind, leftBehind, withTexts } from "./left_behind.js";
import { newestOf } from "./newest.js";
import { holdTalk } from "./one_tab.js";

/** A page that is loaded again has to wait until the one before it has let go. */
const LETTING_GO_MS = 500;
/** How soon a tab that follows sees what the other has saved. */
const FOLLOW_MS = 250;
/** How often the first paint's copy is written, unless the page goes or the theme changes. */
const FIRST_MS = 60_000;

/** @typedef {{saved: string, seenAtMs: number | null, notes: string, here: boolean}} Opened */

const owner = `${now()} ${Math.random()}`;
/** @type {Map<string, string | null | (() => string)>} */
const pending = new Map();
/** What is being written. @type {import("./left_behind.js").Texts} */
let underWay = new Map();
/** What the page before may not have written. @type {import("./left_behind.js").Texts} */
let left = new Map();
let shelf = database;
let holds = false;
/** Counts each time that the talk came to this tab or went. */
let turns = 0;
let isGranted = false;
let isOpen = false;
let isWriting = false;
let [writtenAtMs, beatenAtMs, firstAtMs] = [0, 0, 0];
/** @type {number | undefined} */
let timer;
/** @type {ReturnType<typeof setInterval> | undefined} */
let following;
/** What was read last, as it was stored. */
let stored = "";
/** The notes that are kept. */
let notesKept = "";
/** @type {import("./first_values.js").First & Record<string, unknown> | null} */
let latest = null;
let theme = "";
/** How it is kept here: `at once`, `seldom`, `never`. */
let how = "at once";
/** @type {(event: import("../shared/wire.d.ts").Told) => void} */
let tell = () => {};
/** @type {import("./one_tab.js").Holding} */
let holding;
/** @type {(opened: Opened) => void} */
let resolveOpened = () => {};
const opening = /** @type {Promise<Opened>} */ (
  new Promise((resolve) => {
    resolveOpened = resolve;
  })
);
/** @type {Promise<Map<string, string>>} */
let outputs = Promise.resolve(new Map());

/** How the talk is kept here. */
export const howKept = () => how;

/**
 * Find what was kept, and hold the talk unless another tab does.
 * @param {string} notes
 * @param {(event: import("../shared/wire.d.ts").Told) => void} told gets the events of what comes after
 */
export function openTalk(notes, told) {
  tell = told;
  outputs = opening.then(readOutputs);
  holding = holdTalk(() => shelf, { gained: () => void gained(notes), lost });
  setTimeout(() => void openWithout(), LETTING_GO_MS);
  addEventListener("pagehide", () => {
    if (holding.isLease) keep("owner", null);
    leave();
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && void write());
}

const readOutputs = () =>
  database
    .read("output:")
    .then((kept) => new Map([...outputsOfEarlier(), ...kept]))
    .catch(() => new Map())
    .then((kept) => withTexts(kept, left));

/** What the talk begins with, once it is known. */
export const openedTalk = () => opening;

/** The outputs that were kept, by `output:` and the name of their cell. */
export const keptOutputs = () => outputs;

/** @param {string} notes */
async function gained(notes) {
  const turn = ++turns;
  isGranted = true;
  followTalk(false);
  if (!isOpen && !plainlyKept().has("talk")) await moveFromFormerTitle(notes).catch(() => {});
  const kept = await shelf.take(owner).catch(async (error) => {
    await useLastResort(error);
    return plainlyKept();
  });
  if (turn !== turns) return;
  holds = true;
  if (shelf === database) for (const [name, text] of outputsOfEarlier()) keep(name, text);
  const plain = shelf === lastResort ? new Map() : plainlyKept();
  left = leftBehind(newestOf(kept, plain).seenAtMs);
  for (const [name, text] of left) keep(name, text);
  if (isOpen) outputs = readOutputs(); // what came of the tab that had the talk
  begin({ ...newestOf(withTexts(kept, left), plain), here: true });
  if (holding?.isLease) keep("seen", String(now()));
}

/** Another tab has the talk: it is opened as that one saved it last. */
async function openWithout() {
  if (isOpen || isGranted) return;
  const kept = await Promise.all(["talk", "seen", "notes"].map((name) => shelf.read(name))).catch(() => []);
  if (!isGranted) begin({ ...newestOf(new Map(kept.flatMap((each) => [...each])), plainlyKept()), here: false });
}

/** @param {Opened} opened */
function begin(opened) {
  stored = opened.saved;
  notesKept = opened.notes;
  const { saved, seenAtMs, notes } = opened;
  if (isOpen) return tell({ type: "TalkTaken", saved, seenAtMs, notes });
  isOpen = true;
  resolveOpened(opened);
}

function lost() {
  const hadIt = holds;
  turns++;
  isGranted = holds = false;
  pending.clear();
  if (!isOpen) void openWithout();
  else if (hadIt) tell({ type: "TalkLost" });
}

/** Tell what the tab that has the talk saves, soon after it does. @param {boolean} follows */
export function followTalk(follows) {
  clearInterval(following);
  following = undefined;
  if (!follows) return;
  const look = async () => {
    const kept = await Promise.all([shelf.read("talk"), shelf.read("seen")]).catch(() => []);
    const { saved, seenAtMs } = newestOf(new Map(kept.flatMap((each) => [...each])), plainlyKept());
    if (isGranted || following === undefined || saved === stored) return;
    stored = saved;
    const notes = (await shelf.read("notes").catch(() => null))?.get("notes") ?? "";
    if (following !== undefined) tell({ type: "TalkFollowed", saved, seenAtMs, notes });
  };
  following = setInterval(() => void look(), FOLLOW_MS);
  stored = "";
  void look();
}

/** Keep the talk in this tab. */
export const takeTalkOver = () => holding.takeOver();

/**
 * Keep the talk as it is now, and its notes where they are others.
 * @param {import("./first_values.js").First & Record<string, unknown>} talk
 * @param {string} notes
 */
export function keepTalk(talk, notes) {
  latest = talk;
  if (holds && notes !== notesKept) keep("notes", notes);
  if (holds) notesKept = notes;
  keep("talk", () => JSON.stringify(talk));
  keep("seen", () => String(now()));
}

/** Keep a value with bytes in it; whether this tab may and it was written. @param {string} name @param {unknown} value */
export const keepValue = async (name, value) => holds && shelf === database && values.write(owner, name, value);

/** @param {string} name */
export const forgetValue = async (name) => holds && shelf === database && values.forget(name);

/** What was read last can't be understood: it stays, under another name. */
export const putAside = () => keep(`aside:talk:${now()}`, stored);

/**
 * Keep a text, or forget it.
 * @param {string} name
 * @param {string | null | (() => string)} text
 */
export function keep(name, text) {
  if (!holds) return;
  pending.set(name, text);
  if (timer === undefined && !isWriting) timer = setTimeout(() => void write(), waitMs());
}

const waitMs = () => Math.max(0, shelf.spacingMs && writtenAtMs + shelf.spacingMs - now());

async function write() {
  clearTimeout(timer);
  timer = undefined;
  if (isWriting || !pending.size) return;
  isWriting = true;
  writtenAtMs = now();
  const texts = waiting();
  mirror(false);
  underWay = texts;
  await put(texts);
  underWay = new Map();
  isWriting = false;
  if (pending.size) timer = setTimeout(() => void write(), waitMs());
}

/** What waits to be written, and waits no more. */
function waiting() {
  const texts = new Map([...pending].map(([name, text]) => [name, typeof text === "function" ? text() : text]));
  pending.clear();
  return texts;
}

/** @param {Map<string, string | null>} texts */
async function put(texts) {
  try {
    if (!(await shelf.write(owner, texts))) return lost();
    if (shelf === database && texts.has("talk")) forgetPlain();
    forgetLeft();
  } catch (error) {
    if (shelf === database && (await (isFull(error) ? inLittleRoom(texts) : again(texts)))) return;
    await useLastResort(error);
    if (how === "seldom") await shelf.write(owner, texts).catch(() => saysHow("never"));
  }
}

const isFull = (/** @type {unknown} */ error) => error instanceof DOMException && error.name === "QuotaExceededError";

/** What failed once for no lack of room may go well now. @param {Map<string, string | null>} texts */
const again = (texts) =>
  shelf.write(owner, texts).then(
    (isOurs) => isOurs || lost() === undefined,
    () => false,
  );

/** Outputs and names that are kept go before edits or a clock are lost. @param {Map<string, string | null>} texts */
async function inLittleRoom(texts) {
  try {
    for (const name of await values.names("names:")) await values.forget(name);
    if (await again(texts)) return true;
    const gone = [...(await shelf.read("output:")).keys()].map((name) => /** @type {const} */ ([name, null]));
    await shelf.write(owner, new Map(gone));
    const others = new Map([...texts].filter(([name]) => !name.startsWith("output:")));
    return (await shelf.write(owner, others)) || lost() === undefined;
  } catch {
    return false;
  }
}

/** @param {unknown} error */
async function useLastResort(error) {
  console.info(`The browser's database does not work: ${error}`);
  shelf = lastResort;
  await shelf.take(owner).then(
    () => saysHow("seldom"),
    () => saysHow("never"),
  );
}

/** @param {"seldom" | "never"} now */
function saysHow(now) {
  if (how !== now) opening.then(() => tell({ type: "SavingChanged", how: now }));
  how = now;
}

/**
 * The talk is open still.
 * @param {boolean} isRunning whether its clock runs: then that is worth knowing
 */
export function beat(isRunning) {
  if (!holds) return holding.look();
  if (!(isRunning || holding.isLease) || now() - beatenAtMs < shelf.beatMs - 100) return;
  beatenAtMs = now();
  keep("seen", String(beatenAtMs));
}

/** The copy for the first paint, written seldom. @param {boolean} isLeaving */
function mirror(isLeaving) {
  if (!latest || !(isLeaving || latest.theme !== theme || now() - firstAtMs > FIRST_MS)) return;
  theme = latest.theme ?? "";
  firstAtMs = now();
  keepFirst(latest);
}

/** The page may go: what waits is written now, and what is being written once more. */
function leave() {
  if (!holds) return;
  mirror(true);
  const texts = new Map([...underWay, ...waiting()]);
  if (!texts.size) return;
  if (shelf === database) leaveBehind(texts, now());
  shelf.leave(texts).catch(() => {});
}
