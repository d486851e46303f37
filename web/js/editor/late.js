// What no slide needs to be shown and no key to be answered: editors and colours of code. It is most
// of the page's own script, and reading it would take the start a twentieth of a second.
export { makeEditor } from "./editor.js";
export { coloured } from "./highlight.js";
