"""The cells of a deck as the speaker uses them: run, run all above, edited, back to the original."""

from __future__ import annotations

from dataclasses import replace

from footlights.deck import Cell, Slide
from footlights.talk import running
from footlights.talk.effects import Effect, MarkFailure, RunCellOnSlide, SetCellSource
from footlights.talk.running import Change
from footlights.talk.state import RunState, Talk


def run(talk: Talk, number: int, shown: str) -> Change:
    """Run a cell as its text stands; its slide's setup code goes first, once for each kernel."""
    cell, slide = talk.cell(number), _slide_of(talk, number)
    if cell is None or slide is None:
        return talk, ()
    edited, _ = edit(talk, number, shown)
    return running.submit_cell(edited, cell, shown, slide.setup)


def run_all_above(talk: Talk, number: int) -> Change:
    """Run the cells of the deck in order, up to this one."""
    return talk, tuple(RunCellOnSlide(cell.number) for cell in _cells(talk) if cell.number <= number)


def run_again(talk: Talk) -> Change:
    """Run the cells again that had run before the kernel was replaced, in their order."""
    return replace(talk, replay=(), message=None), tuple(RunCellOnSlide(cell) for cell in talk.replay)


def run_by_themselves(talk: Talk) -> tuple[Effect, ...]:
    """The cells that ask to run when their slide is shown, and have not yet."""
    fresh = (cell for cell in talk.slide.cells if cell.autorun and talk.cells[cell.number - 1] is RunState.IDLE)
    return tuple(RunCellOnSlide(cell.number) for cell in fresh)


def edit(talk: Talk, number: int, shown: str) -> Change:
    """Keep what the speaker made of a cell; the original again is no edit."""
    cell = talk.cell(number)
    if cell is None or cell.readonly:
        return talk, ()
    edits = {name: source for name, source in talk.edits.items() if name != cell.name}
    if shown != cell.source:
        edits[cell.name] = shown
    return (replace(talk, edits=edits) if edits != talk.edits else talk), ()


def show_original(talk: Talk, number: int) -> Change:
    """The text of the notes again."""
    cell = talk.cell(number)
    if cell is None or cell.name not in talk.edits:
        return talk, ()
    return edit(talk, number, cell.source)[0], (SetCellSource(number, cell.source),)


def show_edits(talk: Talk) -> tuple[Effect, ...]:
    """What the page has to show where cells are not as in the notes."""
    edited = (cell for cell in _cells(talk) if talk.edits.get(cell.name, cell.source) != cell.source)
    return tuple(SetCellSource(cell.number, talk.edits[cell.name]) for cell in edited)


def mark_failure(talk: Talk, run: int, line: int | None) -> tuple[Effect, ...]:
    """The line that a cell's own code failed at; lines that are hidden before it do not count."""
    current = talk.kernel.current
    if line is None or current is None or current.number != run or current.is_setup or current.compares:
        return ()
    cell = talk.cell(current.cell)
    if cell is None:
        return ()
    hidden = len(cell.before.split("\n")) if cell.before else 0
    return (MarkFailure(cell.number, line - hidden),) if line > hidden else ()


def _cells(talk: Talk) -> list[Cell]:
    return [cell for slide in talk.deck.slides for cell in slide.cells]


def _slide_of(talk: Talk, number: int) -> Slide | None:
    return next((slide for slide in talk.deck.slides if any(cell.number == number for cell in slide.cells)), None)
