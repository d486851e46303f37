"""Content that is more than fits is continued on the next slide.

Heights are estimated, in em of body text, for the slide that ``web/css/theme.css`` describes: 42 em wide and 23.6 em
high, of which the body has about 36 by 15. A test holds these numbers to the theme's, and the browser tests hold the
estimate to the real layout: no slide of the example talks may overflow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from footlights.deck.asides import PAUSE
from footlights.deck.blocks import Block, read_blocks
from footlights.deck.cells import cell_code, cell_shape, fence_source
from footlights.deck.fences import read_info
from footlights.deck.passage import Passage, joined
from footlights.deck.plan import split_by_weight

SLIDE_EM = (42, 23.6)
"""A slide, wide and high."""
MARGIN_EM = 2.8
"""What is free at either side of it."""
TITLE_LINE_EM = 2.0
LINE_EM = 1.38
GAP_EM = 0.5
SIZES = {"large": 1.55, "roomy": 1.28}
"""How much larger the body of a slide with few words is set."""
PICTURE_EM = 9.0
MANY_COLUMNS = 7
"""From as many columns on a table is set smaller (``web/css/slides.css``)."""
_ADDRESS = re.compile(r"<https?://[^<>\s]*>")
_LINK_TARGET = re.compile(r"\]\([^)\]]*\)|<https?://(?:www\.)?|/?>|[*_`\[\]]")


@dataclass(frozen=True, slots=True)
class Room:
    """What one slide holds: its body's height in em of body text, and characters on a line.

    ``characters`` are those of a line of the body, ``title_characters`` those of the title.
    """

    height_em: float = 15.0
    characters: float = 66
    title_characters: float = 38

    @property
    def code_lines(self) -> int:
        """Lines of a listing that fit below a title."""
        return max(3, int((self.height_em - 1.4) / 0.98 - 0.6))

    @property
    def agenda_rows(self) -> int:
        """Sections on one agenda slide."""
        return max(2, int(self.height_em / 2.1))


NORMAL = Room()


def room_at(text_scale: float) -> Room:
    """The room there is when all text is ``text_scale`` times its normal size, margins and all."""
    slide_width_em, slide_height_em = SLIDE_EM
    wide = (slide_width_em / text_scale - 2 * MARGIN_EM) / (slide_width_em - 2 * MARGIN_EM)
    height = slide_height_em / text_scale - (slide_height_em - NORMAL.height_em)
    return Room(height, NORMAL.characters * wide, NORMAL.title_characters * wide)


@dataclass(frozen=True, slots=True)
class _Unit:
    """The least that moves to the next slide as a whole; ``column`` is where its text begins."""

    passage: Passage
    height_em: float
    column: int = 0


def paginate(title: str, body: Passage, room: Room = NORMAL) -> tuple[Passage, ...]:
    """A slide's body as one or more pages that each fit. Never empty, never drops a line."""
    below = _below(title, room)
    if _surely_fits(body, below):
        return (body,)
    units = list(_units(body, read_blocks(body).blocks, below))
    pages = tuple(filter(None, map(_page, _balanced(units, below.height_em)))) if units else ()
    return pages or (body,)


def size_of(title: str, page: Passage, room: Room = NORMAL) -> str:
    """The largest size in which a page still fits: ``large``, ``roomy`` or ``normal``; empty if it is not text."""
    blocks = read_blocks(page).blocks
    if any(block.kind not in ("paragraph", "list", "html") or block.is_picture for block in blocks):
        return ""
    below = _below(title, room)
    for size, times in SIZES.items():
        width = room.characters / times
        if times * sum(_height_em(page, block, width) for block in blocks) <= 0.86 * below.height_em:
            return size
    return "normal"


def _balanced(units: list[_Unit], room: float) -> list[list[_Unit]]:
    """Units on as few pages as fit, and then as evenly as that number of pages allows."""
    fewest = _filled(units, room)
    low, high = sum(unit.height_em for unit in units) / len(fewest), room
    best = fewest
    while high - low > 0.5:
        middle = (low + high) / 2
        tried = _filled(units, middle)
        if len(tried) <= len(fewest):
            best, high = tried, middle
        else:
            low = middle
    return best


def _filled(units: list[_Unit], room: float) -> list[list[_Unit]]:
    pages: list[list[_Unit]] = [[]]
    used = 0.0
    for unit in units:
        if pages[-1] and used + unit.height_em > room and unit.height_em > 0:
            pages.append([])
            used = 0.0
        pages[-1].append(unit)
        used += unit.height_em
    return pages


def _below(title: str, room: Room) -> Room:
    """What a title leaves for the body; an address in it stands on a small line of its own."""
    words = _ADDRESS.sub("", title).strip()
    lines = -(-len(words) // int(room.title_characters))
    address_em = 1.1 if words != title.strip() else 0.0
    return replace(room, height_em=room.height_em + GAP_EM - TITLE_LINE_EM * (lines - 1) - address_em)


def _surely_fits(body: Passage, room: Room) -> bool:
    """A quick upper bound on the height of plain text; anything else is worth a proper look."""
    if any(mark in text for text in body.texts for mark in ("```", "~~~", "![", "|", "<", ">", "####")):
        return False
    lines = sum(_text_em(text, room.characters) + GAP_EM for text in body.texts if text.strip())
    return lines <= room.height_em


def _page(units: list[_Unit]) -> Passage:
    return joined((unit.passage for unit in units), blank=False).dedented(units[0].column).stripped()


def _units(body: Passage, blocks: tuple[Block, ...], room: Room) -> Iterator[_Unit]:
    """Blocks in order, each with the blank lines before it; what is too high is taken apart."""
    beside = len(blocks) > 1 and any(block.is_picture for block in blocks)
    width = room.characters * (0.55 if beside else 1)
    position = 0
    for block in blocks:
        yield from _block_units(body, block, position, room, width, beside)
        position = block.end
    if position < len(body.texts):
        yield _Unit(body.cut(position, len(body.texts)), 0)


def _block_units(body: Passage, block: Block, position: int, room: Room, width: float, beside: bool) -> Iterator[_Unit]:
    before = body.cut(position, block.start)
    whole = body.cut(position, block.end)
    height = 0.0 if beside and block.is_picture else _height_em(body, block, width)
    if block.kind == "list":
        for item in block.blocks:
            yield from _item_units(body, item, position, room.height_em, width)
            position = item.end
    elif height <= room.height_em or block.kind not in ("fence", "table", "paragraph"):
        yield _Unit(whole, height)
    elif block.kind == "paragraph" and block.end - block.start > 1:
        for line in range(block.start, block.end):
            yield _Unit(body.cut(position, line + 1), _text_em(body.texts[line], width))
            position = line + 1
    elif block.kind == "table":
        yield from _table_units(body, block, before, width, room.height_em)
    elif block.kind == "fence" and not read_info(block.text).kind:
        yield from _fence_units(body, block, before, room.code_lines)
    else:
        yield _Unit(whole, height)


def _item_units(
    body: Passage, item: Block, position: int, room: float, width: float, column: int = 0
) -> Iterator[_Unit]:
    """An item as a whole or, if it alone is too high, its opening and then its children."""
    height = _height_em(body, item, width)
    if height <= room or not item.children or not item.title:
        yield _Unit(body.cut(position, item.end), height, column)
        return
    lists = [block for block in item.blocks if block.kind == "list"]
    opening = body.cut(position, lists[0].start)
    yield _Unit(opening, _text_em(item.title, width) + GAP_EM, column)
    position = lists[0].start
    for child in item.children:
        yield from _item_units(body, child, position, room, width * 0.94, item.column)
        position = child.end
    if position < item.end:
        yield _Unit(body.cut(position, item.end), 0, item.column)


def _fence_units(body: Passage, fence: Block, before: Passage, most: int) -> Iterator[_Unit]:
    """A long listing in pieces as even as can be, that each are a fence of their own."""
    opening = body.cut(fence.start, fence.start + 1)
    end = fence.end - 1 if fence.closed else fence.end
    mark = re.match(r" *(`+|~+)", opening.texts[0])
    closing = Passage((mark[0] if mark else "```",), opening.numbers)
    lines = end - fence.start - 1
    each = split_by_weight(lines, [1] * -(-lines // most))
    for start, count in zip(accumulate(each, initial=fence.start + 1), each, strict=False):
        piece = body.cut(start, start + count)
        lead = before if start == fence.start + 1 else Passage()
        yield _Unit(joined((lead, opening, piece, closing), blank=False), _code_em(len(piece.texts)))


def _table_units(body: Passage, table: Block, before: Passage, width: float, room: float) -> Iterator[_Unit]:
    """A long table in even pieces that repeat its heading."""
    heading = body.cut(table.start, table.start + 2)
    heading_em, *heights = _row_heights_em((heading.texts[0], *body.texts[table.start + 2 : table.end]), width)
    rows = [_Unit(body.cut(index, index + 1), height) for index, height in enumerate(heights, table.start + 2)]
    lead = before
    for piece in _balanced(rows, room - heading_em - GAP_EM) if rows else [rows]:
        height = heading_em + sum(row.height_em for row in piece) + GAP_EM
        yield _Unit(joined((lead, heading, *(row.passage for row in piece)), blank=False), height)
        lead = Passage(("",), heading.numbers[:1])


def _height_em(body: Passage, block: Block, width: float) -> float:
    if block.kind == "paragraph":
        if block.is_picture:
            return PICTURE_EM
        return _text_em(block.text, width) + GAP_EM
    if block.kind == "heading":
        return _text_em(block.text, width * 0.8) * 1.2 + GAP_EM
    if block.kind in ("fence", "code"):
        info = read_info(block.text) if block.kind == "fence" else None
        if info and info.kind == "setup":
            return 0.0
        if info and info.kind:
            return cell_shape(cell_code(fence_source(body, block)).shown, info).height_em
        return _code_em(block.end - block.start - (2 if block.kind == "fence" else 0))
    if block.kind == "table":
        return _table_em(tuple(text for text in body.texts[block.start : block.end] if text.strip()), width)
    if block.kind == "html":
        return 0.0 if body.texts[block.start].strip() == PAUSE else LINE_EM * (block.end - block.start)
    if block.kind == "item":
        return sum(_height_em(body, inner, width) for inner in block.blocks) or LINE_EM
    return sum(_height_em(body, inner, width * 0.94) for inner in block.blocks)


def _text_em(text: str, width: float) -> float:
    shown = len(_LINK_TARGET.sub("", text))
    return max(1, -(-shown // max(8, int(width)))) * LINE_EM


def _code_em(lines: int) -> float:
    return max(1, lines) * (1.12 if lines <= 10 else 0.98) + 1.4


def _table_em(rows: tuple[str, ...], width: float) -> float:
    return sum(_row_heights_em(rows, width))


def _row_heights_em(rows: tuple[str, ...], width: float) -> list[float]:
    """The heights of a table's rows, whose columns share the width by their longest cells; many columns are smaller."""
    cells = [[len(_LINK_TARGET.sub("", cell).strip()) for cell in row.strip().strip("|").split("|")] for row in rows]
    columns = [3] * max(map(len, cells))
    for row in cells:
        columns[: len(row)] = [max(widest, cell + 3) for widest, cell in zip(columns, row, strict=False)]
    times = 0.8 if len(columns) >= MANY_COLUMNS else 1.0
    share = min(1.0, 1.1 * width / times / sum(columns))
    lines = [
        max(-(-cell // max(4, int(share * column - 3))) for cell, column in zip(row, columns, strict=False))
        for row in cells
    ]
    return [times * (max(1, count) * LINE_EM + 0.4) for count in lines]
