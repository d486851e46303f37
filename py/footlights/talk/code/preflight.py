"""What the preflight has to try: everything of the talk that may be missing on the stage."""

from __future__ import annotations

from footlights.deck import PYODIDE, imports_of
from footlights.talk.state import Mode, Talk
from footlights.talk.view_model import ToTry


def to_try(talk: Talk) -> ToTry | None:
    """The engines that cells use, the modules that the live kernel's cells import; None at other times."""
    if talk.mode is not Mode.PREFLIGHT:
        return None
    cells = [(slide, cell) for slide in talk.deck.slides for cell in slide.cells]
    sources = [f"{slide.setup}\n{cell.whole}" for slide, cell in cells if PYODIDE in cell.engines]
    found = [each for source in sources for each in imports_of(source) if not each.optional]
    used = {name for _, cell in cells for name in cell.engines}
    return ToTry(
        tuple(name for name in talk.engines if name in used and name != PYODIDE),
        tuple(sorted({each.module for each in found if each.top not in _SPEAKING})),
    )


_SPEAKING = frozenset({"this", "antigravity"})
"""Modules that do something when they are imported."""
