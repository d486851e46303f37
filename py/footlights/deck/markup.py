"""The HTML of what is more than text on a slide: listings, cells, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from zlib import crc32

from footlights.deck.cells import CellShape, cell_shape
from footlights.deck.engines import PYODIDE, find_engine
from footlights.deck.fences import FenceInfo, read_info
from footlights.deck.model import Cell, Lit, Shown
from footlights.deck.pictures import find_picture, inline_trouble
from footlights.deck.renderers import attributes

_BAR = (
    '<div class="cell-bar"><button type="button" data-action="run">Run</button>'
    '<button type="button" data-action="stop">Stop</button>'
    '<span class="chip" data-part="chip" role="status"></span>'
    '<button type="button" data-action="recorded" title="What this cell showed when the talk was recorded">'
    'Show recorded</button>{engine}<span class="cell-tools">'
    '<button type="button" data-action="run-above" title="Run the cells above and this one">All above</button>'
    '<button type="button" data-action="original" title="Back to the code of the notes">Original</button>'
    '<button type="button" data-action="enlarge" aria-pressed="false">Enlarge</button>'
    '<button type="button" data-action="to-repl" title="Send the code or the selection to the REPL">To REPL</button>'
    '<button type="button" data-action="copy" title="Copy the code">Copy</button></span></div>'
)
_OUTPUT = '<div class="output" data-part="output" role="log" aria-label="Output" tabindex="0"></div>'


@dataclass(slots=True)
class Markup:
    """Writes the parts of one piece of a slide; ``cells`` are those that are still to come, in order.

    ``steps`` are those of the slide, by what they bring; ``listings`` counts the listings of the piece so far.
    """

    cells: Iterator[Cell]
    pictures: tuple[str, ...]
    piece: int
    steps: Mapping[Shown | Lit, int]
    listings: int = 0

    def fence(self, info: str, code: str) -> str:
        """A listing or, where the info string asks for it, a cell with room for its output."""
        read = read_info(info)
        self.listings += 1
        marks = self._line_marks(read)
        if read.kind == "setup":
            return ""
        cell = next(self.cells, None) if read.kind else None
        if cell is None:
            return _listing(read.language, code, _listing_size(code), marks) + "\n"
        shape = cell_shape(cell.source, read)
        values = _cell_attributes(cell, shape)
        listing = _listing(read.language, cell.source, shape.size, marks)
        app = f"<div{attributes(_app_attributes(cell))}></div>" if cell.kind == "app" else ""
        return f"<div{attributes(values)}>{listing}{_BAR.format(engine=_engine_mark(cell))}{app}{_OUTPUT}</div>\n"

    def _line_marks(self, info: FenceInfo) -> dict[str, str]:
        """Which lines of code are lit, step by step, and the step that the second group comes with."""
        if not info.lines:
            return {}
        second = self.steps.get(Lit(self.piece, self.listings, 2), 1)
        return {"data-lines": "|".join(info.lines), "data-lines-from": str(second)}

    def picture(self, source: str, alt: str, others: Mapping[str, str]) -> str:
        """A picture that is there, or a labelled frame where it would stand."""
        others = {name: _pixels(value) if name in ("width", "height") else value for name, value in others.items()}
        is_inline = source.startswith("data:")
        if is_inline and not inline_trouble(source):
            return f"<img{attributes({'src': source, 'alt': alt, **others})}>"
        path = None if is_inline else find_picture(source, self.pictures)
        if path is None:
            label = escape(alt or ("picture" if is_inline else source.rsplit("/", 1)[-1]))
            return f'<span class="missing-picture" role="img" aria-label="{label}">{label}</span>'
        return f"<img{attributes({'data-picture': path, 'alt': alt, **others})}>"


def _pixels(length: str) -> str:
    """A length as HTML takes it: pixels, which ``pictures.css`` makes grow with the slide, have no unit."""
    return re.sub(r"px$", "", length.strip())


def _listing(language: str, code: str, size: str, marks: dict[str, str]) -> str:
    values = {"class": f"language-{language}", "data-language": language} if language else {}
    text = escape(code, quote=False)
    pre = {"class": "code", "data-size": size, **marks, "tabindex": "0"}
    return f"<pre{attributes(pre)}><code{attributes(values)}>{text}</code></pre>"


def _cell_attributes(cell: Cell, shape: CellShape) -> dict[str, str]:
    values = {
        "class": "cell",
        "data-part": "cell",
        "data-cell": str(cell.identity),
        "data-name": cell.name,
        "data-code": _code_of(cell),
        "data-kind": cell.kind,
        "data-output": shape.output,
        "data-state": "idle",
    }
    return values | ({"data-readonly": ""} if cell.readonly else {})


def _code_of(cell: Cell) -> str:
    """Changes when the cell's element has to be another one."""
    made_of = (cell.source, cell.kind, cell.engines, cell.readonly, cell.path)
    return f"{crc32(repr(made_of).encode('utf-8', 'surrogatepass')):08x}"


def _app_attributes(cell: Cell) -> dict[str, str]:
    return {"class": "app", "data-part": "app", "data-state": "closed", "data-path": cell.path or "/"}


def _engine_mark(cell: Cell) -> str:
    """Which Python runs the cell, where it is not the usual one."""
    engine = find_engine(cell.engine) if cell.kind != "compare" and cell.engine != PYODIDE else None
    return f'<span class="engine">{escape(engine.title)}</span>' if engine else ""


def _listing_size(code: str) -> str:
    """How large a listing is set: by its lines and by its longest line."""
    lines, width = code.count("\n") + 1, max(map(len, code.split("\n")))
    if lines <= 9 and width <= 70:
        return "large"
    return "medium" if lines <= 11 and width <= 80 else "small"
