// Markup without what reaches the network past every policy: links that make a browser connect (`preconnect` and its
// like; no directive covers them), and shadow trees that markup declares, into which nobody could look.
//
// Nobody here knows which state a parser is in: it may be in a comment, in an attribute, in a script. So each `<link`
// and each `<template` is read as the tag that it would be if a parser took it for one, whatever stands around it, and
// stays only in a form that every parser reads alike. What is used here is taken from the browser before a script of
// the document can change it, and calls nothing that one could: guard.js runs it in the midst of them.

const { apply } = Reflect;
const { exec } = RegExp.prototype;
const { slice, toLowerCase } = String.prototype;

/** What a link may be to its document: whatever any of these loads, the document's policy forbids. */
const RELATIONS =
  /^[\t\n\f\r ]*(?:(?:stylesheet|alternate|icon|shortcut|apple-touch-icon|canonical|author|license|help|search|next|prev|preload|modulepreload)(?:[\t\n\f\r ]+|$))*$/i;
const TAG = /<(\/?script|template|((?:[^\t\n\f\r <>/:=]+:)?)link)(?=[\t\n\f\r />])/gi;
const ATTRIBUTE =
  /[\t\n\f\r ]+([^\t\n\f\r "'<>/=]+)(?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)"|'([^']*)'|([^\t\n\f\r "'<>=`][^\t\n\f\r "'<>`]*)))?/y;
const END = /[\t\n\f\r ]*\/?>/y;
/** What may yet become an end or an attribute's value. */
const VALUE_BEGUN = /[\t\n\f\r ]*(?:\/?|=[\t\n\f\r ]*(?:"[^"]*|'[^']*)?)$/y;
const NAME_BEGUN = /<\/?[a-z]{0,8}$/i;
/** As long as a tag may grow while its end has not come. */
const LONGEST = 100_000;
const [HARMLESS, HARMFUL, BEGUN] = ["harmless", "harmful", "begun"];

/** Whether a link may be all this. @param {string} relations */
export const isHarmless = (relations) => apply(exec, RELATIONS, [relations]) !== null;

/** A text that is a whole. @param {string} html */
export const cleaned = (html) => pieces().end(html);

/** @param {string | undefined} text */
const lower = (text = "") => apply(toLowerCase, text, []);

/**
 * A text that comes bit by bit, between others that are not seen here: a tag that has begun is kept back until it
 * ends, so that none of them can end it.
 */
export function pieces() {
  let held = "";
  let isInScript = false;

  /**
   * @param {string} text
   * @param {boolean} ends
   * @returns {string} what can be shown of it by now
   */
  function take(text, ends) {
    const whole = held + text;
    let done = "";
    let from = 0;
    TAG.lastIndex = 0;
    held = "";
    for (let found = apply(exec, TAG, [whole]); found; found = apply(exec, TAG, [whole])) {
      const name = lower(found[1]);
      const after = TAG.lastIndex;
      if (name === "script" || name === "/script") isInScript = name === "script";
      const tag = stateOf(whole, after, name);
      if (tag === HARMLESS) continue;
      done += apply(slice, whole, [from, found.index]);
      from = found.index;
      if (tag === BEGUN && !ends && whole.length - from < LONGEST) return keep(done, whole, from);
      done += isInScript ? "\\u003c" + found[1] : otherName(name, found[2]);
      from = after;
    }
    const name = ends ? null : apply(exec, NAME_BEGUN, [whole]);
    return name
      ? keep(done + apply(slice, whole, [from, name.index]), whole, name.index)
      : done + apply(slice, whole, [from]);
  }

  /**
   * @param {string} done
   * @param {string} whole
   * @param {number} from
   */
  function keep(done, whole, from) {
    held = apply(slice, whole, [from]);
    return done;
  }

  return {
    add: (/** @type {string} */ text) => take(text, false),
    end: (/** @type {string} */ text) => take(text, true),
    /** What was kept back and begins no tag any more, whatever stands behind it. */
    rest() {
      const text = take("", true);
      return apply(exec, NAME_BEGUN, [text]) ? "&lt;" + apply(slice, text, [1]) : text;
    },
    /** Makes room for texts that come before what is kept back. */
    putAside() {
      const aside = held;
      held = "";
      return aside;
    },
    /** @param {string} aside */
    putBack(aside) {
      held += aside;
    },
    /** Another text begins. */
    forget() {
      held = "";
      isInScript = false;
    },
  };
}

/**
 * What a tag is, read from behind its name.
 * @param {string} text
 * @param {number} from
 * @param {string} name
 */
function stateOf(text, from, name) {
  const isLink = name !== "template";
  if (name === "script" || name === "/script") return HARMLESS;
  ATTRIBUTE.lastIndex = from;
  for (let found = apply(exec, ATTRIBUTE, [text]); found; found = apply(exec, ATTRIBUTE, [text])) {
    from = ATTRIBUTE.lastIndex;
    if (from === text.length) return BEGUN;
    const attribute = lower(found[1]);
    if (isLink && attribute === "rel" && !isHarmless(found[2] ?? found[3] ?? found[4] ?? "")) return HARMFUL;
    if (!isLink && attribute === "shadowrootmode") return HARMFUL;
  }
  END.lastIndex = from;
  VALUE_BEGUN.lastIndex = from;
  if (apply(exec, END, [text])) return HARMLESS;
  return apply(exec, VALUE_BEGUN, [text]) ? BEGUN : HARMFUL;
}

/**
 * An element that parsers put where they would have put the other, and that does nothing.
 * @param {string} name
 * @param {string} [prefix]
 */
const otherName = (name, prefix = "") => (name === "template" ? "<x-template" : `<${prefix}basefont`);
