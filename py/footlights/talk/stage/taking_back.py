"""What is left out of the plan, and is to have when it is taken back in: a plan has no time for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from footlights.deck import OptionalBullet, Section, Slide
from footlights.talk.held_state import Held, Lectern, Replanning
from footlights.talk.stage.bullets import Bullets, above, bullet_ms, without_bullets_ms
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
    had = had_ms(talk, section)
    dropped = [number for number in range(section.first_slide, section.last_slide + 1) if number in talk.dropped]
    plans = {number: _before(talk, number) for number in dropped}
    ratios = {plan.lectern.held: _ratio(talk, plan) for plan in plans.values()}
    return tuple(
        _times(each, ratios[plans[number].lectern.held]) if number in plans else each
        for number, each in enumerate(had, section.first_slide)
    )


def taken_back(talk: Talk, wanted: Held | Replanning) -> Bullets:
    """Bullets still to come that the plan has no time for, and that a new one does not leave out."""
    numbers = {number for number, _ in talk.lectern.held.spared if number <= len(talk.deck.slides)}
    return frozenset(each for number in numbers for each in _back_on(talk, talk.deck.slides[number - 1], wanted))


def _back_on(talk: Talk, slide: Slide, wanted: Held | Replanning) -> Bullets:
    if isinstance(wanted, Held):
        return frozenset()
    return frozenset(
        (slide.number, bullet.name)
        for bullet in slide.optional
        if (slide.number, bullet.name) in talk.lectern.held.spared - wanted.bullets and is_to_come(talk, slide, bullet)
    )


def bullets_back_ms(talk: Talk, slide: Slide, wanted: Held | Replanning) -> int:
    """What a slide needs for bullets that are taken back in; what is in one goes with it, unless it stays left out."""
    back = _back_on(talk, slide, wanted)

    def needs_ms(bullet: OptionalBullet) -> int:
        had_ms, before = _had(talk, slide, bullet)
        inner = (each for each in _topmost(slide, wanted.bullets) if bullet in above(slide, each))
        return _times(had_ms, _ratio(talk, before)) - sum(map(needs_ms, inner))

    return sum(
        needs_ms(bullet) for bullet in _topmost(slide, back | wanted.bullets) if (slide.number, bullet.name) in back
    )


def bullet_had_ms(talk: Talk, slide: Slide, bullet: OptionalBullet) -> int:
    """What a bullet took of its slide in the last plan that had time for it."""
    return _had(talk, slide, bullet)[0]


def _had(talk: Talk, slide: Slide, bullet: OptionalBullet) -> tuple[int, Talk]:
    names = {(slide.number, each.name) for each in (bullet, *above(slide, bullet))}
    before = _held_by(talk, lambda held: slide.number not in held.dropped and not names & held.spared)
    section = talk.deck.sections[slide.section - 1]
    slide_ms = shares_ms(before, section)[slide.number - section.first_slide]
    return bullet_ms(slide, bullet, slide_ms, before.lectern.held.spared), before


def _topmost(slide: Slide, names: Bullets) -> list[OptionalBullet]:
    """Of bullets that are named those that stand in no other of them."""
    return [
        bullet
        for bullet in slide.optional
        if (slide.number, bullet.name) in names
        and not any((slide.number, each.name) in names for each in above(slide, bullet))
    ]


def is_to_come(talk: Talk, slide: Slide, bullet: OptionalBullet) -> bool:
    """Whether the audience has not seen a bullet yet."""
    here = talk.audience_place
    return slide.number > here.slide or (slide.number == here.slide and bullet.step > here.step)


def _before(talk: Talk, slide: int) -> Talk:
    """The talk held to the last plan that a slide was in."""
    return _held_by(talk, lambda held: slide not in held.dropped)


def _held_by(talk: Talk, suits: Callable[[Held], bool]) -> Talk:
    """The talk held to the last plan that suits, or to its notes."""
    plans = (talk.lectern.held, *reversed(talk.lectern.before))
    return replace(talk, lectern=Lectern(next(filter(suits, plans), Held())))


Ratio = tuple[int, int]


def _ratio(talk: Talk, before: Talk) -> Ratio:
    """What is to come in both has so much in this plan, and so much in an earlier one."""
    return _in_both_ms(talk, before), _in_both_ms(before, talk)


def _times(time_ms: int, ratio: Ratio) -> int:
    now_ms, then_ms = ratio
    return time_ms * now_ms // then_ms if then_ms else time_ms


def _in_both_ms(talk: Talk, other: Talk) -> int:
    """What a plan has for what is to come and is left out of neither."""
    here, out = talk.audience_slide.number, talk.dropped | other.dropped
    return sum(
        without_bullets_ms(slide, share, other.lectern.held.spared, talk.lectern.held.spared)
        for section in talk.deck.sections
        for number, share in enumerate(shares_ms(talk, section), section.first_slide)
        if (slide := talk.deck.slides[number - 1]).number > here and number not in out
    )
