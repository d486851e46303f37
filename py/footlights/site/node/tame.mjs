// Takes from this Node what code of a stranger's could do harm with, for good. Pyodide hands its Python functions of
// JavaScript, and whatever they lead to is taken to lead everywhere: to the real global, and to Node's own modules.
import dgram from "node:dgram";
import dns from "node:dns";
import module from "node:module";
import net from "node:net";

/** Of the global what is no more than the language, or a clock, or a codec. */
const HARMLESS = [
  ...["Object", "Array", "Number", "Boolean", "String", "Symbol", "Date", "Promise", "RegExp", "JSON", "Math", "Intl"],
  ...["Error", "AggregateError", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError"],
  ...["ArrayBuffer", "SharedArrayBuffer", "DataView", "Atomics", "Map", "Set", "WeakMap", "WeakSet", "WeakRef"],
  ...["Uint8Array", "Int8Array", "Uint16Array", "Int16Array", "Uint32Array", "Int32Array", "Uint8ClampedArray"],
  ...["Float16Array", "Float32Array", "Float64Array", "BigUint64Array", "BigInt64Array", "BigInt", "Iterator"],
  ...["Proxy", "Reflect", "FinalizationRegistry", "SuppressedError", "DisposableStack", "AsyncDisposableStack"],
  ...["globalThis", "Infinity", "NaN", "undefined", "parseFloat", "parseInt", "isFinite", "isNaN"],
  ...["decodeURI", "decodeURIComponent", "encodeURI", "encodeURIComponent", "escape", "unescape"],
  ...["Function", "WebAssembly", "TextEncoder", "TextDecoder", "URL", "URLSearchParams", "structuredClone"],
  ...["setTimeout", "clearTimeout", "setInterval", "clearInterval", "setImmediate", "clearImmediate"],
  ...["queueMicrotask", "performance", "AbortController", "AbortSignal", "Event", "EventTarget", "DOMException"],
  ...["atob", "btoa"],
];
const CALLS = /^(connect|listen|bind|send|lookup|resolve|reverse)/;
const NETWORK = [
  ...[net.Socket.prototype, net.Server.prototype, dgram.Socket.prototype],
  ...[dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype],
];
const QUIET = ["log", "info", "debug", "warn", "error", "trace"];
/** What Pyodide asks of the process when it opens a file, and Node itself when a promise or a timer is done. */
const PROCESS_KEEPS = [
  ...["platform", "version", "versions", "umask", "nextTick", "emitWarning", "exitCode", "features", "argv0"],
  ...["_events", "_eventsCount", "_maxListeners", "_exiting", "_fatalException", "_tickCallback"],
];

/**
 * No network, no further module, no process. What ends this Node with a status is what is left.
 * @returns {(status: number) => void}
 */
export function tame() {
  const { process } = globalThis;
  const { exit, reallyExit } = process;
  for (const holder of NETWORK) refuseAll(holder);
  const refuse = () => refused("a module");
  module.registerHooks({ resolve: refuse, load: refuse });
  for (const name of Reflect.ownKeys(globalThis)) if (!HARMLESS.includes(String(name))) remove(globalThis, name);
  for (const name of Reflect.ownKeys(process)) if (!PROCESS_KEEPS.includes(String(name))) remove(process, name);
  globalThis.console = Object.fromEntries(QUIET.map((name) => [name, () => {}])); // Pyodide complains in it
  return (status) => {
    process.reallyExit = reallyExit; // which Node's own exit looks for here
    exit(status);
  };
}

/** @param {string} what @returns {never} */
function refused(what) {
  throw new Error(`${what} is not for code that is only checked`);
}

/** @param {any} holder */
function refuseAll(holder) {
  for (const name of Object.getOwnPropertyNames(holder))
    if (CALLS.test(name)) Object.defineProperty(holder, name, { value: () => refused("the network") });
}

/** @param {any} holder @param {string | symbol} name */
function remove(holder, name) {
  if (!Reflect.deleteProperty(holder, name)) Reflect.set(holder, name, undefined);
}
