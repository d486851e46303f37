"""What a code fence's info string asks for: plain code, a cell to run, an app to show.

Besides our own ```` ```python run ````, the words of other tools are read: ``{python}`` and
``{pyodide}`` (Quarto), ``+exec`` (presenterm), ``{monaco-run}`` (Slidev), ``.run``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from footlights.deck.blocks import Block
from footlights.deck.model import Cell
from footlights.deck.passage import Passage

_RUN_WORDS = frozenset({"run", ".run", "+exec", "+exec_replace", "monaco-run", "pyodide", "exec"})
_PYTHON = frozenset({"python", "py", "python3", "pyodide"})


@dataclass(frozen=True, slots=True)
class FenceInfo:
    """A fence's language and, for a cell, its kind: ``run`` or ``app``."""

    language: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class CellShape:
    """How a cell is laid out: its type size, its output ``below`` or ``beside``, its height in em."""

    size: str
    output: str
    height_em: float


OUTPUT_EM = 3.7
BAR_EM = 1.5
_SIZES = (("large", 0.8, 40, 68), ("medium", 0.72, 45, 77), ("small", 0.64, 51, 87))
"""Name, em, and the widest line in characters beside and below the output."""


def cell_shape(code: str) -> CellShape:
    """Short code has its output below; from seven lines on beside it, if the code is not too wide."""
    lines, width = code.count("\n") + 1, max(map(len, code.split("\n")))
    for size, times, beside, below in _SIZES:
        code_em = (lines * 1.4 + 1.5) * times + BAR_EM
        if lines >= 7 and width <= beside and code_em <= 14.5:
            return CellShape(size, "beside", code_em)
        if lines < 7 and width <= below:
            return CellShape(size, "below", code_em + OUTPUT_EM)
    return CellShape("small", "below", min(15.0, (lines * 1.4 + 1.5) * 0.64 + BAR_EM + OUTPUT_EM))


def read_info(info: str) -> FenceInfo:
    """Understand an info string; what is unknown in it is ignored."""
    braced = info.startswith("{")
    words = re.sub(r"[{}]", " ", info).replace(",", " ").split()
    if not words:
        return FenceInfo("")
    language = words[0].lstrip(".").lower()
    if language not in _PYTHON:
        return FenceInfo(language)
    if "app" in words[1:]:
        return FenceInfo("python", "app")
    quarto = braced and words[0] in _PYTHON
    runs = quarto or any(word in _RUN_WORDS for word in words[1:]) or language == "pyodide"
    return FenceInfo("python", "run" if runs else "")


def find_cells(body: Passage, blocks: tuple[Block, ...], first_number: int) -> tuple[Cell, ...]:
    """The cells among a slide's blocks, numbered on from ``first_number``."""
    cells: list[Cell] = []
    for fence in fences(blocks):
        kind = read_info(fence.text).kind
        if kind:
            source = fence_source(body, fence)
            cells.append(Cell(first_number + len(cells), source, body.numbers[fence.start] + 1, kind))
    return tuple(cells)


def fences(blocks: tuple[Block, ...]) -> list[Block]:
    """All code fences, in order, however deep in lists and quotes."""
    found: list[Block] = []
    for block in blocks:
        if block.kind == "fence":
            found.append(block)
        found.extend(fences(block.blocks))
    return found


def fence_source(body: Passage, fence: Block) -> str:
    """The code between a fence's delimiters, without the fence's indentation."""
    opening = body.texts[fence.start]
    indent = len(opening) - len(opening.lstrip(" "))
    end = fence.end - 1 if fence.closed else fence.end
    inner = body.cut(fence.start + 1, end).dedented(indent)
    return inner.markdown
