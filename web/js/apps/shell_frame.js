// The sandbox that an application's pages are shown in, and what stands around them there.

/** @typedef {(place: Element, content: {html: string, forms: boolean}, heard: (message: any) => void) => {frame: HTMLIFrameElement, tell: (message: unknown) => void}} OpenSandbox */

/** Text of an application's page, of the slide's; browsers set text at 16 px. */
const SHARE_OF_TEXT = 0.6;
const BROWSERS_TEXT_PX = 16;
const LEAST_ZOOM = 0.6;

/**
 * @param {HTMLElement} view
 * @param {OpenSandbox} openSandbox
 * @param {(message: import("../shared/port_messages.d.ts").ShellSays) => void} heard
 */
export function openShell(view, openSandbox, heard) {
  /** What is said before anybody listens. @type {import("../shared/port_messages.d.ts").ToShell[] | null} */
  let early = [];
  const html = `<!doctype html><meta charset="utf-8"><body><script>${closed(__FRAME_SHELL__)}</script>`;
  const { frame, tell } = openSandbox(view, { html, forms: true }, (message) => {
    if (!message || typeof message !== "object") return;
    if (message.type === "Ready") {
      const messages = early ?? [];
      early = null;
      for (const each of messages) tell(each);
    } else {
      if (message.type === "Shown") frame.title = message.title || "The application's page";
      heard(message);
    }
  });
  new ResizeObserver(() => zoom(view, frame)).observe(view);
  return {
    tell: (/** @type {import("../shared/port_messages.d.ts").ToShell} */ message) =>
      early ? void early.push(message) : tell(message),
    /** Whether keys that its page tells of can have been pressed in it. */
    isInUse: () => document.activeElement === frame && view.closest(".slide:not([data-current])") === null,
  };
}

/** A script that can't end the element it stands in. @param {string} script */
const closed = (script) => script.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");

/** Pages are read from the back row: their text grows with the slide's. @param {HTMLElement} view @param {HTMLIFrameElement} frame */
function zoom(view, frame) {
  const size = Number.parseFloat(getComputedStyle(view).fontSize);
  const least = document.documentElement.dataset.mode === "overview" ? 0 : LEAST_ZOOM;
  const times = Math.max(least, (size * SHARE_OF_TEXT) / BROWSERS_TEXT_PX);
  /** @type {any} */ (frame.style).zoom = times.toFixed(2);
}
