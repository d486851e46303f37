// Requests to the web applications of app cells. What answers them is footlights/browser/serving.py.

/** @typedef {import("../shared/port_messages.d.ts").AppRequest} AppRequest */

/**
 * @param {() => any} kernelOf Python's side of the kernel; null while it boots
 * @param {(ended: boolean) => void} stopped told that what runs is to stop, and when nothing more is asked
 * @param {(error: unknown) => void} died
 * @returns {import("../shared/port_messages.d.ts").Carriers<AppRequest>}
 */
export function appActions(kernelOf, stopped, died) {
  let open = 0;
  return {
    async AppAsk({ cell, request, method, target, headers, body }) {
      const kernel = kernelOf();
      if (!kernel) return;
      open++;
      await Promise.resolve(
        kernel.requests.serve(cell, request, JSON.stringify({ method, target, headers }), body),
      ).catch(died);
      if (!--open) stopped(true);
    },
    AppAbort: ({ request }) => kernelOf()?.requests.apps().abort(request),
    AppStop() {
      if (!open) return;
      stopped(false);
      kernelOf().requests.apps().abort(0);
    },
    AppCookie: ({ cell, target, line }) => kernelOf()?.requests.apps().keep_cookie(cell, target, line),
  };
}
