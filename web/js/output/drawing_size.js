// Whether a drawing (SVG) is more than a page paints in between two keys: its elements, those that it names again counted
// anew. As footlights/deck/drawings.py looks at the pictures of notes, but for entities, of which code that draws has no
// need, and for what is not well-formed: neither is painted.

const MOST_PAINTED = 50_000;
/** Characters of an element's attributes that are as much work as an element. */
const CHARACTERS = 500;
const FILTER_STEP = 50;
const SKIPPED = { "<!--": "-->", "<![CDATA[": "]]>", "<?": "?>" };
const TAG = /<(\/?)([^\s<>/"'!?=]+)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>/y;
const ATTRIBUTE = /\s*([^\s=<>/"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
const REFERENCE = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,4}));/gi;
const SIGNS = new Map(Object.entries({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }));
const NAMED = /url\(\s*(?:["']\s*)?#([^"')\s]+)/gi;
const TARGET = /#([^;\s]+)/g;
const RULE = /([^{}]*)(?:\{([^{}]*)\}|[{}]|$)/g;
const CLASS = /\.([-\w\u0080-\uffff]+)/g;
const BY_LINK = ["use", "pattern", "filter", "feImage"];
const BY_CHANGE = ["set", "animate"];
const CHANGED = ["from", "to", "by", "values"];
const STYLES = ["style", "fill", "stroke", "clip-path", "mask", "filter"];
const PAINTED_ONCE = ["linearGradient", "radialGradient"];

/** @typedef {{weight: number, inner: number[], named: [string, number][]}} Element */

/** @param {string} svg */
export function isHeavyDrawing(svg) {
  try {
    return painted(...read(svg)) > MOST_PAINTED;
  } catch {
    return true;
  }
}

/** Whether a picture's address is a drawing of that kind. @param {string} address */
export function isHeavyPicture(address) {
  if (!/^data:\s*image\/svg/i.test(address)) return false;
  const comma = address.indexOf(",");
  const data = decodeURIComponentOr(address.slice(comma + 1));
  return isHeavyDrawing(/;\s*base64\s*$/i.test(address.slice(0, comma)) ? decoded(data) : data);
}

/** The elements of a drawing, and the place of each that has an id. @param {string} svg @returns {[Element[], Map<string, number>]} */
function read(svg) {
  /** @type {Element[]} */
  const elements = [];
  /** @type {Map<string, number>} */
  const byId = new Map();
  /** How many elements have a class. @type {Map<string, number>} */
  const classes = new Map();
  /** @type {number[]} */
  const open = [];
  let sheets = "";
  let [inSheet, after] = [false, 0];
  for (let at = svg.indexOf("<"); at >= 0; at = svg.indexOf("<", after)) {
    if (inSheet) sheets += svg.slice(after, at);
    const skipped = Object.entries(SKIPPED).find(([begin]) => svg.startsWith(begin, at));
    if (skipped) {
      after = found(svg.indexOf(skipped[1], at)) + skipped[1].length;
      if (inSheet) sheets += svg.slice(at, after);
      continue;
    }
    if (svg.startsWith("<!", at)) {
      after = found(svg.indexOf(">", at)) + 1;
      if (svg.slice(at, after).includes("[")) throw new Error("entities");
      continue;
    }
    TAG.lastIndex = at;
    const [whole, closes, tag = "", rest = ""] = TAG.exec(svg) ?? missing();
    after = at + whole.length;
    const name = local(tag);
    if (closes) open.pop();
    else {
      const attributes = attributesOf(rest);
      const weight = (name.startsWith("fe") ? FILTER_STEP : 1) + Math.floor(rest.length / CHARACTERS);
      const place = elements.push({ weight, inner: [], named: [...namedBy(name, attributes)] }) - 1;
      for (const each of (attributes.get("class") ?? "").split(/\s+/)) classes.set(each, (classes.get(each) ?? 0) + 1);
      const id = attributes.get("id");
      if (id !== undefined && !PAINTED_ONCE.includes(name) && !byId.has(id)) byId.set(id, place);
      elements[/** @type {number} */ (open.at(-1))]?.inner.push(place);
      if (!rest.endsWith("/")) open.push(place);
      if (place > MOST_PAINTED) throw new Error("too many");
    }
    inSheet = name === "style" && !closes && !rest.endsWith("/");
  }
  if (open.length) missing();
  requirePlain(sheets);
  for (const [, selector = "", rule = ""] of sheets.matchAll(RULE)) {
    const names = [...selector.matchAll(CLASS)].map(([, name = ""]) => classes.get(name) ?? 0);
    const times = names.length ? names.reduce((sum, each) => sum + each) : elements.length;
    const points = rule.includes("marker") ? elements.length : 1;
    for (const id of idsIn(NAMED, rule)) elements[0]?.named.push([id, times * points]);
  }
  return [elements, byId];
}

/** As footlights/deck/drawings.py counts. @param {Element[]} elements @param {Map<string, number>} byId */
function painted(elements, byId) {
  /** @type {Map<number, number>} */
  const costs = new Map();
  const begun = new Set();
  const todo = [0];
  for (let place = todo.at(-1); place !== undefined; place = todo.at(-1)) {
    const element = elements[place] ?? missing();
    const needed = element.inner.map((inner) => /** @type {[number, number]} */ ([inner, 1]));
    for (const [id, times] of element.named) {
      const other = byId.get(id);
      if (other !== undefined) needed.push([other, times]);
    }
    if (!begun.has(place)) {
      begun.add(place);
      if (needed.some(([other]) => begun.has(other) && !costs.has(other))) throw new Error("a circle");
      for (const [other] of needed) if (!costs.has(other)) todo.push(other);
      continue;
    }
    todo.pop();
    const cost = needed.reduce((sum, [other, times]) => sum + (costs.get(other) ?? 0) * times, element.weight);
    if (!costs.has(place)) costs.set(place, Math.min(cost, MOST_PAINTED + 1));
  }
  return costs.get(0) ?? 0;
}

/** @param {string} text @returns {Map<string, string>} */
function attributesOf(text) {
  const attributes = new Map();
  const end = (text.endsWith("/") ? text.slice(0, -1) : text).trimEnd().length;
  for (let at = 0; at < end; at = ATTRIBUTE.lastIndex) {
    ATTRIBUTE.lastIndex = at;
    const [, key, one, other] = ATTRIBUTE.exec(text) ?? missing();
    attributes.set(key, unescaped(one ?? other ?? ""));
  }
  return attributes;
}

/**
 * What an element names, by a link or in its styles; a marker is painted at every point of a path.
 * @param {string} element
 * @param {Map<string, string>} attributes
 * @returns {Iterable<[string, number]>}
 */
function* namedBy(element, attributes) {
  const length = (attributes.get("d") ?? "").length + (attributes.get("points") ?? "").length;
  for (const [attribute, value] of attributes) {
    const key = local(attribute);
    if (/data:image\/svg/i.test(value)) throw new Error("a drawing in it");
    const isMarker = key.startsWith("marker") || (key === "style" && value.includes("marker"));
    if (isMarker || STYLES.includes(key)) requirePlain(value);
    for (const id of idsIn(NAMED, value)) yield [id, isMarker ? Math.floor(length / 2) + 1 : 1];
    if ((key === "href" && BY_LINK.includes(element)) || (CHANGED.includes(key) && BY_CHANGE.includes(element)))
      for (const id of idsIn(TARGET, value)) yield [id, 1];
  }
}

/** @param {RegExp} pattern @param {string} text */
const idsIn = (pattern, text) => [...text.matchAll(pattern)].map(([, id = ""]) => decodeURIComponent(id));

/** Styles can be spelt so that only a browser reads them, and can hold drawings. @param {string} styles */
function requirePlain(styles) {
  if (styles.includes("\\") || /data:image\/svg/i.test(styles)) throw new Error("a riddle");
}

/** @param {string} value */
const unescaped = (value) =>
  value.replace(REFERENCE, (_, decimal, hexadecimal, name) =>
    name
      ? (SIGNS.get(name) ?? missing())
      : String.fromCodePoint(Number.parseInt(decimal ?? hexadecimal, decimal ? 10 : 16)),
  );

/** A text that can't be decoded is no drawing. @param {string} text */
function decodeURIComponentOr(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** @param {string} text */
function decoded(text) {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)));
  } catch {
    return "";
  }
}

/** @param {string} name */
const local = (name) => name.slice(name.lastIndexOf(":") + 1);

/** @param {number} place */
const found = (place) => (place < 0 ? missing() : place);

/** @returns {never} */
function missing() {
  throw new Error("not well-formed");
}
