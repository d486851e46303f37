"""Warming up: while the speaker talks, the live kernel loads and imports what the cells ahead need.

    waiting  --WarmUp-->  warming  --WarmedUp-->  ready | missing
                             |  a run comes first  -->  waiting

One cell at a time, the nearest first, only while nothing runs. What is warm is remembered by code, so
that cells that move or come back with the notes stay warm; a fresh kernel is cold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from footlights.deck import PYODIDE, Cell, Slide, plain_text
from footlights.talk.effects import Effect, WarmUp
from footlights.talk.kernel_state import Live, Warmth
from footlights.talk.state import Talk
from footlights.talk.view_model import WarmthRow, WarmthSign

_WORDS = {Warmth.WAITING: "waits", Warmth.WARMING: "warming up", Warmth.READY: "ready", Warmth.MISSING: "missing"}


def go_on(talk: Talk) -> tuple[Talk, tuple[Effect, ...]]:
    """Warm up the next cell that is cold, if the kernel has nothing else to do."""
    kernel = talk.kernel
    if kernel.live is not Live.READY or kernel.current or kernel.waiting or Warmth.WARMING in talk.warmth.values():
        return talk, ()
    for _, cell, code in _nearest_first(talk):
        if talk.warmth.get(code, Warmth.WAITING) is Warmth.WAITING:
            return _with(talk, code, Warmth.WARMING), (WarmUp(cell.identity, code),)
    return talk, ()


def warmed_up(talk: Talk, code: str, missing: tuple[str, ...], given_up: bool) -> Talk:
    """The kernel is done with a cell, or gave it up because something was to run."""
    if talk.warmth.get(code) is not Warmth.WARMING:
        return talk
    state = Warmth.WAITING if given_up else Warmth.MISSING if missing else Warmth.READY
    talk = replace(talk, missing={**talk.missing, code: missing})
    return _with(talk, code, state)


def gone_cold(talk: Talk) -> Talk:
    """A fresh kernel knows nothing."""
    return replace(talk, warmth={}, missing={}) if talk.warmth else talk


def sign(talk: Talk) -> WarmthSign:
    """How far the cells ahead are: in a word, and each of them when the list is open."""
    ahead = [(slide, cell, code) for slide, cell, code in _cells(talk) if slide.number >= talk.place.slide]
    states = [talk.warmth.get(code, Warmth.WAITING) for _, _, code in ahead]
    ready = states.count(Warmth.READY)
    state = Warmth.MISSING if Warmth.MISSING in states else Warmth.READY if ready == len(states) else Warmth.WARMING
    return WarmthSign(
        state if states else "",
        f"{ready} of {len(states)} cells ahead are ready",
        "" if state is Warmth.READY else f"{ready}/{len(states)}",
        tuple(_row(talk, *each) for each in ahead) if talk.shows_warmth else None,
    )


def _row(talk: Talk, slide: Slide, cell: Cell, code: str) -> WarmthRow:
    state = talk.warmth.get(code, Warmth.WAITING)
    words = f"missing: {', '.join(talk.missing.get(code, ()))}" if state is Warmth.MISSING else _WORDS[state]
    first = next((line for line in cell.source.split("\n") if line.strip()), "")
    return WarmthRow(slide.number, plain_text(slide.title) or first, state, words)


def _with(talk: Talk, code: str, state: Warmth) -> Talk:
    return replace(talk, warmth={**talk.warmth, code: state})


def _nearest_first(talk: Talk) -> Iterator[tuple[Slide, Cell, str]]:
    """The cells from the shown slide on, then those before it."""
    cells = list(_cells(talk))
    yield from (each for each in cells if each[0].number >= talk.place.slide)
    yield from (each for each in cells if each[0].number < talk.place.slide)


def _cells(talk: Talk) -> Iterator[tuple[Slide, Cell, str]]:
    """The live kernel's cells with their slides, and the code that they run as they stand."""
    for slide in talk.deck.slides:
        for cell in slide.cells:
            if PYODIDE in cell.engines:
                code = cell.code(talk.edits.get(cell.name, cell.source))
                yield slide, cell, f"{slide.setup}\n{code}" if slide.setup else code
