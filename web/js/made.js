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
