"""Outline notes: top-level bullets with children or a budget are the sections of the talk."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from footlights.deck.blocks import Block
from footlights.deck.budget import take_budget
from footlights.deck.drafts import (
    Draft,
    DraftSection,
    DraftSlide,
    budget_of,
    flat,
    needs_own_slide,
    without_budgets,
)
from footlights.deck.passage import Passage, joined


def is_outline(blocks: tuple[Block, ...]) -> bool:
    """Whether notes are an outline: at most one heading, a ``#``, and a bullet that is a section."""
    levels = [block.level for block in blocks if block.kind == "heading"]
    items = (item for block in blocks if block.kind == "list" for item in block.blocks)
    return (not levels or levels == [1]) and any(_is_section(item) for item in items)


def draft_outline(passage: Passage, blocks: tuple[Block, ...]) -> Draft:
    """Cut outline notes into sections and slides, in the order they are written."""
    builder = _Builder(passage)
    for block in blocks:
        if block.kind == "heading":
            builder.take_title(block)
        elif block.kind == "list":
            builder.take_list(block)
        elif block.kind == "break":
            builder.close_run()
        else:
            builder.take_content(block)
    return builder.draft()


def _is_section(item: Block) -> bool:
    return bool(item.children) or take_budget(flat(item.title)).budget_s is not None


@dataclass(slots=True)
class _Builder:
    """Collects blocks in order; content after a section belongs to it, before it to the title slide."""

    passage: Passage
    title: str = ""
    title_line: int = 1
    opening: list[Block] = field(default_factory=list)
    run: list[Block] = field(default_factory=list)
    sections: list[DraftSection] = field(default_factory=list)

    def take_title(self, heading: Block) -> None:
        self.title, self.title_line = flat(heading.text), self.passage.numbers[heading.start]

    def take_list(self, block: Block) -> None:
        in_order = _is_numbered(self.passage, block) and any(map(_is_section, block.blocks))
        for item in block.blocks:
            if in_order or _is_section(item):
                self.close_run()
                self.sections.append(_section(self.passage, item))
            else:
                self.take_content(item)

    def take_content(self, block: Block) -> None:
        if self.sections:
            self.run.append(block)
        else:
            self.opening.append(block)

    def close_run(self) -> None:
        """What stood between two sections becomes a slide of the section before."""
        if not self.run or not self.sections:
            return
        last = self.sections[-1]
        title = last.title if all(block.kind == "item" for block in self.run) else ""
        body = joined((self.passage.cut(block.start, block.end) for block in self.run), blank=False).stripped()
        self.run = []
        self.sections[-1] = replace(last, slides=(*last.slides, _loose_slide(title, body)))

    def draft(self) -> Draft:
        self.close_run()
        agenda = self.opening[-1] if self.opening and _is_lead_in(self.opening[-1]) else None
        body = joined(self.passage.cut(block.start, block.end) for block in self.opening if block is not agenda)
        return Draft(
            self.title,
            self.title_line,
            body,
            flat(agenda.text).rstrip(": ") if agenda else "",
            self.passage.cut(agenda.start, agenda.end).visible_lines() if agenda else (),
            sections=tuple(self.sections),
        )


def _is_lead_in(block: Block) -> bool:
    return block.kind == "paragraph" and flat(block.text).endswith(":") and len(flat(block.text)) > 1


def _is_numbered(passage: Passage, block: Block) -> bool:
    """Whether a list counts its items: then they are of one kind, all sections or none."""
    return passage.texts[block.start].lstrip()[:1].isdigit()


def _loose_slide(title: str, body: Passage) -> DraftSlide:
    """A slide of a section's loose content; a single plain bullet is its title, several have the section's."""
    if len(body.texts) == 1 and body.texts[0][:2] in ("- ", "* ", "+ "):
        return DraftSlide(body.texts[0][2:].strip(), Passage(), body.numbers[0], body.numbers)
    return DraftSlide(title, without_budgets(body), body.numbers[0] if body.numbers else 1)


def _section(passage: Passage, item: Block) -> DraftSection:
    budgeted = take_budget(flat(item.title))
    slides = _slides(passage, item, budgeted.title)
    return DraftSection(
        budgeted.title,
        passage.numbers[item.start],
        slides,
        budgeted.budget_s,
        budgeted.total_s,
        tuple(budget_of(child) for child in item.children),
        max(1, len(item.children)),
        budgeted.is_optional,
    )


def _slides(passage: Passage, item: Block, title: str) -> tuple[DraftSlide, ...]:
    """A section's slides: plain bullets gather on the section's own, others get one each."""
    line, lines = passage.numbers[item.start], _title_lines(passage, item)
    slides: list[DraftSlide] = []
    gathered: list[Passage] = []

    def gather() -> None:
        body = joined(gathered, blank=False).stripped()
        if body or not slides:
            first = not slides
            slides.append(
                DraftSlide(title, without_budgets(body), line if first else body.numbers[0], lines if first else ())
            )
        gathered.clear()

    for block in _after_title(item):
        if block.kind != "list":
            gathered.append(_inside(passage, block, item, gathered))
            continue
        for child in block.blocks:
            if needs_own_slide(child):
                gather()
                slides.append(_child_slide(passage, child))
            else:
                gathered.append(_inside(passage, child, item, gathered if child is block.blocks[0] else []))
    if gathered or not slides:
        gather()
    return tuple(slides)


def _child_slide(passage: Passage, child: Block) -> DraftSlide:
    budgeted = take_budget(flat(child.title))
    start = child.blocks[0].end if child.title else child.start
    first = child.column if start == child.start else None
    body = without_budgets(passage.cut(start, child.end).dedented(child.column, first).stripped())
    lines = _title_lines(passage, child)
    return DraftSlide(budgeted.title, body, passage.numbers[child.start], lines, budget_of(child), budgeted.is_optional)


def _inside(passage: Passage, block: Block, item: Block, before: list[Passage]) -> Passage:
    """A block of an item on its own; content that follows other content keeps its distance."""
    first = item.column if block.start == item.start else None
    cut = passage.cut(block.start, block.end).dedented(item.column, first)
    return joined((Passage(("",), cut.numbers[:1]), cut), blank=False) if before and cut.texts else cut


def _after_title(item: Block) -> tuple[Block, ...]:
    return item.blocks[1:] if item.title else item.blocks


def _title_lines(passage: Passage, item: Block) -> tuple[int, ...]:
    return passage.cut(item.blocks[0].start, item.blocks[0].end).visible_lines() if item.title else ()
