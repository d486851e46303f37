"""Where the talk ought to be by now, slide by slide, and how far from there it is.

A section's budget is shared among its slides: those that state one have it, the others share what is left evenly, and
so do the pages that one slide goes on over. A slide that only names its section takes no time, where others follow.
Who is on a slide while its own time runs is on time; who came to it early is ahead, who is on it late is behind. What
is left of the talk is taken to last as long as planned.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from footlights.deck import Deck, Section, Slide
from footlights.deck.plan import split_by_weight
from footlights.talk.stage import clock
from footlights.talk.state import Talk

ON_TIME_S = 15
"""Nearer to the plan than this is on time, in words."""
MICRO = 1_000_000
HALF_A_DAY_MIN = 12 * 60
"""A time of day is the nearest one of that name: a talk may go on over midnight."""


@dataclass(frozen=True, slots=True)
class Pace:
    """``ahead_s`` are whole seconds ahead of the plan, negative behind; ``ends_at_ms`` is when the talk will end."""

    ahead_s: int
    ends_at_ms: int


def pace(talk: Talk) -> Pace:
    """The talk's pace at its own moment; on time while it has not begun."""
    stands_ms, used_ms = _stands_and_used_ms(talk)
    left_ms = planned_ms(talk.deck) - stands_ms
    return Pace(_whole_seconds(stands_ms - used_ms), talk.now_ms + left_ms)


def marks(talk: Talk) -> tuple[float, float]:
    """How much of what is planned the talk has covered, and how much of that time is gone, both as shares up to 1."""
    planned = planned_ms(talk.deck)
    stands_ms, used_ms = _stands_and_used_ms(talk)
    return (round(stands_ms / planned, 4), round(min(1.0, used_ms / planned), 4)) if planned else (0.0, 0.0)


def _stands_and_used_ms(talk: Talk) -> tuple[int, int]:
    begins_ms, ends_ms = span_ms(talk.deck, talk.audience_slide)
    used_ms = clock.total_spent_ms(talk.clock, talk.now_ms) if talk.clock.started else begins_ms
    return min(max(begins_ms, used_ms), ends_ms), used_ms


def planned_ms(deck: Deck) -> int:
    """What all sections have, in milliseconds."""
    return 1000 * sum(section.budget_s for section in deck.sections)


def span_ms(deck: Deck, slide: Slide) -> tuple[int, int]:
    """From when to when, in milliseconds of talk, a slide is to be shown."""
    section = deck.section_of(slide)
    if section is None:
        at_ms = 0 if slide.number < _first_slide(deck) else planned_ms(deck)
        return at_ms, at_ms
    before_ms = 1000 * sum(each.budget_s for each in deck.sections[: section.number - 1])
    shares = shares_ms(deck, section)
    at = slide.number - section.first_slide
    return before_ms + sum(shares[:at]), before_ms + sum(shares[: at + 1])


def shares_ms(deck: Deck, section: Section) -> tuple[int, ...]:
    """What each slide of a section has of its budget, in milliseconds. They add up to it exactly."""
    slides = deck.slides[section.first_slide - 1 : section.last_slide]
    talks = [list(pages) for _, pages in groupby(slides, key=lambda slide: slide.number - slide.part)]
    stated = [_stated_s(pages[0], section) for pages in talks]
    left_us = MICRO * max(0, section.budget_s - sum(filter(None, stated)))
    weights_us = [left_us // stated.count(None) if own is None else MICRO * own for own in stated]
    spread = [weight // len(pages) for weight, pages in zip(weights_us, talks, strict=True) for _ in pages]
    return tuple(split_by_weight(1000 * section.budget_s, spread if any(spread) else [1] * len(spread)))


def _stated_s(slide: Slide, section: Section) -> int | None:
    """What a slide has of its own; the one that is called as its section bears the section's budget."""
    if slide.title != section.title:
        return slide.budget_s
    return 0 if not slide.source.strip() and section.last_slide > section.first_slide else None


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
    """
    local_min = pace.ends_at_ms // 60_000 + utc_offset_min
    ends = f"ends {time_of_day(local_min)}"
    if ends_min is None:
        return ends
    late_min = (local_min - ends_min + HALF_A_DAY_MIN) % (2 * HALF_A_DAY_MIN) - HALF_A_DAY_MIN
    if not late_min:
        return f"{ends}, as planned"
    return f"{ends}, {abs(late_min)} min {'after' if late_min > 0 else 'before'} {time_of_day(ends_min)}"


def time_of_day(minutes: int) -> str:
    """A time by the clock on the wall, ``14:30``, from local minutes since any midnight."""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _first_slide(deck: Deck) -> int:
    return deck.sections[0].first_slide if deck.sections else len(deck.slides) + 1


def _whole_seconds(milliseconds: int) -> int:
    """Towards the plan: half a second behind is not behind."""
    return int(milliseconds / 1000)
