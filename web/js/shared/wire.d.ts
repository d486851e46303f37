// What crosses the border between the languages, written by `build.py types` from the frozen dataclasses
// of footlights/talk (events, effects, view_model, wire, kernel_messages): change those.

/** The page is up: the hash it was opened with, what was saved last time, the system's theme. */
export interface Began {
  type: "Began";
  atMs: number;
  place?: string;
  saved?: string;
  systemTheme?: "dark" | "light";
  seenAtMs?: number | null;
  here?: boolean;
  notes?: string;
  utcOffsetMin?: number;
}

/** The notes are to have the budget that rehearsals suggest for a section. */
export interface BudgetAccepted {
  type: "BudgetAccepted";
  atMs: number;
  section: number;
}

/** A bullet that is left out is to be shown all the same. */
export interface BulletWanted {
  type: "BulletWanted";
  atMs: number;
  slide: number;
  bullet: number;
}

/** The speaker changed a cell's text. */
export interface CellEdited {
  type: "CellEdited";
  atMs: number;
  cell: number;
  source: string;
}

/** The REPL shall speak to another Python. */
export interface EngineChosen {
  type: "EngineChosen";
  atMs: number;
  engine: string;
}

/** An engine other than the live kernel broke, or did not start. */
export interface EngineDied {
  type: "EngineDied";
  atMs: number;
  engine: string;
  reason?: string;
}

/** What a cell gives is to have the whole cell, or its place again. */
export interface EnlargeWanted {
  type: "EnlargeWanted";
  atMs: number;
  cell: number;
}

/** The newest entry that holds this text is wanted; asked again, the one before it. */
export interface HistorySearched {
  type: "HistorySearched";
  atMs: number;
  text: string;
}

/** The entry before (-1) or after (1) the one shown; ``text`` is what stands there now. */
export interface HistoryWanted {
  type: "HistoryWanted";
  atMs: number;
  direction: -1 | 1;
  text: string;
}

/** Tab was pressed in the REPL where no name stands before the caret. */
export interface IndentWanted {
  type: "IndentWanted";
  atMs: number;
  before: string;
  after?: string;
}

/** The speaker answered. */
export interface InputGiven {
  type: "InputGiven";
  atMs: number;
  run: number;
}

/** The running code asks the speaker for a line of text. */
export interface InputWanted {
  type: "InputWanted";
  atMs: number;
  run: number;
}

/** The live kernel came up, or died; ``about`` is what was said of the checkpoint that it goes on from. */
export interface KernelChanged {
  type: "KernelChanged";
  atMs: number;
  live: "booting" | "ready" | "failed";
  reason?: string;
  about?: string | null;
}

/** A key, as DOM's ``KeyboardEvent.key``; ``focus`` is ``page``, ``editor`` or ``control``. */
export interface KeyPressed {
  type: "KeyPressed";
  atMs: number;
  key: string;
  shift?: boolean;
  ctrl?: boolean;
  alt?: boolean;
  meta?: boolean;
  focus?: "page" | "editor" | "control";
  window?: "stage" | "speaker";
}

/** An engine has run the code of a comparison; the values are those of ``Measure``. */
export interface Measured {
  type: "Measured";
  atMs: number;
  run: number;
  engine: string;
  state: "done" | "failed" | "stopped";
  printed?: string;
  error?: string;
  timesMs?: number[];
  startupMs?: number | null;
}

/** A checkpoint of the live kernel is kept by this name; ``about`` is what was said of it. */
export interface NamesKept {
  type: "NamesKept";
  atMs: number;
  slot: string;
  about: string;
}

/** A newer version of the site is whole in this browser, and waits for the speaker. */
export interface NewVersionFound {
  type: "NewVersionFound";
  atMs: number;
}

/** The notes changed under a running talk; ``name`` and ``pictures`` as in ``Notes``. */
export interface NotesReplaced {
  type: "NotesReplaced";
  atMs: number;
  text: string;
  name: string;
  pictures?: string[];
}

/** The notes as they are now are to be kept; ``how`` tells what became of it, empty while it is only asked for. */
export interface NotesSaved {
  type: "NotesSaved";
  atMs: number;
  how?: "" | "written" | "changed" | "failed";
}

/** Bring a cell's text back to that of the notes. */
export interface OriginalWanted {
  type: "OriginalWanted";
  atMs: number;
  cell: number;
}

/** A run waits for these packages; for none: they are there. */
export interface PackagesLoading {
  type: "PackagesLoading";
  atMs: number;
  run: number;
  packages?: string[];
}

/** The address bar or the browser's history asks for a place, as ``#/3.2``. */
export interface PlaceRequested {
  type: "PlaceRequested";
  atMs: number;
  place: string;
}

/** When the talk is to end, as it was written: a time of day, or how long from now on. */
export interface PlanEndSet {
  type: "PlanEndSet";
  atMs: number;
  text: string;
}

/** The plan stays as it was. */
export interface PlanLeft {
  type: "PlanLeft";
  atMs: number;
}

/** Slides that may be left out are to be, or not any more; or only a ``bullet`` of one, by its number from 1. */
export interface PlanOptionTurned {
  type: "PlanOptionTurned";
  atMs: number;
  slides: number[];
  bullet?: number;
}

/** The new plan counts from now on; ``starts`` tells that the talk begins with it. */
export interface PlanTaken {
  type: "PlanTaken";
  atMs: number;
  starts?: boolean;
}

/** What whoever serves the page finds wrong with the notes on disk, with their packages and files too; now all. */
export interface ProblemsTold {
  type: "ProblemsTold";
  atMs: number;
  problems: string[];
}

/** Show what a cell showed when the talk was recorded. */
export interface RecordingWanted {
  type: "RecordingWanted";
  atMs: number;
  cell: number;
}

/** A part of the slide is to fill its place. */
export interface RegionMagnified {
  type: "RegionMagnified";
  atMs: number;
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A rehearsal, counted from 0, is not to count. */
export interface RehearsalForgotten {
  type: "RehearsalForgotten";
  atMs: number;
  rehearsal: number;
}

/** What was rehearsed is wanted as a file. */
export interface RehearsalsExported {
  type: "RehearsalsExported";
  atMs: number;
  kind: "json" | "csv";
}

/** Ctrl+C in the REPL: stop what runs, else drop the line. */
export interface ReplCancelled {
  type: "ReplCancelled";
  atMs: number;
}

/** The drawer's edge was dragged: the share of the page that it shall take. */
export interface ReplResized {
  type: "ReplResized";
  atMs: number;
  share: number;
}

/** Enter was pressed in the REPL with this text before and after the caret. */
export interface ReplSubmitted {
  type: "ReplSubmitted";
  atMs: number;
  before: string;
  after?: string;
}

/** This stands in the REPL's input, to be kept. */
export interface ReplTyped {
  type: "ReplTyped";
  atMs: number;
  text: string;
}

/** Run the cells of the deck up to this one, in order. */
export interface RunAllAbove {
  type: "RunAllAbove";
  atMs: number;
  cell: number;
}

/** Run a cell of the deck, by its number. */
export interface RunCell {
  type: "RunCell";
  atMs: number;
  cell: number;
  source: string;
}

/** A run came to its end; ``line`` is where it failed. */
export interface RunEnded {
  type: "RunEnded";
  atMs: number;
  run: number;
  state: "done" | "failed" | "stopped";
  line?: number | null;
}

/** The kernel took up a run. */
export interface RunStarted {
  type: "RunStarted";
  atMs: number;
  run: number;
}

/** A run has used up its time budget, if it still runs. */
export interface RunTimedOut {
  type: "RunTimedOut";
  atMs: number;
  run: number;
  engine?: string;
}

/** The browser does not save as it should. */
export interface SavingChanged {
  type: "SavingChanged";
  atMs: number;
  how: "seldom" | "never";
}

/** Go to a hit, counted from 0; to the chosen one for None. */
export interface SearchTaken {
  type: "SearchTaken";
  atMs: number;
  hit?: number | null;
}

/** This is searched for. */
export interface SearchTyped {
  type: "SearchTyped";
  atMs: number;
  text: string;
}

/** The hit before (-1) or after (1) the chosen one. */
export interface SearchWalked {
  type: "SearchWalked";
  atMs: number;
  direction: -1 | 1;
}

/** A cell's text, or a part of it, is to stand in the REPL's input. */
export interface SentToRepl {
  type: "SentToRepl";
  atMs: number;
  source: string;
}

/** Go to a slide, picked in the overview or the agenda. */
export interface SlideChosen {
  type: "SlideChosen";
  atMs: number;
  slide: number;
}

/** The parts of the speaker's window were resized: the shares that they shall take, as in ``SpeakerWindow``. */
export interface SpeakerWindowArranged {
  type: "SpeakerWindowArranged";
  atMs: number;
  slideShare: number;
  nextShare: number;
}

/** The browser did not open the speaker's window. */
export interface SpeakerWindowBlocked {
  type: "SpeakerWindowBlocked";
  atMs: number;
}

/** The speaker's window is gone. */
export interface SpeakerWindowClosed {
  type: "SpeakerWindowClosed";
  atMs: number;
}

/** The speaker's window is there. */
export interface SpeakerWindowOpened {
  type: "SpeakerWindowOpened";
  atMs: number;
}

/** Stop whatever runs, and forget what waits. */
export interface StopRequested {
  type: "StopRequested";
  atMs: number;
}

/** A soft stop was given time and the run still runs. */
export interface StopTimedOut {
  type: "StopTimedOut";
  atMs: number;
  run: number;
}

/** A line was drawn on a slide: its path in ten-thousandths of the slide's sides, as ``Stroke`` has it. */
export interface StrokeDrawn {
  type: "StrokeDrawn";
  atMs: number;
  slide: number;
  tool: "pen" | "highlighter";
  path: string;
}

/** A line of a slide, counted from 0, was wiped off. */
export interface StrokeErased {
  type: "StrokeErased";
  atMs: number;
  slide: number;
  stroke: number;
}

/** The system went ``dark`` or ``light``. */
export interface SystemThemeChanged {
  type: "SystemThemeChanged";
  atMs: number;
  theme: "dark" | "light";
}

/** The tab that keeps the talk has ``saved`` it, of these ``notes``; this one follows. */
export interface TalkFollowed {
  type: "TalkFollowed";
  atMs: number;
  saved?: string;
  seenAtMs?: number | null;
  notes?: string;
}

/** Another tab took the talk over. */
export interface TalkLost {
  type: "TalkLost";
  atMs: number;
}

/** This tab keeps the talk from now on; ``saved`` is what the one before it left, of these ``notes``. */
export interface TalkTaken {
  type: "TalkTaken";
  atMs: number;
  saved?: string;
  seenAtMs?: number | null;
  notes?: string;
}

/** Time passed; nothing else. */
export interface Ticked {
  type: "Ticked";
  atMs: number;
}

/** An intent by its name in the key table, from a button, a swipe or a menu. */
export interface Wanted {
  type: "Wanted";
  atMs: number;
  intent: string;
  window?: "stage" | "speaker";
}

/** The kernel has what code needs but for ``missing``, or gave up because something was to run. */
export interface WarmedUp {
  type: "WarmedUp";
  atMs: number;
  code: string;
  missing?: string[];
  givenUp?: boolean;
}

/** What came of placing the windows: ``unable`` in a browser that can't, ``alone`` where there is one screen. */
export interface WindowsPlaced {
  type: "WindowsPlaced";
  atMs: number;
  how: "placed" | "alone" | "refused" | "unable";
}

/** The page stood still, as one does while the lid is closed: since then nothing was heard of it. */
export interface Woken {
  type: "Woken";
  atMs: number;
  sinceMs: number;
}

/** Empty a cell's output, or the REPL's for cell 0. */
export interface ClearOutput {
  type: "ClearOutput";
  cell: number;
}

/** Show what was entered in the REPL's transcript. */
export interface EchoInput {
  type: "EchoInput";
  source: string;
}

/** Move the focus to the REPL's input or back to the page. */
export interface FocusOn {
  type: "FocusOn";
  part: string;
}

/** Tell what the tab that keeps the talk saves, from now on or no more. */
export interface FollowTalk {
  type: "FollowTalk";
  follows: boolean;
}

/** What is kept by this name is of no use any more. */
export interface ForgetNames {
  type: "ForgetNames";
  slot: string;
}

/** Ask the running code to stop; report ``StopTimedOut`` for ``run`` after ``patience_ms``. */
export interface InterruptKernel {
  type: "InterruptKernel";
  run: number;
  patienceMs: number;
  engine: string;
}

/** Keep the live kernel's memory by this name, once it rests, and with it what is known ``about`` it. */
export interface KeepNames {
  type: "KeepNames";
  slot: string;
  about: string;
}

/** Show the line of a cell, counted from 1, at which its code failed. */
export interface MarkFailure {
  type: "MarkFailure";
  cell: number;
  line: number;
}

/** Have an engine run code several times with fresh names; it is reported as ``Measured``. */
export interface MeasureRun {
  type: "MeasureRun";
  run: number;
  cell: number;
  source: string;
  engine: string;
}

/** Open the speaker's window, or bring it to the front. */
export interface OpenSpeakerWindow {
  type: "OpenSpeakerWindow";
}

/** Put the slides on the projector and the speaker's window on this screen; it is reported as ``WindowsPlaced``. */
export interface PlaceWindows {
  type: "PlaceWindows";
}

/** Show in a cell what it showed when the talk was recorded, in place of what it shows. */
export interface PlayRecording {
  type: "PlayRecording";
  cell: number;
}

/** Keep what was stored, as it is, beside what is saved from now on. */
export interface PutAside {
  type: "PutAside";
}

/** Let the speaker feel that a warning came, and hear it where it is ``audible``. */
export interface Remind {
  type: "Remind";
  audible: boolean;
}

/** Cells are called otherwise in the notes than when their outputs were kept: the new names by the old ones. */
export interface RenameOutputs {
  type: "RenameOutputs";
  names: Record<string, string>;
}

/** End an engine and start a fresh one; what it ran is stopped. The live kernel goes on from a checkpoint. */
export interface ReplaceKernel {
  type: "ReplaceKernel";
  run: number;
  engine: string;
  slot: string;
}

/** Let the speaker keep a file. */
export interface SaveFile {
  type: "SaveFile";
  name: string;
  text: string;
  mime: string;
}

/** Write the notes into their file, where a server can; else let the speaker keep them as one. */
export interface SaveNotes {
  type: "SaveNotes";
  name: string;
  text: string;
}

/** Show another text in a cell; the editor can undo it. */
export interface SetCellSource {
  type: "SetCellSource";
  cell: number;
  source: string;
}

/** Replace the REPL's input; the caret goes after ``before``. */
export interface SetReplInput {
  type: "SetReplInput";
  before: string;
  after: string;
}

/** Put the place into the address bar; ``push`` makes an entry in the browser's history. */
export interface ShowPlace {
  type: "ShowPlace";
  place: string;
  push: boolean;
}

/** Hand code to an engine. ``cell`` is 0 for the REPL; ``serves`` that it leaves a web application. */
export interface StartRun {
  type: "StartRun";
  run: number;
  cell: number;
  source: string;
  engine: string;
  serves: boolean;
}

/** Stop what web applications answer just now; they go on serving. */
export interface StopApplications {
  type: "StopApplications";
}

/** Begin anew with the newer version of the site. */
export interface TakeNewVersion {
  type: "TakeNewVersion";
}

/** Keep the talk in this tab, whichever does now. */
export interface TakeOver {
  type: "TakeOver";
}

/** Enter or leave full screen. */
export interface ToggleFullScreen {
  type: "ToggleFullScreen";
}

/** Have the idle kernel load and import what code needs; it is reported as ``WarmedUp``. */
export interface WarmUp {
  type: "WarmUp";
  cell: number;
  code: string;
}

/** Report ``RunTimedOut`` for a run after so many milliseconds. */
export interface WatchRun {
  type: "WatchRun";
  run: number;
  afterMs: number;
  engine: string;
}

/** A run has its line, or was stopped. */
export interface Answered {
  type: "Answered";
  run: number;
}

/** The head of an application's answer; ``asked`` are the headers that it was asked with. */
export interface AppAnswered {
  type: "AppAnswered";
  request: number;
  status: number;
  headers: [string, string][];
  asked: [string, string][];
  cookies: string;
}

/** An answer is over; its status is 0 if there was none. */
export interface AppFinished {
  type: "AppFinished";
  request: number;
  status: number;
  tookMs: number;
}

/** A cell's application can be asked. */
export interface AppOpened {
  type: "AppOpened";
  cell: number;
  interface: string;
}

/** A piece of an answer, whose bytes go beside it. */
export interface AppSent {
  type: "AppSent";
  request: number;
}

/** A run asks the speaker for a line; ``secret`` for one that is not to be seen. */
export interface Asked {
  type: "Asked";
  run: number;
  prompt: string;
  secret: boolean;
}

/** A value that a run shows, as text by MIME type. */
export interface Displayed {
  type: "Displayed";
  run: number;
  bundle: Record<string, string>;
}

/** The call that the text of a question leaves open, if any. */
export interface Explained {
  type: "Explained";
  question: number;
  signature: Signature | null;
}

/** The whole traceback of a run that failed, for those who ask. */
export interface Failed {
  type: "Failed";
  run: number;
  traceback: string;
}

/** A run gave more than is shown; the rest is kept for those who ask. */
export interface Limited {
  type: "Limited";
  run: number;
}

/** The names that may follow the text of a question, which begin at ``from_``. */
export interface Named {
  type: "Named";
  question: number;
  from: number;
  names: string[];
}

/** Text of a run's, on ``stdout``, ``stderr``, ``result`` or ``error``. */
export interface Printed {
  type: "Printed";
  run: number;
  stream: string;
  text: string;
}

/** What the preflight asked to try: what is wrong with each module and file, and Python's version. */
export interface Probed {
  type: "Probed";
  wrong: Record<string, string>;
  python: string;
}

/** What became of an event: all that is painted, what the page is to do, and what changed of the rest. */
export interface Answer {
  view: View;
  effects: Effect[];
  handled: boolean;
  save: Record<string, unknown> | null;
  deck: DeckShown | null;
  dropped: number;
  drawings: Record<string, Stroke[]> | null;
}

/** What is offered beside the message: its words and the intent behind it. */
export interface Button {
  words: string;
  intent: string;
}

/** A cell of the slide as the speaker calls it. */
export interface CellSign {
  cell: number;
  name: string;
}

/** A line of the notes as it is and as it would be. */
export interface ChangedLine {
  before: string;
  after: string;
}

/** The section's countdown and the talk's. */
export interface Clocks {
  section: Face;
  talk: Face;
}

/** An engine of a comparison: ``share`` of the slowest, ``ratio`` to the quickest, ``differs`` from the first. */
export interface ComparisonRow {
  engine: string;
  state: "idle" | "queued" | "running" | "done" | "failed" | "stopped" | "recorded";
  words: string;
  differs: boolean;
  time: string;
  share: number;
  ratio: string;
  startup: string;
  runs: number;
}

/** A deck as the page makes it. */
export interface DeckShown {
  title: string;
  slides: SlideShown[];
}

/** A clock's face: ``left`` is the share of its budget that is left, ``low`` when that is little. */
export interface Face {
  state: "idle" | "running" | "paused" | "over";
  remainingS: number | null;
  face: string;
  left: number;
  low: boolean;
  label: string;
  unit: string;
}

/** Rows of the key table that belong together. */
export interface HelpGroup {
  group: string;
  rows: HelpRow[];
}

/** The keys of an intent, as they are shown, and what it does: pressed, it is done. */
export interface HelpRow {
  keys: string[];
  help: string;
  intent: string;
}

/** A slide that says all words: where it does, and the text around the first of them there. */
export interface Hit {
  slide: number;
  title: string;
  where: string;
  before: string;
  found: string;
  after: string;
}

/** What one press of Next shows: the place, in words too. No slide at the end. */
export interface NextSign {
  slide: number;
  step: number;
  words: string;
}

/** Slides that may be left out together, or a bullet of one, by its number from 1; and what that gives back. */
export interface OptionRow {
  slides: number[];
  bullet: number;
  title: string;
  gives: string;
  isDropped: boolean;
}

/** How the talk does against its plan; ``ahead_s`` is negative behind. ``words`` and ``ends`` say it. */
export interface PaceSign {
  aheadS: number;
  endsAtMs: number;
  words: string;
  ends: string;
}

/** A section of the plan: its budget, what was spent on it, how it is. */
export interface PlanRow {
  title: string;
  budgetS: number;
  budget: string;
  spent: string;
  when: "past" | "now" | "next";
  isOver: boolean;
}

/** A part of a slide that fills its place. */
export interface Region {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A section in all rehearsals: what it was to take and took, nothing where it was not shown, and its lines to be. */
export interface RehearsalRow {
  section: number;
  title: string;
  plannedS: number;
  planned: string;
  took: string[];
  usual: string;
  suggested: string;
  isOver: boolean;
  varies: boolean;
  changes: ChangedLine[];
  plannedShare: number;
  tookShares: number[];
  slides: SlideRow[];
}

/** What so many rehearsals have shown. */
export interface RehearsalSign {
  rehearsals: number;
  rows: RehearsalRow[];
}

/** A section that is left, what it has and would have from now on: in seconds, and as people say it. */
export interface ReplanRow {
  section: number;
  title: string;
  budgetS: number;
  newBudgetS: number;
  budget: string;
  newBudget: string;
}

/** A new plan as it is offered, for the time that is ``left``; ``trouble`` says why it can't be taken. */
export interface ReplanSign {
  rows: ReplanRow[];
  options: OptionRow[];
  asked: string;
  ends: string;
  left: string;
  trouble: string;
  isStarted: boolean;
  canUndo: boolean;
}

/** What is searched for in which window, and the hits, one of them chosen; ``says`` is what stands above them. */
export interface SearchSign {
  window: "stage" | "speaker";
  text: string;
  says: string;
  chosen: number;
  hits: Hit[];
}

/** What a call expects; ``active`` is the parameter that is being written. */
export interface Signature {
  name: string;
  parameters: string[];
  active: number | null;
  doc: string;
}

/** A slide in all rehearsals: what it was to take and took, nothing where it was not shown. */
export interface SlideRow {
  title: string;
  planned: string;
  took: string[];
  isOver: boolean;
  varies: boolean;
}

/** A slide's element: its attributes, and whether the page has its HTML already. */
export interface SlideShown {
  attributes: Record<string, string>;
  known: boolean;
}

/** All that the speaker alone sees. */
export interface SpeakerSign {
  slide: number;
  step: number;
  mode: "talk" | "overview" | "help" | "blank" | "preflight";
  frozenAt: number;
  notes: string;
  notesSize: number;
  next: NextSign;
  plan: PlanRow[];
  cost: string;
  warning: string;
  stands: number;
  used: number;
  time: string;
  cells: CellSign[];
  message: string;
  offer: Button | null;
  also: Button | null;
  problems: string[];
  slideShare: number;
  nextShare: number;
}

/** A line that was drawn: ``path`` as SVG writes it, of the commands M and L. */
export interface Stroke {
  tool: "" | "laser" | "pen" | "highlighter" | "eraser" | "magnifier";
  path: string;
}

/** What the preflight has to try: engines besides the live kernel, modules that its cells import. */
export interface ToTry {
  engines: string[];
  modules: string[];
}

/** All that is painted. ``weights`` are the sections' budgets, ``recordings`` the cells that offer one. */
export interface View {
  mode: "talk" | "overview" | "help" | "blank" | "preflight";
  slide: number;
  step: number;
  slides: number;
  section: number;
  sectionTitle: string;
  chosen: number;
  entry: string | null;
  clocks: Clocks;
  pace: PaceSign;
  largeClock: boolean;
  weights: number[];
  live: "off" | "booting" | "ready" | "busy" | "stopped" | "failed";
  liveWords: string;
  cells: ([number, "idle" | "queued" | "running" | "done" | "failed" | "stopped" | "recorded", string])[];
  recordings: number[];
  enlarged: number[];
  replOpen: boolean;
  replSide: string;
  replShare: number;
  replEngine: string;
  replBusy: boolean;
  engines: [string, string][];
  comparisons: Record<string, ComparisonRow[]>;
  scheme: string;
  textSize: number;
  message: string;
  offer: Button | null;
  also: Button | null;
  help: HelpGroup[] | null;
  agenda: ("past" | "now" | "next")[];
  warmth: WarmthSign;
  preflight: ToTry | null;
  awake: boolean;
  search: SearchSign | null;
  rehearsal: RehearsalSign | null;
  rehearsing: boolean;
  tool: "" | "laser" | "pen" | "highlighter" | "eraser" | "magnifier";
  magnified: Region | null;
  blank: "black" | "white";
  dropped: number[];
  droppedBullets: [number, number][];
  replan: ReplanSign | null;
  frozen: boolean;
  speaker: SpeakerSign | null;
}

/** How far a cell ahead is. */
export interface WarmthRow {
  slide: number;
  title: string;
  state: "waiting" | "warming" | "ready" | "missing";
  words: string;
}

/** How far the cells ahead are, in a word; each of them while the list is open. No state where there are none. */
export interface WarmthSign {
  state: "waiting" | "warming" | "ready" | "missing" | "";
  words: string;
  face: string;
  rows: WarmthRow[] | null;
}

export type Event =
  | Began
  | NotesReplaced
  | KeyPressed
  | Wanted
  | SlideChosen
  | PlaceRequested
  | SystemThemeChanged
  | Ticked
  | RunCell
  | RunAllAbove
  | CellEdited
  | OriginalWanted
  | InputWanted
  | InputGiven
  | RunTimedOut
  | StopRequested
  | ReplSubmitted
  | HistoryWanted
  | IndentWanted
  | HistorySearched
  | ReplCancelled
  | ReplResized
  | SentToRepl
  | KernelChanged
  | RunStarted
  | PackagesLoading
  | RunEnded
  | Measured
  | EngineChosen
  | EngineDied
  | StopTimedOut
  | WarmedUp
  | NewVersionFound
  | ProblemsTold
  | RecordingWanted
  | TalkTaken
  | TalkLost
  | Woken
  | SavingChanged
  | SpeakerWindowOpened
  | SpeakerWindowClosed
  | SpeakerWindowArranged
  | SpeakerWindowBlocked
  | EnlargeWanted
  | WindowsPlaced
  | BulletWanted
  | PlanEndSet
  | PlanOptionTurned
  | PlanTaken
  | PlanLeft
  | RegionMagnified
  | SearchTaken
  | SearchTyped
  | SearchWalked
  | StrokeDrawn
  | StrokeErased
  | ReplTyped
  | NamesKept
  | TalkFollowed
  | BudgetAccepted
  | NotesSaved
  | RehearsalForgotten
  | RehearsalsExported;

export type Effect =
  | ShowPlace
  | StartRun
  | MeasureRun
  | WatchRun
  | WarmUp
  | RenameOutputs
  | SetCellSource
  | MarkFailure
  | InterruptKernel
  | ReplaceKernel
  | KeepNames
  | ForgetNames
  | StopApplications
  | ClearOutput
  | PlayRecording
  | EchoInput
  | SetReplInput
  | FocusOn
  | PutAside
  | TakeOver
  | FollowTalk
  | TakeNewVersion
  | ToggleFullScreen
  | OpenSpeakerWindow
  | PlaceWindows
  | Remind
  | SaveNotes
  | SaveFile;

export type ShownMessage =
  | Printed
  | Displayed
  | Failed
  | Limited
  | Asked
  | Answered;

export type KernelMessage =
  | Printed
  | Displayed
  | Failed
  | Limited
  | Asked
  | Answered
  | Probed
  | Named
  | Explained
  | AppOpened
  | AppAnswered
  | AppSent
  | AppFinished;

/** An event before it is stamped. */
export type Told = Event extends infer Each ? (Each extends Event ? Omit<Each, "atMs"> : never) : never;

/** What carries out each effect. */
export type Effects = {
  [Name in Effect["type"]]: (effect: Extract<Effect, { type: Name }>) => void;
};

/** Says whether the event was taken. */
export type Send = (event: Told) => boolean;
