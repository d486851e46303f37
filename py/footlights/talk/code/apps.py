"""Web applications of app cells, as the talk sees them: a cell that has run serves until its Python is gone."""

from __future__ import annotations

from dataclasses import replace

from footlights.deck import PYODIDE, Cell
from footlights.talk.effects import Effect, StopApplications
from footlights.talk.kernel_state import RunState
from footlights.talk.state import Talk

SERVING = "✓ serving"


def serves(talk: Talk, cell: Cell) -> bool:
    """Whether a cell has left an application that can be asked."""
    return cell.kind == "app" and talk.state_of(cell.identity) is RunState.DONE


def _serving(talk: Talk) -> list[int]:
    return [cell.identity for cell in (*talk.deck.cells, *talk.gone) if serves(talk, cell)]


def stop(talk: Talk) -> tuple[Effect, ...]:
    """Stop what applications answer, where nothing else is left to be stopped."""
    return (StopApplications(),) if _serving(talk) else ()


def closed(talk: Talk, engine: str) -> Talk:
    """An engine is gone; with the live kernel goes every application."""
    if engine != PYODIDE:
        return talk
    return replace(talk, cells={**talk.cells, **dict.fromkeys(_serving(talk), RunState.IDLE)})
