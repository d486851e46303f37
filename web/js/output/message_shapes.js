// What a Python says, looked at like a stranger's words: a message is of one of these shapes, or it is nobody's.

/** @typedef {{type: string, [name: string]: any}} Message */
/** @typedef {(value: any) => boolean} Fits */

/** @type {Fits} */
const text = (value) => typeof value === "string";
/** @type {Fits} */
const number = (value) => Number.isSafeInteger(value) && value >= 0;
/** @type {Fits} */
const flag = (value) => typeof value === "boolean";
/** @type {Fits} */
const texts = (value) => isPlain(value) && Object.values(value).every(text);
/** @type {Fits} */
const rows = (value) => Array.isArray(value) && value.every((each) => isPlain(each) && text(each.engine));

/** @typedef {import("../shared/wire.d.ts").ShownMessage} Shown */
/** For each kind of message, what its fields must be. @typedef {{[Name in Shown["type"]]: {[Field in Exclude<keyof Extract<Shown, {type: Name}>, "type" | "run">]: Fits}}} Shapes */

/** What is shown, by type; events are decoded where the talk is (footlights/talk/decoding.py). @type {Shapes & {Compared: {rows: Fits}}} */
const SHAPES = {
  Printed: { stream: text, text },
  Displayed: { bundle: texts },
  Failed: { traceback: text },
  Limited: {},
  Asked: { prompt: text, secret: flag },
  Answered: {},
  Compared: { rows },
};

/**
 * Whether a message that is to be shown can be.
 * @param {Message} message
 * @param {boolean} [isRecorded] then it belongs to no run
 */
export function canBeShown(message, isRecorded = false) {
  /** @type {Record<string, Fits> | undefined} */
  const shape = Object.hasOwn(SHAPES, message.type)
    ? SHAPES[/** @type {keyof typeof SHAPES} */ (message.type)]
    : undefined;
  if (!shape || !(isRecorded || number(message.run))) return false;
  return Object.entries(shape).every(([name, fits]) => fits(message[name]));
}

/** @param {unknown} value @returns {value is Record<string, any>} */
function isPlain(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
