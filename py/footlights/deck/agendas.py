"""A section that is the agenda: it lists the others, so that the agenda's own slide stands for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from footlights.deck.blocks import Block
from footlights.deck.budget import take_budget
from footlights.deck.drafts import DraftSection, budget_of, flat
from footlights.deck.model import Problem
from footlights.deck.renderers import plain_text

_TITLES = frozenset(
    {"agenda", "today's agenda", "our agenda", "outline", "talk outline", "contents", "table of contents", "toc"}
)


@dataclass(frozen=True, slots=True)
class Listed:
    """Sections with the budgets that an agenda gives them, and its bullets that name none of them."""

    sections: tuple[DraftSection, ...]
    problems: tuple[Problem, ...]


def is_agenda(title: str, blocks: Sequence[Block]) -> bool:
    """Whether a section is the agenda: by its title, and because it holds bullets only, perhaps with a lead-in."""
    lists = [block for block in blocks if block.kind == "list"]
    lead_ins = [block for block in blocks if block.kind == "paragraph" and block.text.rstrip().endswith(":")]
    return bool(lists) and len(lists) + len(lead_ins) == len(blocks) and _bare(title) in _TITLES


def bare_titles(titles: Iterable[str]) -> frozenset[str]:
    """Titles as bullets are compared with them: without markup and punctuation, in small letters."""
    return frozenset(map(_bare, titles))


def names_any(agenda: Iterable[Block], bare: Collection[str]) -> bool:
    """Whether one of the bullets is called like one of the sections."""
    return any(_name(item) in bare for block in agenda for item in block.blocks)


def listed(agenda: Sequence[Block], sections: tuple[DraftSection, ...], line: int) -> Listed:
    """Sections that take their budget from the bullet that names them, where they state none themselves."""
    items = {_name(item): item for block in agenda for item in block.blocks}
    named = {_bare(section.title) for section in sections}
    strangers = [name for name in items if name not in named]
    budgets_s = {name: budget_of(item) for name, item in items.items()}
    timed = tuple(
        section if section.states_time else replace(section, budget_s=budgets_s.get(_bare(section.title)))
        for section in sections
    )
    return Listed(timed, (_stranger(strangers[0], line),) if strangers else ())


def _stranger(name: str, line: int) -> Problem:
    return Problem(
        line,
        f"the agenda names {name!r}, which is no section",
        "The agenda's slide lists the sections and their times by itself; its bullets are not shown.",
    )


def _name(item: Block) -> str:
    return _bare(take_budget(flat(item.title)).title)


def _bare(title: str) -> str:
    plain = plain_text(title).replace("’", "'").replace("*", "").replace("_", "").replace("`", "")
    return flat(plain).lower().strip(" :.?!")
