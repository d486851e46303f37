"""What slides that are left out of the plan are to have when they are taken back in: a plan has no time for them."""

from __future__ import annotations

from dataclasses import replace

from footlights.deck import Section
from footlights.talk.held_state import Held, Lectern
from footlights.talk.stage.planned import shares_ms
from footlights.talk.state import Talk


def had_ms(talk: Talk, section: Section) -> tuple[int, ...]:
    """What each slide of a section has, in milliseconds; one that is left out what it had before it was."""
    numbers = range(section.first_slide, section.last_slide + 1)
    return tuple(
        shares_ms(_before(talk, number), section)[at] if number in talk.dropped else has_ms
        for at, (number, has_ms) in enumerate(zip(numbers, shares_ms(talk, section), strict=True))
    )


def needed_ms(talk: Talk, section: Section) -> tuple[int, ...]:
    """The same in proportion to what the others have by now: they were given what those that are left out had."""
    numbers = range(section.first_slide, section.last_slide + 1)
    return tuple(
        _grown(had, talk, _before(talk, number)) if number in talk.dropped else had
        for number, had in zip(numbers, had_ms(talk, section), strict=True)
    )


def _before(talk: Talk, slide: int) -> Talk:
    """The talk held to the last plan that a slide was in."""
    plans = (*reversed(talk.lectern.before), Held())
    return replace(talk, lectern=Lectern(next(held for held in plans if slide not in held.dropped)))


def _grown(time_ms: int, talk: Talk, before: Talk) -> int:
    """A time of an earlier plan as this one would have it, told by the slides to come that are in both."""
    here, out = talk.audience_slide.number, talk.dropped | before.dropped
    now_ms, then_ms = (
        sum(
            share
            for section in each.deck.sections
            for number, share in enumerate(shares_ms(each, section), section.first_slide)
            if number > here and number not in out
        )
        for each in (talk, before)
    )
    return time_ms * now_ms // then_ms if then_ms else time_ms
