// What user code finds in its worker. Python reaches everything that JavaScript's global object has (the `js`
// module), in a worker of the page's own origin: what could outlive the talk, reach the page or start a world
// in which nothing is missing is taken away before any user code runs. docs/user-code.md lists it.

/**
 * Storage of the origin's, other realms, other pages' ears, and the page's own way to the worker: by what their names
 * have in common, since browsers get new ones, and old ones go by several.
 */
const TAKEN = new RegExp(
  [
    "FileSystem|[sS]torage|^IDB|^indexedDB$|^[cC]aches?$|^CacheStorage$|[cC]ookie|^[lL]ock|WakeLock",
    "^RTC|^onrtc|^webkitRTC|WebTransport|^Push|^Notification|BackgroundFetch|SyncManager|Broadcast",
    "^(?:Shared)?Worker$|^[sS]erviceWorker|^(?:importScripts|close|postMessage|fetchLater)$",
    "^(?:USB|usb|HID|hid|Serial|serial|GPU|gpu|Bluetooth|bluetooth)",
  ].join("|"),
);

/** Take it away, from the object and from what it inherits. @param {any} owner */
function take(owner) {
  for (let object = owner; object && object !== Object.prototype; object = Object.getPrototypeOf(object))
    for (const name of Object.getOwnPropertyNames(object))
      if (TAKEN.test(name) && !Reflect.deleteProperty(object, name))
        Object.defineProperty(object, name, { value: undefined, writable: false });
}

/** Leave user code the world that it may have. What brings messages can't be changed, so that no port is found by it. */
export function narrowTheWorld() {
  const { importScripts } = /** @type {any} */ (globalThis); // ours, by which Pyodide tells what worker this is
  take(globalThis);
  Object.assign(globalThis, { importScripts });
  take(navigator);
  for (const made of [MessagePort, MessageChannel, MessageEvent, Event, EventTarget]) Object.freeze(made.prototype);
}
