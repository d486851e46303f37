// Requests on their way to a cell's application, and what became of each.
import { Replies } from "../shared/replies.js";

/**
 * @typedef {object} Exchange
 * @property {number} request
 * @property {string} kind what it is for: document, fetch or part
 * @property {string} method
 * @property {string} url
 * @property {[string, string][]} asked the request's headers, as the application got them
 * @property {Uint8Array} body
 * @property {number} status 0 until it is answered
 * @property {[string, string][]} headers
 * @property {Uint8Array<ArrayBuffer>[]} pieces of the answer, as far as they are kept
 * @property {number} size
 * @property {number | null} tookMs null until it is over
 * @property {boolean} isOver
 */

/**
 * @typedef {object} Ears
 * @property {(exchange: Exchange, cookies: string) => void} answered
 * @property {(bytes: Uint8Array<ArrayBuffer>) => void} sent
 * @property {(exchange: Exchange) => void} finished
 */

export const ORIGIN = "http://localhost:8000";
const NOTHING = new Uint8Array();
/** Bytes of an answer that are kept: to be looked at, and of a document to be saved. */
const MOST_KEPT = { document: 50_000_000, other: 100_000 };

/** @type {Replies<{exchange: Exchange, ears: Ears, changed: (exchange: Exchange) => void}>} */
const replies = new Replies();

/**
 * @param {number} cell
 * @param {(request: import("../shared/port_messages.d.ts").AppRequest) => void} tell the kernel
 * @param {(exchange: Exchange) => void} changed
 * @param {() => string} from the address of the page that asks
 */
export function traffic(cell, tell, changed, from) {
  return {
    /**
     * @param {{kind: string, method: string, url: string, headers?: [string, string][], body?: Uint8Array}} asked
     * @param {Ears} ears
     */
    ask({ kind, method, url, headers = [], body = NOTHING }, ears) {
      const sent = withBrowsers(headers, { kind, method, from: from() });
      /** @type {Exchange} */
      const exchange = {
        ...{ request: 0, kind, method, url, asked: sent, body, status: 0, headers: [], pieces: [] },
        ...{ size: 0, tookMs: null, isOver: false },
      };
      const request = replies.to({ exchange, ears, changed });
      exchange.request = request;
      const { pathname, search } = new URL(url);
      tell({ type: "AppAsk", cell, request, method, target: pathname + search, headers: sent, body });
      changed(exchange);
      return exchange;
    },
    /** @param {Exchange} exchange */
    abort(exchange) {
      if (!exchange.isOver) tell({ type: "AppAbort", request: exchange.request });
    },
  };
}

const PAGES = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
/** What scripts may not say, because the browser does. */
const FORBIDDEN = new Set(["host", "cookie", "origin", "referer", "content-length"]);

/**
 * The headers that a browser sends along by itself.
 * @param {[string, string][]} headers
 * @param {{kind: string, method: string, from: string}} asked
 * @returns {[string, string][]}
 */
function withBrowsers(headers, { kind, method, from }) {
  const own = headers.filter(([name]) => !FORBIDDEN.has(name.toLowerCase()));
  const said = new Set(own.map(([name]) => name.toLowerCase()));
  /** @type {[string, string][]} */
  const browsers = [
    ["accept", kind === "document" ? PAGES : "*/*"],
    ["accept-language", navigator.languages.join(",")],
    ["user-agent", navigator.userAgent],
    ...(from ? [/** @type {[string, string]} */ (["referer", from.split("#")[0] ?? ""])] : []),
    ...(/^(?:GET|HEAD)$/.test(method) ? [] : [/** @type {[string, string]} */ (["origin", ORIGIN])]),
  ];
  return [...browsers.filter(([name]) => !said.has(name)), ...own];
}

/** What the kernel says of a request. @param {Exclude<import("../shared/port_messages.d.ts").AppMessage, {type: "AppOpened"}>} message */
export function hearKernel(message) {
  const { exchange, ears, changed } = replies.for(message.request) ?? {};
  if (!exchange || !ears) return;
  if (message.type === "AppAnswered") {
    Object.assign(exchange, { status: message.status, headers: message.headers, asked: message.asked });
    ears.answered(exchange, message.cookies);
  } else if (message.type === "AppSent") {
    if (exchange.size < MOST_KEPT[exchange.kind === "document" ? "document" : "other"])
      exchange.pieces.push(message.bytes);
    exchange.size += message.bytes.length;
    return ears.sent(message.bytes);
  } else finish(message.request, message.tookMs);
  changed?.(exchange);
}

/** The kernel is gone, and with it every answer. */
export function endAll() {
  for (const request of replies.open) finish(request, null);
}

/**
 * @param {number} request
 * @param {number | null} tookMs
 */
function finish(request, tookMs) {
  const { exchange, ears, changed } = replies.last(request) ?? {};
  if (!exchange || !ears) return;
  Object.assign(exchange, { tookMs, isOver: true });
  changed?.(exchange);
  ears.finished(exchange);
}

/** @param {Exchange} exchange @param {string} name */
export const headerOf = (exchange, name) => exchange.headers.find(([each]) => each.toLowerCase() === name)?.[1] ?? "";
