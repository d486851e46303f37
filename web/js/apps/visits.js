// Going from page to page of an application: redirects are followed, what is no page is saved.
import { headerOf, ORIGIN } from "./traffic.js";

/** @typedef {import("./traffic.js").Exchange} Exchange */
/** @typedef {{method: string, url: string, headers?: [string, string][], body?: Uint8Array, [name: string]: any}} Wanted */

const MOST_REDIRECTS = 20;
const SHOWN = /^(?:text\/|image\/|application\/(?:xhtml\+xml|json|[\w.+-]+\+json|xml|javascript))/;

/**
 * @typedef {object} Visitor
 * @property {(page: {url: string, mime: string, cookies: string, status: number}) => void} opened
 * @property {(bytes: Uint8Array<ArrayBuffer>) => void} sent
 * @property {(ended: {shown: boolean, status: number, file?: {name: string, bytes: Uint8Array<ArrayBuffer>, type: string}, elsewhere?: string}) => void} over
 */

/**
 * Ask for a page until there is one.
 * @param {ReturnType<typeof import("./traffic.js").traffic>} ways
 * @param {Wanted} wanted
 * @param {Visitor} visitor
 * @returns {() => void} gives it up
 */
export function visit(ways, wanted, visitor) {
  /** @type {Exchange | undefined} */
  let current;
  let givenUp = false;
  let left = MOST_REDIRECTS;
  const go = (/** @type {Wanted} */ { method, url, headers, body }) => {
    let shown = false;
    current = ways.ask(
      { kind: "document", method, url, headers, body },
      {
        answered(exchange, cookies) {
          shown = !givenUp && !wanted.download && isShown(exchange);
          if (shown)
            visitor.opened({ url, mime: headerOf(exchange, "content-type"), cookies, status: exchange.status });
        },
        sent: (bytes) => shown && !givenUp && visitor.sent(bytes),
        finished(exchange) {
          if (givenUp) return;
          const next = redirected(exchange, { method, url, headers, body });
          if (!next) return visitor.over({ shown, status: exchange.status, ...fileOf(exchange, shown) });
          if (!next.url.startsWith(ORIGIN + "/"))
            return visitor.over({ shown, status: exchange.status, elsewhere: next.url });
          if (left-- > 0) go(next);
          else visitor.over({ shown, status: 0 });
        },
      },
    );
  };
  go(wanted);
  return () => {
    givenUp = true;
    if (current) ways.abort(current);
  };
}

/** @param {Exchange} exchange */
function isShown(exchange) {
  const { status } = exchange;
  if (status === 204 || status === 205 || (status >= 300 && status < 400)) return false;
  if (/^attachment/i.test(headerOf(exchange, "content-disposition"))) return false;
  const type = headerOf(exchange, "content-type");
  return !type || SHOWN.test(type);
}

/**
 * Where an answer sends one on to; null if it does not.
 * @param {Exchange} exchange
 * @param {Wanted} asked
 * @returns {Wanted | null}
 */
function redirected(exchange, asked) {
  const target = headerOf(exchange, "location");
  if (![301, 302, 303, 307, 308].includes(exchange.status) || !target) return null;
  if (!URL.canParse(target, asked.url)) return null;
  const url = new URL(target, asked.url).href;
  return exchange.status < 307 ? { method: asked.method === "HEAD" ? "HEAD" : "GET", url } : { ...asked, url };
}

/**
 * @param {Exchange} exchange
 * @param {boolean} shown
 */
function fileOf(exchange, shown) {
  if (shown || exchange.status < 200 || exchange.status > 299 || !exchange.size) return {};
  const type = headerOf(exchange, "content-type");
  const name = nameOf(exchange);
  const bytes = new Uint8Array(exchange.size);
  let at = 0;
  for (const piece of exchange.pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return at === exchange.size ? { file: { name, bytes, type } } : {};
}

/** What a file is to be called: as the answer says, in RFC 6266's two ways, else as its address ends. @param {Exchange} exchange */
function nameOf(exchange) {
  const said = headerOf(exchange, "content-disposition");
  const escaped = /filename\*=(?:utf-8)?''([^;\s]+)/i.exec(said)?.[1];
  const given = escaped ? decoded(escaped) : /filename="?([^";]+)/i.exec(said)?.[1];
  return given || new URL(exchange.url).pathname.split("/").at(-1) || "download";
}

/** @param {string} escaped */
function decoded(escaped) {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return escaped;
  }
}
