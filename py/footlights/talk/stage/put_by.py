"""A plan that is put by, for a talk or a rehearsal that begins anew, and comes back afterwards.

It goes where plans wait that were replaced: undoing brings it back at once, too.
"""

from __future__ import annotations

from dataclasses import replace

from footlights.talk.held_state import Held, Lectern
from footlights.talk.stage.replanning import MOST_UNDONE


def without_plan(lectern: Lectern, ends_at_ms: int | None = None) -> Lectern:
    """The talk is held to its notes again, and to an end that still holds."""
    held = Held(ends_at_ms=ends_at_ms)
    if lectern.held == held:
        return replace(lectern, replanning=None)
    return Lectern(held, (*lectern.before, lectern.held)[-MOST_UNDONE:])


def with_plan_again(lectern: Lectern, plans: int) -> Lectern:
    """What was put by after so many ``plans`` is what the talk is held to again."""
    if plans >= len(lectern.before):
        return replace(lectern, replanning=None)
    return Lectern(lectern.before[plans], lectern.before[:plans])
