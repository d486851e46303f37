// Where a talk is kept: IndexedDB, which has written what it says it has. See docs/decisions/0016.
import { KEY } from "./first_values.js";

const STORE = "kept";
/** A browser that does not open its database by then never does. */
const PATIENCE_MS = 3000;

/**
 * @typedef {object} Shelf texts of this page's talk, by their names
 * @property {number} spacingMs how long to wait between two writes
 * @property {number} beatMs how often to write that the talk is open
 * @property {(prefix: string) => Promise<Map<string, string>>} read those whose names begin so
 * @property {(owner: string) => Promise<Map<string, string>>} take from now on only this owner may write; gives the talk
 * @property {(owner: string, texts: Map<string, string | null>) => Promise<boolean>} write false if it is another's
 * @property {(texts: Map<string, string | null>) => Promise<unknown>} leave write at once, as the page goes: nothing can be asked any more
 */

/** @type {Promise<IDBDatabase> | undefined} */
let database;

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const answer = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** @returns {Promise<IDBDatabase>} */
function opened() {
  database ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("footlights", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const forget = () => {
        request.result.close();
        database = undefined;
      };
      Object.assign(request.result, { onclose: forget, onversionchange: forget });
      resolve(request.result);
    };
    setTimeout(() => reject(new Error("the browser's database does not open")), PATIENCE_MS);
  });
  return database;
}

/**
 * Do something in one transaction, and wait until it is written.
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {IDBTransactionDurability} durability
 * @param {(store: IDBObjectStore) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function transact(mode, durability, work) {
  const transaction = (await opened()).transaction(STORE, mode, { durability });
  const written = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error ?? new Error("not written"));
  });
  const [result] = await Promise.all([work(transaction.objectStore(STORE)), written]);
  return result;
}

/** @param {IDBObjectStore} store @param {string} prefix */
async function found(store, prefix) {
  const range = IDBKeyRange.bound([KEY, prefix], [KEY, `${prefix}\uffff`]);
  const [names, texts] = await Promise.all([answer(store.getAllKeys(range)), answer(store.getAll(range))]);
  return new Map(names.map((name, index) => [/** @type {string[]} */ (name)[1] ?? "", String(texts[index])]));
}

/** @param {IDBObjectStore} store @param {Map<string, string | null>} texts */
function put(store, texts) {
  for (const [name, text] of texts) text === null ? store.delete([KEY, name]) : store.put(text, [KEY, name]);
  return store;
}

/** What is more than text: values with bytes, by their names. */
export const values = {
  /** @param {string} name @returns {Promise<unknown>} */
  read: (name) => transact("readonly", "relaxed", (store) => answer(store.get([KEY, name]))),
  /** Writes nothing, and says so, if another owns the talk. @param {string} owner @param {string} name @param {unknown} value */
  write: (owner, name, value) =>
    transact("readwrite", "relaxed", async (store) => {
      const isOurs = (await answer(store.get([KEY, "owner"]))) === owner;
      if (isOurs) store.put(value, [KEY, name]);
      return isOurs;
    }),
  /** The names that begin so. @param {string} prefix @returns {Promise<string[]>} */
  names: (prefix) =>
    transact("readonly", "relaxed", async (store) => {
      const keys = await answer(store.getAllKeys(IDBKeyRange.bound([KEY, prefix], [KEY, `${prefix}\uffff`])));
      return keys.map((key) => /** @type {string[]} */ (key)[1] ?? "");
    }),
  /** @param {string} name */
  forget: (name) => transact("readwrite", "relaxed", async (store) => void store.delete([KEY, name])),
};

const HERE = `${location.pathname}:`;

/** The notes of other talks that are kept at this page's address, by their keys; none where this talk is kept itself. */
export const neighbours = () =>
  transact("readonly", "relaxed", async (store) => {
    const isKept = (await answer(store.getKey([KEY, "talk"]))) !== undefined;
    const keys = isKept ? [] : await answer(store.getAllKeys(IDBKeyRange.bound([HERE], [`${HERE}\uffff`])));
    const others = /** @type {string[][]} */ (keys).filter(([, name]) => name === "notes");
    const texts = await Promise.all(others.map((key) => answer(store.get(key))));
    return new Map(others.map(([key = ""], index) => [key, String(texts[index])]));
  });

/** What is kept under another key is this talk's from now on. @param {string} key */
export const moveFrom = (key) =>
  transact("readwrite", "strict", async (store) => {
    const names = await answer(store.getAllKeys(IDBKeyRange.bound([key, ""], [key, "\uffff"])));
    for (const name of /** @type {string[][]} */ (names)) {
      store.put(await answer(store.get(name)), [KEY, name[1] ?? ""]);
      store.delete(name);
    }
  });

/** @type {Shelf} */
export const shelf = {
  spacingMs: 0,
  beatMs: 1000,
  read: (prefix) => transact("readonly", "relaxed", (store) => found(store, prefix)),
  take: (owner) =>
    transact("readwrite", "strict", async (store) => {
      store.put(owner, [KEY, "owner"]);
      const kept = await Promise.all(["talk", "seen", "notes"].map((name) => found(store, name)));
      return new Map(kept.flatMap((each) => [...each]));
    }),
  write(owner, texts) {
    const isBeat = texts.size === 1 && texts.has("seen");
    return transact("readwrite", isBeat ? "relaxed" : "strict", async (store) => {
      const holder = await answer(store.get([KEY, "owner"]));
      if (holder !== undefined && holder !== owner) return false;
      if (holder === undefined) store.put(owner, [KEY, "owner"]); // the storage was emptied under the talk
      put(store, texts);
      return true;
    });
  },
  leave: (texts) => transact("readwrite", "strict", async (store) => put(store, texts).transaction.commit()),
};
