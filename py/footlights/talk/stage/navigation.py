"""Moving through a deck: steps, slides, sections, places in the address bar."""

from __future__ import annotations

import re
from dataclasses import replace

from footlights.deck import Deck, Layout, Slide
from footlights.talk.stage import clock
from footlights.talk.stage.leaving_out import dropped_steps
from footlights.talk.state import Place, Talk

MOST_JUMPS = 50
_PLACE = re.compile(r"^#?/?(\d{1,6})(?:\.(\d{1,4}))?$")


def go_to(talk: Talk, place: Place) -> Talk:
    """Show a place, as near as the deck has it; entering a section switches its countdown, unless one only looks."""
    slide = min(max(1, place.slide), len(talk.deck.slides))
    shown = talk.deck.slides[slide - 1]
    step = min(max(1, place.step), shown.last_step)
    entered = clock.enter(talk.clock, shown.section, talk.now_ms) if talk.frozen is None else talk.clock
    magnified = talk.magnified if slide == talk.place.slide else None
    return replace(talk, place=Place(slide, step), anchor=None, clock=entered, chosen=slide, magnified=magnified)


def go_next(talk: Talk) -> Talk:
    """The slide's next step, or the first of the next slide that is not left out; the last slide stays."""
    step = _step(talk, talk.slide, range(talk.place.step + 1, talk.slide.last_step + 1))
    if step is not None:
        return go_to(talk, Place(talk.place.slide, step))
    later = range(talk.place.slide + 1, len(talk.deck.slides) + 1)
    after = next((number for number in later if number not in talk.dropped), None)
    return talk if after is None else go_to(talk, Place(after))


def go_previous(talk: Talk) -> Talk:
    """The step before, or the last step of the slide before: back shows what was seen."""
    step = _step(talk, talk.slide, range(talk.place.step - 1, 0, -1))
    if step is not None:
        return go_to(talk, Place(talk.place.slide, step))
    earlier = range(talk.place.slide - 1, 0, -1)
    before = next((number for number in earlier if number not in talk.dropped), None)
    return talk if before is None else go_to(talk, last_place(talk, before))


def last_place(talk: Talk, number: int) -> Place:
    """Where all of a slide is shown that is not left out."""
    slide = talk.deck.slides[number - 1]
    return Place(number, _step(talk, slide, range(slide.last_step, 0, -1)) or 1)


def _step(talk: Talk, slide: Slide, steps: range) -> int | None:
    """The first of a slide's steps that brings more than a bullet that is left out."""
    dropped = dropped_steps(talk, slide) if slide.optional else ()
    return next((step for step in steps if step not in dropped), None)


def go_next_section(talk: Talk) -> Talk:
    """The first slide of the next section; in the last section nothing changes."""
    later = (each for each in talk.deck.sections[talk.slide.section :] if each.first_slide not in talk.dropped)
    section = next(later, None)
    return talk if section is None else go_to(talk, Place(section.first_slide))


def go_previous_section(talk: Talk) -> Talk:
    """The start of this section or, from there, of the one before."""
    section = talk.slide.section
    if not section:
        return go_to(talk, Place(1))
    first = talk.deck.sections[section - 1].first_slide
    if talk.place.slide > first:
        return go_to(talk, Place(first))
    earlier = (each.first_slide for each in reversed(talk.deck.sections[: section - 1]))
    return go_to(talk, Place(next((each for each in earlier if each not in talk.dropped), 1)))


def go_to_agenda(talk: Talk) -> Talk:
    """The agenda, where the deck has one."""
    agenda = next((slide.number for slide in talk.deck.slides if slide.layout is Layout.AGENDA), None)
    return go_to(talk, Place(agenda)) if agenda else talk


def go_to_last_section(talk: Talk) -> Talk:
    """The first slide of the last section that is not left out, as for a talk that is out of time."""
    firsts = (section.first_slide for section in reversed(talk.deck.sections))
    first = next((number for number in firsts if number not in talk.dropped), None)
    return talk if first is None else go_to(talk, Place(first))


def go_to_end(talk: Talk) -> Talk:
    """All of the last slide that is not left out."""
    numbers = range(len(talk.deck.slides), 0, -1)
    last = next((number for number in numbers if number not in talk.dropped), 1)
    return go_to(talk, last_place(talk, last))


def go_back(talk: Talk) -> Talk:
    """Where the talk was before it went further than to the next slide; there, nothing is left to go back to."""
    if not talk.jumps:
        return talk
    here = talk.place
    left = (*(each for each in talk.returns if each.slide != here.slide), here)
    before = tuple(here if each.slide == here.slide else each for each in talk.jumps[:-1])
    return replace(go_to(talk, talk.jumps[-1]), jumps=before, returns=left[-MOST_JUMPS:])


def jumped(talk: Talk, before: Place, *, by_link: bool) -> Talk:
    """The talk with the place that it was at remembered, if that is further away than the next slide, or was linked."""
    if abs(talk.place.slide - before.slide) <= (0 if by_link else 1):
        return talk
    return replace(talk, jumps=(*talk.jumps, before)[-MOST_JUMPS:])


def place_in(deck: Deck, text: str) -> Place | None:
    """The place that ``#/3`` or ``#/3.2`` names; None when it names none of this deck."""
    match = _PLACE.match(text)
    if match is None or not 1 <= int(match[1]) <= len(deck.slides):
        return None
    return Place(int(match[1]), int(match[2] or 1))


def spell_place(place: Place) -> str:
    """A place as the address bar shows it: ``#/3``, ``#/3.2``."""
    return f"#/{place.slide}" + (f".{place.step}" if place.step > 1 else "")
