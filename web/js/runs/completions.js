// What editors ask the live kernel: the names that may follow, and what a call expects.

/** @typedef {{from: number, names: string[]}} Names */
/** @typedef {{name: string, parameters: string[], active: number | null, doc: string}} Signature */

/**
 * @typedef {object} Asking
 * @property {(before: string) => Promise<Names>} names that may follow a text
 * @property {(before: string) => Promise<Signature | null>} signature of the call that a text leaves open
 */

/** Those who wait, by the number of their question. @type {Map<number, (answer: any) => void>} */
const waiting = new Map();
/** @type {(message: {type: string, [name: string]: unknown}) => void} */
let tell = () => {};
let last = 0;

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
  last += 1;
  const question = last;
  return new Promise((resolve) => {
    waiting.set(question, resolve);
    tell({ type, question, before });
  });
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
  for (const question of [...waiting.keys()]) answeredBy({ question, from: 0, names: [], signature: null });
}

/** The kernel's answer. @param {{[name: string]: any}} message */
export function answeredBy({ question, from, names, signature }) {
  waiting.get(question)?.({ from, names: names ?? [], signature: signature ?? null });
  waiting.delete(question);
}
