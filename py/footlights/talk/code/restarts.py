"""What is lost when an engine gives way to a fresh one: its names, its setup, the applications it served."""

from __future__ import annotations

from dataclasses import replace

from footlights.deck import PYODIDE
from footlights.talk.code import apps, engines
from footlights.talk.kernel_state import KernelState
from footlights.talk.state import Message, Offer, Talk


def spoken(engine: str) -> str:
    """How the audience is told of an engine; the live kernel is Python itself."""
    return "Python" if engine == PYODIDE else engines.title_of(engine)


def names_gone(talk: Talk, engine: str, words: str) -> Talk:
    """An engine's names are lost: say so, and offer to run the cells again that had run in it."""
    of_it = {cell.identity for cell in (*talk.deck.cells, *talk.gone) if cell.engines == (engine,)}
    kernel = talk.kernel
    replay = tuple(cell for cell in kernel.ran if cell in of_it) or talk.replay
    ran = tuple(cell for cell in kernel.ran if cell not in of_it)
    kernel = replace(not_set_up(kernel, engine), ran=ran)
    message = Message(words, talk.now_ms + 15_000, _to_run_again(replay))
    return replace(apps.closed(talk, engine), kernel=kernel, message=message)


def _to_run_again(cells: tuple[int, ...]) -> Offer | None:
    what = "the cell" if len(cells) == 1 else f"the {len(cells)} cells"
    return Offer(f"Run {what} again", "replay", cells) if cells else None


def not_set_up(kernel: KernelState, engine: str) -> KernelState:
    """The engine's setup code has to run anew."""
    return replace(kernel, set_up=frozenset(pair for pair in kernel.set_up if pair[0] != engine))
