"""Drafts become numbered slides: long ones continued, each composed by what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from footlights.deck.blocks import Block, read_blocks
from footlights.deck.cells import find_cells, find_setup
from footlights.deck.drafts import Draft, DraftSlide
from footlights.deck.fences import read_info
from footlights.deck.footnotes import footnote_labels
from footlights.deck.limits import too_much
from footlights.deck.links import slugs
from footlights.deck.model import Layout, Settings, Slide
from footlights.deck.optional_bullets import optional_bullets
from footlights.deck.pages import SIZES, Room, paginate, size_of
from footlights.deck.passage import Passage, joined
from footlights.deck.steps import plan_steps


@dataclass(slots=True)
class Numbering:
    """Turns drafts into numbered slides, long ones continued on the next."""

    settings: Settings
    deck_title: str
    footnotes: dict[str, Passage]
    room: Room

    def slides(self, draft: Draft) -> tuple[Slide, ...]:
        """All slides in order, from 1, with their cells numbered from 1 through the whole deck."""
        made: list[Slide] = []
        cell_numbers = 1
        for section, layout, slide in self._in_order(draft):
            for made_slide in self._pages(section, layout, slide, cell_numbers):
                cell_numbers += len(made_slide.cells)
                made.append(made_slide)
        made = _cells_named_apart(_agendas_numbered(made))
        return tuple(
            replace(slide, number=number, slug=slug)
            for number, (slide, slug) in enumerate(zip(made, slugs(made), strict=True), 1)
        )

    def _in_order(self, draft: Draft) -> Iterator[tuple[int, Layout | None, DraftSlide]]:
        title_lines = (draft.title_line,) if draft.title else ()
        yield 0, Layout.TITLE, DraftSlide(self.deck_title, draft.opening, draft.title_line, title_lines)
        for slide in draft.before:
            yield 0, None, slide
        if draft.agenda_title or len(draft.sections) > 1:
            lines = draft.agenda_lines
            line = lines[0] if lines else draft.sections[0].line if draft.sections else 1
            for _ in range(0, max(1, len(draft.sections)), self.room.agenda_rows):
                yield 0, Layout.AGENDA, DraftSlide(draft.agenda_title or "Agenda", Passage(), line, lines)
                lines = ()
        for number, section in enumerate(draft.sections, 1):
            for index, slide in enumerate(section.slides):
                yield number, Layout.SECTION if index == 0 and not slide.body else None, slide

    def _pages(self, section: int, layout: Layout | None, slide: DraftSlide, cells_from: int) -> Iterator[Slide]:
        pages = paginate(slide.title, self._with_footnotes(slide.body), self.room)
        sizes = _even_sizes([size_of(slide.title, page, self.room) for page in pages])
        for part, page in enumerate(pages, 1):
            blocks = read_blocks(page).blocks
            is_read = not too_much(page.markdown)
            steps = plan_steps(page.markdown, blocks, self.settings) if is_read else ((),)
            cells = find_cells(page, blocks, cells_from) if is_read else ()
            cells_from += len(cells)
            first = part == 1
            shape = layout if layout and first else layout_of(blocks, slide.title)
            yield Slide(
                0,
                section,
                shape,
                slide.title,
                page.markdown,
                slide.line if first else page.numbers[0],
                page.numbers,
                slide.title_lines if first else (),
                steps=steps,
                cells=cells,
                setup=find_setup(page, blocks) if is_read else "",
                budget_s=slide.budget_s if first else None,
                part=part,
                parts=len(pages),
                is_optional=slide.is_optional,
                optional=optional_bullets(page.markdown, self.settings, steps) if is_read else (),
                size=sizes[part - 1] if shape is Layout.BULLETS else "normal",
            )

    def _with_footnotes(self, body: Passage) -> Passage:
        """A footnote's text stands on the first slide that refers to it."""
        labels = footnote_labels(body.markdown) & self.footnotes.keys() if self.footnotes else ()
        wanted = sorted(labels, key=lambda label: self.footnotes[label].numbers)
        return joined([body, *(self.footnotes.pop(label) for label in wanted)]) if wanted else body


def _agendas_numbered(slides: list[Slide]) -> list[Slide]:
    """Each agenda slide knows which part of the agenda it shows."""
    agendas = sum(slide.layout is Layout.AGENDA for slide in slides)
    parts = count(1)
    return [
        replace(slide, part=next(parts), parts=agendas) if slide.layout is Layout.AGENDA else slide for slide in slides
    ]


def _cells_named_apart(slides: list[Slide]) -> list[Slide]:
    """Cells with the same code, or the same id, are told apart by a number that makes no other cell's name."""
    times = {cell.name: 0 for slide in slides for cell in slide.cells}
    return [
        replace(slide, cells=tuple(replace(cell, name=_name_apart(cell.name, times)) for cell in slide.cells))
        if slide.cells
        else slide
        for slide in slides
    ]


def _name_apart(name: str, times: dict[str, int]) -> str:
    times[name] += 1
    apart = name if times[name] == 1 else f"{name}-{times[name]}"
    while apart != name and apart in times:
        times[name] += 1
        apart = f"{name}-{times[name]}"
    return apart


def _even_sizes(sizes: list[str]) -> list[str]:
    """What goes on over several slides keeps its size; code and pictures have sizes of their own."""
    order = ["normal", *reversed(SIZES)]
    smallest = min((order.index(size) for size in sizes if size), default=0)
    return [order[smallest] if size else "normal" for size in sizes]


def layout_of(blocks: tuple[Block, ...], title: str) -> Layout:
    """How a slide is composed, told from its blocks."""
    kinds = [block.kind for block in blocks if block.kind != "html" and not _is_setup(block)]
    if not kinds:
        return Layout.STATEMENT
    if any(kind in ("fence", "code") for kind in kinds):
        return Layout.CODE
    if kinds[0] == "quote" and len(kinds) <= 2 and "list" not in kinds:
        return Layout.QUOTE
    pictures = [block for block in blocks if block.is_picture]
    if pictures and "list" not in kinds and len(kinds) - len(pictures) <= 1:
        return Layout.PICTURE
    return Layout.BULLETS


def _is_setup(block: Block) -> bool:
    return block.kind == "fence" and read_info(block.text).kind == "setup"
