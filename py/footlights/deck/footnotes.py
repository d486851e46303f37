"""Footnotes: their texts leave their place, to follow the slide that refers to them."""

from __future__ import annotations

import re

from footlights.deck.blocks import ReadBlocks
from footlights.deck.model import Problem
from footlights.deck.passage import Passage

_LABEL = re.compile(r"\[\^([^\[\]\s]+)\](?!:)")
_DEFINITION = re.compile(r" {0,3}\[\^([^\]]+)\]:")


def footnote_labels(text: str) -> frozenset[str]:
    """The footnotes that a text refers to, by label; a footnote's own text is no reference to it."""
    return frozenset(_LABEL.findall(text))


def lift_footnotes(
    passage: Passage, reading: ReadBlocks
) -> tuple[Passage, ReadBlocks, dict[str, Passage], list[Problem]]:
    """The notes without the footnotes that are referred to, those by label, and which nobody refers to."""
    footnotes = [block for block in reading.blocks if block.kind == "footnote"]
    if not footnotes:
        return passage, reading, {}, []
    texts = list(passage.texts)
    for block in footnotes:
        texts[block.start : block.end] = [""] * (block.end - block.start)
    wanted = footnote_labels("\n".join(texts))
    lifted: dict[str, Passage] = {}
    problems: list[Problem] = []
    for block in footnotes:
        match = _DEFINITION.match(passage.texts[block.start])
        if match is not None and match[1] in wanted:
            lifted[match[1]] = passage.cut(block.start, block.end).stripped()
            continue
        texts[block.start : block.end] = passage.texts[block.start : block.end]
        if match is not None:
            problems.append(Problem(passage.numbers[block.start], f"footnote [^{match[1]}] is never referred to"))
    blocks = tuple(block for block in reading.blocks if block.kind != "footnote" or texts[block.start])
    return Passage(tuple(texts), passage.numbers), ReadBlocks(blocks, reading.references), lifted, problems
