// fetch, XMLHttpRequest and EventSource of an application's page: answered by the application, not by a network.
import { FetchInterceptor } from "@mswjs/interceptors/fetch/web";
import { XMLHttpRequestInterceptor } from "@mswjs/interceptors/XMLHttpRequest/web";
import { EventSource } from "eventsource";
import { absolute, isSelfContained } from "./addresses.js";

const EMPTY = new Set([101, 204, 205, 304]);

/**
 * @typedef {ReturnType<typeof import("./asking.js").asker>} Ask
 * @param {Ask} ask
 * @param {(ask: string) => void} abort
 */
export function answerFetches(ask, abort) {
  for (const interceptor of [new FetchInterceptor(), new XMLHttpRequestInterceptor()]) {
    interceptor.apply();
    interceptor.on("request", async ({ request, controller }) => {
      if (isSelfContained(request.url)) return;
      try {
        await controller.respondWith(await answerTo(request, ask, abort));
      } catch (error) {
        controller.errorWith(/** @type {Error} */ (error));
      }
    });
  }
  seeAddressesFromHere();
}

/** An XMLHttpRequest, itself a proxy of the interceptor's, whose `open` sees addresses from where the page seems to be. @type {ProxyHandler<any>} */
const OPENS_FROM_HERE = {
  get(request, name) {
    if (name !== "open") return request[name];
    return (/** @type {string} */ method, /** @type {string} */ url, /** @type {any[]} */ ...others) =>
      request.open(method, absolute(url), ...others);
  },
  set(request, name, value) {
    request[name] = value;
    return true;
  },
};

/** What they are given may be relative to where the page seems to be. */
function seeAddressesFromHere() {
  const fetchAbsolute = globalThis.fetch;
  globalThis.fetch = (input, options) =>
    fetchAbsolute(input instanceof Request ? input : absolute(input), /** @type {any} */ (options));
  globalThis.XMLHttpRequest = new Proxy(globalThis.XMLHttpRequest, {
    construct: (made, options) => new Proxy(Reflect.construct(made, options), OPENS_FROM_HERE),
  });
  globalThis.EventSource = /** @type {any} */ (
    class extends EventSource {
      /**
       * @param {string | URL} url
       * @param {any} [options]
       */
      constructor(url, options) {
        super(absolute(url), { ...options, fetch: globalThis.fetch });
      }
    }
  );
}

/**
 * @param {Request} request
 * @param {Ask} ask
 * @param {(ask: string) => void} abort
 * @returns {Promise<Response>}
 */
async function answerTo(request, ask, abort) {
  const { method, url, signal } = request;
  const body = new Uint8Array(await request.arrayBuffer());
  return new Promise((resolve, reject) => {
    /** @type {ReadableStreamDefaultController | undefined} */
    let stream;
    const number = ask(
      { method, url, headers: [...request.headers], body },
      {
        answered({ status, headers }) {
          const content = EMPTY.has(status)
            ? null
            : new ReadableStream({
                start: (controller) => {
                  stream = controller;
                },
                cancel: () => abort(number),
              });
          resolve(new Response(content, { status, headers }));
        },
        sent: (bytes) => stream?.enqueue(bytes),
        finished(status) {
          if (!status) reject(new TypeError("Failed to fetch"));
          try {
            if (status) stream?.close();
            else stream?.error(new TypeError("the application stopped"));
          } catch {
            // nobody reads on
          }
        },
      },
    );
    signal?.addEventListener("abort", () => {
      abort(number);
      reject(signal.reason);
    });
  });
}
