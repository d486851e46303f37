"""Notes laid out as a deck, at the start and anew under a running talk.

Larger text makes more slides of the same notes, and changed notes make other slides: either way
the speaker stays where they were, and clock, session and what ran are kept.
"""

from __future__ import annotations

from dataclasses import replace

from footlights.deck import PYODIDE, Cell, Deck, Slide, parse
from footlights.talk import clock, navigation
from footlights.talk.state import Clock, Notes, Place, Recorded, RunState, Talk

_NOTHING = Recorded()

TEXT_SIZES = range(-4, 7)
"""Sizes of the text in steps of a tenth; 0 is normal."""


def opened(
    notes: Notes,
    engines: tuple[str, ...] = (PYODIDE,),
    deck: Deck | None = None,
    recorded: Recorded = _NOTHING,
) -> Talk:
    """A talk at its first slide, its clock not started; ``engines`` are the Pythons of the page.

    ``deck`` is what the notes parse to, where that is known already; ``recorded`` is what the page has
    a recording of.
    """
    deck = deck or _deck(notes, 0)
    return Talk(
        notes,
        deck,
        clock=Clock(spent_ms=(0,) * (len(deck.sections) + 1)),
        cells=(RunState.IDLE,) * len(_cells(deck)),
        theme=deck.settings.theme,
        engines=engines,
        recorded=recorded,
    )


def laid_out(talk: Talk, notes: Notes, text_size: int) -> Talk:
    """The same talk on changed notes or with text of another size."""
    deck = _deck(notes, text_size)
    before = _cells(talk.deck)
    cells = tuple(
        state if cell.source == was.source else RunState.IDLE
        for cell, was, state in zip(_cells(deck), before, talk.cells, strict=False)
    )
    anchor = _first_line(talk.slide) if talk.anchor is None else talk.anchor
    place = _same_place(deck, talk.slide, talk.place, anchor)
    kept = replace(
        talk,
        notes=notes,
        deck=deck,
        text_size=text_size,
        comparisons=talk.comparisons if notes == talk.notes else {},
        cells=cells + (RunState.IDLE,) * (len(_cells(deck)) - len(cells)),
        recorded=_still_recorded(talk.recorded, before, _cells(deck)),
        clock=clock.fitted(talk.clock, len(deck.sections)),
        place=Place(),
    )
    return replace(navigation.go_to(kept, place), anchor=anchor if notes == talk.notes else None)


def _deck(notes: Notes, text_size: int) -> Deck:
    return parse(notes.text, notes.name, notes.pictures, text_scale=1 + text_size / 10)


def _cells(deck: Deck) -> list[Cell]:
    return [cell for slide in deck.slides for cell in slide.cells]


def _still_recorded(recorded: Recorded, before: list[Cell], after: list[Cell]) -> Recorded:
    """Without the cells whose code is not as it was: what was recorded of them is not theirs any more."""
    was = {cell.name: cell.whole for cell in before}
    changed = {cell.name for cell in after if was.get(cell.name, cell.whole) != cell.whole}
    return replace(recorded, cells=recorded.cells - changed)


def _same_place(deck: Deck, slide: Slide, place: Place, line: int) -> Place:
    """The slide that shows the same now, else the one with the same line, else that of the same title."""
    alike = (
        [other for other in deck.slides if other.key == slide.key],
        [other for other in deck.slides if line in _own_lines(other) and other.title == slide.title],
        [other for other in deck.slides if (other.layout, other.title) == (slide.layout, slide.title)],
    )
    for found in filter(None, alike):
        nearest = min(found, key=lambda other: abs(other.number - slide.number))
        return replace(place, slide=nearest.number)
    return place


def _own_lines(slide: Slide) -> frozenset[int]:
    return frozenset((*slide.title_lines, *slide.lines))


def _first_line(slide: Slide) -> int:
    return (*slide.title_lines, *slide.lines, slide.line)[0]
