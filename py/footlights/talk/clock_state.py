"""The talk's clock as a frozen value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clock:
    """Time as moments: what each section used before, and since when the current one runs.

    ``spent_ms`` has one entry a section and a first one for what comes before section 1;
    ``since_ms`` is None while idle or paused; ``started`` tells those two apart.
    """

    spent_ms: tuple[int, ...] = (0,)
    section: int = 0
    since_ms: int | None = None
    started: bool = False
