// The browser on the slide: goes from page to page of an application and shows each in a frame of its own.
import { element } from "../shared/elements.js";
import { isUnderstood } from "./message_shapes.js";
import { requestTable } from "./network.js";
import { openShell } from "./shell_frame.js";
import { makeToolbar } from "./toolbar.js";
import { ORIGIN, traffic } from "./traffic.js";
import { carried } from "./vendored.js";
import { visit } from "./visits.js";

/** @typedef {import("./visits.js").Wanted} Wanted */

/**
 * What the talk's page lends: its kernel, its sandbox, its parts.
 * @typedef {object} Talk
 * @property {(request: import("../shared/port_messages.d.ts").AppRequest) => void} tell the kernel
 * @property {import("./shell_frame.js").OpenSandbox} openSandbox
 * @property {(key: KeyboardEventInit) => void} turn
 * @property {(name: string, bytes: Uint8Array<ArrayBuffer>, type: string) => void} saveFile
 * @property {(part: string) => Promise<string>} textOf
 */

/** Other names of where every application seems to be. */
const LOOPBACK = /^http:\/\/(?:127\.0\.0\.1|0\.0\.0\.0|\[::1\]):8000(?=[/?#]|$)/;
const NO_ANSWER = "The application did not answer.";
const WENT_BY_ITSELF =
  "The page's script went to an address by itself, which a slide can't follow: the page is shown again.";

export class AppBrowser {
  /** Pages that were visited, and where among them one is. @type {string[]} */
  #visited = [];
  #at = -1;
  /** The page that is shown, by its number, and how many were asked for: some are no pages, and one stays. */
  #page = 0;
  #asked = 0;
  #giveUp = () => {};
  /** Why the application can't be asked; empty while it can. */
  #gone = "";
  /** Requests of the shown page that are under way. @type {Map<string, import("./traffic.js").Exchange>} */
  #asks = new Map();
  /** @type {ReturnType<typeof openShell> | null} */
  #shell = null;

  /**
   * @param {HTMLElement} place the cell's part for it
   * @param {number} cell
   * @param {Talk} talk
   */
  constructor(place, cell, talk) {
    this.place = place;
    this.cell = cell;
    this.talk = talk;
    this.view = element("div", { class: "app-view" });
    this.words = element("p", { class: "app-words", role: "status" });
    this.toolbar = makeToolbar({
      walk: (by) => this.#walk(by),
      reload: () => this.#reload(),
      visit: (url) => this.#go({ method: "GET", url }, true),
      showRequests: (shown) => place.toggleAttribute("data-requests", shown),
    });
    this.table = requestTable((count) => this.toolbar.counted(count));
    this.ways = traffic(cell, talk.tell, this.table.changed, () => this.#visited[this.#at] ?? "");
    place.replaceChildren(this.toolbar.element, this.view, this.table.element, this.words);
  }

  /** The application has come up: the page that was shown is shown again, else the first one. @param {string} first */
  opened(first) {
    this.#gone = "";
    this.#shell ??= openShell(this.view, this.talk.openSandbox, (message) => this.#heard(message));
    const url = this.#visited[this.#at];
    this.#go({ method: "GET", url: url ?? new URL(first, `${ORIGIN}/`).href }, !url);
  }

  /** It is gone. @param {string} why */
  closed(why) {
    this.#giveUp();
    this.#gone = why;
    this.#state("closed");
    this.#say(why);
  }

  /**
   * @param {Wanted} wanted
   * @param {boolean} push whether it comes after the page that is shown, rather than in its place
   */
  #go(wanted, push) {
    if (this.#gone) return;
    this.#giveUp();
    wanted.url = wanted.url.replace(LOOPBACK, ORIGIN);
    if (!wanted.url.startsWith(`${ORIGIN}/`)) return this.#leave(wanted.url);
    this.#state("loading");
    this.#say("");
    const page = ++this.#asked;
    this.#giveUp = visit(this.ways, wanted, {
      opened: (head) => this.#open(page, { ...head, hash: new URL(wanted.url).hash }, push),
      sent: (bytes) => this.#shell?.tell({ type: "Piece", bytes }),
      over: (ended) => this.#over(ended),
    });
  }

  /**
   * @param {number} page
   * @param {{url: string, hash: string, mime: string, cookies: string, status: number}} head
   * @param {boolean} push
   */
  #open(page, { url, hash, mime, cookies, status }, push) {
    for (const exchange of this.#asks.values()) this.ways.abort(exchange);
    this.#asks.clear();
    this.#page = page;
    this.#moved(url, push);
    this.place.dataset.status = String(status);
    this.#shell?.tell({ type: "Open", page, url: url.includes("#") ? url : url + hash, mime, cookies });
  }

  /** @param {{shown: boolean, status: number, file?: {name: string, bytes: Uint8Array<ArrayBuffer>, type: string}, elsewhere?: string}} ended */
  #over({ shown, status, file, elsewhere }) {
    if (shown) return this.#shell?.tell({ type: "End" });
    this.#state("open");
    this.#showPlace();
    if (file) return this.talk.saveFile(file.name, file.bytes, file.type);
    if (elsewhere) this.#leave(elsewhere);
    else this.#say(status ? `The application answered ${status}, with nothing to show.` : NO_ANSWER);
  }

  /** An address of another site is offered: a page may ask for one whenever it likes. @param {string} url */
  #leave(url) {
    this.#say(`${url} is not of this application. `);
    if (!/^https?:/.test(url)) return;
    const attributes = { href: url, target: "_blank", rel: "noopener noreferrer" };
    this.words.append(element("a", attributes, "Open it beside the talk"));
  }

  /**
   * @param {string} url
   * @param {boolean} push
   */
  #moved(url, push) {
    if (push) this.#visited = [...this.#visited.slice(0, ++this.#at), url];
    else this.#visited[this.#at] = url;
    this.#showPlace();
  }

  /** The address bar says where one is. */
  #showPlace() {
    const url = this.#visited[this.#at];
    const last = this.#visited.length - 1;
    if (url) this.toolbar.show({ url, canGoBack: this.#at > 0, canGoForward: this.#at < last });
  }

  /** @param {number} by */
  #walk(by) {
    const url = this.#visited[this.#at + by];
    if (!url) return;
    this.#at += by;
    this.#go({ method: "GET", url }, false);
  }

  /** The page anew; while it loads, the application is stopped instead. */
  #reload() {
    if (this.place.dataset.state !== "loading") return this.#walk(0);
    this.talk.tell({ type: "AppStop" });
  }

  /** @param {string} state closed, loading or open */
  #state(state) {
    this.place.dataset.state = state;
  }

  /** @param {string} words */
  #say(words) {
    this.words.textContent = words;
  }

  /** What the page says, or what stands around it. @param {import("../shared/port_messages.d.ts").ShellSays} said */
  #heard(said) {
    if (!isUnderstood(said) || (said.page !== undefined && said.page !== this.#page)) return;
    if (said.type === "Shown") this.#state("open");
    else if (said.type === "Ask") void this.#answer(said);
    else if (said.type === "Abort") this.#abort(said.ask);
    else if (said.type === "Navigate") this.#go(said, true);
    else if (said.type === "Moved" && said.url.startsWith(`${ORIGIN}/`)) this.#moved(said.url, said.push === true);
    else if (said.type === "Walk") this.#walk(said.by);
    else if (said.type === "Cookie") this.#keepCookie(said);
    else if (said.type === "Key" && this.#shell?.isInUse()) this.talk.turn(said.key);
    else if (said.type === "Lost") this.#lost();
  }

  #lost() {
    this.#walk(0);
    this.#say(WENT_BY_ITSELF);
  }

  /** @param {string} ask */
  #abort(ask) {
    const exchange = this.#asks.get(ask);
    if (exchange) this.ways.abort(exchange);
  }

  /** @param {{url: string, line: string}} cookie */
  #keepCookie({ url, line }) {
    this.talk.tell({ type: "AppCookie", cell: this.cell, target: new URL(url).pathname, line });
  }

  /** What the page asks for besides itself. @param {{ask: string, method: string, url: string, headers?: [string, string][], body?: Uint8Array}} asked */
  async #answer({ ask, method, url, headers, body }) {
    const tell = (/** @type {import("../shared/port_messages.d.ts").AppReply} */ message) =>
      this.#shell?.tell({ ...message, ask });
    if (this.#gone) return tell({ type: "Finished", status: 0 });
    if (!url.startsWith(`${ORIGIN}/`)) return this.#answerFromElsewhere(method, url, tell);
    const exchange = this.ways.ask(
      { kind: "fetch", method, url, headers, body },
      {
        answered: ({ status, headers }, cookies) => tell({ type: "Answered", status, headers, url, cookies }),
        sent: (bytes) => tell({ type: "Sent", bytes }),
        finished: ({ status }) => {
          this.#asks.delete(ask);
          tell({ type: "Finished", status });
        },
      },
    );
    this.#asks.set(ask, exchange);
  }

  /**
   * @param {string} method
   * @param {string} url
   * @param {(message: import("../shared/port_messages.d.ts").AppReply) => void} tell
   */
  async #answerFromElsewhere(method, url, tell) {
    const found = await carried(url, this.talk.textOf);
    this.table.elsewhere(method, url, found);
    if (found) {
      tell({ type: "Answered", status: 200, headers: [["content-type", found.mime]], url, cookies: "" });
      tell({ type: "Sent", bytes: found.bytes });
    }
    tell({ type: "Finished", status: found ? 200 : 0 });
  }
}
