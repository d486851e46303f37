// Stands around each page of an application: makes it from what the application answered, passes its words on.
import { cleaned } from "../shared/markup.js";
import { OURS } from "./addresses.js";
import { asker, hear } from "./asking.js";
import { documentOf, pieceOf } from "./documents.js";
import { embedAll, loader } from "./resources.js";

/** The script of page.js, which can't end the element that it stands in. */
const PAGE_SCRIPT = __FRAME_PAGE__.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
/** What it may not reach (web/js/sandbox/guard.js) is gone before it. */
const GUARD = `<script>${__GUARD__};document.currentScript.remove()</script>
<meta http-equiv="Content-Security-Policy" content="require-trusted-types-for 'script'">`;
/** So long is waited for the end of a page that comes bit by bit, until its beginning is shown. */
const PATIENCE_MS = 300;

/**
 * @typedef {object} Shown
 * @property {number} page
 * @property {string} url
 * @property {string} mime
 * @property {string} cookies
 * @property {HTMLIFrameElement | null} frame
 * @property {boolean} writes whether it is shown as it comes
 * @property {boolean} isWhole whether all of it has come
 * @property {Uint8Array<ArrayBuffer>[]} pieces
 * @property {TextDecoder} decoder
 * @property {import("../shared/port_messages.d.ts").ToAppPage[] | null} early what is to be written before its script listens
 */

const tell = (/** @type {import("../shared/port_messages.d.ts").ShellSays} */ message) =>
  parent.postMessage(message, "*");
const ask = asker("shell", tell);
const load = loader(ask);
/** @type {Shown | null} */
let shown = null;

addEventListener("message", ({ data, source }) => {
  if (source === parent) return void obey(data);
  if (shown && source === shown.frame?.contentWindow) {
    if (data.type === "Shown") listens(shown);
    tell({ ...data, page: shown.page });
  }
});
tell({ type: "Ready" });

/** What the talk says. @param {import("../shared/port_messages.d.ts").ToShell} message */
function obey(message) {
  if (message.type === "Open") begin(message);
  else if (message.type === "Piece") take(message.bytes);
  else if (message.type === "End") void end();
  else if (!hear(message)) shown?.frame?.contentWindow?.postMessage(message, "*");
}

/** @param {{page: number, url: string, mime: string, cookies: string}} opened */
function begin({ page, url, mime, cookies }) {
  const charset = /charset=["']?([\w-]+)/i.exec(mime)?.[1] ?? "utf-8";
  const begun = { page, url, mime, cookies, frame: null, writes: false, isWhole: false, pieces: [], early: [] };
  shown = { ...begun, decoder: decoderOf(charset) };
  const mine = shown;
  if (/^text\//.test(mime))
    setTimeout(() => shown === mine && !mine.isWhole && mine.pieces.length && writeOn(mine), PATIENCE_MS);
}

/** @param {string} charset */
function decoderOf(charset) {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
function take(bytes) {
  if (!shown) return;
  if (shown.writes) write(shown, shown.decoder.decode(bytes, { stream: true }), false);
  else shown.pieces.push(bytes);
}

async function end() {
  const ended = shown;
  if (!ended) return;
  ended.isWhole = true;
  if (ended.writes) return write(ended, ended.decoder.decode(), true);
  const bytes = new Uint8Array(await new Blob(ended.pieces).arrayBuffer());
  const made = await documentOf(bytes, ended.mime, (part) => ended.decoder.decode(part));
  await embedAll(made, baseOf(made, ended.url), load);
  if (shown === ended) place(ended, `<!doctype html>${made.documentElement.outerHTML}`);
}

/** @param {Document} made @param {string} url */
function baseOf(made, url) {
  const base = made.querySelector("base[href]");
  return new URL(base?.getAttribute("href") ?? "", url).href;
}

/** The page is shown as far as it has come, and written on. @param {Shown} begun */
function writeOn(begun) {
  begun.writes = true;
  const text = begun.pieces.map((piece) => begun.decoder.decode(piece, { stream: true })).join("");
  place(begun, "<!doctype html>");
  write(begun, text, false);
}

/** The page's script is there. @param {Shown} begun */
function listens(begun) {
  const early = begun.early ?? [];
  begun.early = null;
  for (const message of early) begun.frame?.contentWindow?.postMessage(message, "*");
}

/**
 * @param {Shown} begun
 * @param {string} text
 * @param {boolean} ends
 */
function write(begun, text, ends) {
  /** @type {import("../shared/port_messages.d.ts").ToAppPage} */
  const message = { type: "Write", text: pieceOf(text, begun.mime), ends };
  if (begun.early) begun.early.push(message);
  else begun.frame?.contentWindow?.postMessage(message, "*");
}

/**
 * Where the page seems to be, for what it resolves by itself, unless it says so itself.
 * @param {string} url
 * @param {string} html
 */
function baseFor(url, html) {
  const given = url.replace(/&/g, "&amp;").replace(/"/g, "&quot;");
  return /<base\s/i.test(html) ? "" : `<base ${OURS} href="${given}">`;
}

/**
 * The frame is made anew with each page, so that nothing of the one before is left.
 * @param {Shown} made
 * @param {string} html
 */
function place(made, html) {
  const frame = document.createElement("iframe");
  frame.style.cssText = "position:fixed;inset:0;width:100%;height:100%;border:0;background:white";
  const given = JSON.stringify({ url: made.url, cookies: made.cookies }).replaceAll("<", "\\u003c");
  const script = `${GUARD}<script>footlightsGiven=${given};${PAGE_SCRIPT};document.currentScript.remove()</script>`;
  const head = baseFor(made.url, html) + script;
  frame.srcdoc = cleaned(html).replace(
    /(<!doctype[^>]*>(?:<html[^>]*>)?(?:<head[^>]*>)?)?/i,
    (before) => before + head,
  );
  made.frame = frame;
  document.body.replaceChildren(frame);
  let loads = 0;
  frame.addEventListener("load", () => {
    if (++loads > 1 && shown === made && !made.writes) tell({ type: "Lost", page: made.page });
  });
}
