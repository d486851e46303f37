// The part of a page whose slides run web applications: read when the first one comes up.
export { AppBrowser } from "./browser.js";
export { endAll, hearKernel } from "./traffic.js";
