"""Heading notes: ``#`` is the talk, ``##`` a section, ``###`` or ``---`` a slide.

Notes without any ``##`` whose ``###`` have budgets make sections of these. A section that is
called *Agenda* and holds bullets only, one of which names a section, is the agenda, which shows the
sections there are; where there are no others, its bullets are the sections.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from footlights.deck.agendas import bare_titles, is_agenda, listed, names_any
from footlights.deck.blocks import Block
from footlights.deck.budget import Budgeted, budget_alone, take_budget
from footlights.deck.drafts import Draft, DraftSection, DraftSlide, added, budget_of, flat, without_budgets
from footlights.deck.outline import draft_outline, is_outline
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
    is_optional: bool = False
    blocks: list[Block] = field(default_factory=list)

    @property
    def items(self) -> list[Block]:
        return [item for block in self.blocks if block.kind == "list" for item in block.blocks]

    @property
    def whole_budget_s(self) -> int | None:
        """What its heading states, else what its bullets add up to."""
        return self.budget_s if self.budget_s is not None else added(budget_of(item) for item in self.items)


@dataclass(slots=True)
class _OpenSection:
    budgeted: Budgeted
    line: int
    slides: list[_OpenSlide] = field(default_factory=list)

    @property
    def is_agenda(self) -> bool:
        """Whether it is the agenda, and no part of the talk with a time of its own."""
        untimed = len(self.slides) == 1 and self.budgeted.budget_s is None
        return untimed and is_agenda(self.budgeted.title, self.slides[0].blocks)


def draft_headings(passage: Passage, blocks: tuple[Block, ...]) -> Draft:
    """Cut notes at their headings and rules; what stands before the first heading opens the talk."""
    builder = _Builder(passage, section_level=_section_level(blocks))
    for block in blocks:
        if block.kind == "heading" and block.level <= 3:
            builder.take_heading(block)
        elif block.kind == "break":
            builder.take_break(block)
        else:
            builder.take_content(block)
    return builder.draft()


def _section_level(blocks: tuple[Block, ...]) -> int:
    """The level of headings that are sections: 2, or 3 where these alone have budgets."""
    levels = {block.level for block in blocks if block.kind == "heading"}
    first_level = sum(block.kind == "heading" and block.level == 1 for block in blocks)
    if 2 in levels or 3 not in levels or first_level > 1:
        return 2
    followed = zip(blocks, (*blocks[1:], None), strict=True)
    timed = (block.kind == "heading" and block.level == 3 and _is_timed(block, after) for block, after in followed)
    return 3 if any(timed) else 2


def _is_timed(heading: Block, after: Block | None) -> bool:
    below = budget_alone(after.text.split("\n")[0]) if after is not None and after.kind == "paragraph" else None
    return below is not None or take_budget(flat(heading.text)).budget_s is not None


@dataclass(slots=True)
class _Builder:
    passage: Passage
    section_level: int = 2
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
        is_optional = budgeted.is_optional and block.level > self.section_level
        if block.level == 1 and not self.titled and not self.sections and len(self.before) < 2:
            self._take_title(block, budgeted.title)
            return
        slide = _OpenSlide(budgeted.title, line, lines, block.end, block.end, budgeted.budget_s, is_optional)
        if block.level <= self.section_level:
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
        if not slides[-1].blocks:
            self._take_budget_below(slides[-1], block)
        slides[-1].end = block.end
        slides[-1].blocks.append(block)

    def _take_budget_below(self, slide: _OpenSlide, block: Block) -> None:
        """A line below a heading that is a budget and nothing else is the heading's."""
        if not slide.title_lines or slide.budget_s is not None or block.kind != "paragraph":
            return
        below = budget_alone(block.text.split("\n")[0])
        if below is None:
            return
        slide.budget_s, slide.start = below.budget_s, block.start + 1
        if self.sections and slide is self.sections[-1].slides[0]:
            was = self.sections[-1].budgeted
            self.sections[-1].budgeted = replace(below, title=slide.title, is_optional=was.is_optional)

    def draft(self) -> Draft:
        opening, *rest = self.before or [_OpenSlide("", 1, (), 0, 0)]
        draft = Draft(
            self.title,
            self.title_line,
            self._body(opening),
            before=tuple(self._slide(slide) for slide in rest),
        )
        agenda = self._agenda()
        sections = tuple(self._section(section) for section in self.sections if section is not agenda)
        if agenda is None:
            return replace(draft, sections=sections)
        blocks = tuple(agenda.slides[0].blocks)
        draft = replace(draft, agenda_title=agenda.budgeted.title, agenda_lines=agenda.slides[0].title_lines)
        if not sections and is_outline(blocks):
            return replace(draft, sections=draft_outline(self.passage, blocks).sections)
        if not sections:
            return replace(draft, agenda_title="", agenda_lines=(), sections=(self._section(agenda),))
        timed = listed(blocks, sections, agenda.line)
        return replace(draft, sections=timed.sections, problems=timed.problems)

    def _agenda(self) -> _OpenSection | None:
        """The first section that looks like the agenda and names one of the others; alone, it is their list."""
        alike = [section for section in self.sections if section.is_agenda]
        others = [section.budgeted.title for section in self.sections if not section.is_agenda] if alike else []
        named = bare_titles(others)
        alone = len(self.sections) == 1
        return next((each for each in alike if alone or names_any(each.slides[0].blocks, named)), None)

    def _slides(self) -> list[_OpenSlide]:
        return self.sections[-1].slides if self.sections else self.before

    def _body(self, slide: _OpenSlide) -> Passage:
        return self.passage.cut(slide.start, slide.end).stripped()

    def _slide(self, slide: _OpenSlide) -> DraftSlide:
        return DraftSlide(
            slide.title,
            without_budgets(self._body(slide)),
            slide.line,
            slide.title_lines,
            slide.whole_budget_s,
            slide.is_optional,
        )

    def _section(self, section: _OpenSection) -> DraftSection:
        lead, *others = section.slides
        items = [budget_of(item) for item in lead.items]
        parts = tuple(slide.whole_budget_s for slide in others)
        if not others:
            parts = tuple(items)
        elif added(items) is not None:
            parts = (added(items), *parts)
        weight = sum(max(1, len(slide.items)) for slide in section.slides)
        return DraftSection(
            section.budgeted.title,
            section.line,
            tuple(self._slide(slide) for slide in section.slides),
            section.budgeted.budget_s,
            section.budgeted.total_s,
            parts,
            weight,
            section.budgeted.is_optional,
        )
