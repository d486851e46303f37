"""Notes in, deck out: the one function that the command line and the page both call."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from zlib import crc32

from footlights.deck.asides import PAUSE, fenced_lines, lift_asides
from footlights.deck.blocks import Block, Reading, read_blocks
from footlights.deck.cells import find_cells
from footlights.deck.drafts import Draft, DraftSlide
from footlights.deck.front_matter import read_front_matter
from footlights.deck.headings import draft_headings
from footlights.deck.model import Deck, Layout, Problem, Section, Settings, Slide
from footlights.deck.outline import draft_outline, is_outline
from footlights.deck.pages import SIZES, Room, paginate, room_at, size_of
from footlights.deck.passage import Passage, joined
from footlights.deck.pictures import named_pictures, picture_problem
from footlights.deck.plan import Plan, share_time
from footlights.deck.reading import normalise

_TOP_ITEM = re.compile(r"^(?:[-+*]|\d{1,9}[.)])\s")


def parse(notes: str, name: str = "notes.md", pictures: Collection[str] = (), text_scale: float = 1.0) -> Deck:
    """The deck that notes describe, with every problem found. Never raises.

    ``name`` is the notes' file name, for problems and as a title of last resort; ``pictures``
    are the picture files there are, as paths relative to the notes; ``text_scale`` is how much
    larger than normal the text is shown, so that less fits on a slide.
    """
    text = normalise(notes)
    front = read_front_matter(text)
    body = "\n".join(text.split("\n")[front.body_line - 1 :])
    asides = lift_asides(body, front.body_line)
    passage = Passage(asides.lines, tuple(range(front.body_line, front.body_line + len(asides.lines))))
    reading = read_blocks(passage)
    passage, reading, footnotes, footnote_problems = _lift_footnotes(passage, reading)
    outline = is_outline(reading.blocks)
    draft = (draft_outline if outline else draft_headings)(passage, reading.blocks)
    plan = share_time(draft.sections, front.settings.duration_s)
    title = draft.title or front.settings.title or _spoken(name)
    slides = _Numbering(front.settings, title, footnotes, room_at(text_scale)).slides(draft)
    slides = _with_speaker_notes(slides, asides.notes)
    found = [
        *front.problems,
        *asides.problems,
        *footnote_problems,
        *plan.problems,
        *_structure_problems(passage, reading, draft, front.settings, body),
        *_picture_problems(passage, pictures),
    ]
    problems = tuple(replace(problem, path=name) for problem in sorted(found, key=lambda problem: problem.line))
    return Deck(
        title,
        front.settings,
        _sections(draft, plan, slides),
        slides,
        problems,
        plan.duration_s,
        draft.agenda_title,
        tuple(pictures),
        reading.references,
    )


def _spoken(name: str) -> str:
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    words = re.sub(r"[-_]+", " ", stem).strip()
    return words[:1].upper() + words[1:] or "Untitled talk"


@dataclass(slots=True)
class _Numbering:
    """Turns drafts into numbered slides, long ones continued on the next."""

    settings: Settings
    deck_title: str
    footnotes: dict[str, Passage]
    room: Room

    def slides(self, draft: Draft) -> tuple[Slide, ...]:
        made: list[Slide] = []
        cell_numbers = 1
        for section, layout, slide in self._in_order(draft):
            for made_slide in self._pages(section, layout, slide, cell_numbers):
                cell_numbers += len(made_slide.cells)
                made.append(made_slide)
        seed = repr((self.deck_title, self.settings.subtitle, self.settings.author, self.settings.date))
        outline = repr([(section.title, section.budget_s) for section in draft.sections])
        made = _agendas_numbered(made)
        return tuple(
            replace(slide, number=number, key=_key(slide, seed, outline)) for number, slide in enumerate(made, 1)
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
            cells = find_cells(page, blocks, cells_from)
            cells_from += len(cells)
            first = part == 1
            shape = layout if layout and first else layout_of(blocks, slide.title)
            yield Slide(
                0,
                section,
                shape,
                slide.title,
                page.markdown,
                slide.line if first or not page.numbers else page.numbers[0],
                page.numbers,
                slide.title_lines if first else (),
                steps=count_steps(page, self.settings.incremental),
                cells=cells,
                budget_s=slide.budget_s if first else None,
                part=part,
                parts=len(pages),
                size=sizes[part - 1] if shape is Layout.BULLETS else "normal",
            )

    def _with_footnotes(self, body: Passage) -> Passage:
        """A footnote's text stands on the first slide that refers to it."""
        wanted = [label for label in self.footnotes if f"[^{label}]" in body.markdown]
        return joined([body, *(self.footnotes.pop(label) for label in wanted)]) if wanted else body


def _agendas_numbered(slides: list[Slide]) -> list[Slide]:
    """Each agenda slide knows which part of the agenda it shows."""
    agendas = sum(slide.layout is Layout.AGENDA for slide in slides)
    parts = count(1)
    return [
        replace(slide, part=next(parts), parts=agendas) if slide.layout is Layout.AGENDA else slide for slide in slides
    ]


def _even_sizes(sizes: list[str]) -> list[str]:
    """What goes on over several slides keeps its size; code and pictures have sizes of their own."""
    order = ["normal", *reversed(SIZES)]
    smallest = min((order.index(size) for size in sizes if size), default=0)
    return [order[smallest] if size else "normal" for size in sizes]


def _key(slide: Slide, seed: str, outline: str) -> str:
    """Changes when what the slide shows changes, whatever its number; eight hex digits."""
    shown = (slide.layout, slide.title, slide.source, slide.section, slide.part, slide.parts, slide.cells, slide.size)
    extra = seed if slide.layout is Layout.TITLE else outline if slide.layout in (Layout.AGENDA, Layout.SECTION) else ""
    return f"{crc32(repr((shown, extra)).encode('utf-8', 'surrogatepass')):08x}"


def layout_of(blocks: tuple[Block, ...], title: str) -> Layout:
    """How a slide is composed, told from its blocks."""
    kinds = [block.kind for block in blocks if block.kind != "html"]
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


def count_steps(page: Passage, incremental: bool) -> int:
    """How many states a slide has: one, and one more for each pause and each revealed bullet."""
    fenced = fenced_lines(list(page.texts))
    visible = [text for text, inside in zip(page.texts, fenced, strict=True) if not inside]
    pauses = sum(text.strip() == PAUSE for text in visible)
    bullets = sum(bool(_TOP_ITEM.match(text)) for text in visible) if incremental else 0
    return 1 + pauses + bullets


def _sections(draft: Draft, plan: Plan, slides: tuple[Slide, ...]) -> tuple[Section, ...]:
    numbers: dict[int, list[int]] = {}
    for slide in slides:
        numbers.setdefault(slide.section, []).append(slide.number)
    return tuple(
        Section(index, section.title or f"Section {index}", budget_s, stated, section.line, min(own), max(own))
        for index, section, budget_s, stated in zip(count(1), draft.sections, plan.budgets_s, plan.stated, strict=False)
        for own in [numbers[index]]
    )


def _with_speaker_notes(slides: tuple[Slide, ...], notes: Iterable[tuple[int, str]]) -> tuple[Slide, ...]:
    """Each note goes to the last slide that begins at or above its line."""
    gathered: dict[int, list[str]] = {}
    starts = sorted((_first_line(slide), index) for index, slide in enumerate(slides) if slide.layout != Layout.AGENDA)
    for line, said in notes:
        owner = max((index for start, index in starts if start <= line), default=0)
        gathered.setdefault(owner, []).append(said)
    return tuple(
        replace(slide, speaker_notes="\n\n".join(gathered[index])) if index in gathered else slide
        for index, slide in enumerate(slides)
    )


def _first_line(slide: Slide) -> int:
    return min((*slide.title_lines, *slide.lines, slide.line))


def _lift_footnotes(passage: Passage, reading: Reading) -> tuple[Passage, Reading, dict[str, Passage], list[Problem]]:
    """Footnote texts leave their place, to follow the slide that refers to them."""
    texts = list(passage.texts)
    lifted: dict[str, Passage] = {}
    problems: list[Problem] = []
    for block in reading.blocks:
        match = re.match(r" {0,3}\[\^([^\]]+)\]:", texts[block.start]) if block.kind == "footnote" else None
        if match is None:
            continue
        if not re.search(rf"\[\^{re.escape(match[1])}\](?!:)", "\n".join(texts)):
            problems.append(Problem(passage.numbers[block.start], f"footnote [^{match[1]}] is never referred to"))
            continue
        lifted[match[1]] = passage.cut(block.start, block.end).stripped()
        for index in range(block.start, block.end):
            texts[index] = ""
    blocks = tuple(block for block in reading.blocks if block.kind != "footnote" or texts[block.start])
    return Passage(tuple(texts), passage.numbers), Reading(blocks, reading.references), lifted, problems


def _structure_problems(
    passage: Passage, reading: Reading, draft: Draft, settings: Settings, body: str
) -> Iterator[Problem]:
    if not body.strip():
        yield Problem(1, "the notes are empty", "Write a `# Title` and bullets, each with a budget such as (5 min).")
    elif not draft.title and not settings.title:
        yield Problem(1, "the talk has no title", "Begin the notes with a line `# Title`.")
    for block in _walk(reading.blocks):
        line = passage.numbers[block.start]
        if block.kind == "fence" and not block.closed:
            yield Problem(line, "this code fence is never closed", "Close it with a line of the same marks.")
        if block.kind == "heading" and block.level == 2 and _is_rule_under_text(passage, block):
            yield Problem(
                line, "this text became a heading, for `---` stands right below it", "Leave a blank line before `---`."
            )


def _is_rule_under_text(passage: Passage, block: Block) -> bool:
    return not passage.texts[block.start].lstrip().startswith("#") and block.end - block.start > 1


def _walk(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        yield from _walk(block.blocks)


def _picture_problems(passage: Passage, pictures: Collection[str]) -> Iterator[Problem]:
    fenced = frozenset(index for index, inside in enumerate(fenced_lines(list(passage.texts))) if inside)
    for line, source in named_pictures(passage, fenced):
        problem = picture_problem(line, source, pictures)
        if problem:
            yield problem
