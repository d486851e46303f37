// Work of a window's next frame, which a window that is not seen has none of.

/**
 * With the next frame, or soon where there is none, as in a tab in the background.
 * @param {Window} window @param {() => void} work @param {number} latestMs
 */
export function atNextFrame(window, work, latestMs) {
  const once = () => {
    window.cancelAnimationFrame(frame);
    clearTimeout(timer);
    work();
  };
  const frame = window.requestAnimationFrame(once);
  const timer = setTimeout(once, latestMs);
}
