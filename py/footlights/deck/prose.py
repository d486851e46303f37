"""What of a passage is read as text: its lines without code, told by the structure, and without code spans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from footlights.deck.blocks import Block
from footlights.deck.comments import find_code_spans
from footlights.deck.passage import Passage

_CHARACTER = re.compile(r"[^\n]")


def without_code(texts: Iterable[str], blocks: Iterable[Block]) -> list[str]:
    """Lines in which those of fences and of indented code are empty."""
    kept = list(texts)
    for block in code_blocks(blocks):
        kept[block.start : block.end] = [""] * (block.end - block.start)
    return kept


def prose(passage: Passage, blocks: Iterable[Block]) -> list[str]:
    """The lines of a passage with blanks where code is, on lines of its own or within them."""
    text = "\n".join(without_code(passage.texts, blocks))
    kept: list[str] = []
    position = 0
    for start, end in find_code_spans(text):
        kept += [text[position:start], _CHARACTER.sub(" ", text[start:end])]
        position = end
    return "".join((*kept, text[position:])).split("\n")


def code_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Fences and indented code, however deep in lists and quotes."""
    for block in blocks:
        if block.kind in ("fence", "code"):
            yield block
        else:
            yield from code_blocks(block.blocks)
