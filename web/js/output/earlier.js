// What an output showed before: put by while more comes, and brought back, a little at a time, by a button.

import { outputButton } from "../shared/elements.js";
import { treesIn } from "./shadow.js";

/** Elements that an output shows, and nodes in them; earlier ones are put by until they are asked for. */
const [MOST_SHOWN, MOST_NODES_SHOWN] = [60, 2_000];
/** A picture counts as much as so many nodes, a drawing besides for each of its characters. */
const [PICTURE_NODES, NODES_PER_CHARACTER] = [50, 0.01];
/** Nodes that are put by; the oldest go. */
const MOST_PUT_BY = 200_000;

export class Earlier {
  /** @type {Element[]} */
  putBy = [];
  nodesPutBy = 0;
  /** How much more than usual was asked for. */
  asked = { elements: 0, nodes: 0 };

  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
  }

  /** How many elements are to be put by. @param {Element | null} current */
  excess(current) {
    const sizes = [...this.place.children].map((element) => (element === current ? 1 : nodesIn(element)));
    const [mostElements, mostNodes] = [MOST_SHOWN + this.asked.elements, MOST_NODES_SHOWN + this.asked.nodes];
    let [excess, nodes] = [0, sizes.reduce((sum, size) => sum + size, 0)];
    while (excess < sizes.length - 2 && (sizes.length - excess > mostElements || nodes > mostNodes))
      nodes -= sizes[excess++] ?? 0;
    return excess;
  }

  /** Put by what is too much. @param {Element | null} current to which more may come */
  putAway(current) {
    const excess = this.excess(current);
    if (excess <= 0) return;
    const button = this.place.querySelector(":scope > .earlier[data-earlier]") ?? this.makeButton();
    for (const element of [...this.place.children].slice(0, excess + 1)) {
      if (element === button) continue;
      element.remove();
      this.putBy.push(element);
      this.nodesPutBy += nodesIn(element);
    }
    while (this.nodesPutBy > MOST_PUT_BY) this.nodesPutBy -= nodesIn(/** @type {Element} */ (this.putBy.shift()));
    this.place.prepend(button);
  }

  /** What is put by, as text. */
  words() {
    let words = "";
    for (const element of this.putBy) {
      words += element.textContent;
      for (const tree of treesIn(element)) words += tree.textContent;
      if (element.localName !== "span" && !words.endsWith("\n")) words += "\n";
    }
    return words;
  }

  makeButton() {
    const made = outputButton("Show what came before", (button) => {
      const before = this.nodesPutBy;
      for (let count = 0; count < MOST_SHOWN && this.putBy.length; count++) {
        const element = /** @type {Element} */ (this.putBy.pop());
        this.nodesPutBy -= nodesIn(element);
        button.after(element);
        if (before - this.nodesPutBy > MOST_NODES_SHOWN) break;
        this.asked.elements++;
      }
      this.asked.nodes += before - this.nodesPutBy;
      if (!this.putBy.length) button.remove();
    });
    made.dataset.earlier = "";
    return made;
  }
}

/** @type {WeakMap<Element, number>} */
const sizes = new WeakMap();

/** How much an element that is complete costs. @param {Element} element */
function nodesIn(element) {
  const known = sizes.get(element);
  if (known) return known;
  let nodes = 1;
  for (const tree of [element, ...treesIn(element)]) {
    nodes += tree.querySelectorAll("*").length;
    for (const picture of tree.querySelectorAll("img")) {
      const source = picture.getAttribute("src") ?? "";
      nodes += PICTURE_NODES + (source.startsWith("data:image/svg") ? source.length * NODES_PER_CHARACTER : 0);
    }
  }
  sizes.set(element, nodes);
  return nodes;
}
