// What editors ask the live kernel: the names that may follow, and what a call expects.
import { Replies } from "../shared/replies.js";

/** @typedef {{from: number, names: string[]}} Names */
/** @typedef {import("../shared/wire.d.ts").Signature} Signature */

/**
 * @typedef {object} Asking
 * @property {(before: string) => Promise<Names>} names that may follow a text
 * @property {(before: string) => Promise<Signature | null>} signature of the call that a text leaves open
 */

/** @implements {Asking} */
export class Completions {
  /** @type {Replies<(answer: any) => void>} */
  #replies = new Replies();

  /** @param {(request: import("../shared/port_messages.d.ts").KernelRequest) => void} tell the kernel */
  constructor(tell) {
    this.tell = tell;
  }

  /** @type {Asking["names"]} */
  names = (before) =>
    new Promise((resolve) => this.tell({ type: "Name", question: this.#replies.to(resolve), before }));

  /** @type {Asking["signature"]} */
  signature = async (before) => {
    const answer = await new Promise((resolve) =>
      this.tell({ type: "Explain", question: this.#replies.to(resolve), before }),
    );
    return answer.signature;
  };

  /** The kernel's answer. @param {{[name: string]: any}} message */
  answered({ question, from, names, signature }) {
    this.#replies.last(question)?.({ from, names: names ?? [], signature: signature ?? null });
  }

  /** The kernel is gone, and with it the answers. */
  forget() {
    for (const question of this.#replies.open) this.answered({ question, from: 0, names: [], signature: null });
  }
}

/**
 * Asks only while a condition holds, and otherwise knows nothing.
 * @param {Asking} asking
 * @param {() => boolean} holds
 * @returns {Asking}
 */
export const onlyIf = (asking, holds) => ({
  names: async (before) => (holds() ? asking.names(before) : { from: 0, names: [] }),
  signature: async (before) => (holds() ? asking.signature(before) : null),
});
