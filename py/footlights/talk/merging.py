"""What two tabs made of the same talk since they had the same, as one: nothing of either is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from footlights.talk.drawn_state import Drawings
from footlights.talk.rehearsal_state import Rehearsal
from footlights.talk.speaker.rehearsing import MOST_DONE
from footlights.talk.stage.drawing import MOST_STROKES, MOST_UNDONE
from footlights.talk.stage.repl import HISTORY_LENGTH
from footlights.talk.state import KeptDrawings, Lasting, Repl

Each = TypeVar("Each")


def merged(shared: Lasting, ours: Lasting, theirs: Lasting) -> Lasting:
    """What two tabs made of the same talk: ours where we changed it since, theirs for the rest."""
    here = theirs.place is None or (ours.place, ours.text_size) != (shared.place, shared.text_size)
    times = (ours.clock, ours.undone_clock)
    clocks = times if theirs.clock is None or times != (shared.clock, shared.undone_clock) else None
    rehearses = clocks is not None or _going_on(ours.rehearsal) != _going_on(shared.rehearsal)
    return Lasting(
        ours.place if here else theirs.place,
        *(clocks or (theirs.clock, theirs.undone_clock)),
        ours.theme if ours.theme != shared.theme else theirs.theme,
        ours.text_size if here else theirs.text_size,
        _merged_edits(shared.edits or {}, ours.edits or {}, theirs.edits),
        _merged_repl(shared.repl or Repl(), ours.repl or Repl(), theirs.repl),
        ours.shown if here else theirs.shown,
        ours.sections if clocks else theirs.sections,
        ours.large_clock if ours.large_clock != shared.large_clock else theirs.large_clock,
        ours.speaker if ours.speaker != shared.speaker else theirs.speaker,
        ours.lectern if clocks or ours.lectern != shared.lectern else theirs.lectern,
        ours.questions if clocks or ours.questions != shared.questions else theirs.questions,
        _merged_drawings(shared.drawings, ours.drawings, theirs.drawings),
        ours.jumps if here else theirs.jumps,
        ours.returns if here else theirs.returns,
        ours.rests_while_blank if clocks else theirs.rests_while_blank,
        _merged_rehearsal(shared.rehearsal, ours.rehearsal, theirs.rehearsal, rehearses),
        ours.ran,
        ours.timed if rehearses else theirs.timed,
        ours.notes_mark,
    )


def _merged_edits(
    shared: Mapping[str, str], ours: Mapping[str, str], theirs: Mapping[str, str] | None
) -> Mapping[str, str]:
    if theirs is None:
        return ours
    changed = {name for name in (*shared, *ours) if ours.get(name) != shared.get(name)}
    kept = {name: text for name, text in theirs.items() if name not in changed}
    return kept | {name: text for name, text in ours.items() if name in changed}


def _merged_repl(shared: Repl, ours: Repl, theirs: Repl | None) -> Repl:
    if theirs is None:
        return ours
    entered = tuple(entry for entry in ours.history if entry not in shared.history)
    history = (*(entry for entry in theirs.history if entry not in entered), *entered)[-HISTORY_LENGTH:]
    looks = theirs if replace(ours, history=()) == replace(shared, history=()) else ours
    return replace(looks, history=history)


def _both(had: tuple[Each, ...], mine: tuple[Each, ...], other: tuple[Each, ...]) -> tuple[Each, ...]:
    """What is in both, or new in either: what one of them took away is gone."""
    kept = (each for each in other if each in mine or each not in had)
    return (*kept, *(each for each in mine if each not in had and each not in other))


def _merged_drawings(
    shared: KeptDrawings | None, ours: KeptDrawings | None, theirs: KeptDrawings | None
) -> KeptDrawings | None:
    if ours == shared or ours is None or theirs is None:
        return theirs if ours == shared else ours
    had = shared.drawings if shared else Drawings()
    return KeptDrawings(_drawn(had, ours.drawings, theirs.drawings), {**theirs.called, **ours.called})


def _drawn(had: Drawings, ours: Drawings, theirs: Drawings) -> Drawings:
    """Of a slide that both drew on, the lines of both; what is undone on it is what we did."""
    slides = {*had.strokes, *ours.strokes, *theirs.strokes}
    by_us = {slide for slide in slides if ours.strokes.get(slide) != had.strokes.get(slide)}
    strokes = {
        slide: _both(*(each.strokes.get(slide, ()) for each in (had, ours, theirs)))[-MOST_STROKES:] for slide in slides
    }
    before = (
        *(each for each in theirs.before if each[0] not in by_us),
        *(
            (slide, _both(had.strokes.get(slide, ()), was, theirs.strokes.get(slide, ())))
            for slide, was in ours.before
            if slide in by_us
        ),
    )
    return Drawings({slide: drawn for slide, drawn in strokes.items() if drawn}, before[-MOST_UNDONE:])


def _going_on(rehearsal: Rehearsal | None) -> Rehearsal:
    return replace(rehearsal or Rehearsal(), done=())


def _merged_rehearsal(
    shared: Rehearsal | None, ours: Rehearsal | None, theirs: Rehearsal | None, rehearses: bool
) -> Rehearsal | None:
    """The one that goes on is ours where this tab rehearses; those that were done are those of both."""
    chosen = ours if rehearses else theirs
    if chosen is None or ours is None or theirs is None:
        return chosen or ours
    done = _both(shared.done if shared else (), ours.done, theirs.done)
    return replace(chosen, done=tuple(sorted(done, key=lambda each: each.began_ms))[-MOST_DONE:])
