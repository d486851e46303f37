// Packages for the live kernel: Pyodide loads them as from an address, and they come from the page.

/** @typedef {{info: object, packages: Record<string, {file_name: string, depends: string[]}>, lacking?: Record<string, string>}} Lock */

/** No host: what is asked for here is answered by the page. */
export const PACKAGES_URL = "https://packages.invalid/";

/**
 * Answer Pyodide's requests for packages.
 * @param {Lock} lock
 * @param {(package: string) => Promise<Uint8Array<ArrayBuffer>>} bytesOf
 */
export function answerForPackages(lock, bytesOf) {
  const names = new Map(Object.entries(lock.packages).map(([name, { file_name }]) => [file_name, name]));
  const fetchElsewhere = globalThis.fetch;
  globalThis.fetch = async (asked, options) => {
    const address = asked instanceof Request ? asked.url : String(asked);
    if (!address.startsWith(PACKAGES_URL)) return fetchElsewhere(asked, options);
    const name = names.get(decodeURIComponent(address.slice(PACKAGES_URL.length)));
    if (!name) return new Response(null, { status: 404 });
    return new Response(await bytesOf(name));
  };
}

/**
 * Put packages, and what they need, in place: a JSON list of names in, an object of failures out.
 * @param {() => import("pyodide").PyodideAPI | null} pythonOf
 * @returns {(names: string) => Promise<string>}
 */
export function packageLoader(pythonOf) {
  return async (names) => {
    /** @type {string[]} */
    const wanted = JSON.parse(names);
    /** @type {string[]} */
    const said = [];
    const errorCallback = (/** @type {string} */ words) => void said.push(words);
    const python = /** @type {import("pyodide").PyodideAPI} */ (pythonOf());
    await python.loadPackage(wanted, { messageCallback() {}, errorCallback, checkIntegrity: false });
    const failed = wanted.filter((name) => !(name in python.loadedPackages));
    return JSON.stringify(Object.fromEntries(failed.map((name) => [name, said.join(" ").slice(0, 300)])));
  };
}
