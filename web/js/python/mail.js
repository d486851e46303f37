// Whether the page has said something that the worker has not heard. Where the page is cross-origin isolated it
// says so in shared memory: a look costs nothing, and Python need not be suspended to find out.

/** Where the page may share memory, a place for it. @returns {Int32Array<SharedArrayBuffer> | null} */
export function newMail() {
  return globalThis.crossOriginIsolated ? new Int32Array(new SharedArrayBuffer(4)) : null;
}

/** One message more. @param {Int32Array<SharedArrayBuffer> | null} mail */
export function posted(mail) {
  if (!mail) return;
  Atomics.add(mail, 0, 1);
  Atomics.notify(mail, 0);
}

/** The worker's side. */
export class Mail {
  /** @param {Int32Array<SharedArrayBuffer> | null} shared */
  constructor(shared) {
    this.shared = shared;
    this.heard = 0;
  }

  /** Whether something may wait: without shared memory only a turn of the event loop can tell. */
  get waits() {
    return !this.shared || Atomics.load(this.shared, 0) !== this.heard;
  }

  /** Block until something waits, or the time is over. @param {number} ms */
  sleep(ms) {
    if (this.shared) Atomics.wait(this.shared, 0, this.heard, ms);
  }
}

/** One turn of the event loop, so that a message that waits is taken in. */
export function turn() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  });
}
