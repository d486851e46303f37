"""In how many steps a slide is shown, and what each brings: pauses part its text, bullets may come one by one."""

from __future__ import annotations

import re

from footlights.deck.asides import PAUSE, fenced_lines
from footlights.deck.blocks import Block, read_blocks
from footlights.deck.cells import fences
from footlights.deck.fences import read_info
from footlights.deck.passage import Passage

_FOOTNOTE = re.compile(r"^\[\^([^\]\n]+)\]:.*(?:\n(?: {2,}.*|(?=\n)))*", re.MULTILINE)


def count_steps(source: str, incremental: bool) -> int:
    """How many states a slide's content has: one, and one more for each pause and each revealed bullet."""
    pieces = split_at_pauses(source)
    return len(pieces) + (sum(map(count_bullets, pieces)) if incremental else 0)


def count_line_steps(blocks: tuple[Block, ...]) -> int:
    """How many steps light other lines of code than the first group of each listing."""
    return sum(max(0, len(read_info(fence.text).lines) - 1) for fence in fences(blocks))


def count_bullets(piece: str) -> int:
    """How many bullets come one by one: those of lists that stand in nothing else."""
    blocks = read_blocks(Passage(tuple(piece.split("\n")))).blocks
    return sum(len(block.blocks) for block in blocks if block.kind == "list")


def split_at_pauses(source: str) -> list[str]:
    """The source of each step; a footnote's text goes with the step that refers to it."""
    if PAUSE not in source:
        return [source]
    notes = {match[1]: match[0] for match in _FOOTNOTE.finditer(source)}
    pieces = _pieces(_FOOTNOTE.sub("", source)) if notes else _pieces(source)
    return [
        "\n\n".join([piece, *(text for label, text in notes.items() if f"[^{label}]" in piece)]) for piece in pieces
    ]


def _pieces(source: str) -> list[str]:
    lines = source.split("\n")
    pieces: list[list[str]] = [[]]
    for line, fenced in zip(lines, fenced_lines(lines), strict=True):
        if line.strip() == PAUSE and not fenced:
            pieces.append([])
        else:
            pieces[-1].append(line)
    return ["\n".join(piece) for piece in pieces]
