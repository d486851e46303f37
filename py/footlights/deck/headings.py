"""Heading notes: ``#`` is the talk, ``##`` a section, ``###`` or ``---`` a slide."""

from __future__ import annotations

from dataclasses import dataclass, field

from footlights.deck.blocks import Block
from footlights.deck.budget import Budgeted, take_budget
from footlights.deck.drafts import Draft, DraftSection, DraftSlide, budget_of, flat, without_budgets
from footlights.deck.passage import Passage


@dataclass(slots=True)
class _OpenSlide:
    """A slide being gathered: from its heading to the next one."""

    title: str
    line: int
    title_lines: tuple[int, ...]
    start: int
    end: int
    budget_s: int | None = None
    items: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class _OpenSection:
    budgeted: Budgeted
    line: int
    slides: list[_OpenSlide] = field(default_factory=list)


def draft_headings(passage: Passage, blocks: tuple[Block, ...]) -> Draft:
    """Cut notes at their headings and rules; what stands before the first heading opens the talk."""
    builder = _Builder(passage)
    for block in blocks:
        if block.kind == "heading" and block.level <= 3:
            builder.take_heading(block)
        elif block.kind == "break":
            builder.take_break(block)
        else:
            builder.take_content(block)
    return builder.draft()


@dataclass(slots=True)
class _Builder:
    passage: Passage
    title: str = ""
    title_line: int = 1
    sections: list[_OpenSection] = field(default_factory=list)
    before: list[_OpenSlide] = field(default_factory=list)
    titled: bool = False
    broken: bool = False

    def take_heading(self, block: Block) -> None:
        budgeted = take_budget(flat(block.text))
        lines = self.passage.cut(block.start, block.end).visible_lines()
        line = self.passage.numbers[block.start]
        if block.level == 1 and not self.titled and not self.sections and len(self.before) < 2:
            self._take_title(block, budgeted.title)
            return
        slide = _OpenSlide(budgeted.title, line, lines, block.end, block.end, budgeted.budget_s)
        if block.level <= 2:
            self.sections.append(_OpenSection(budgeted, line, [slide]))
        else:
            self._slides().append(slide)
        self.broken = False

    def _take_title(self, block: Block, title: str) -> None:
        """The first ``#`` names the talk; what stood above it, such as a logo, stays on its slide."""
        self.titled, self.title, self.title_line = True, title, self.passage.numbers[block.start]
        self.passage = self.passage.blanked(block.start, block.end)
        self.before = self.before or [_OpenSlide("", self.title_line, (), block.end, block.end)]
        self.broken = False

    def take_break(self, block: Block) -> None:
        """A rule opens a new slide, unless a heading does so right after it."""
        self.broken = True

    def take_content(self, block: Block) -> None:
        slides = self._slides()
        if self.broken or not slides:
            number = self.passage.numbers[block.start]
            slides.append(_OpenSlide("", number, (), block.start, block.start))
            self.broken = False
        slides[-1].end = block.end
        if block.kind == "list":
            slides[-1].items.extend(block.blocks)

    def draft(self) -> Draft:
        opening, *rest = self.before or [_OpenSlide("", 1, (), 0, 0)]
        return Draft(
            self.title,
            self.title_line,
            self._body(opening),
            before=tuple(self._slide(slide) for slide in rest),
            sections=tuple(self._section(section) for section in self.sections),
        )

    def _slides(self) -> list[_OpenSlide]:
        return self.sections[-1].slides if self.sections else self.before

    def _body(self, slide: _OpenSlide) -> Passage:
        return self.passage.cut(slide.start, slide.end).stripped()

    def _slide(self, slide: _OpenSlide) -> DraftSlide:
        return DraftSlide(
            slide.title, without_budgets(self._body(slide)), slide.line, slide.title_lines, slide.budget_s
        )

    def _section(self, section: _OpenSection) -> DraftSection:
        lead, *others = section.slides
        items = [budget_of(item) for item in lead.items]
        parts = tuple(slide.budget_s for slide in others) if others else tuple(items)
        weight = sum(max(1, len(slide.items)) for slide in section.slides)
        return DraftSection(
            section.budgeted.title,
            section.line,
            tuple(self._slide(slide) for slide in section.slides),
            section.budgeted.budget_s,
            section.budgeted.total_s,
            parts,
            weight,
        )
