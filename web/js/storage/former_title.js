// A talk whose title was mended is the same talk: what was kept of it under its former title is its own.
import { moveFrom, neighbours } from "./database.js";
import { moveLeftFrom } from "./left_behind.js";

/** As much of two talks' lines is the same where they are one. */
const ALIKE = 0.75;
/** A page that goes has let go of its talk by then. */
const LETTING_GO_MS = 500;

/**
 * Where nothing is kept under this page's title, what is kept at its address under another, of nearly the same notes,
 * becomes this page's, unless that talk is open.
 * @param {string} notes
 */
export async function moveFromFormerTitle(notes) {
  const wanted = linesOf(notes);
  const shares = [...(await neighbours())].map(([key, text]) => ({ key, share: shareOf(wanted, linesOf(text)) }));
  const [nearest] = shares.sort((one, other) => other.share - one.share);
  if (!nearest || nearest.share < ALIKE) return;
  const move = async () => {
    await moveFrom(nearest.key);
    moveLeftFrom(nearest.key);
  };
  if (!navigator.locks) return move();
  const signal = AbortSignal.timeout(LETTING_GO_MS);
  await navigator.locks.request(`footlights:${nearest.key}`, { signal }, move).catch(() => {});
}

/** @param {string} text */
const linesOf = (text) => new Set(text.split("\n").map((line) => line.trim()));

/** @param {Set<string>} one @param {Set<string>} other */
const shareOf = (one, other) => [...one].filter((line) => other.has(line)).length / Math.max(one.size, other.size);
