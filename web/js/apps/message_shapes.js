// What a page of an application may say: anything can run in it, so that nothing it says is taken on trust.

const isText = (/** @type {unknown} */ value) => typeof value === "string";
const isHeaders = (/** @type {unknown} */ value) =>
  value === undefined ||
  (Array.isArray(value) && value.every((pair) => Array.isArray(pair) && pair.length === 2 && pair.every(isText)));
const isBody = (/** @type {unknown} */ value) => value === undefined || value instanceof Uint8Array;
const isAddress = (/** @type {unknown} */ value) => typeof value === "string" && URL.canParse(value);
const isKey = (/** @type {unknown} */ value) => typeof value === "object" && value !== null;
const asked = { method: isText, url: isAddress, headers: isHeaders, body: isBody };

/** @typedef {Exclude<import("../shared/port_messages.d.ts").ShellSays, {type: "Ready"}>} Says */

/** For each kind of message what its values must be. @type {Record<Says["type"], Record<string, (value: unknown) => boolean>>} */
const KINDS = {
  Shown: {},
  Lost: {},
  Ask: { ask: isText, ...asked },
  Abort: { ask: isText },
  Navigate: asked,
  Moved: { url: isAddress },
  Walk: { by: (value) => value === 1 || value === -1 },
  Cookie: { url: isAddress, line: isText },
  Key: { key: isKey },
};

/**
 * Whether it is a message that a page's own script would send.
 * @param {any} said
 * @returns {said is Says}
 */
export function isUnderstood(said) {
  const kind = Object.hasOwn(KINDS, said.type) ? KINDS[/** @type {Says["type"]} */ (said.type)] : undefined;
  return kind !== undefined && Object.entries(kind).every(([name, fits]) => fits(said[name]));
}
