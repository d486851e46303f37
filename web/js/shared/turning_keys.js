// The keys that turn slides or leave, where Python can't be asked what a key means: before it is there, in editors, and in
// frames. footlights/talk/stage/keys.py has them all; a test holds these to it.

/** What a clicker sends: these work wherever the focus is. */
export const EVERYWHERE = ["PageUp", "PageDown", "F5", "Escape"];
/** Those of them that an editor would take for its own. */
export const PAGING = ["PageUp", "PageDown"];
/** What content of its own may pass on. */
export const PASSED_ON = [...EVERYWHERE, "ArrowLeft", "ArrowRight", " ", "Home", "End", "."];
const FORWARD = ["ArrowRight", "ArrowDown", " ", "n", "PageDown"];
const BACK = ["ArrowLeft", "ArrowUp", "p", "PageUp"];

/** @param {string} key @param {boolean} shift */
export const isForward = (key, shift) => FORWARD.includes(key) && !shift;
/** @param {string} key @param {boolean} shift */
export const isBack = (key, shift) => (key === " " ? shift : BACK.includes(key) && !shift);
