// What pages of applications take from elsewhere, where the talk carries it: FastAPI's /docs needs Swagger UI.

/** @type {{pattern: RegExp, part: string, file: "js" | "css"}[]} */
const CARRIED = [
  { pattern: /\/swagger-ui-bundle(?:\.min)?\.js$/, part: "swagger", file: "js" },
  { pattern: /\/swagger-ui(?:\.min)?\.css$/, part: "swagger", file: "css" },
];
const TYPES = { js: "text/javascript", css: "text/css" };
const STYLES_BEGIN = "/*footlights:styles*/";

/**
 * A file from elsewhere that the talk carries; null for any other.
 * @param {string} url
 * @param {(part: string) => Promise<string>} textOf
 * @returns {Promise<{bytes: Uint8Array<ArrayBuffer>, mime: string} | null>}
 */
export async function carried(url, textOf) {
  const found = CARRIED.find(({ pattern }) => pattern.test(url.split(/[?#]/)[0] ?? ""));
  if (!found) return null;
  const text = await textOf(found.part).catch(() => "");
  const [js = "", css = ""] = text.split(STYLES_BEGIN);
  if (!text) return null;
  return { bytes: new TextEncoder().encode(found.file === "js" ? js : css), mime: TYPES[found.file] };
}
