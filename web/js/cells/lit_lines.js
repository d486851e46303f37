// Lines of code that a step lights: groups such as "1-3,5|7|all" in data-lines of a listing.

/** @param {string} text */
export const linesOf = (text) => text.split("\n").length;

/**
 * The numbers that a group names, of so many lines.
 * @param {string} group
 * @param {number} count
 * @returns {number[]}
 */
export function numbersOf(group, count) {
  if (group === "all" || group === "*") return Array.from({ length: count }, (_, index) => index + 1);
  return group.split(",").flatMap((part) => {
    const [first, last] = part.split("-").map(Number);
    if (!first) return [];
    const end = Math.min(last || first, count);
    return end < first ? [] : Array.from({ length: end - first + 1 }, (_, index) => first + index);
  });
}

/**
 * Light the lines of a slide's listings that belong to its step.
 * @param {HTMLElement} slide
 * @param {(listing: HTMLElement, lines: number[]) => void} also told for each listing, with its lines
 */
export function lightLines(slide, also) {
  for (const listing of /** @type {NodeListOf<HTMLElement>} */ (slide.querySelectorAll("pre[data-lines]"))) {
    const groups = (listing.dataset.lines ?? "").split("|");
    const past = Number(slide.dataset.step) - Number(listing.dataset.linesFrom) + 1;
    const group = groups[Math.min(Math.max(0, past), groups.length - 1)] ?? "all";
    const spans = inLines(/** @type {HTMLElement} */ (listing.querySelector("code")));
    const lines = numbersOf(group, spans.length);
    listing.toggleAttribute("data-lit", lines.length < spans.length);
    for (const [index, span] of spans.entries()) span.classList.toggle("lit", lines.includes(index + 1));
    also(listing, lines);
  }
}

/**
 * The lines of a listing as elements of their own.
 * @param {HTMLElement} code
 * @returns {Element[]}
 */
function inLines(code) {
  if (code.firstElementChild?.classList.contains("line")) return [...code.children];
  const lines = [document.createElement("span")];
  for (const node of [...code.childNodes]) {
    const pieces = node.nodeType === Node.TEXT_NODE ? (node.textContent ?? "").split("\n") : [node];
    for (const [index, piece] of pieces.entries()) {
      if (index) lines.push(document.createElement("span"));
      lines.at(-1)?.append(piece);
    }
  }
  for (const line of lines) line.className = "line";
  code.replaceChildren(...lines.flatMap((line, index) => (index ? ["\n", line] : [line])));
  return lines;
}
