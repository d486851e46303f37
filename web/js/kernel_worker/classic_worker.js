// On file:// only a classic worker can be made from a blob, and Pyodide tells those by importScripts.
/** @type {any} */ (globalThis).importScripts = () => {
  throw new TypeError("this worker imports modules");
};
