"""Rehearsals, as frozen values: one that goes on, those that were done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from footlights.talk.clock_state import Clock


@dataclass(frozen=True, slots=True)
class SlideTime:
    """What one slide took in a rehearsal, told by what it is called."""

    section: str
    title: str
    part: int
    took_ms: int


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A rehearsal that was done: when it began, and its slides in their order."""

    began_ms: int
    slides: tuple[SlideTime, ...]


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """``began_ms`` is None where none goes on; ``took_ms`` is what each slide took so far, by its number.

    ``clock`` is the talk's as it was before, which comes back afterwards, as do the plan, which is the one after so
    many ``plans`` that were undone, and the time of questions. ``is_shown`` tells that the report is open.
    """

    began_ms: int | None = None
    took_ms: Mapping[int, int] = field(default_factory=dict)
    clock: Clock | None = None
    done: tuple[Rehearsed, ...] = ()
    is_shown: bool = False
    plans: int = 0
    questions_ms: int = 0
