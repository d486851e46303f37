// A Chromium without a window, each page in a context of its own, inspected only when it is asked to be.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [what, chromium, extra] = process.argv.slice(2);
const profile = mkdtempSync(join(tmpdir(), "footlights-bench-"));
const quiet = ["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
// For key presses frames come as soon as they are ready: the wait for a display's next refresh, up
// to 16.7 ms at 60 Hz, is not the page's doing.
const unthrottled = ["keys", "live", "floods"].includes(what)
  ? ["--disable-frame-rate-limit", "--disable-gpu-vsync"]
  : [];
const flags = [
  "--headless",
  ...unthrottled,
  "--remote-debugging-port=0",
  `--user-data-dir=${profile}`,
  "--window-size=1280,720",
  ...quiet,
];
const browser = spawn(chromium, [...flags, ...JSON.parse(extra), "about:blank"], {
  stdio: ["ignore", "ignore", "pipe"],
});
const browserAddress = await new Promise((resolve, reject) => {
  browser.once("exit", () => reject(new Error("Chromium did not start")));
  browser.stderr.on("data", (text) => {
    const address = /ws:\/\/\S+/.exec(String(text));
    if (address) resolve(address[0]);
  });
});
const host = new URL(browserAddress).host;

export const control = await attach(browserAddress);
export const pageAddress = ({ targetId }) => `ws://${host}/devtools/page/${targetId}`;
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Each page opens in a context of its own, as on a first visit: no cache from the run before. It is
 * a tab of a window that is open already, as with a double click: a new window of Chromium's starts
 * a renderer of its own for the address bar, which would run beside the page on these two cores.
 */
export async function open(url) {
  const { browserContextId } = await control.call("Target.createBrowserContext");
  await control.call("Target.createTarget", { url: "about:blank", browserContextId, width: 1280, height: 720 });
  await pause(1000);
  return openIn(browserContextId, url);
}

/** A further tab in a context that is there. */
export async function openIn(browserContextId, url) {
  const { targetId } = await control.call("Target.createTarget", { url, browserContextId });
  return { targetId, browserContextId };
}

export const closeTarget = ({ browserContextId }) => control.call("Target.disposeBrowserContext", { browserContextId });

/** Attach to a page; `call` sends a command of the DevTools protocol. */
export async function attach(address) {
  const socket = new WebSocket(address);
  await new Promise((resolve) => socket.addEventListener("open", resolve, { once: true }));
  let id = 0;
  const waiting = new Map();
  const listeners = new Map();
  socket.addEventListener("message", ({ data }) => {
    const message = JSON.parse(data);
    waiting.get(message.id)?.(message);
    listeners.get(message.method)?.(message.params);
  });
  const call = async (method, params = {}, sessionId = undefined) => {
    const asked = new Promise((resolve) => waiting.set(++id, resolve));
    socket.send(JSON.stringify({ id, method, params, sessionId }));
    return (await asked).result;
  };
  const evaluate = async (expression) =>
    (await call("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true })).result.value;
  const hear = (method, listener) => listeners.set(method, listener);
  return { call, evaluate, hear, close: () => socket.close() };
}

/** End the browser and forget what it kept. */
export async function stop() {
  browser.kill();
  await new Promise((resolve) => browser.once("exit", resolve));
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
