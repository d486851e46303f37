"""The cells of a deck as the speaker uses them: run, run all above, edited, back to the original."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from footlights.deck import Cell, Slide
from footlights.talk.code import recordings, running
from footlights.talk.code.running import Change
from footlights.talk.effects import Effect, MarkFailure, SetCellSource
from footlights.talk.kernel_state import RunState
from footlights.talk.state import Talk


def run(talk: Talk, identity: int, shown: str) -> Change:
    """Run a cell as its text stands; its slide's setup code goes first, once for each kernel."""
    cell, slide = talk.cell(identity), _slide_of(talk, identity)
    if cell is None or slide is None:
        return talk, ()
    edited, _ = edit(talk, identity, shown)
    return running.submit_cell(edited, cell, shown, slide.setup)


def run_all_above(talk: Talk, identity: int) -> Change:
    """Run the cells of the deck in order, up to this one."""
    identities = [cell.identity for cell in talk.deck.cells]
    last = identities.index(identity) + 1 if identity in identities else 0
    return _run_all(talk, talk.deck.cells[:last])


def run_again(talk: Talk) -> Change:
    """Run the cells again that had run before the kernel was replaced, in their order."""
    if not talk.replay:
        return talk, ()
    there = (talk.cell(identity) for identity in talk.replay)
    return _run_all(replace(talk, message=None), filter(None, there))


def run_next(talk: Talk) -> Change:
    """Run the cell that the run key means: the slide's first that has not run, else its first."""
    fresh = [cell for cell in talk.slide.cells if talk.state_of(cell.identity) is RunState.IDLE]
    return _run_all(talk, (fresh or talk.slide.cells)[:1])


def run_by_themselves(talk: Talk) -> Change:
    """Run the cells that ask to run when their slide is shown, and have not yet."""
    idle = (cell for cell in talk.slide.cells if talk.state_of(cell.identity) is RunState.IDLE)
    had_run = talk.kernel.had_run  # before the page was loaded anew: their names may be about to come back
    return _run_all(talk, [cell for cell in idle if cell.autorun and cell.identity not in had_run])


def _run_all(talk: Talk, cells: Iterable[Cell]) -> Change:
    effects: tuple[Effect, ...] = ()
    for cell in cells:
        talk, more = run(talk, cell.identity, talk.shown_in(cell))
        effects += more
    return talk, effects


def edit(talk: Talk, identity: int, shown: str) -> Change:
    """Keep what the speaker made of a cell; the original again is no edit."""
    cell = talk.cell(identity)
    if cell is None or cell.readonly:
        return talk, ()
    edits = {name: source for name, source in talk.edits.items() if name != cell.name}
    if shown != cell.source:
        edits[cell.name] = shown
    return (replace(talk, edits=edits) if edits != talk.edits else talk), ()


def show_original(talk: Talk, identity: int) -> Change:
    """The text of the notes again."""
    cell = talk.cell(identity)
    if cell is None or cell.name not in talk.edits:
        return talk, ()
    return edit(talk, identity, cell.source)[0], (SetCellSource(identity, cell.source),)


def show_edits(talk: Talk) -> tuple[Effect, ...]:
    """What the page has to show where cells are not as in the notes."""
    edited = (cell for cell in talk.deck.cells if talk.shown_in(cell) != cell.source)
    return tuple(SetCellSource(cell.identity, talk.shown_in(cell)) for cell in edited)


def mark_failure(talk: Talk, run: int, line: int | None) -> tuple[Effect, ...]:
    """The line that a cell's own code failed at; lines that are hidden before it do not count."""
    current = talk.kernel.current
    if line is None or current is None or current.number != run or current.is_setup or current.compares:
        return ()
    cell = talk.cell(current.cell)
    if cell is None:
        return ()
    hidden = len(cell.before.split("\n")) if cell.before else 0
    return (MarkFailure(cell.identity, line - hidden),) if line > hidden else ()


def _slide_of(talk: Talk, identity: int) -> Slide | None:
    return next((slide for slide in talk.deck.slides if any(cell.identity == identity for cell in slide.cells)), None)


def show_recording(talk: Talk, identity: int) -> Change:
    """Show what was recorded of a cell instead of its run that waits; what waited behind that may run now."""
    talk, shown = recordings.show(talk, identity)
    talk, started = running.start_waiting(talk)
    return talk, (*shown, *started)
