// Of a talk that is kept in two places, the one that was seen last.

/**
 * What was seen last: a talk kept plainly is one of an earlier version, or of a day when nothing else worked.
 * @param {Map<string, string>} kept
 * @param {Map<string, string>} plain
 */
export function newestOf(kept, plain) {
  const [keptAtMs, plainAtMs] = [kept, plain].map((each) => momentOf(each.get("seen") ?? seenIn(each.get("talk"))));
  const isPlain = plain.has("talk") && (!kept.has("talk") || (plainAtMs ?? 0) > (keptAtMs ?? 0));
  const seenAtMs = (isPlain ? plainAtMs : keptAtMs) ?? null;
  return { saved: (isPlain ? plain : kept).get("talk") ?? "", seenAtMs, notes: kept.get("notes") ?? "" };
}

/** Milliseconds since 1970, or null for what was stored and is no such thing. @param {unknown} stored */
function momentOf(stored) {
  const number = Number(stored);
  return Number.isSafeInteger(number) && number > 0 ? number : null;
}

/** When a talk of an earlier version was seen. @param {string | undefined} text */
function seenIn(text) {
  try {
    return JSON.parse(text ?? "{}")?.seen_at_ms;
  } catch {
    return 0;
  }
}
