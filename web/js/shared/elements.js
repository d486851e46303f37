/**
 * An element with a text and, if wanted, a class.
 * @param {string} tag
 * @param {string} text
 * @param {string} [name]
 */
export function made(tag, text, name = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  if (name) element.className = name;
  return element;
}

/**
 * A button in an output, for what it does not show.
 * @param {string} words
 * @param {(button: HTMLButtonElement) => void} pressed
 */
export function outputButton(words, pressed) {
  const button = /** @type {HTMLButtonElement} */ (made("button", words, "earlier quiet"));
  button.type = "button";
  button.addEventListener("click", () => pressed(button));
  return button;
}
