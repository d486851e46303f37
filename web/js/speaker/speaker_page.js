// What stands in the speaker's window: its own markup, and copies of the page's styles, slides and drawers.
import { slideContent } from "../shared/clean_html.js";
import { afresh } from "./copies.js";
import { NextPreview } from "./next_preview.js";
import { SpeakerSignPainter } from "./sign_painter.js";
import { listenToSplitters } from "./splitters.js";

/** @typedef {import("../shared/wire.d.ts").View} View */

const COPIED =
  '[data-part="repl"], [data-part="help"], [data-part="warmth-list"], [data-part="entry"], [data-part="replan"], [data-part="search"], [data-part="palette"], [data-part="rehearsals"], [data-part="preflight"]';
const STYLES = "style:not([nonce]), link[rel=stylesheet]";

export class SpeakerPage {
  /** @type {Map<string, DocumentFragment>} */
  #notes = new Map();
  /** Asked of the element it would lay out the window, in the middle of a key. */
  #isScrolled = false;

  /**
   * @param {Document} document
   * @param {{deck: HTMLElement, notesOf: (notes: string) => Promise<string>, send: import("../shared/wire.d.ts").Send}} means
   */
  constructor(document, { deck, notesOf, send }) {
    this.document = document;
    this.notesOf = notesOf;
    const page = deck.ownerDocument;
    document.title = `Speaker: ${page.title}`;
    for (const { name, value } of page.documentElement.attributes)
      if (name !== "style" && name !== "data-frozen" && name !== "data-large-clock")
        document.documentElement.setAttribute(name, value);
    document.documentElement.dataset.window = "speaker";
    document.head.replaceChildren(...copiesOf(page, STYLES));
    document.body.replaceChildren(contentOf(page), ...copiesOf(page, COPIED));
    this.deck = part(document, "speaker-deck");
    this.deck.append(...[...deck.children].map(afresh));
    this.#place(document, send);
    const notes = part(document, "notes-text");
    notes.addEventListener("scroll", () => {
      this.#isScrolled = notes.scrollTop > 0;
    });
    this.preview = new NextPreview(part(document, "next"), this.deck);
    this.painter = new SpeakerSignPainter(document, (notes) => this.#showNotes(notes));
    this.#keepAspect(deck);
  }

  /** @param {Document} document @param {import("../shared/wire.d.ts").Send} send */
  #place(document, send) {
    const root = part(document, "speaker");
    root.querySelector(".speaker-left")?.append(part(document, "repl"));
    listenToSplitters(root, send);
  }

  /** The slide is as wide and high here as the audience has it. @param {HTMLElement} deck */
  #keepAspect(deck) {
    const root = part(this.document, "speaker");
    new ResizeObserver(() => {
      if (deck.clientHeight > 0) root.style.setProperty("--aspect", String(deck.clientWidth / deck.clientHeight));
    }).observe(deck);
  }

  /** Which cells' outputs are drawn: of the slide that is shown. @param {Element} cell */
  draws = (cell) => cell.closest("[data-current]") !== null;

  /** What this window shows of a view: the speaker's own place, and what is seen by the speaker alone. @param {View} view @returns {View} */
  seen(view) {
    const { speaker } = view;
    const search = view.search?.window === "speaker" ? view.search : null;
    if (!speaker) return { ...view, search, replan: null, rehearsal: null };
    const { slide, step, mode, message, offer, also } = speaker;
    return { ...view, slide, step, mode, message, offer, also, search, frozen: false, largeClock: false };
  }

  /** @param {View} view */
  paint(view) {
    if (!view.speaker) return;
    this.painter.paint(view, view.speaker);
    this.preview.show(view.speaker.next);
  }

  /** @param {string} notes */
  async #showNotes(notes) {
    const place = part(this.document, "notes-text");
    this.painted = notes;
    let shown = notes ? this.#notes.get(notes) : this.document.createDocumentFragment();
    if (!shown) {
      shown = slideContent(await this.notesOf(notes));
      this.#notes.set(notes, shown);
    }
    if (this.painted !== notes) return;
    place.replaceChildren(this.document.importNode(shown, true));
    if (this.#isScrolled) place.scrollTop = 0;
  }

  /** The slides are not there just now. */
  lose() {
    part(this.document, "speaker").dataset.state = "searching";
  }

  find() {
    part(this.document, "speaker").dataset.state = "connected";
  }
}

/** @param {Document} document @param {string} name */
function part(document, name) {
  return /** @type {HTMLElement} */ (document.querySelector(`[data-part="${name}"]`));
}

/** @param {Document} page */
function contentOf(page) {
  const template = /** @type {HTMLTemplateElement} */ (page.querySelector('body > template[data-for="speaker"]'));
  return page.importNode(template.content, true);
}

/** @param {Document} page @param {string} selector */
const copiesOf = (page, selector) => [...page.querySelectorAll(selector)].map(afresh);
