// A site's service worker: keeps the whole site in the browser and answers from there.
//
// A new version of the site is fetched whole beside the one in use. Which one is served is a choice
// that is kept in the browser and changed by the speaker alone: neither a reload nor a tab that was
// killed in mid-talk brings another version. Workbox fetches and keeps the files.
import { PrecacheController } from "workbox-precaching";

/** @typedef {{files: {url: string, revision: string | null, integrity: string}[]}} Listing */

/** Written before this script by the build; a version is the hash of its listing. @type {{version: string, listing: string}} */
const site = /** @type {any} */ (globalThis).footlightsSite;
const worker = /** @type {any} */ (globalThis);
const scope = () => /** @type {string} */ (worker.registration.scope);
const cacheOf = (/** @type {string} */ version) => `footlights:${scope()}:${version}`;
const CHOICE = "__footlights_version__";
const LISTING = "__footlights_listing__";
/** All that a frame of the page may ever do: what each may is said by its element (web/js/sandbox/host.js). */
const FRAMES = "sandbox allow-scripts allow-forms allow-modals allow-downloads";

const precache = new PrecacheController({ cacheName: cacheOf(site.version) });
precache.addToCacheList(JSON.parse(site.listing).files);

worker.addEventListener("install", (/** @type {any} */ event) => {
  event.waitUntil(install(event));
});
worker.addEventListener("activate", (/** @type {any} */ event) => {
  event.waitUntil(begin());
});
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { url, method } = event.request;
  if (method === "GET" && url.startsWith(scope())) event.respondWith(answer(event.request));
});
worker.addEventListener("message", (/** @type {any} */ event) => {
  if (event.data.type === "Versions") event.waitUntil(tellVersions(event.ports[0]));
  if (event.data.type === "Take") event.waitUntil(take(event.ports[0]));
});

/** A version's listing stays with its files, for a later service worker that may be asked for it. @param {any} event */
async function install(event) {
  await precache.install(event);
  const cache = await caches.open(cacheOf(site.version));
  await cache.put(scope() + LISTING, new Response(site.listing));
  await worker.skipWaiting();
}

/** The first version is in use at once; older ones than that in use are forgotten. */
async function begin() {
  if ((await chosen()) === null) await choose(site.version);
  await forgetAllBut([site.version, await chosen()]);
  await worker.clients.claim();
}

/** @param {MessagePort} port */
async function tellVersions(port) {
  port.postMessage({ chosen: await chosen(), newest: site.version });
}

/** The speaker agrees. The version before stays until the next start: another tab may still show it. @param {MessagePort} port */
async function take(port) {
  await choose(site.version);
  port.postMessage("taken");
}

async function chosen() {
  const answer = await caches.open(cacheOf("choice")).then((cache) => cache.match(scope() + CHOICE));
  const version = answer ? await answer.text() : null;
  return version && (await caches.has(cacheOf(version))) ? version : null;
}

/** @param {string} version */
async function choose(version) {
  const cache = await caches.open(cacheOf("choice"));
  await cache.put(scope() + CHOICE, new Response(version));
}

/** @param {(string | null)[]} versions */
async function forgetAllBut(versions) {
  const kept = new Set([cacheOf("choice"), ...versions.map((version) => cacheOf(version ?? ""))]);
  const ours = (await caches.keys()).filter((name) => name.startsWith(`footlights:${scope()}:`));
  await Promise.all(ours.filter((name) => !kept.has(name)).map((name) => caches.delete(name)));
}

/**
 * From the chosen version; from the network what it lacks.
 * @param {Request} request
 */
async function answer(request) {
  const isPage = request.mode === "navigate";
  const address = new URL(request.url);
  const wantsFresh = address.search === "?again";
  address.hash = address.search = "";
  const key = address.href.endsWith("/") ? `${address.href}index.html` : address.href;
  const listings = [...(await listingOf(await chosen())), { version: site.version, listing: site.listing }];
  const { version, listing } = /** @type {typeof site} */ (listings[0]);
  const cache = await caches.open(cacheOf(version));
  const found = wantsFresh ? undefined : await cache.match(key, { ignoreSearch: true });
  const kept = found && (await isListed(found, JSON.parse(listing), key, request)) ? found : undefined;
  try {
    const response = kept ?? (await fetch(isPage ? request : address.href, { cache: "no-cache" }));
    if (!kept && response.ok && key.includes("/assets/")) await cache.put(key, response.clone());
    return isPage ? isolated(response, request) : response;
  } catch (error) {
    if (isPage) return lost(String(error));
    throw error;
  }
}

/**
 * The listing of a version, if what is kept of it is what the version is named by.
 * @param {string | null} version
 */
async function listingOf(version) {
  if (version === null || version === site.version) return [];
  const cache = await caches.open(cacheOf(version));
  const listing = await cache.match(scope() + LISTING).then((answer) => answer?.text() ?? "");
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(listing)));
  const name = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return name === version ? [{ version, listing }] : [];
}

/**
 * Whether kept bytes are those that the version lists: others may have been written there by whoever could. What the
 * browser checks by itself, as the page has asked it to, is left to it.
 * @param {Response} found
 * @param {Listing} listing
 * @param {string} key
 * @param {Request} request
 */
async function isListed(found, { files }, key, request) {
  const listed = files.find(({ url }) => new URL(url, scope()).href === key)?.integrity;
  if (!listed || request.integrity === listed) return listed !== undefined;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await found.clone().arrayBuffer()));
  return listed === `sha256-${btoa(String.fromCharCode(...digest))}`;
}

/**
 * A page with the headers that its host may not send: isolated from other origins and, as a frame,
 * cut off from its own (web/js/sandbox/guest.js).
 * @param {Response} response
 * @param {Request} request
 */
function isolated(response, request) {
  const headers = new Headers(response.headers);
  headers.set("Cross-Origin-Opener-Policy", "same-origin");
  headers.set("Cross-Origin-Embedder-Policy", "require-corp");
  headers.set("Cross-Origin-Resource-Policy", "same-origin");
  const framed = request.destination === "iframe" ? `; ${FRAMES}` : "";
  headers.set("Content-Security-Policy", `frame-ancestors 'self'${framed}`);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}

/** @param {string} reason */
function lost(reason) {
  const words = "This talk is no longer whole in this browser, and its site can't be reached.";
  const text = `<!doctype html><meta charset="utf-8"><title>No network</title><body style="font:1.5rem/1.5 system-ui;margin:15vh 10vw">
<h1>${words}</h1><p>Open this page once with a network, or open the talk's single file.</p><p><small>${reason.replaceAll("<", "&lt;")}</small></p>`;
  return new Response(text, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}
