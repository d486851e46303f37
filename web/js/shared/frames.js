// Work of a window's next frame, which a window that is not seen has none of.

/**
 * With the next frame, or soon where there is none, as in a tab in the background.
 * @param {Window} window @param {() => void} work @param {number} latestMs
 */
export function atNextFrame(window, work, latestMs) {
  let isDone = false; // a window that was loaded anew by then can't be asked to forget its frame
  const once = () => {
    clearTimeout(timer);
    if (isDone) return;
    isDone = true;
    work();
  };
  window.requestAnimationFrame(once);
  const timer = setTimeout(once, latestMs);
}
