"""What is lost when an engine gives way to a fresh one: its names, its setup, the applications it served."""

from __future__ import annotations

from dataclasses import replace

from footlights.deck import PYODIDE
from footlights.talk.code import apps, engines
from footlights.talk.kernel_state import Kept, KernelState
from footlights.talk.state import Message, Offer, Talk


def spoken(engine: str) -> str:
    """How the audience is told of an engine; the live kernel is Python itself."""
    return "Python" if engine == PYODIDE else engines.title_of(engine)


def names_gone(talk: Talk, engine: str, happened: str) -> Talk:
    """An engine's names are lost since its checkpoint, if it has one: say so, and offer to run the cells again."""
    of_it = {cell.identity for cell in (*talk.deck.cells, *talk.gone) if cell.engines == (engine,)}
    kernel = talk.kernel
    kept = kernel.kept if engine == PYODIDE else None
    lost = kernel.since if kept else kernel.ran
    replay = tuple(cell for cell in lost if cell in of_it) or talk.replay
    others = tuple(cell for cell in kernel.ran if cell not in of_it)
    message = Message(
        f"{happened}{_names_left(kernel, kept)}", talk.now_ms + 15_000, to_run_again(replay), private=True
    )
    kernel = replace(not_set_up(kernel, engine), ran=others)
    if kept:
        kernel = replace(kernel, ran=(*others, *kept.ran), set_up=kernel.set_up | kept.set_up)
    return replace(apps.closed(talk, engine), kernel=kernel, message=message)


def _names_left(kernel: KernelState, kept: Kept | None) -> str:
    if kept is None:
        return ": its names are gone."
    runs = kernel.runs - kept.runs
    when = "before" if runs <= 0 else "one run ago" if runs == 1 else f"{runs} runs ago"
    return f", with the names it had {when}."


def to_run_again(cells: tuple[int, ...]) -> Offer | None:
    """The offer to run cells again whose names are gone."""
    what = "the cell" if len(cells) == 1 else f"the {len(cells)} cells"
    return Offer(f"Run {what} again", "replay", cells) if cells else None


def not_set_up(kernel: KernelState, engine: str) -> KernelState:
    """The engine's setup code has to run anew."""
    return replace(kernel, set_up=frozenset(pair for pair in kernel.set_up if pair[0] != engine))
