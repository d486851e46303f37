"""Rehearsals and clocks, as they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from footlights.talk.clock_state import Clock
from footlights.talk.fields import Called
from footlights.talk.rehearsal_state import Rehearsal


def rehearsal_values(rehearsal: Rehearsal, called: Mapping[int, Called]) -> dict[str, Any]:
    """What goes on, with what its slides are called, and what was done, for JSON."""
    return {
        "began_ms": rehearsal.began_ms,
        "took_ms": {str(slide): took_ms for slide, took_ms in rehearsal.took_ms.items()},
        "called": {str(slide): list(name) for slide, name in called.items()},
        "clock": clock_values(rehearsal.clock) if rehearsal.clock else None,
        "plans": rehearsal.plans,
        "questions_ms": rehearsal.questions_ms,
        "done": [
            [each.began_ms, [[slide.section, slide.title, slide.part, slide.took_ms] for slide in each.slides]]
            for each in rehearsal.done
        ],
    }


def clock_values(kept: Clock) -> dict[str, Any]:
    """A clock for JSON."""
    return {
        "spent_ms": list(kept.spent_ms),
        "section": kept.section,
        "since_ms": kept.since_ms,
        "started": kept.started,
    }
