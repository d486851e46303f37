// Which screen the windows stand on, by the Window Management API (https://www.w3.org/TR/window-management/), where it is.

/** @typedef {{availLeft: number, availTop: number, availWidth: number, availHeight: number, isPrimary: boolean, isInternal: boolean}} ScreenDetailed */

/**
 * The slides fill another screen than the laptop's, and the speaker's window stands on the laptop's.
 * @param {Document} page
 * @param {Window | null} speaker
 * @returns {Promise<"placed" | "alone" | "refused" | "unable">}
 */
export async function placeWindows(page, speaker) {
  const { getScreenDetails } = /** @type {any} */ (globalThis);
  if (!getScreenDetails) return "unable";
  try {
    /** @type {{screens: ScreenDetailed[]}} */
    const { screens } = await getScreenDetails.call(globalThis);
    const laptop = screens.find(({ isInternal }) => isInternal) ?? screens.find(({ isPrimary }) => isPrimary);
    const projector = screens.find((screen) => screen !== laptop);
    if (!projector || !laptop) return "alone";
    await page.documentElement.requestFullscreen(/** @type {any} */ ({ screen: projector }));
    speaker?.moveTo(laptop.availLeft, laptop.availTop);
    speaker?.resizeTo(laptop.availWidth, laptop.availHeight);
    return "placed";
  } catch {
    return "refused";
  }
}
