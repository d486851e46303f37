// The requests of an application in a table: each opens to show what was asked and what was answered.
import { element } from "../shared/elements.js";
import { headerOf } from "./traffic.js";

/** @typedef {import("./traffic.js").Exchange} Exchange */

const MOST_ROWS = 200;
const MOST_SHOWN = 20_000;

/** @param {(count: number) => void} counted */
export function requestTable(counted) {
  const body = /** @type {HTMLTableSectionElement} */ (element("tbody"));
  const head = ["", "Address", "Status", "Type", "Size", "Time"].map((name) => element("th", { scope: "col" }, name));
  const table = element("table", {}, element("thead", {}, element("tr", {}, ...head)), body);
  const details = element("div", { class: "app-details", tabindex: "0" });
  /** @type {Map<number, {row: HTMLElement, exchange: Exchange}>} */
  const rows = new Map();
  let count = 0;
  /** @type {number | null} */
  let chosen = null;

  body.addEventListener("click", ({ target }) => {
    const row = /** @type {Element} */ (target).closest("tr");
    chosen = Number(row?.dataset.request ?? 0);
    const exchange = rows.get(chosen)?.exchange;
    for (const each of body.rows) each.toggleAttribute("data-chosen", each === row);
    details.replaceChildren(...(exchange ? described(exchange) : []));
  });

  return {
    element: element(
      "div",
      { class: "app-requests", "data-part": "requests" },
      element("div", { class: "app-table" }, table),
      details,
    ),
    /** @param {Exchange} exchange */
    changed(exchange) {
      const known = rows.get(exchange.request);
      const row = known?.row ?? addRow(exchange.request);
      rows.set(exchange.request, { row, exchange });
      row.toggleAttribute("data-failed", exchange.isOver && (exchange.status === 0 || exchange.status >= 400));
      row.replaceChildren(...cells(exchange));
      if (chosen === exchange.request) details.replaceChildren(...described(exchange));
    },
    /**
     * What the application was not asked for: it is carried in the talk, or not to be had.
     * @param {string} method
     * @param {string} url
     * @param {{bytes: Uint8Array, mime: string} | null} found
     */
    elsewhere(method, url, found) {
      const row = addRow(-++count);
      row.toggleAttribute("data-failed", !found);
      const told = found ? [found.mime, spell(found.bytes.length)] : ["not in this page", ""];
      row.replaceChildren(...[method, url, found ? "200" : "–", ...told, ""].map((text) => element("td", {}, text)));
    },
  };

  /** @param {number} request */
  function addRow(request) {
    const row = element("tr", { "data-request": String(request) });
    body.append(row);
    if (body.rows.length > MOST_ROWS) {
      rows.delete(Number(body.rows[0]?.dataset.request));
      body.rows[0]?.remove();
    }
    if (request > 0) count++;
    counted(count);
    return row;
  }
}

/** @param {Exchange} exchange */
function cells(exchange) {
  const { method, url, status, size, tookMs, isOver } = exchange;
  const { pathname, search } = new URL(url);
  const type = headerOf(exchange, "content-type").split(";")[0] ?? "";
  const time = tookMs !== null ? `${tookMs < 10 ? tookMs.toFixed(1) : Math.round(tookMs)} ms` : isOver ? "" : "…";
  const texts = [
    method,
    pathname + search,
    status ? String(status) : isOver ? "–" : "",
    type,
    size ? spell(size) : "",
    time,
  ];
  return texts.map((text) => element("td", {}, text));
}

/** @param {Exchange} exchange */
function described(exchange) {
  const { asked, body, headers, pieces, method, url, status } = exchange;
  const { pathname, search } = new URL(url);
  return [
    element("h4", {}, `${method} ${pathname}${search}`),
    headerList(asked),
    ...(body.length ? [element("pre", {}, textOf([body]))] : []),
    element("h4", {}, status ? String(status) : "no answer"),
    headerList(headers),
    ...(pieces.length ? [element("pre", {}, textOf(pieces))] : []),
  ];
}

/** @param {[string, string][]} headers */
function headerList(headers) {
  const pairs = headers.flatMap(([name, value]) => [element("dt", {}, name.toLowerCase()), element("dd", {}, value)]);
  return element("dl", {}, ...pairs);
}

/** @param {Uint8Array[]} pieces */
function textOf(pieces) {
  const decoder = new TextDecoder();
  const text = pieces.map((piece) => decoder.decode(piece, { stream: true })).join("");
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)} …` : text;
}

/** @param {number} bytes */
function spell(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
