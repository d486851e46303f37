"""So much time for parts that need more, or less: in proportion, none below its floor."""

from __future__ import annotations

from footlights.deck.plan import split_by_weight

FLOOR_S = 60


def floor_s(need_s: int) -> int:
    """The least that a part is cut to: a third of what it needs, or one minute where it needs that much."""
    return max(-(-need_s // 3), min(FLOOR_S, need_s))


def spread(left_s: int, needs_s: list[int]) -> list[int]:
    """Whole seconds for each need; they add up to what is left exactly.

    Where the time is too little for the floors, the floors; where nothing is needed, nothing.
    """
    floors = [floor_s(need_s) for need_s in needs_s]
    if sum(floors) > left_s or not any(needs_s):
        return floors
    free = [need_s > 0 for need_s in needs_s]
    while True:
        pinned_s = sum(floor for floor, is_free in zip(floors, free, strict=True) if not is_free)
        weights = [need_s if is_free else 0 for need_s, is_free in zip(needs_s, free, strict=True)]
        shares = split_by_weight(left_s - pinned_s, weights)
        low = [at for at, share in enumerate(shares) if free[at] and share < floors[at]]
        if not low or len(low) == sum(free):
            return _at_least(floors, shares, left_s, needs_s)
        for at in low:
            free[at] = False


def _at_least(floors: list[int], shares: list[int], left_s: int, needs_s: list[int]) -> list[int]:
    """Shares that are none below its floor; a second that rounding took comes from, or goes to, the greatest need."""
    kept = [max(floor, share) for floor, share in zip(floors, shares, strict=True)]
    most = max(range(len(kept)), key=lambda at: (kept[at] - floors[at], needs_s[at]))
    kept[most] += left_s - sum(kept)
    return kept
