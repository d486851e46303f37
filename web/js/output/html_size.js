// Whether HTML is more than a page takes in between two keys, told from its tags, each looked at once. The limits are
// those of footlights/live/html_size.py, which cuts it: what is more than that does not come from there.

const LONGEST = 400_000;
const MOST_ELEMENTS = 2_500;
const DEEPEST = 80;
/** A table in a table is laid out several times over. */
const TABLE = 4;
/** Formats that stand open at once: a parser makes each of them anew in every paragraph that follows. */
const MOST_FORMATS = 40;
const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9-]*)/g;
const VOID = "area base br col embed hr img input link meta source track wbr".split(" ");
const CLOSED_BY_THE_NEXT = "caption colgroup dd dt li optgroup option p rp rt tbody td tfoot th thead tr".split(" ");
const FORMATS = new Set("a b big code em font i nobr s small strike strong tt u".split(" "));

/** @param {string} html */
export function isTooLarge(html) {
  if (html.length > LONGEST) return true;
  let ignored = new Set([...VOID, ...CLOSED_BY_THE_NEXT]);
  /** @type {Map<string, number>} */
  const open = new Map();
  let [elements, depth, formats] = [0, 0, 0];
  for (const [, closes, tag] of html.matchAll(TAG)) {
    const name = tag?.toLowerCase() ?? "";
    const count = open.get(name) ?? 0;
    if (name === "svg" || name === "math") ignored = new Set();
    if (!closes) elements++;
    if (closes ? !count : ignored.has(name)) continue;
    const step = closes ? -1 : 1;
    open.set(name, count + step);
    depth += name === "table" ? TABLE * step : step;
    if (FORMATS.has(name)) formats += step;
    if (depth > DEEPEST || formats > MOST_FORMATS) return true;
  }
  return elements > MOST_ELEMENTS;
}
