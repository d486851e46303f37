// What an application answered, as a document: HTML as it is, other things as a browser shows them.
import { dataAddress } from "./resources.js";

const HTML = /^(?:text\/html|application\/xhtml\+xml)/;
const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json/;
const STYLE =
  "html{color-scheme:light dark}body{margin:1rem}pre{font:1rem/1.45 ui-monospace,monospace;white-space:pre-wrap;" +
  "overflow-wrap:anywhere;margin:0}img{max-width:100%}b{font-weight:400;color:#0a5d9c}i{font-style:normal;color:#2c6a13}";

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} type
 * @param {(bytes: Uint8Array<ArrayBuffer>) => string} decode
 * @returns {Promise<Document>}
 */
export async function documentOf(bytes, type, decode) {
  if (HTML.test(type)) return parsed(decode(bytes));
  if (type.startsWith("image/")) return plainly(`<img alt="" src="${await dataAddress(bytes, type)}">`);
  const text = decode(bytes);
  return plainly(`<pre>${JSON_TYPE.test(type) ? json(text) : escaped(text)}</pre>`);
}

/**
 * A piece of a page that is shown as it comes.
 * @param {string} text
 * @param {string} type
 */
export function pieceOf(text, type) {
  return HTML.test(type) ? text : `<span style="white-space:pre-wrap;font:1rem/1.45 monospace">${escaped(text)}</span>`;
}

const parsed = (/** @type {string} */ html) => new DOMParser().parseFromString(html, "text/html");
const plainly = (/** @type {string} */ content) => parsed(`<style>${STYLE}</style>${content}`);

/** @param {string} text */
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** Names and texts in a colour of their own. @param {string} text */
function json(text) {
  try {
    const spaced = escaped(JSON.stringify(JSON.parse(text), null, 2));
    return spaced.replace(/("(?:[^"\\]|\\.)*")(:)?/g, (_, part, colon) =>
      colon ? `<b>${part}</b>:` : `<i>${part}</i>`,
    );
  } catch {
    return escaped(text);
  }
}
