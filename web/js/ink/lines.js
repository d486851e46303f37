// Lines as points in ten-thousandths of a slide's sides, and as paths of SVG.

/** @typedef {{x: number, y: number}} Point */

/** Points nearer to the line than this are left out. */
const TOLERANCE = 9;

/**
 * A line without the points that it would be the same without (Ramer, Douglas and Peucker).
 * @param {Point[]} points
 * @returns {Point[]}
 */
export function simplified(points) {
  const kept = new Set([0, points.length - 1]);
  const spans = [[0, points.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [first = 0, last = 0] = span;
    let [farthest, distance] = [0, 0];
    for (let at = first + 1; at < last; at++) {
      const away = distanceTo(at_(points, at), at_(points, first), at_(points, last));
      if (away > distance) [farthest, distance] = [at, away];
    }
    if (distance <= TOLERANCE) continue;
    kept.add(farthest);
    spans.push([first, farthest], [farthest, last]);
  }
  return points.filter((_, at) => kept.has(at));
}

/** @param {Point[]} points @param {number} at */
const at_ = (points, at) => /** @type {Point} */ (points[at]);

/** How far a point is from a line between two others. @param {Point} point @param {Point} from @param {Point} to */
export function distanceTo(point, from, to) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length ? Math.min(1, Math.max(0, ((point.x - from.x) * dx + (point.y - from.y) * dy) / length)) : 0;
  return Math.hypot(point.x - from.x - along * dx, point.y - from.y - along * dy);
}

/** @param {Point[]} points a single one is a dot */
export const pathOf = (points) =>
  `M${(points.length === 1 ? [...points, ...points] : points).map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`).join("L")}`;

/** @param {string} path @returns {Point[]} */
export const pointsOf = (path) =>
  path
    .slice(1)
    .split("L")
    .map((pair) => {
      const [x = 0, y = 0] = pair.split(" ").map(Number);
      return { x, y };
    });

/** Whether a line comes as near as this to a point. @param {string} path @param {Point} point @param {number} near */
export function isNear(path, point, near) {
  const points = pointsOf(path);
  return points.some((to, at) => distanceTo(point, points[Math.max(0, at - 1)] ?? to, to) <= near);
}
