"""Budgets for talks of several lengths become those for this one, where budgets stand: not in prose, tables or code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from footlights.deck.blocks import Block, read_blocks
from footlights.deck.budget import budget_alone, settle_lengths
from footlights.deck.passage import Passage


def settled(passage: Passage, talk_s: int | None) -> Passage:
    """Notes in which headings, bullets and lines that are a budget and nothing else have the budget that fits."""
    changed = {
        index: text
        for index, line in enumerate(passage.texts)
        if "/" in line and (text := settle_lengths(line, talk_s)) != line
    }
    if not changed:
        return passage
    texts = list(passage.texts)
    for index, is_title in _places(read_blocks(passage).blocks):
        if index in changed and (is_title or budget_alone(changed[index])):
            texts[index] = changed[index]
    return Passage(tuple(texts), passage.numbers)


def _places(blocks: Iterable[Block]) -> Iterator[tuple[int, bool]]:
    """Lines on which a budget may stand, and whether a title stands there too."""
    for block in blocks:
        if block.kind == "heading":
            yield from ((index, True) for index in range(block.start, block.end))
        elif block.kind == "item" and block.title:
            yield block.blocks[0].end - 1, True
        elif block.kind == "paragraph":
            yield block.start, False
        yield from _places(block.blocks if block.kind in ("list", "item") else ())
