"""What the talk is held to since it was re-planned at the lectern, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TalkPlan:
    """What the talk was re-planned to, in milliseconds: for each slide of each section, and before the first.

    ``visited_ms`` was spent before, on each section that was still to come: its clock counts it, the plan has it in
    ``lead_ms``.
    """

    lead_ms: int
    shares_ms: tuple[tuple[int, ...], ...]
    visited_ms: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """What the talk is held to: a plan of its own, slides that are left out, the moment at which it has to end.

    ``bullets`` are left out of slides that are not: the number of the slide, and the name of the bullet. The plan has
    no time for those that are ``spared``, whether they are shown all the same or not.
    """

    plan: TalkPlan | None = None
    dropped: frozenset[int] = frozenset()
    bullets: frozenset[tuple[int, str]] = frozenset()
    spared: frozenset[tuple[int, str]] = frozenset()
    ends_at_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Replanning:
    """A plan that is only looked at: what it leaves out, and when it is to end, as it was ``asked`` and as a moment."""

    dropped: frozenset[int] = frozenset()
    bullets: frozenset[tuple[int, str]] = frozenset()
    asked: str = ""
    ends_at_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Lectern:
    """What was planned since the notes were written; ``before`` is what the talk was held to, the latest last."""

    held: Held = Held()
    before: tuple[Held, ...] = ()
    replanning: Replanning | None = None
