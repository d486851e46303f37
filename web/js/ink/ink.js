// What the pointer does on the slides of one window: points, draws, wipes off, chooses a region. Its moves are shown at
// once, here and in the other windows, and stay in the page; Python is told of what is done.
import { isNear, pathOf, simplified } from "./lines.js";

/** @typedef {import("../shared/wire.d.ts").View["tool"]} Tool */
/** @typedef {import("../shared/wire.d.ts").Stroke} Stroke */
/** @typedef {import("./lines.js").Point} Point */

const SVG = "http://www.w3.org/2000/svg";
/** How long the laser's trail is seen, and how near an eraser has to come, in ten-thousandths. */
const [TRAIL_MS, ERASER] = [450, 140];
const LONGEST = 20_000;
/** What can be pressed while the laser points. */
const CONTROLS = "button, a[href], summary, input, select, iframe";

export class Ink {
  /** @type {Tool} */
  #tool = "";
  /**
   * Of the line that is being drawn, or the region that is chosen, or the lines that are wiped off.
   * One pointer makes it; what else touches the slide meanwhile, a palm or a second finger, does nothing.
   * @type {{slide: HTMLElement, points: Point[], wiped: Set<Stroke>, pointer: number} | null}
   */
  #gesture = null;
  /** @type {{at: Point, place: HTMLElement, ms: number}[]} */
  #trail = [];
  /** Whether the laser's trail is being drawn, frame by frame. */
  #fades = false;
  /** @type {Record<string, Stroke[]>} */
  #strokes = {};

  /**
   * @param {HTMLElement} deck
   * @param {import("../shared/wire.d.ts").Send} send
   * @param {() => Ink[]} all those of all windows
   */
  constructor(deck, send, all) {
    this.deck = deck;
    this.send = send;
    this.all = all;
    this.window = /** @type {Window} */ (deck.ownerDocument.defaultView);
    const on = (/** @type {string} */ type, /** @type {(event: PointerEvent) => void} */ act) =>
      deck.addEventListener(type, (event) => this.#tool && act(/** @type {PointerEvent} */ (event)), { capture: true });
    on("pointerdown", (event) => this.#begin(event));
    on("pointermove", (event) => this.#move(event));
    for (const type of ["pointerup", "pointercancel"])
      on(type, (event) => event.pointerId === this.#gesture?.pointer && this.#end());
    on("pointerleave", ({ target }) => target === deck && this.#point(null, null));
    // Who points at code with a button down is not about to write it: the next key is still the talk's.
    on("mousedown", (event) => {
      if (!(/** @type {Element} */ (event.target).closest(CONTROLS))) event.preventDefault();
    });
    on("click", (event) => {
      if (this.#tool === "laser") return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  /** @param {Tool} tool */
  choose(tool) {
    this.#end();
    this.#point(null, null);
    this.#tool = tool;
    this.deck.dataset.tool = tool;
  }

  /** What is drawn, by the numbers of slides. @param {Record<string, Stroke[]>} strokes */
  draw(strokes) {
    this.#strokes = strokes;
    this.drawAgain();
  }

  /** Slides were filled anew. */
  drawAgain() {
    for (const slide of /** @type {HTMLCollectionOf<HTMLElement>} */ (this.deck.children)) {
      const strokes = this.#strokes[slide.dataset.slide ?? ""];
      if (!strokes && !slide.querySelector(":scope > .ink")) continue;
      this.#layerOf(slide).replaceChildren(...(strokes ?? []).map(({ tool, path }) => this.#lineOf(tool, path)));
    }
  }

  /** @param {HTMLElement} slide */
  #layerOf(slide) {
    const there = slide.querySelector(":scope > .ink");
    if (there) return there;
    const layer = this.deck.ownerDocument.createElementNS(SVG, "svg");
    layer.setAttribute("class", "ink");
    layer.setAttribute("viewBox", "0 0 10000 10000");
    layer.setAttribute("preserveAspectRatio", "none");
    layer.setAttribute("aria-hidden", "true");
    slide.append(layer);
    return layer;
  }

  /** @param {string} tool @param {string} path */
  #lineOf(tool, path) {
    const line = this.deck.ownerDocument.createElementNS(SVG, "path");
    line.setAttribute("class", `ink-${tool}`);
    line.setAttribute("d", path);
    return line;
  }

  /** @param {PointerEvent} event */
  #begin(event) {
    const slide = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest(".slide"));
    if (!slide || event.button || this.#gesture) return;
    if (this.#tool === "laser") return this.#move(event);
    event.preventDefault();
    event.stopPropagation();
    this.deck.setPointerCapture(event.pointerId);
    this.#gesture = { slide, points: [pointIn(slide, event)], wiped: new Set(), pointer: event.pointerId };
    this.#move(event);
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (this.#tool === "laser") {
      const slide = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest?.(".slide"));
      return this.#point(slide?.dataset.slide ?? null, slide && pointIn(slide, event));
    }
    if (event.pointerId !== this.#gesture?.pointer) return;
    const { slide, points, wiped } = this.#gesture;
    const number = slide.dataset.slide ?? "";
    for (const each of event.getCoalescedEvents?.() ?? []) points.push(pointIn(slide, each));
    points.push(pointIn(slide, event));
    if (this.#tool === "eraser") return this.#wipe(number, points, wiped);
    const shape = this.#tool === "magnifier" ? frameOf(points) : pathOf(points);
    for (const ink of this.all()) ink.showGesture(number, this.#tool, shape);
  }

  /** What is being drawn, in whichever window. @param {string} slide @param {string} tool @param {string} path nothing for what is done */
  showGesture(slide, tool, path) {
    const place = /** @type {HTMLElement | null} */ (this.deck.querySelector(`.slide[data-slide="${slide}"]`));
    if (!place) return;
    const layer = this.#layerOf(place);
    const there = layer.querySelector("[data-gesture]");
    if (!path) return there?.remove();
    const line = there ?? layer.appendChild(this.#lineOf(tool, path));
    line.setAttribute("data-gesture", "");
    line.setAttribute("d", path);
  }

  #end() {
    const gesture = this.#gesture;
    this.#gesture = null;
    if (!gesture) return;
    const number = gesture.slide.dataset.slide ?? "";
    for (const ink of this.all()) ink.showGesture(number, this.#tool, "");
    const tool = this.#tool;
    if (tool === "magnifier") this.#magnify(gesture.points);
    else if (tool === "eraser") this.#erase(number, gesture.wiped);
    else if (tool === "pen" || tool === "highlighter") this.#tell(Number(number), tool, simplified(gesture.points));
  }

  /** A line that is too long for one is told in pieces. @param {number} slide @param {"pen" | "highlighter"} tool @param {Point[]} points */
  #tell(slide, tool, points) {
    const path = pathOf(points);
    if (path.length <= LONGEST) return void this.send({ type: "StrokeDrawn", slide, tool, path });
    const half = points.length >> 1;
    this.#tell(slide, tool, points.slice(0, half + 1));
    this.#tell(slide, tool, points.slice(half));
  }

  /** @param {Point[]} points */
  #magnify(points) {
    const [left, top, right, bottom] = boundsOf(points);
    this.send({ type: "RegionMagnified", left, top, width: right - left, height: bottom - top });
  }

  /**
   * The lines that the eraser has come to are no longer seen.
   * @param {string} slide
   * @param {Point[]} points since it was looked last
   * @param {Set<Stroke>} wiped
   */
  #wipe(slide, points, wiped) {
    const strokes = this.#strokes[slide] ?? [];
    for (const point of points.splice(0)) {
      const found = strokes.findLast((stroke) => !wiped.has(stroke) && isNear(stroke.path, point, ERASER));
      if (!found) continue;
      wiped.add(found);
      for (const ink of this.all()) ink.hideLine(slide, found);
    }
  }

  /** @param {string} slide @param {Stroke} stroke */
  hideLine(slide, { tool, path }) {
    for (const line of this.deck.querySelectorAll(`.slide[data-slide="${slide}"] > .ink .ink-${tool}`))
      if (line.getAttribute("d") === path) line.setAttribute("data-wiped", "");
  }

  /** @param {string} slide @param {Set<Stroke>} wiped */
  #erase(slide, wiped) {
    const strokes = this.#strokes[slide] ?? [];
    const at = [...wiped].map(({ tool, path }) =>
      strokes.findLastIndex((each) => each.tool === tool && each.path === path),
    );
    // From the last one on: while the picture is frozen, nobody tells this window what is left.
    for (const stroke of at.filter((each) => each >= 0).sort((one, other) => other - one))
      this.send({ type: "StrokeErased", slide: Number(slide), stroke });
  }

  /** The laser is here, in every window; nowhere for null. @param {string | null} slide @param {Point | null} at */
  #point(slide, at) {
    for (const ink of this.all()) ink.showLaser(slide, at);
  }

  /** @param {string | null} slide @param {Point | null} at */
  showLaser(slide, at) {
    const place = slide && /** @type {HTMLElement | null} */ (this.deck.querySelector(`.slide[data-slide="${slide}"]`));
    if (!place || !at) {
      this.#trail = [];
      for (const each of this.deck.querySelectorAll("[data-laser]")) each.remove();
      return;
    }
    this.#trail.push({ at, place, ms: performance.now() });
    if (this.#fades) return;
    this.#fades = true;
    this.window.requestAnimationFrame(() => this.#fade());
  }

  #fade() {
    const since = performance.now() - TRAIL_MS;
    const last = this.#trail.at(-1);
    this.#fades = this.#trail.length > 0;
    if (!last) return;
    this.#trail = [...this.#trail.slice(0, -1).filter(({ ms }) => ms > since), last];
    const layer = this.#layerOf(last.place);
    const dot = layer.querySelector('[data-laser="dot"]') ?? layer.appendChild(this.#laser("dot"));
    const trail = layer.querySelector('[data-laser="trail"]') ?? layer.appendChild(this.#laser("trail"));
    dot.setAttribute("d", pathOf([last.at]));
    trail.setAttribute("d", pathOf(this.#trail.map(({ at }) => at)));
    this.#fades = this.#trail.length > 1; // a pointer at rest asks for no frames
    if (this.#fades) this.window.requestAnimationFrame(() => this.#fade());
  }

  /** @param {string} name */
  #laser(name) {
    const line = this.#lineOf("laser", "");
    line.setAttribute("data-laser", name);
    return line;
  }
}

/** @param {HTMLElement} slide @param {PointerEvent} event @returns {Point} */
function pointIn(slide, { clientX, clientY }) {
  const { left, top, width, height } = slide.getBoundingClientRect();
  return { x: (10_000 * (clientX - left)) / width, y: (10_000 * (clientY - top)) / height };
}

/** @param {Point[]} points @returns {[number, number, number, number]} */
function boundsOf(points) {
  const first = points[0] ?? { x: 0, y: 0 };
  const last = points.at(-1) ?? first;
  return [Math.min(first.x, last.x), Math.min(first.y, last.y), Math.max(first.x, last.x), Math.max(first.y, last.y)];
}

/** @param {Point[]} points */
function frameOf(points) {
  const [left, top, right, bottom] = boundsOf(points).map(Math.round);
  return `M${left} ${top}L${right} ${top}L${right} ${bottom}L${left} ${bottom}L${left} ${top}`;
}
