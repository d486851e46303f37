// What a page of an application loads beside itself, as data: nothing else can be loaded in a sandbox.
import { isSelfContained } from "./addresses.js";

/** @typedef {(url: string) => Promise<{bytes: Uint8Array<ArrayBuffer>, type: string, url: string} | null>} Load */

/** Which attribute of which element names something to load. */
export const LOADED = [
  ["script[src]", "src"],
  ["link[rel~=stylesheet][href]", "href"],
  ["img[src], input[type=image][src], source[src], audio[src], video[src], track[src]", "src"],
  ["source[srcset], img[srcset]:not([src])", "srcset"],
  ["video[poster]", "poster"],
  ["image[href], use[href]", "href"],
];
export const SELECTORS = LOADED.map(([selector]) => selector).join(", ");
const USELESS =
  "link[rel~=preload], link[rel~=modulepreload], link[rel~=icon], link[rel~=prefetch], link[rel~=preconnect]";
const CSS_URL = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^'")\s]+))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')/g;

/**
 * Put what a document or a piece of one names in the place of the names.
 * @param {ParentNode} root
 * @param {string} base what its addresses are seen from
 * @param {Load} load
 */
export async function embedAll(root, base, load) {
  for (const link of root.querySelectorAll(USELESS)) link.remove();
  for (const field of root.querySelectorAll("[autofocus]")) field.removeAttribute("autofocus"); // the slide keeps the focus
  const elements = [...root.querySelectorAll(SELECTORS)].map((element) => embed(element, base, load));
  const sheets = [...root.querySelectorAll("style")].map(async (style) => {
    style.textContent = await embeddedStyle(style.textContent ?? "", base, load);
  });
  const styled = [...root.querySelectorAll("[style*='url(']")].map(async (element) => {
    element.setAttribute("style", await embeddedStyle(element.getAttribute("style") ?? "", base, load));
  });
  await Promise.all([...elements, ...sheets, ...styled]);
}

/**
 * @param {Element} element
 * @param {string} base
 * @param {Load} load
 */
export async function embed(element, base, load) {
  const name = LOADED.find(([selector]) => selector && element.matches(selector))?.[1];
  const [url] =
    (name &&
      element
        .getAttribute(name)
        ?.trim()
        .split(name === "srcset" ? /\s+|,$/ : "\n")) ||
    [];
  if (!name || !url || isSelfContained(url)) return;
  if (name !== "srcset") element.removeAttribute("srcset");
  element.removeAttribute("integrity");
  element.removeAttribute("crossorigin");
  element.setAttribute(name, (await dataOf(new URL(url, base).href, load)) ?? "data:,");
}

/**
 * An address's content as a data address; null where there is none.
 * @param {string} url
 * @param {Load} load
 * @param {string[]} [chain] the styles that lead here: one that names itself is not brought again
 * @returns {Promise<string | null>}
 */
export async function dataOf(url, load, chain = []) {
  const found = chain.includes(url) ? null : await load(url);
  if (!found) return null;
  const isStyle = found.type.startsWith("text/css");
  const style = () => embeddedStyle(new TextDecoder().decode(found.bytes), found.url, load, [...chain, url]);
  const text = isStyle ? await style() : null;
  return dataAddress(text === null ? found.bytes : new TextEncoder().encode(text), found.type);
}

/**
 * @param {string} css
 * @param {string} base
 * @param {Load} load
 * @param {string[]} [chain]
 * @returns {Promise<string>}
 */
export async function embeddedStyle(css, base, load, chain) {
  const found = [...css.matchAll(CSS_URL)].map((match) => match.slice(1).find((part) => part !== undefined) ?? "");
  const wanted = [...new Set(found)].filter((url) => url && !isSelfContained(url));
  const pairs = wanted.map(
    async (url) => /** @type {const} */ ([url, await dataOf(new URL(url, base).href, load, chain)]),
  );
  const data = new Map(await Promise.all(pairs));
  return css.replace(CSS_URL, (whole, ...parts) => {
    const url = parts.slice(0, 5).find((part) => part !== undefined);
    if (!data.has(url)) return whole;
    const address = `"${data.get(url) ?? "data:,"}"`;
    return whole.startsWith("@import") ? `@import ${address}` : `url(${address})`;
  });
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} type
 * @returns {Promise<string>}
 */
export function dataAddress(bytes, type) {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsDataURL(new Blob([bytes], { type }));
  });
}

/**
 * Loads what is named beside a page, by asking for it.
 * @param {ReturnType<typeof import("./asking.js").asker>} ask
 * @returns {Load}
 */
export const loader = (ask) => (url) =>
  new Promise((resolve) => {
    /** @type {{type: string, url: string, status: number} | null} */
    let head = null;
    /** @type {Uint8Array<ArrayBuffer>[]} */
    const pieces = [];
    ask(
      { method: "GET", url, headers: [], body: new Uint8Array() },
      {
        answered: ({ status, headers, url: found }) => {
          const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
          head = { type, url: found, status };
        },
        sent: (bytes) => void pieces.push(bytes),
        async finished() {
          const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
          resolve(head && head.status < 400 ? { bytes, type: head.type, url: head.url } : null);
        },
      },
    );
  });
