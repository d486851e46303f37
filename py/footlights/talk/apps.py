"""Web applications of app cells, as the talk sees them: a cell that has run serves until its Python is gone."""

from __future__ import annotations

from dataclasses import replace

from footlights.deck import PYODIDE
from footlights.talk.effects import Effect, StopApplications
from footlights.talk.state import RunState, Talk

SERVING = "✓ serving"


def serves(talk: Talk, number: int) -> bool:
    """Whether a cell has left an application that can be asked."""
    cell = talk.cell(number)
    return cell is not None and cell.kind == "app" and talk.cells[number - 1] is RunState.DONE


def stop(talk: Talk) -> tuple[Effect, ...]:
    """Stop what applications answer, where nothing else is left to be stopped."""
    serving = any(serves(talk, number) for number in range(1, len(talk.cells) + 1))
    return (StopApplications(),) if serving else ()


def closed(talk: Talk, engine: str) -> Talk:
    """An engine is gone; with the live kernel goes every application."""
    if engine != PYODIDE:
        return talk
    states = (RunState.IDLE if serves(talk, number) else state for number, state in enumerate(talk.cells, 1))
    return replace(talk, cells=tuple(states))
