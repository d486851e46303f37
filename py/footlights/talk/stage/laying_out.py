"""Notes laid out as a deck, at the start and anew under a running talk.

Larger text makes more slides of the same notes, and changed notes make other slides: either way
the speaker stays where they were, and clock, session and what ran are kept.
"""

from __future__ import annotations

from dataclasses import replace

from footlights.deck import PYODIDE, Cell, Deck, Slide, parse
from footlights.talk.clock_state import Clock
from footlights.talk.code import checkpoints
from footlights.talk.code.queue import without_cells
from footlights.talk.drawn_state import Drawings
from footlights.talk.held_state import Held, Lectern, Replanning
from footlights.talk.kernel_state import RunState
from footlights.talk.rehearsal_state import Rehearsal
from footlights.talk.stage import clock, drawing, navigation, planned
from footlights.talk.stage.identity import carried_over, sections_again, slides_again
from footlights.talk.state import Place, Recorded, Talk, TalkNotes

_NOTHING = Recorded()

TEXT_SIZES = range(-4, 7)
"""Sizes of the text in steps of a tenth; 0 is normal."""


def opened(
    notes: TalkNotes,
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
        theme=deck.settings.theme,
        engines=engines,
        recorded=recorded,
    )


def laid_out(talk: Talk, notes: TalkNotes, text_size: int) -> Talk:
    """The same talk on changed notes or with text of another size; what is found again keeps what it had."""
    deck, gone = carried_over(talk.deck, talk.gone, _deck(notes, text_size))
    changed = _changed(talk, deck)
    anchor = _first_line(talk.slide) if talk.anchor is None else talk.anchor
    place = _same_place(talk, deck, anchor if notes == talk.notes else None)
    kernel = checkpoints.carried(talk, deck, sections_again(talk.deck, deck))
    kept = replace(
        talk,
        notes=notes,
        deck=deck,
        text_size=text_size,
        gone=gone,
        kernel=without_cells(kernel, changed - _current(talk)),
        cells=_still_so(talk, changed),
        comparisons={cell: rows for cell, rows in talk.comparisons.items() if cell not in changed},
        edits=_renamed(talk, deck),
        recorded=_still_recorded(talk.recorded, talk.deck, deck),
        clock=_carried(talk.clock, talk.deck, deck),
        undone_clock=_carried(talk.undone_clock, talk.deck, deck) if talk.undone_clock else None,
        place=Place(),
        jumps=_again(talk.jumps, talk.deck, deck),
        returns=_again(talk.returns, talk.deck, deck),
        lectern=_held_again(talk, deck),
        drawings=_drawn_again(talk, deck),
        rehearsal=_timed_again(talk, deck),
        magnified=None,
        frozen=None,
    )
    frozen = _frozen_again(talk, kept)
    return replace(navigation.go_to(kept, place), anchor=anchor if notes == talk.notes else None, frozen=frozen)


def _frozen_again(talk: Talk, laid_out: Talk) -> Place | None:
    """What the audience sees, where its slide stands now."""
    if talk.frozen is None:
        return None
    seen = replace(talk, place=talk.frozen)
    line = _first_line(seen.slide) if laid_out.notes == talk.notes else None
    return navigation.go_to(laid_out, _same_place(seen, laid_out.deck, line)).place


def _carried(was: Clock, before: Deck, after: Deck) -> Clock:
    return clock.carried(was, sections_again(before, after), len(after.sections))


def _drawn_again(talk: Talk, deck: Deck) -> Drawings:
    """What was drawn on slides that are still there."""
    if not talk.drawings.before and not talk.drawings.strokes:
        return talk.drawings
    return drawing.renumbered(talk.drawings, {was: now for now, was in slides_again(talk.deck, deck).items()})


def _timed_again(talk: Talk, deck: Deck) -> Rehearsal:
    """A rehearsal with its times under the numbers that the slides have now."""
    if not talk.rehearsal.took_ms:
        return talk.rehearsal
    again = slides_again(talk.deck, deck).items()
    took_ms = {now: talk.rehearsal.took_ms[was] for now, was in again if was in talk.rehearsal.took_ms}
    return replace(talk.rehearsal, took_ms=took_ms)


def _held_again(talk: Talk, deck: Deck) -> Lectern:
    """What the talk is held to, and was, for the slides and sections that there are now."""
    lectern = talk.lectern
    if lectern == Lectern():
        return lectern
    sections, slides = sections_again(talk.deck, deck), slides_again(talk.deck, deck)

    def again(held: Held) -> Held:
        plan = planned.carried(held.plan, deck, sections) if held.plan else None
        dropped = frozenset(now for now, was in slides.items() if was in held.dropped)
        bullets, spared = (
            frozenset((now, name) for now, was in slides.items() for of, name in each if of == was)
            for each in (held.bullets, held.spared)
        )
        return replace(held, plan=plan, dropped=dropped, bullets=bullets, spared=spared)

    held, before = again(lectern.held), tuple(map(again, lectern.before))
    return Lectern(held, before, Replanning(held.dropped, held.bullets) if lectern.replanning else None)


def _again(places: tuple[Place, ...], before: Deck, deck: Deck) -> tuple[Place, ...]:
    """Places to go back to, as far as their slides are still there."""
    if not places:
        return ()
    now = {was: number for number, was in slides_again(before, deck).items()}
    return tuple(replace(place, slide=now[place.slide]) for place in places if place.slide in now)


def _still_so(talk: Talk, changed: set[int]) -> dict[int, RunState]:
    """How cells are. One whose code is another has not run, but for what runs just now."""
    lost = changed - _current(talk)
    return {identity: state for identity, state in talk.cells.items() if identity not in lost}


def _current(talk: Talk) -> frozenset[int]:
    """The cell that runs, as long as it does: what it was asked for, it does."""
    return frozenset({talk.kernel.current.cell}) if talk.kernel.current else frozenset()


def _changed(talk: Talk, deck: Deck) -> set[int]:
    """The cells whose code is another, or is run in another way."""
    was = {cell.identity: _run_as(cell) for cell in (*talk.gone, *talk.deck.cells)}
    return {cell.identity for cell in deck.cells if was.get(cell.identity, _run_as(cell)) != _run_as(cell)}


def _run_as(cell: Cell) -> tuple[object, ...]:
    return cell.whole, cell.kind, cell.engines, cell.path


def _renamed(talk: Talk, deck: Deck) -> dict[str, str]:
    """The edits by the names that their cells have now; those of a cell that is gone under one that none has."""
    names = {cell.identity: cell.name for cell in deck.cells}
    taken = frozenset(names.values())
    was = {cell.name: cell for cell in talk.gone} | {cell.name: cell for cell in talk.deck.cells}
    was |= {_aside(cell): cell for cell in talk.gone}
    others = {name: text for name, text in talk.edits.items() if name not in was}
    return others | {
        names.get(cell.identity) or (_aside(cell) if cell.name in taken else cell.name): talk.edits[name]
        for name, cell in was.items()
        if name in talk.edits
    }


def _aside(cell: Cell) -> str:
    return f"{cell.name}~{cell.identity}"


def _deck(notes: TalkNotes, text_size: int) -> Deck:
    return parse(notes.text, notes.name, notes.pictures, text_scale=1 + text_size / 10)


def _still_recorded(recorded: Recorded, before: Deck, after: Deck) -> Recorded:
    """Without the cells whose code is not as it was: what was recorded of them is not theirs any more."""
    was = {cell.name: cell.whole for cell in before.cells}
    changed = {cell.name for cell in after.cells if was.get(cell.name, cell.whole) != cell.whole}
    return replace(recorded, cells=recorded.cells - changed)


def _same_place(talk: Talk, deck: Deck, line: int | None) -> Place:
    """Where the slide stands now that is shown; while only the text's size changes, the slide with this line.

    One that is gone leaves the place to the slide that follows what came before it.
    """
    slide = talk.slide
    if line is not None:
        with_line = [other for other in deck.slides if line in _own_lines(other) and other.title == slide.title]
        if with_line:
            nearest = min(with_line, key=lambda other: abs(other.number - slide.number))
            return replace(talk.place, slide=nearest.number)
    now = {was: number for number, was in slides_again(talk.deck, deck).items()}
    if slide.number in now:
        return replace(talk.place, slide=now[slide.number])
    earlier = [now[number] for number in range(1, slide.number) if number in now]
    return Place(max(earlier[-1:], default=0) + 1)


def _own_lines(slide: Slide) -> frozenset[int]:
    return frozenset((*slide.title_lines, *slide.lines))


def _first_line(slide: Slide) -> int:
    return (*slide.title_lines, *slide.lines, slide.line)[0]
