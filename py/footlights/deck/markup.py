"""The HTML of what is more than text on a slide: listings, cells, pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from footlights.deck.cells import CellShape, cell_shape, read_info
from footlights.deck.pictures import find_picture
from footlights.deck.renderers import attributes

_BAR = (
    '<div class="cell-bar"><button type="button" data-action="run">Run</button>'
    '<button type="button" data-action="stop">Stop</button>'
    '<span class="chip" data-part="chip" role="status"></span></div>'
)
_OUTPUT = '<div class="output" data-part="output" role="log" aria-label="Output" tabindex="0"></div>'


@dataclass(slots=True)
class Markup:
    """Writes the parts of one slide; ``cell_numbers`` are those of its cells, in order."""

    cell_numbers: Iterator[int]
    pictures: tuple[str, ...]

    def fence(self, info: str, code: str) -> str:
        """A listing or, where the info string asks for it, a cell with room for its output."""
        read = read_info(info)
        if not read.kind:
            return _listing(read.language, code, _listing_size(code)) + "\n"
        shape = cell_shape(code)
        values = _cell_attributes(next(self.cell_numbers, 0), read.kind, shape)
        return f"<div{attributes(values)}>{_listing(read.language, code, shape.size)}{_BAR}{_OUTPUT}</div>\n"

    def picture(self, source: str, alt: str, others: Mapping[str, str]) -> str:
        """A picture that is there, or a labelled frame where it would stand."""
        if source.startswith("data:"):
            return f"<img{attributes({'src': source, 'alt': alt, **others})}>"
        path = find_picture(source, self.pictures)
        if path is None:
            label = escape(alt or source.rsplit("/", 1)[-1])
            return f'<span class="missing-picture" role="img" aria-label="{label}">{label}</span>'
        return f"<img{attributes({'data-picture': path, 'alt': alt, **others})}>"


def _listing(language: str, code: str, size: str) -> str:
    values = {"class": f"language-{language}", "data-language": language} if language else {}
    text = escape(code, quote=False)
    return f'<pre class="code" data-size="{size}" tabindex="0"><code{attributes(values)}>{text}</code></pre>'


def _cell_attributes(number: int, kind: str, shape: CellShape) -> dict[str, str]:
    return {
        "class": "cell",
        "data-part": "cell",
        "data-cell": str(number),
        "data-kind": kind,
        "data-output": shape.output,
        "data-state": "idle",
    }


def _listing_size(code: str) -> str:
    """How large a listing is set: by its lines and by its longest line."""
    lines, width = code.count("\n") + 1, max(map(len, code.split("\n")))
    if lines <= 9 and width <= 70:
        return "large"
    return "medium" if lines <= 11 and width <= 80 else "small"
