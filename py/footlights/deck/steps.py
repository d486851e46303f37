"""The plan of a slide's steps: what each press of Next brings, in the order in which it stands on the slide.

It is read off what the renderer made of the slide, after the sanitiser: only that tells what will be there
to appear. A step that would bring nothing is none.
"""

from __future__ import annotations

import re

from footlights.deck.asides import PAUSE, fenced_lines
from footlights.deck.blocks import Block
from footlights.deck.cells import fences
from footlights.deck.fences import read_info
from footlights.deck.model import Lit, Settings, Shown, Step
from footlights.deck.parts import Item, Listing, Part, parts_of

_FOOTNOTE = re.compile(r"^\[\^([^\]\n]+)\]:.*(?:\n(?: {2,}.*|(?=\n)))*", re.MULTILINE)


def plan_steps(source: str, blocks: tuple[Block, ...], settings: Settings) -> tuple[Step, ...]:
    """The states of a slide's content. ``blocks`` tell of most slides that they have one."""
    bullets = settings.incremental and any(block.kind == "list" for block in blocks)
    lights = any(len(read_info(fence.text).lines) > 1 for fence in fences(blocks))
    if not (bullets or lights or PAUSE in source):
        return ((),)
    steps: list[Step] = [()]
    for number, piece in enumerate(split_at_pauses(source), 1):
        parts = parts_of(piece, settings.markdown)
        steps += _steps_of(number, parts if settings.incremental else _without_items(parts))
    return tuple(steps)


def _steps_of(number: int, parts: tuple[Part, ...]) -> list[Step]:
    """A piece's own steps. The first part of a piece behind a pause brings the piece with it."""
    steps: list[Step] = []
    opening: Step = (Shown(number),) if number > 1 else ()
    for part in parts:
        if isinstance(part, Item):
            steps.append((*opening, Shown(number, part.number)))
        elif opening:
            steps.append(opening)
        if isinstance(part, Listing):
            steps += [(Lit(number, part.number, group),) for group in range(2, part.groups + 1)]
        opening = ()
    return steps


def _without_items(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    return tuple(Part() if isinstance(part, Item) else part for part in parts)


def split_at_pauses(source: str) -> list[str]:
    """The source of each piece; a footnote's text goes with the piece that refers to it."""
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
