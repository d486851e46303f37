// What editors ask the live kernel: the names that may follow, and what a call expects.
import { Replies } from "../shared/replies.js";

/** @typedef {{from: number, names: string[]}} Names */
/** @typedef {import("../shared/wire.d.ts").Signature} Signature */

/**
 * @typedef {object} Asking
 * @property {(before: string) => Promise<Names>} names that may follow a text
 * @property {(before: string) => Promise<Signature | null>} signature of the call that a text leaves open
 */

/** @type {Replies<(answer: any) => void>} */
const replies = new Replies();
/** @type {(message: {type: string, [name: string]: unknown}) => void} */
let tell = () => {};

/** @param {(message: {type: string, [name: string]: unknown}) => void} tellKernel */
export function listenToAnswers(tellKernel) {
  tell = tellKernel;
}

/**
 * @param {string} type
 * @param {string} before
 * @returns {Promise<any>}
 */
function ask(type, before) {
  return new Promise((resolve) => tell({ type, question: replies.to(resolve), before }));
}

/** @type {Asking} */
export const asking = {
  names: (before) => ask("Name", before),
  signature: async (before) => (await ask("Explain", before)).signature,
};

/**
 * Asks only while a condition holds, and otherwise knows nothing.
 * @param {() => boolean} holds
 * @returns {Asking}
 */
export const onlyIf = (holds) => ({
  names: async (before) => (holds() ? asking.names(before) : { from: 0, names: [] }),
  signature: async (before) => (holds() ? asking.signature(before) : null),
});

/** The kernel is gone, and with it the answers. */
export function forgetQuestions() {
  for (const question of replies.open) answeredBy({ question, from: 0, names: [], signature: null });
}

/** The kernel's answer. @param {{[name: string]: any}} message */
export function answeredBy({ question, from, names, signature }) {
  replies.last(question)?.({ from, names: names ?? [], signature: signature ?? null });
}
