"""How far the talk is from where it ought to be by now, and when it will be over.

Who is on a slide while its own time runs is on time; who came to it early is ahead, who is on it late is behind. What
is left of the talk is taken to last as long as planned.
"""

from __future__ import annotations

from dataclasses import dataclass

from footlights.talk.stage import clock
from footlights.talk.stage.planned import budgets_s, planned_ms, span_ms
from footlights.talk.state import Talk

ON_TIME_S = 15
"""Nearer to the plan than this is on time, in words."""
HALF_A_DAY_MIN = 12 * 60
ANOTHER_DAY_MIN = 120
"""A time of day is the nearest one of that name: a talk may go on over midnight."""


@dataclass(frozen=True, slots=True)
class Pace:
    """``ahead_s`` are whole seconds ahead of the plan, negative behind; ``ends_at_ms`` is when the talk will end."""

    ahead_s: int
    ends_at_ms: int


def pace(talk: Talk) -> Pace:
    """The talk's pace at its own moment; on time while it has not begun."""
    stands_ms, used_ms = stands_and_used_ms(talk)
    left_ms = planned_ms(talk) - stands_ms
    return Pace(_whole_seconds(stands_ms - used_ms), talk.now_ms + left_ms)


def marks(talk: Talk) -> tuple[float, float]:
    """How much of the bar of sections the talk has covered, and how much of that time is gone, as shares up to 1."""
    whole_ms = 1000 * sum(budgets_s(talk))
    before_ms = _beside_the_bar_ms(talk)
    shares = ((each_ms - before_ms) / whole_ms if whole_ms else 0.0 for each_ms in stands_and_used_ms(talk))
    stands, used = (round(min(1.0, max(0.0, share)), 4) for share in shares)
    return stands, used


def _beside_the_bar_ms(talk: Talk) -> int:
    """What a plan that was taken has before the first section, but for what sections up to this one took of it."""
    plan = talk.plan
    return plan.lead_ms - sum(plan.visited_ms[: talk.audience_slide.section]) if plan else 0


def stands_and_used_ms(talk: Talk) -> tuple[int, int]:
    """How much of the plan the talk has covered, and how much of its time is gone, in milliseconds."""
    begins_ms, ends_ms = span_ms(talk, talk.audience_slide)
    used_ms = clock.total_spent_ms(talk.clock, talk.now_ms) if talk.clock.started else begins_ms
    return min(max(begins_ms, used_ms), ends_ms), used_ms


def left_of_slide_ms(talk: Talk) -> int:
    """What the slide that the audience sees still has, in milliseconds."""
    return span_ms(talk, talk.audience_slide)[1] - stands_and_used_ms(talk)[0]


def words(pace: Pace) -> str:
    """The pace as it is said: ``on time``, ``40 s ahead``, ``2 min behind``."""
    if abs(pace.ahead_s) < ON_TIME_S:
        return "on time"
    return f"{span_words(abs(pace.ahead_s))} {'ahead' if pace.ahead_s > 0 else 'behind'}"


def span_words(seconds: int) -> str:
    """A span of time, roughly: ``40 s``, ``2 min``."""
    return f"{seconds} s" if seconds < 60 else f"{(seconds + 30) // 60} min"


def end_words(pace: Pace, ends_min: int | None, utc_offset_min: int) -> str:
    """When the talk will be over, by the clock on the wall: ``ends 14:28``, ``ends 14:34, 4 min after 14:30``.

    ``ends_min`` is when it has to be, in minutes after midnight; ``utc_offset_min`` is how far local time is ahead.
    More than ``ANOTHER_DAY_MIN`` away it is not of this day's talk: at home, in the evening, one tries it out.
    """
    local_min = pace.ends_at_ms // 60_000 + utc_offset_min
    ends = f"ends {time_of_day(local_min)}"
    if ends_min is None:
        return ends
    late_min = (local_min - ends_min + HALF_A_DAY_MIN) % (2 * HALF_A_DAY_MIN) - HALF_A_DAY_MIN
    if abs(late_min) > ANOTHER_DAY_MIN:
        return ends
    if not late_min:
        return f"{ends}, as planned"
    return f"{ends}, {abs(late_min)} min {'after' if late_min > 0 else 'before'} {time_of_day(ends_min)}"


def planned_end_min(pace: Pace, utc_offset_min: int) -> int:
    """When a talk that keeps its plan ends, in local minutes after midnight: as far from its end as ``words`` say."""
    late_min = (abs(pace.ahead_s) + 30) // 60 * (1 if pace.ahead_s < 0 else -1)
    return (pace.ends_at_ms // 60_000 + utc_offset_min - late_min) % (2 * HALF_A_DAY_MIN)


def time_of_day(minutes: int) -> str:
    """A time by the clock on the wall, ``14:30``, from local minutes since any midnight."""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def nearest_ms(talk: Talk, at_min: int) -> int:
    """The moment nearest to now at which local clocks show a time, in minutes after midnight."""
    local_ms = talk.now_ms + talk.utc_offset_min * 60_000
    half_a_day_ms = HALF_A_DAY_MIN * 60_000
    return talk.now_ms + (at_min * 60_000 - local_ms + half_a_day_ms) % (2 * half_a_day_ms) - half_a_day_ms


def is_todays(talk: Talk, at_ms: int) -> bool:
    """Whether a talk that goes on now is the one that ends at a moment."""
    return abs(at_ms - pace(talk).ends_at_ms) <= ANOTHER_DAY_MIN * 60_000


def _whole_seconds(milliseconds: int) -> int:
    """Towards the plan: half a second behind is not behind."""
    return int(milliseconds / 1000)
