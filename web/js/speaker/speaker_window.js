// The speaker's window: a blank one that the page opens and draws in. It has the page's origin, so that there is one
// script, one Python and one state for both (decision 0025). It may be closed, loaded anew or lost, and comes back.
import { keepPlace, keepWindowName, keptPlace, windowName } from "../storage/speaker_place.js";
import { placeWindows } from "./screens.js";
import { SpeakerPage } from "./speaker_page.js";

/** @typedef {import("../shared/wire.d.ts").View} View */
/** What of a screen this window needs to know. @typedef {{outputs: {follow(): void}}} Shown */

/**
 * @template {Shown} Screen
 * @typedef {object} Means
 * @property {HTMLElement} deck the slides of the page
 * @property {(notes: string) => Promise<string>} notesOf speaker notes as HTML
 * @property {import("../shared/wire.d.ts").Send} send
 * @property {() => void} tick time passes: a page that is not seen has few timers
 * @property {(page: SpeakerPage) => Screen} opened what shows the talk there
 * @property {(screen: Screen) => void} shown it is to be painted from now on
 * @property {(screen: Screen) => void} gone it is not there any more
 */

const SIZE = "width=1280,height=800";
/** A window that was loaded anew is there again within so long. */
const [AGAIN_MS, LOOKS] = [50, 100];

/** @template {Shown} Screen */
export class SpeakerWindow {
  /** @type {Window | null} */
  #window = null;
  /** @type {Screen | null} */
  #screen = null;
  /** @type {SpeakerPage | null} */
  #page = null;

  /** @param {Means<Screen>} means */
  constructor(means) {
    this.means = means;
    addEventListener("pagehide", () => this.#page?.lose());
    addEventListener("pageshow", ({ persisted }) => persisted && this.#page?.find());
  }

  /** Open it, or bring it to the front. */
  open() {
    if (this.#screen && !this.#window?.closed) return this.#window?.focus();
    const found = this.#openNamed(windowName() ?? anyName());
    if (!found) return void this.means.send({ type: "SpeakerWindowBlocked" });
    this.#show(found);
    found.focus();
  }

  /**
   * The window of a name. One that an earlier page on file:// opened can't be drawn in: another takes its place.
   * @param {string} name
   */
  #openNamed(name) {
    const opened = window.open("", name, `popup,${keptPlace() ?? SIZE}`);
    if (!opened || isOurs(opened)) return opened;
    opened.close();
    return window.open("", anyName(), `popup,${keptPlace() ?? SIZE}`);
  }

  /** Put the slides on another screen than this one, and this window here, where the browser can do that. */
  async place() {
    const how = await placeWindows(this.means.deck.ownerDocument, this.#window?.closed ? null : this.#window);
    this.means.send({ type: "WindowsPlaced", how });
    if (how === "placed" && !this.#screen) this.open();
  }

  /** The page was loaded anew, and the window may still be there. */
  findAgain() {
    const name = windowName();
    const found = name && window.open("", name);
    if (!found || !isOurs(found)) return;
    if (found.document.querySelector('[data-part="speaker"]')) this.#show(found);
    else if (!found.document.body.childElementCount) found.close(); // it was gone: this is a new, empty one
  }

  /** @param {Window} opened */
  #show(opened) {
    const start = window.event?.timeStamp ?? performance.now();
    this.#window = opened;
    keepWindowName(opened.name);
    const { document } = opened;
    this.#page = new SpeakerPage(document, this.means);
    this.means.send({ type: "SpeakerWindowOpened" });
    this.#screen = this.means.opened(this.#page);
    this.means.shown(this.#screen);
    const timer = opened.setInterval(() => this.means.tick(), 1000);
    opened.addEventListener("resize", () => keepPlace(opened));
    opened.addEventListener("pagehide", () => {
      opened.clearInterval(timer);
      keepPlace(opened);
      this.#leave();
      keepWindowName(null); // one that is about to close is not to be found by its name
      this.#lookAgain(document, LOOKS);
    });
    opened.requestAnimationFrame(() =>
      opened.setTimeout(() => performance.measure("footlights:speaker-window", { start })),
    );
  }

  #leave() {
    if (this.#screen) this.means.gone(this.#screen);
    [this.#screen, this.#page] = [null, null];
  }

  /** It was closed, or loaded anew: then it is drawn anew. @param {Document} before @param {number} looks */
  #lookAgain(before, looks) {
    const opened = this.#window;
    if (!opened || this.#screen) return;
    const isThere = isOurs(opened);
    if (isThere && opened.document !== before && opened.document.readyState === "complete") return this.#show(opened);
    if (isThere && looks && !opened.closed) return void setTimeout(() => this.#lookAgain(before, looks - 1), AGAIN_MS);
    if (!isThere) opened.close(); // on file:// one that was loaded anew is not the page's any more
    this.#window = null;
    this.means.send({ type: "SpeakerWindowClosed" });
  }
}

/** A name that no other window has. */
const anyName = () => `footlights-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;

/** Whether a window can be drawn in. @param {Window} opened */
function isOurs(opened) {
  try {
    return Boolean(opened.document.body);
  } catch {
    return false;
  }
}
