// Web applications of app cells: the talk's side of them. Their browser is read with the first one.

import { imported, scriptOf } from "../carried/late_scripts.js";
import { turnBy } from "../output/scripted.js";
import { openSandbox } from "../sandbox/host.js";
import { saveFile } from "../shared/saved_file.js";

/** @typedef {import("../shared/port_messages.d.ts").AppMessage} AppMessage */

export class Apps {
  /** @type {Map<Element, import("./late.js").AppBrowser>} */
  #browsers = new Map();
  /** @type {Promise<typeof import("./late.js")> | null} */
  #part = null;

  /**
   * @param {(cell: number) => HTMLElement | null} cellOf
   * @param {(request: import("../shared/port_messages.d.ts").AppRequest) => void} tell the kernel
   */
  constructor(cellOf, tell) {
    this.cellOf = cellOf;
    this.tell = tell;
  }

  /** What the kernel says of applications. @param {AppMessage} message */
  hear(message) {
    if (message.type === "AppOpened") void this.#opened(message.cell);
    else void this.#part?.then(({ hearKernel }) => hearKernel(message));
  }

  /** @param {number} cell */
  async #opened(cell) {
    const place = /** @type {HTMLElement | null} */ (this.cellOf(cell)?.querySelector('[data-part="app"]'));
    if (!place) return;
    this.#part ??= imported("app");
    const { AppBrowser } = await this.#part;
    const lent = { tell: this.tell, openSandbox, turn: turnBy, saveFile, textOf: scriptOf };
    const browser = this.#browsers.get(place) ?? new AppBrowser(place, cell, lent);
    this.#browsers.set(place, browser);
    browser.opened(place.dataset.path || "/");
  }

  /** Python is gone, and every application with it. @param {string} why */
  async close(why) {
    if (!this.#part) return;
    (await this.#part).endAll();
    for (const browser of this.#browsers.values()) browser.closed(why);
  }
}
