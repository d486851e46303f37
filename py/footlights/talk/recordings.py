"""What cells showed when the talk was recorded, for when live Python can't run them."""

from __future__ import annotations

from dataclasses import replace

from footlights.talk.effects import Effect, PlayRecording
from footlights.talk.state import RunState, Talk

_WITHOUT_OUTPUT = (RunState.QUEUED, RunState.FAILED, RunState.STOPPED)


def has(talk: Talk, number: int) -> bool:
    """Whether there is a recording of the cell as it stands; of code that the speaker changed there is none."""
    cell = talk.cell(number)
    return cell is not None and cell.name in talk.recorded.cells and cell.name not in talk.edits


def of_original(talk: Talk, number: int) -> bool:
    """Whether there would be one, had the speaker not changed the code."""
    cell = talk.cell(number)
    return cell is not None and cell.name in talk.recorded.cells and cell.name in talk.edits


def offered(talk: Talk) -> list[int]:
    """The cells whose recording the speaker may want: they wait, failed or were stopped."""
    return [number for number, state in enumerate(talk.cells, 1) if state in _WITHOUT_OUTPUT and has(talk, number)]


def show(talk: Talk, number: int) -> tuple[Talk, tuple[Effect, ...]]:
    """Show the recording of a cell instead of its run that waits; whatever runs goes on."""
    running = talk.kernel.current
    if not has(talk, number) or (running is not None and running.cell == number):
        return talk, ()
    waiting = tuple(run for run in talk.kernel.waiting if run.cell != number)
    cells = list(talk.cells)
    cells[number - 1] = RunState.RECORDED
    talk = replace(talk, kernel=replace(talk.kernel, waiting=waiting), cells=tuple(cells))
    return talk, (PlayRecording(number),)
