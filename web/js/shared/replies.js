// Who waits for the replies to what was asked over a port: each question has a number, which its replies bear.

/** @template Ears what hears the replies to a question */
export class Replies {
  /** @type {Map<number, Ears>} */
  #waiting = new Map();
  #last = 0;

  /** A number for a question whose replies are heard by these ears. @param {Ears} ears */
  to(ears) {
    this.#waiting.set(++this.#last, ears);
    return this.#last;
  }

  /** Who waits for replies to a question, if somebody does. @param {number} question */
  for(question) {
    return this.#waiting.get(question);
  }

  /** The same, for the last time: there are no more replies to it. @param {number} question */
  last(question) {
    const ears = this.#waiting.get(question);
    this.#waiting.delete(question);
    return ears;
  }

  /** The questions that are open. */
  get open() {
    return [...this.#waiting.keys()];
  }
}
