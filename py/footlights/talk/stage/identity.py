"""What of a deck is found again in another that its notes became: the same slides, sections and cells.

A thing is told by what it says and by what stands around it, the surest signs first. Each sign pairs only
what it tells apart, so that it does not matter in which order notes were changed, or how much at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import TypeVar

from footlights.deck import Cell, Deck, Section, Slide, with_keys

MOST_GONE = 200
"""Cells that were taken out of the notes and are still known, those that came last."""

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A cell with what stands around it: its slide's title, its place on the slide, the code before and after it."""

    cell: Cell
    title: str = ""
    place: int = 0
    before: str = ""
    after: str = ""


def paired(
    before: Sequence[Thing], after: Sequence[Thing], signs: Sequence[Callable[[Thing], Hashable]]
) -> dict[int, int]:
    """For things of ``after``, by their index, the index of the same thing in ``before``.

    A sign gives something that tells a thing from others, or None. Things that share it are paired in their order
    where there are as many as before, by the last sign as many as there are. What no sign pairs is paired by its
    place between things that were.
    """
    pairs: dict[int, int] = {}
    for sign in signs:
        is_last = sign is signs[-1]
        _pair(pairs, [sign(thing) for thing in before], [sign(thing) for thing in after], is_last)
    _pair(pairs, _gaps(len(before), {at: at for at in pairs.values()}), _gaps(len(after), pairs), False)
    return pairs


def _pair(pairs: dict[int, int], before: Sequence[Hashable], after: Sequence[Hashable], is_loose: bool) -> None:
    taken = set(pairs.values())
    waiting: defaultdict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for index, told in enumerate(before):
        if told is not None and index not in taken:
            waiting[told][0].append(index)
    for index, told in enumerate(after):
        if told is not None and index not in pairs:
            waiting[told][1].append(index)
    for old, new in waiting.values():
        if is_loose or len(old) == len(new):
            pairs.update(zip(new, old, strict=False))


def _gaps(length: int, pairs: dict[int, int]) -> list[Hashable]:
    """Between which of the things that were paired each stands, told by where those stood before."""
    last: list[int] = []
    for index in range(length):
        last.append(pairs.get(index, last[-1] if last else -1))
    following, gaps = -1, list[Hashable]()
    for index in reversed(range(length)):
        following = pairs.get(index, following)
        gaps.append((last[index], following))
    return gaps[::-1]


def slides_again(before: Deck, after: Deck) -> dict[int, int]:
    """The numbers of the slides of a deck that were in another, and what those were then."""
    old, new = _around(before.slides), _around(after.slides)
    signs: tuple[Callable[[tuple[str, Slide, str]], Hashable], ...] = (
        lambda seen: (seen[0], _content(seen[1]), seen[2]),
        lambda seen: _content(seen[1]),
        lambda seen: (seen[1].title, seen[1].part) if seen[1].title else None,
        lambda seen: seen[1].source if seen[1].source.strip() else None,
    )
    return {new_at + 1: old_at + 1 for new_at, old_at in paired(old, new, signs).items()}


def _around(slides: tuple[Slide, ...]) -> list[tuple[str, Slide, str]]:
    titles = ["", *(slide.title for slide in slides), ""]
    return [(titles[index], slide, titles[index + 2]) for index, slide in enumerate(slides)]


def _content(slide: Slide) -> Hashable:
    return (slide.layout, slide.title, slide.source, slide.part)


def sections_again(before: Deck, after: Deck) -> dict[int, int]:
    """The numbers of the sections of a deck that were in another, and what those were then."""
    signs: tuple[Callable[[Section], Hashable], ...] = (
        lambda section: (section.title, section.budget_s),
        lambda section: section.title,
    )
    pairs = paired(before.sections, after.sections, signs)
    return {new_at + 1: old_at + 1 for new_at, old_at in pairs.items()}


def carried_over(before: Deck, gone: tuple[Cell, ...], after: Deck) -> tuple[Deck, tuple[Cell, ...]]:
    """A deck whose cells have the identities that they had in the one before, and the cells that are gone by then.

    ``gone`` are those that were taken out before, which may come back; a new cell has an identity that none ever had.
    """
    old, new = tuple(_seen(before)), tuple(_seen(after))
    signs: tuple[Callable[[_Seen], Hashable], ...] = (
        lambda seen: seen.cell.name if seen.cell.is_named else None,
        lambda seen: _code(seen.cell, seen.title, seen.before, seen.after),
        lambda seen: _code(seen.cell, seen.title, seen.place),
        lambda seen: _code(seen.cell, seen.before) if seen.before else None,
        lambda seen: _code(seen.cell, seen.after) if seen.after else None,
        lambda seen: _code(seen.cell),
    )
    pairs = {new_at: old[old_at].cell for new_at, old_at in paired(old, new, signs).items()}
    pairs = {at: cell for at, cell in pairs.items() if _may_be(cell, new[at].cell)}
    cells = [seen.cell for seen in new]
    _bring_back(pairs, gone, cells)
    known = (*before.cells, *gone)
    fresh = count(max((cell.identity for cell in known), default=0) + 1)
    identities = [pairs[at].identity if at in pairs else next(fresh) for at in range(len(cells))]
    kept = frozenset(identities)
    left = sorted((cell for cell in known if cell.identity not in kept), key=lambda cell: cell.identity)
    return _identified(after, identities), tuple(left[-MOST_GONE:])


def _seen(deck: Deck) -> Iterator[_Seen]:
    codes = ["", *(cell.whole for cell in deck.cells), ""]
    index = 0
    for slide in deck.slides:
        for place, cell in enumerate(slide.cells):
            yield _Seen(cell, slide.title, place, codes[index], codes[index + 2])
            index += 1


def _code(cell: Cell, *around: Hashable) -> Hashable:
    """What tells a cell without an ``id`` by its code; one that has an ``id`` is told by that alone."""
    return None if cell.is_named else (cell.whole, cell.kind, *around)


def _may_be(was: Cell, cell: Cell) -> bool:
    """Whether a cell can be one that was there: one that has an ``id`` is told by that alone."""
    return was.is_named == cell.is_named and (not cell.is_named or was.name == cell.name)


def _bring_back(pairs: dict[int, Cell], gone: Iterable[Cell], cells: list[Cell]) -> None:
    """Cells that were taken out, and stand in the notes again."""
    waiting: defaultdict[Hashable, list[Cell]] = defaultdict(list)
    for cell in gone:
        waiting[cell.name if cell.is_named else _code(cell)].append(cell)
    for index, cell in enumerate(cells):
        told = cell.name if cell.is_named else _code(cell)
        if index not in pairs and waiting[told]:
            pairs[index] = waiting[told].pop(0)


def _identified(deck: Deck, identities: list[int]) -> Deck:
    """The deck with these identities, and the keys of its slides anew."""
    if [cell.identity for cell in deck.cells] == identities:
        return deck
    each = iter(identities)
    slides = (
        replace(slide, cells=tuple(replace(cell, identity=next(each)) for cell in slide.cells))
        if slide.cells
        else slide
        for slide in deck.slides
    )
    return with_keys(replace(deck, slides=tuple(slides)))
