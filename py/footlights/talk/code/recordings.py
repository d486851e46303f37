"""What cells showed when the talk was recorded, for when live Python can't run them."""

from __future__ import annotations

from dataclasses import replace

from footlights.deck import Cell
from footlights.talk.code.queue import without_cells
from footlights.talk.effects import Effect, PlayRecording
from footlights.talk.kernel_state import RunState
from footlights.talk.state import Talk

_WITHOUT_OUTPUT = (RunState.QUEUED, RunState.FAILED, RunState.STOPPED)


def has(talk: Talk, identity: int) -> bool:
    """Whether there is a recording of the cell as it stands; of code that the speaker changed there is none."""
    cell = talk.cell(identity)
    return cell is not None and _is_recorded(talk, cell)


def _is_recorded(talk: Talk, cell: Cell) -> bool:
    return cell.name in talk.recorded.cells and cell.name not in talk.edits


def of_original(talk: Talk, identity: int) -> bool:
    """Whether there would be one, had the speaker not changed the code."""
    cell = talk.cell(identity)
    return cell is not None and cell.name in talk.recorded.cells and cell.name in talk.edits


def offered(talk: Talk) -> tuple[int, ...]:
    """The cells whose recording the speaker may want: they wait, failed or were stopped."""
    if not talk.recorded.cells:
        return ()
    waiting = (cell for cell in talk.deck.cells if talk.state_of(cell.identity) in _WITHOUT_OUTPUT)
    return tuple(cell.identity for cell in waiting if _is_recorded(talk, cell))


def show(talk: Talk, identity: int) -> tuple[Talk, tuple[Effect, ...]]:
    """Show the recording of a cell instead of its run that waits; whatever runs goes on."""
    running = talk.kernel.current
    if not has(talk, identity) or (running is not None and running.cell == identity):
        return talk, ()
    cells = {**talk.cells, identity: RunState.RECORDED}
    return replace(talk, kernel=without_cells(talk.kernel, {identity}), cells=cells), (PlayRecording(identity),)
