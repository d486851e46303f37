// The page's one Trusted Types policy for scripts: addresses that the page itself made, and no others.

/** @type {Set<string>} */
const made = new Set();
const types = /** @type {any} */ (globalThis).trustedTypes;
const policy = types?.createPolicy("footlights", {
  createScriptURL: (/** @type {string} */ address) => (made.has(address) ? address : ""),
});

/**
 * An address of ours that a worker may be started from.
 * @param {string} address
 * @returns {any}
 */
export function scriptAddress(address) {
  made.add(address);
  return policy ? policy.createScriptURL(address) : address;
}
