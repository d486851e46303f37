"""What of its time each part of the talk is to take: as the notes say, or as it was re-planned at the lectern.

A section's budget is shared among its slides: those that state one have it, the others share what is left evenly, and
so do the pages that one slide goes on over. A slide that only names its section takes no time, where others follow.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from footlights.deck import Deck, Section, Slide
from footlights.deck.plan import split_by_weight
from footlights.talk.held_state import TalkPlan
from footlights.talk.state import Talk

MICRO = 1_000_000


def budgets_s(talk: Talk) -> tuple[int, ...]:
    """What each section has, in seconds."""
    if talk.plan is None:
        return tuple(section.budget_s for section in talk.deck.sections)
    pairs = zip(talk.plan.shares_ms, talk.plan.visited_ms, strict=True)
    return tuple(round((sum(shares) + visited) / 1000) for shares, visited in pairs)


def duration_s(talk: Talk) -> int:
    """What the talk has, in seconds."""
    return talk.deck.duration_s if talk.plan is None else round(planned_ms(talk) / 1000)


def planned_ms(talk: Talk) -> int:
    """What all sections have together, and what came before the first, in milliseconds."""
    if talk.plan is None:
        return 1000 * sum(section.budget_s for section in talk.deck.sections)
    return talk.plan.lead_ms + sum(map(sum, talk.plan.shares_ms))


def span_ms(talk: Talk, slide: Slide) -> tuple[int, int]:
    """From when to when, in milliseconds of talk, a slide is to be shown."""
    deck = talk.deck
    lead_ms = talk.plan.lead_ms if talk.plan else 0
    section = deck.section_of(slide)
    if section is None:
        is_before = not deck.sections or slide.number < deck.sections[0].first_slide
        return (0, lead_ms) if is_before else (planned_ms(talk), planned_ms(talk))
    before_ms = lead_ms + sum(section_ms(talk, each) for each in deck.sections[: section.number - 1])
    shares = shares_ms(talk, section)
    at = slide.number - section.first_slide
    return before_ms + sum(shares[:at]), before_ms + sum(shares[: at + 1])


def section_ms(talk: Talk, section: Section) -> int:
    """What a section has, in milliseconds."""
    return 1000 * section.budget_s if talk.plan is None else sum(talk.plan.shares_ms[section.number - 1])


def shares_ms(talk: Talk, section: Section) -> tuple[int, ...]:
    """What each slide of a section has of its budget, in milliseconds. They add up to it exactly."""
    if talk.plan is not None:
        return talk.plan.shares_ms[section.number - 1]
    return split_among_slides(talk.deck, section, 1000 * section.budget_s)


def split_among_slides(deck: Deck, section: Section, whole_ms: int) -> tuple[int, ...]:
    """So much time for a section, shared among its slides as its notes say."""
    slides = deck.slides[section.first_slide - 1 : section.last_slide]
    talks = [list(pages) for _, pages in groupby(slides, key=lambda slide: slide.number - slide.part)]
    stated = [_stated_s(pages[0], section) for pages in talks]
    left_us = MICRO * max(0, section.budget_s - sum(filter(None, stated)))
    weights_us = [left_us // stated.count(None) if own is None else MICRO * own for own in stated]
    return split(
        [weight // len(pages) for weight, pages in zip(weights_us, talks, strict=True) for _ in pages], whole_ms
    )


def split(weights: list[int], whole_ms: int) -> tuple[int, ...]:
    """A time in proportion to weights, evenly where there is none; it adds up exactly."""
    return tuple(split_by_weight(whole_ms, weights if any(weights) else [1] * len(weights)))


def _stated_s(slide: Slide, section: Section) -> int | None:
    """What a slide has of its own; the one that is called as its section bears the section's budget."""
    if slide.title != section.title:
        return slide.budget_s
    return 0 if not slide.source.strip() and section.last_slide > section.first_slide else None


def carried(plan: TalkPlan, deck: Deck, again: Mapping[int, int]) -> TalkPlan:
    """A plan for other slides of the same talk; ``again`` tells of its sections what their numbers were before.

    A section that has as many slides as it had keeps all shares; one that was not there has what the notes say.
    """
    shares = []
    visited = [plan.visited_ms[again[each.number] - 1] if each.number in again else 0 for each in deck.sections]
    for section in deck.sections:
        was = plan.shares_ms[again[section.number] - 1] if section.number in again else None
        as_many = was is not None and len(was) == 1 + section.last_slide - section.first_slide
        whole_ms = 1000 * section.budget_s if was is None else sum(was)
        shares.append(was if was is not None and as_many else split_among_slides(deck, section, whole_ms))
    return TalkPlan(plan.lead_ms, tuple(shares), tuple(visited))
