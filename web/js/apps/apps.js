// Web applications of app cells: the talk's side of them. Their browser is read with the first one.

import { imported, scriptOf } from "../carried/late_scripts.js";
import { cellOf } from "../cells/cells.js";
import { turnBy } from "../output/scripted.js";
import { openSandbox } from "../sandbox/host.js";

/** @typedef {{type: string, [name: string]: any}} Message */

/** @type {Map<Element, import("./late.js").AppBrowser>} */
const browsers = new Map();
/** @type {(message: Message) => void} */
let tell = () => {};
/** @type {Promise<typeof import("./late.js")> | null} */
let part = null;

/** @type {(name: string, bytes: Uint8Array<ArrayBuffer>) => void} */
let saveFile = () => {};

/**
 * @param {(message: Message) => void} tellKernel
 * @param {typeof saveFile} save gives the speaker a file
 */
export function listenToApps(tellKernel, save) {
  tell = tellKernel;
  saveFile = save;
}

/** What the kernel says of applications. @type {Record<string, (message: Message) => void>} */
export const ofApps = {
  AppOpened: (message) => void opened(message.cell),
  AppAnswered: (message) => void part?.then(({ hearKernel }) => hearKernel(message)),
  AppSent: (message) => void part?.then(({ hearKernel }) => hearKernel(message)),
  AppFinished: (message) => void part?.then(({ hearKernel }) => hearKernel(message)),
};

/** @param {number} cell */
async function opened(cell) {
  const place = /** @type {HTMLElement | null} */ (cellOf(cell)?.querySelector('[data-part="app"]'));
  if (!place) return;
  part ??= imported("app");
  const { AppBrowser } = await part;
  const browser =
    browsers.get(place) ?? new AppBrowser(place, cell, { tell, openSandbox, turn: turnBy, saveFile, textOf: scriptOf });
  browsers.set(place, browser);
  browser.opened(place.dataset.path || "/");
}

/** Python is gone, and every application with it. @param {string} why */
export async function closeApps(why) {
  if (!part) return;
  (await part).endAll();
  for (const browser of browsers.values()) browser.closed(why);
}
