// Opens a page in Firefox over WebDriver BiDi and prints what an expression gives once a condition holds.
//
// node firefox.mjs FIREFOX PAGE_URL CONDITION EXPRESSION [GONE_URL]
// node firefox.mjs FIREFOX PAGE_URL CONDITION MODULE.mjs JSON
//
// With GONE_URL, an address that ends the page's host when it is asked for, the page is then reloaded,
// and the expression is that of the page without its host.
// A module is called with what it can do in the page, as who presses keys and points, and with what the JSON says.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [firefox, url, condition, expression, more] = process.argv.slice(2);
const isModule = expression.endsWith(".mjs");
const goneUrl = isModule ? "" : more;
const profile = mkdtempSync(join(tmpdir(), "footlights-firefox-"));
const flags = ["--headless", "--no-remote", "--remote-debugging-port=0", "--profile", profile];
const browser = spawn(firefox, flags, { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, HOME: profile } });
const address = await new Promise((resolve, reject) => {
  browser.once("exit", (code) => reject(new Error(`Firefox ended with ${code}`)));
  browser.stderr.on("data", (text) => {
    const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(String(text));
    if (found) resolve(found[1]);
  });
});
const socket = new WebSocket(`${address}/session`);
await new Promise((resolve) => socket.addEventListener("open", resolve, { once: true }));
let id = 0;
const waiting = new Map();
socket.addEventListener("message", ({ data }) => {
  const message = JSON.parse(data);
  waiting.get(message.id)?.(message);
});

async function call(method, params) {
  const answer = await new Promise((resolve) => {
    waiting.set(++id, resolve);
    socket.send(JSON.stringify({ id, method, params }));
  });
  if (answer.type === "error") throw new Error(`${method}: ${answer.message}`);
  return answer.result;
}

try {
  await call("session.new", { capabilities: {} });
  // The tab that a browser opens with never has the focus.
  const { context } = await call("browsingContext.create", { type: "tab" });
  await call("browsingContext.navigate", { context, url, wait: "none" });
  const evaluate = async (text) => {
    const params = { expression: text, target: { context }, awaitPromise: true, userActivation: true };
    const { result, exceptionDetails } = await call("script.evaluate", params);
    if (exceptionDetails && (isModule || text === expression)) throw new Error(exceptionDetails.text);
    return result?.value;
  };
  const isSo = () => evaluate(condition).catch(() => false);
  const holds = async () => {
    for (let tries = 0; tries < 240 && (await isSo()) !== true; tries++)
      await new Promise((resolve) => setTimeout(resolve, 250));
  };
  await holds();
  if (goneUrl) {
    await fetch(goneUrl);
    await call("browsingContext.reload", { context, wait: "none" });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await holds();
  }
  const perform = (actions) => call("input.performActions", { context, actions });
  const answer = isModule
    ? (await import(pathToFileURL(expression))).default({ evaluate, perform }, JSON.parse(more))
    : evaluate(expression);
  console.log(await answer);
} finally {
  browser.kill();
  await new Promise((resolve) => browser.once("exit", resolve));
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
