// On a site: the service worker that keeps it for days without a network, and new versions of it.
import { scriptAddress } from "../shared/trusted.js";

/** @typedef {{chosen: string | null, newest: string}} Versions */

const script = document.querySelector('meta[name="footlights-site"]')?.getAttribute("content");

/**
 * Keep the site in this browser, and tell when a newer version of it is whole and waits.
 * @param {() => void} newVersion
 */
export async function keepSite(newVersion) {
  if (!script || !navigator.serviceWorker) return;
  const look = async () => {
    const versions = /** @type {Versions | null} */ (await ask("Versions"));
    document.documentElement.dataset.offline = versions ? "ready" : "missing";
    if (!versions || versions.chosen === versions.newest) return;
    newVersion();
    document.documentElement.dataset.version = "waiting";
  };
  navigator.serviceWorker.addEventListener("controllerchange", look);
  try {
    const kept = await navigator.serviceWorker.register(scriptAddress(new URL(script, document.baseURI).href));
    kept.update().catch(() => {}); // the browser looks by itself, too, but when is its own affair; offline there is none
  } catch (error) {
    document.documentElement.dataset.offline = "missing";
    console.info(`This site is not kept for use without a network: ${error}`);
    return;
  }
  if (navigator.serviceWorker.controller) await look();
}

/** The speaker agrees to the new version: the page begins anew with it. */
export async function takeNewVersion() {
  await ask("Take");
  location.reload();
}

/** @param {string} type */
function ask(type) {
  const { controller } = navigator.serviceWorker;
  if (!controller) return null;
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    controller.postMessage({ type }, [port2]);
  });
}
