"""The deck half-way: sections and slides cut out of the notes, before pages, numbers and shares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from footlights.deck.blocks import Block, read_blocks
from footlights.deck.budget import take_budget
from footlights.deck.model import Problem
from footlights.deck.passage import Passage

_CONTENT = frozenset({"fence", "code", "table", "quote", "html"})


@dataclass(frozen=True, slots=True)
class DraftSlide:
    """A slide's title and body; ``title_lines`` are the notes lines the title stands on."""

    title: str
    body: Passage
    line: int
    title_lines: tuple[int, ...] = ()
    budget_s: int | None = None
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A section with what its author stated: its own budget, a check total, its parts' budgets."""

    title: str
    line: int
    slides: tuple[DraftSlide, ...]
    budget_s: int | None = None
    total_s: int | None = None
    part_budgets_s: tuple[int | None, ...] = ()
    weight: int = 1
    is_optional: bool = False

    @property
    def states_time(self) -> bool:
        """Whether its author gave it a time, as a whole or in parts."""
        return self.budget_s is not None or added(self.part_budgets_s) is not None


@dataclass(frozen=True, slots=True)
class Draft:
    """The whole talk: what stands before the first section, then the sections."""

    title: str
    title_line: int
    opening: Passage
    agenda_title: str = ""
    agenda_lines: tuple[int, ...] = ()
    before: tuple[DraftSlide, ...] = ()
    sections: tuple[DraftSection, ...] = field(default=())
    problems: tuple[Problem, ...] = ()


def needs_own_slide(item: Block) -> bool:
    """Whether a bullet becomes a slide: three children, or content that is more than bullets."""
    return len(item.children) >= 3 or has_content(item)


def has_content(item: Block) -> bool:
    """Whether an item itself holds a code block, table, picture, quote or several paragraphs."""
    paragraphs = [block for block in item.blocks if block.kind == "paragraph"]
    pictures = any("![" in block.text for block in paragraphs)
    return len(paragraphs) > 1 or pictures or any(block.kind in _CONTENT for block in item.blocks)


def without_budgets(passage: Passage) -> Passage:
    """A passage whose bullets have lost their budgets, which are for the speaker's plan only.

    A bullet that may be left out keeps its own until it is rendered (``optional_bullets.py``).
    """
    if not any(character.isdigit() for text in passage.texts for character in text):
        return passage
    texts = list(passage.texts)
    for item in _items(read_blocks(passage).blocks):
        if not item.title:
            continue
        last = item.blocks[0].end - 1
        first = item.column if last == item.blocks[0].start else len(texts[last]) - len(texts[last].lstrip())
        budgeted = take_budget(texts[last][first:])
        if budgeted.budget_s is not None and not budgeted.is_optional:
            texts[last] = texts[last][:first] + budgeted.title
    return Passage(tuple(texts), passage.numbers)


def budget_of(item: Block) -> int | None:
    """What an item's title states, else what its children add up to, else None."""
    stated = take_budget(flat(item.title)).budget_s
    return stated if stated is not None else added(budget_of(child) for child in item.children)


def added(budgets_s: Iterable[int | None]) -> int | None:
    """The sum of the budgets there are; None if there is none."""
    stated = [budget_s for budget_s in budgets_s if budget_s is not None]
    return sum(stated) if stated else None


def flat(text: str) -> str:
    """A title of several source lines as one line."""
    return " ".join(text.split())


def _items(blocks: Iterable[Block]) -> Iterable[Block]:
    for block in blocks:
        if block.kind == "item":
            yield block
        yield from _items(block.blocks)
