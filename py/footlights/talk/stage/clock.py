"""The talk's clock, kept as moments: nothing ticks, nothing is decremented.

A clock is idle until it is started, then running or paused. While it runs, time counts for the
section being shown. Going back to a section goes on where it was left. These are all moves:

    idle    --start-->  running
    running --pause-->  paused      the span since it ran is added to its section
    paused  --start-->  running
    running --enter-->  running     the span is added to the section left, a new one begins
    any     --reset-->  idle        the clock before is kept by the caller, to be undone
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from footlights.talk.clock_state import Clock

LEFT_OPEN_MS = 30 * 60 * 1000
"""A page away for longer than this, in milliseconds, is taken for a talk that was over."""


@dataclass(frozen=True, slots=True)
class ClockReading:
    """A clock at one moment: ``state`` is ``idle``, ``running``, ``paused`` or ``over``."""

    state: Literal["idle", "running", "paused", "over"]
    remaining_s: int
    budget_s: int


def start_or_pause(clock: Clock, at_ms: int) -> Clock:
    """What the ``t`` key does."""
    if clock.since_ms is None:
        return replace(clock, since_ms=at_ms, started=True)
    return replace(_settled(clock, at_ms), since_ms=None)


def enter(clock: Clock, section: int, at_ms: int) -> Clock:
    """Time counts for another section from now on."""
    if section == clock.section:
        return clock
    return replace(_settled(clock, at_ms), section=section)


def paused_at(clock: Clock, at_ms: int) -> Clock:
    """The clock as if it had been paused at a moment in the past."""
    return clock if clock.since_ms is None else replace(_settled(clock, at_ms), since_ms=None)


def spent_ms(clock: Clock, section: int, at_ms: int) -> int:
    """Milliseconds a section has used up to a moment."""
    running = at_ms - clock.since_ms if clock.since_ms is not None and section == clock.section else 0
    return clock.spent_ms[section] + max(0, running)


def total_spent_ms(clock: Clock, at_ms: int) -> int:
    """Milliseconds the whole talk has used up to a moment."""
    return sum(spent_ms(clock, section, at_ms) for section in range(len(clock.spent_ms)))


def read(clock: Clock, used_ms: int, budget_s: int) -> ClockReading:
    """What a clock face shows for a budget of which ``used_ms`` are gone.

    Remaining seconds are rounded up, so that a full budget shows in full and zero means over.
    """
    remaining_s = -((used_ms - budget_s * 1000) // 1000)
    if not clock.started:
        return ClockReading("idle", remaining_s, budget_s)
    if clock.since_ms is None:
        return ClockReading("paused", remaining_s, budget_s)
    return ClockReading("over" if remaining_s < 0 else "running", remaining_s, budget_s)


def carried(clock: Clock, before: Mapping[int, int], sections: int) -> Clock:
    """The clock for other sections; ``before`` tells of those that were there what they were then.

    What sections had used that are no more counts for what comes before the first: no second is lost.
    """
    spent = [clock.spent_ms[before[number]] if number in before else 0 for number in range(1, sections + 1)]
    now = next((number for number, was in before.items() if was == clock.section), 0)
    return replace(clock, spent_ms=(sum(clock.spent_ms) - sum(spent), *spent), section=now)


def fitted(clock: Clock, sections: int) -> Clock:
    """The clock for a deck with another number of sections; no second is lost."""
    kept = clock.spent_ms[: sections + 1]
    rest = sum(clock.spent_ms[sections + 1 :])
    padded = (*kept, *(0,) * (sections + 1 - len(kept)))
    return replace(clock, spent_ms=(padded[0] + rest, *padded[1:]), section=min(clock.section, sections))


def _settled(clock: Clock, at_ms: int) -> Clock:
    """The running span added to its section; a new one begins if the clock runs."""
    if clock.since_ms is None:
        return clock
    spent = list(clock.spent_ms)
    spent[clock.section] += max(0, at_ms - clock.since_ms)
    return replace(clock, spent_ms=tuple(spent), since_ms=at_ms)
