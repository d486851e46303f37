"""The times that parts of a section state, its slides and bullets, and what they are when the section has another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from footlights.deck.blocks import Block, read_blocks
from footlights.deck.budget import budget_alone, take_budget
from footlights.deck.drafts import flat
from footlights.deck.passage import Passage
from footlights.deck.plan import split_by_weight
from footlights.deck.reading import normalise

_HALF_MIN_S = 30


@dataclass(frozen=True, slots=True)
class Part:
    """A slide or a bullet that begins on a line, counted from 0, and whose time stands on some of ``lines``.

    One that does not ``state`` its time has what its own parts add up to.
    """

    line: int
    lines: range
    budget_s: int
    states: bool
    parts: tuple[Part, ...] = ()


def section_part(lines: Sequence[str], start: int, end: int) -> Part:
    """A section that stands on these lines of the notes, with its parts; 0 seconds where none of them states a time."""
    texts = tuple(normalise("\n".join(lines[start:end])).split("\n"))
    blocks = read_blocks(Passage(texts, tuple(range(start, start + len(texts))))).blocks
    if blocks and blocks[0].kind == "list":
        return _of_item(blocks[0].blocks[0], start)
    lead = next((at for at, block in enumerate(blocks) if at and _opens_slide(block)), len(blocks))
    title = _of_title(blocks[:lead], start)
    slides = (_of_title(run, start) for run in _runs(blocks[lead:]))
    return _with_parts(title, (*title.parts, *(slide for slide in slides if slide.budget_s)))


def _opens_slide(block: Block) -> bool:
    return block.kind == "heading" and block.level <= 3


def _runs(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, ...]]:
    """The blocks of each slide, which a heading opens."""
    edges = [*(at for at, block in enumerate(blocks) if _opens_slide(block)), len(blocks)]
    for begin, end in pairwise(edges):
        yield blocks[begin:end]


def _of_title(blocks: tuple[Block, ...], start: int) -> Part:
    """What a heading states, or the line below it, else what the bullets below it add up to."""
    items = tuple(item for block in blocks for item in (block.blocks if block.kind == "list" else ()))
    if not blocks:
        return Part(start, range(0), 0, False)
    own, at = take_budget(flat(blocks[0].text)).budget_s, blocks[0]
    if own is None and len(blocks) > 1 and blocks[1].kind == "paragraph":
        below = budget_alone(blocks[1].text.split("\n")[0])
        own, at = (below.budget_s, blocks[1]) if below else (None, at)
    lines = range(start + at.start, start + at.end)
    return _with_parts(Part(start + blocks[0].start, lines, own or 0, own is not None), _of_items(items, start))


def _of_item(item: Block, start: int) -> Part:
    own = take_budget(flat(item.title)).budget_s
    lines = range(start + item.start, start + (item.blocks[0].end if item.title else item.start + 1))
    return _with_parts(Part(lines.start, lines, own or 0, own is not None), _of_items(item.children, start))


def _of_items(items: tuple[Block, ...], start: int) -> tuple[Part, ...]:
    return tuple(part for part in (_of_item(item, start) for item in items) if part.budget_s)


def _with_parts(part: Part, parts: tuple[Part, ...]) -> Part:
    budget_s = part.budget_s if part.states else sum(each.budget_s for each in parts)
    return Part(part.line, part.lines, budget_s, part.states, parts)


def new_times(section: Part, old_s: int, new_s: int, slides: Mapping[int, int]) -> tuple[int, dict[Part, int]] | None:
    """What a section has then, and each of its parts that states another time, in seconds.

    None where it can't be shared. ``slides`` are the times that are wanted for slides, by the lines, counted from 0,
    that they begin on. A section whose parts added up to what it had has what they add up to then.
    """
    parts = section.parts
    sum_s = sum(part.budget_s for part in parts)
    if any(part.line in slides for part in parts):
        own = [slides.get(part.line, part.budget_s) for part in parts]
        total_s = sum(own) if sum_s >= old_s else max(new_s, sum(own))
        pairs = zip(parts, own, strict=True)
    elif not parts or sum_s > old_s:
        return new_s, {}
    else:
        total_s, shares = new_s, _shared(parts, old_s, new_s)
        pairs = zip(parts, shares, strict=True)
    found = dict(step for part, part_s in pairs for step in _down(part, part_s))
    return (total_s, found) if all(found.values()) else None


def _down(part: Part, new_s: int) -> Iterator[tuple[Part, int]]:
    """A part and those in it that state another time then."""
    if new_s == part.budget_s:
        return
    if part.states:
        yield part, new_s
    for each, each_s in zip(part.parts, _shared(part.parts, part.budget_s, new_s), strict=True):
        yield from _down(each, each_s)


def _shared(parts: tuple[Part, ...], old_s: int, new_s: int) -> list[int]:
    """What each has of another time, in proportion: in half minutes where these go round, else in seconds."""
    weights = [part.budget_s for part in parts]
    whole_s = new_s
    if sum(weights) != old_s:
        whole_s = round(new_s * sum(weights) / old_s / _HALF_MIN_S) * _HALF_MIN_S if old_s else 0
    halves = split_by_weight(whole_s // _HALF_MIN_S, weights)
    if whole_s % _HALF_MIN_S == 0 and all(halves):
        return [_HALF_MIN_S * half for half in halves]
    return split_by_weight(whole_s, weights)
