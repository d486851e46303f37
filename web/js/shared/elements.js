// Elements in one call.

/**
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {(Node | string)[]} inner
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...inner) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inner);
  return made;
}

/**
 * A button in an output, for what it does not show.
 * @param {string} words
 * @param {(button: HTMLButtonElement) => void} pressed
 */
export function outputButton(words, pressed) {
  const button = /** @type {HTMLButtonElement} */ (
    element("button", { type: "button", class: "earlier quiet" }, words)
  );
  button.addEventListener("click", () => pressed(button));
  return button;
}
