// What user code finds in its worker. Python reaches everything that JavaScript's global object has (the `js`
// module), in a worker of the page's own origin: what could outlive the talk, reach the page or start a world
// in which nothing is missing is taken away before any user code runs. docs/user-code.md lists it.

/** Storage of the origin's, other realms, other pages' ears, and the page's own way to the worker. */
const TAKEN = [
  ...[
    "caches",
    "Cache",
    "CacheStorage",
    "indexedDB",
    "StorageManager",
    "StorageBucketManager",
    "CookieStore",
    "cookieStore",
  ],
  ...["IDBFactory", "IDBDatabase", "IDBOpenDBRequest", "IDBRequest", "IDBTransaction", "IDBObjectStore", "IDBIndex"],
  ...["IDBCursor", "IDBCursorWithValue", "IDBKeyRange", "IDBVersionChangeEvent", "IDBRecord"],
  ...["Worker", "SharedWorker", "BroadcastChannel", "LockManager", "importScripts", "close", "postMessage"],
  ...["ServiceWorkerContainer", "ServiceWorkerRegistration", "ServiceWorker", "WebTransport", "RTCPeerConnection"],
  ...["webkitRequestFileSystem", "webkitRequestFileSystemSync", "webkitResolveLocalFileSystemURL"],
  ...["FileSystemDirectoryHandle", "FileSystemFileHandle", "FileSystemHandle", "FileSystemSyncAccessHandle"],
];
const TAKEN_OF_NAVIGATOR = ["storage", "storageBuckets", "locks", "serviceWorker", "usb", "hid", "serial", "gpu"];

/** Take it away, from the object and from what it inherits. @param {any} owner @param {string[]} names */
function take(owner, names) {
  for (let object = owner; object; object = Object.getPrototypeOf(object))
    for (const name of names)
      if (Object.hasOwn(object, name) && !Reflect.deleteProperty(object, name))
        Object.defineProperty(object, name, { value: undefined, writable: false });
}

/** Leave user code the world that it may have. What brings messages can't be changed, so that no port is found by it. */
export function narrowTheWorld() {
  const { importScripts } = /** @type {any} */ (globalThis); // ours, by which Pyodide tells what worker this is
  take(globalThis, TAKEN);
  Object.assign(globalThis, { importScripts });
  take(navigator, TAKEN_OF_NAVIGATOR);
  for (const made of [MessagePort, MessageChannel, MessageEvent, Event, EventTarget]) Object.freeze(made.prototype);
}
