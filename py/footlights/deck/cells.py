"""The runnable cells of a slide: what is shown of them, what is run, how they are laid out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from zlib import crc32

from footlights.deck.blocks import Block
from footlights.deck.engines import NAMES, engine_name
from footlights.deck.fences import FenceInfo, read_info
from footlights.deck.model import Cell
from footlights.deck.passage import Passage

HIDDEN = "/// "
"""Lines of a cell that begin so are run but not shown (presenterm's mark)."""


_MARKS = re.compile(r"`{3}|~{3}")
_QUOTED = re.compile(r"^ *> ?")


@dataclass(frozen=True, slots=True)
class CellShape:
    """How a cell is laid out: its type size, its output ``below``, ``beside`` or ``none``, its height in em."""

    size: str
    output: str
    height_em: float


@dataclass(frozen=True, slots=True)
class CellCode:
    """A cell's code: what is ``shown``, and the hidden lines ``before`` and ``after`` it.

    ``whole`` is all of it in order. Hidden lines between shown ones fix the cell: it is
    ``readonly``, because nobody could say where they belong once it is edited.
    """

    shown: str
    before: str = ""
    after: str = ""
    whole: str = ""
    readonly: bool = False


OUTPUT_EM = 3.7
COMPARISON_EM = 7.6
"""The height of a comparison's table of four rows."""
BAR_EM = 1.5
APP_SHARE = 0.8
"""Of the width of code beside its output: an application leaves less room."""
_SIZES = (("large", 0.8, 40, 68), ("medium", 0.72, 45, 77), ("small", 0.64, 51, 87))
"""Name, em, and the widest line in characters beside and below the output."""


def cell_shape(code: str, info: FenceInfo) -> CellShape:
    """Short code has its output below; from seven lines on beside it, if the code is not too wide.

    What the author asked for comes first; a comparison needs the whole width below.
    """
    if info.kind == "app" and info.output != "below":
        return _app_shape(code)
    output = "below" if info.kind == "compare" else info.output
    lines, width = code.count("\n") + 1, max(map(len, code.split("\n")))
    below_em = COMPARISON_EM if info.kind == "compare" else OUTPUT_EM if output != "none" else 0.0
    for size, times, beside, below in _SIZES:
        code_em = (lines * 1.4 + 1.5) * times + BAR_EM
        if (lines >= 7 or output == "beside") and output in ("", "beside") and width <= beside and code_em <= 14.5:
            return CellShape(size, "beside", max(code_em, 6.0))
        if (lines < 7 or output in ("below", "none")) and width <= below and code_em + below_em <= 15.5:
            return CellShape(size, "none" if output == "none" else "below", code_em + below_em)
    wanted = output or ("beside" if lines > 10 and width <= 60 else "below")
    return CellShape("small", wanted, min(15.0, (lines * 1.4 + 1.5) * 0.64 + BAR_EM + below_em))


def _app_shape(code: str) -> CellShape:
    """A web application takes half the slide, and all its height; the code makes do with the other half."""
    lines, width = code.count("\n") + 1, max(map(len, code.split("\n")))
    fits = (size for size, times, beside, _ in _SIZES if width <= beside * APP_SHARE and lines * 1.4 * times <= 13.5)
    return CellShape(next(fits, "small"), "beside", 15.0)


def cell_code(source: str) -> CellCode:
    """What is shown and what is hidden of a cell's source."""
    lines = source.split("\n")
    hidden = [line.startswith(HIDDEN) or line == HIDDEN.rstrip() for line in lines]
    if not any(hidden):
        return CellCode(source, whole=source)
    plain = [line[len(HIDDEN) :] if hides else line for line, hides in zip(lines, hidden, strict=True)]
    shown = [index for index, hides in enumerate(hidden) if not hides]
    if not shown:
        return CellCode("", before="\n".join(plain), whole="\n".join(plain), readonly=True)
    first, last = shown[0], shown[-1]
    return CellCode(
        "\n".join(plain[index] for index in shown),
        "\n".join(plain[:first]),
        "\n".join(plain[last + 1 :]),
        "\n".join(plain),
        readonly=len(shown) != last + 1 - first,
    )


def find_cells(body: Passage, blocks: tuple[Block, ...], first: int) -> tuple[Cell, ...]:
    """The cells that are shown among a slide's blocks, numbered on from ``first``."""
    cells: list[Cell] = []
    for fence in fences(blocks):
        info = read_info(fence.text)
        if info.kind in ("run", "compare", "app"):
            cells.append(_cell(first + len(cells), info, fence_source(body, fence), body.numbers[fence.start] + 1))
    return tuple(cells)


def find_setup(body: Passage, blocks: tuple[Block, ...]) -> str:
    """The code that is to run, unseen, before the first cell of a slide."""
    sources = (fence_source(body, fence) for fence in fences(blocks) if read_info(fence.text).kind == "setup")
    return "\n".join(cell_code(source).whole for source in sources)


def _cell(identity: int, info: FenceInfo, source: str, line: int) -> Cell:
    code = cell_code(source)
    return Cell(
        identity,
        code.shown,
        line,
        info.kind,
        info.name or f"{crc32(source.encode('utf-8', 'surrogatepass')):08x}",
        code.before,
        code.after,
        code.whole,
        autorun=info.autorun,
        readonly=info.readonly or code.readonly,
        timeout_s=info.timeout_s,
        engines=_engines(info),
        expect=info.expect,
        path=info.path,
        unrecorded=info.unrecorded,
        is_named=bool(info.name),
    )


def _engines(info: FenceInfo) -> tuple[str, ...]:
    """One engine, or those that a comparison names: all of them where it names none."""
    if info.kind == "compare" and not info.engine:
        return NAMES
    named = tuple(engine_name(name) for name in info.engine.split(","))
    return named if info.kind == "compare" else named[:1]


def fences(blocks: tuple[Block, ...]) -> list[Block]:
    """All code fences, in order, however deep in lists and quotes."""
    found: list[Block] = []
    for block in blocks:
        if block.kind == "fence":
            found.append(block)
        found.extend(fences(block.blocks))
    return found


def fence_prefix(opening: str) -> str:
    """What stands before a fence's marks on its first line: indentation, a bullet's marker, quotes' marks."""
    marks = _MARKS.search(opening)
    return opening[: marks.start()] if marks else ""


def fence_source(body: Passage, fence: Block) -> str:
    """The code between a fence's delimiters, without what the lists and quotes around it put before each line."""
    prefix = fence_prefix(body.texts[fence.start])
    quotes, _, inner = prefix.rpartition(">")
    indent = len(inner[1:] if quotes and inner.startswith(" ") else inner)
    end = fence.end - 1 if fence.closed else fence.end
    texts = body.texts[fence.start + 1 : end]
    for _ in range(prefix.count(">")):
        texts = tuple(_QUOTED.sub("", text) for text in texts)
    return Passage(texts).dedented(indent).markdown
