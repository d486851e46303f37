"""Notes in, deck out: the one function that the command line and the page both call."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import accumulate, count

from footlights.deck.asides import lift_asides
from footlights.deck.blocks import read_blocks
from footlights.deck.drafts import Draft
from footlights.deck.footnotes import lift_footnotes
from footlights.deck.front_matter import read_front_matter
from footlights.deck.headings import draft_headings
from footlights.deck.keys import with_keys
from footlights.deck.limits import excess, with_short_titles
from footlights.deck.links import link_problems
from footlights.deck.model import Deck, Layout, Section, Slide
from footlights.deck.outline import draft_outline, is_outline
from footlights.deck.pages import room_at
from footlights.deck.passage import Passage
from footlights.deck.plan import Plan, share_time
from footlights.deck.problems import (
    block_problems,
    engine_problems,
    lost_cells,
    picture_problems,
    time_problems,
    title_problem,
)
from footlights.deck.proposals import read_proposal
from footlights.deck.prose import prose
from footlights.deck.reading import normalise
from footlights.deck.settling import settled
from footlights.deck.slides import Numbering


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
    numbers = tuple(range(front.body_line, front.body_line + len(asides.lines)))
    passage = settled(Passage(asides.lines, numbers), front.settings.duration_s)
    proposal = read_proposal(passage)
    passage = proposal.passage if proposal else passage
    reading = read_blocks(passage)
    passage, reading, footnotes, footnote_problems = lift_footnotes(passage, reading)
    outline = is_outline(reading.blocks)
    draft = (draft_outline if outline else draft_headings)(passage, reading.blocks)
    draft, title_problems = with_short_titles(draft)
    plan = share_time(draft.sections, front.settings.duration_s)
    title = draft.title or front.settings.title or _spoken(name)
    slides = Numbering(front.settings, title, footnotes, room_at(text_scale)).slides(draft)
    answers = tuple((0, note) for note in proposal.notes) if proposal else ()
    slides = _with_speaker_notes(slides, (*answers, *asides.notes))
    shown = prose(passage, reading.blocks)
    found = [
        *front.problems,
        *asides.problems,
        *(proposal.problems if proposal else ()),
        *filter(None, (proposal.total.problem(draft.sections),) if proposal and proposal.total else ()),
        *draft.problems,
        *footnote_problems,
        *title_problems,
        *filter(None, (excess(min(slide.lines, default=slide.line), slide.source) for slide in slides)),
        *plan.problems,
        *title_problem(body, draft.title or front.settings.title),
        *block_problems(passage, reading.blocks),
        *time_problems(passage, reading.blocks if outline else (), draft),
        *picture_problems(shown, passage.numbers, pictures),
        *link_problems(passage, shown, slides),
        *engine_problems(slides),
    ]
    deck = Deck(
        title,
        front.settings,
        _sections(draft, plan, slides),
        slides,
        (),
        plan.duration_s,
        draft.agenda_title,
        tuple(pictures),
        reading.references,
        is_broken=front.is_broken or not body.strip(),
    )
    found += lost_cells(deck)
    deck = with_keys(deck)
    return replace(deck, problems=tuple(replace(each, path=name) for each in sorted(found, key=lambda each: each.line)))


def _spoken(name: str) -> str:
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    words = re.sub(r"[-_]+", " ", stem).strip()
    return words[:1].upper() + words[1:] or "Untitled talk"


def _sections(draft: Draft, plan: Plan, slides: tuple[Slide, ...]) -> tuple[Section, ...]:
    numbers: dict[int, list[int]] = {}
    for slide in slides:
        numbers.setdefault(slide.section, []).append(slide.number)
    return tuple(
        Section(
            index,
            section.title or f"Section {index}",
            budget_s,
            stated,
            section.line,
            min(own),
            max(own),
            section.is_optional,
        )
        for index, section, budget_s, stated in zip(count(1), draft.sections, plan.budgets_s, plan.stated, strict=False)
        for own in [numbers[index]]
    )


def _with_speaker_notes(slides: tuple[Slide, ...], notes: Iterable[tuple[int, str]]) -> tuple[Slide, ...]:
    """Each note goes to the last slide that begins at or above its line."""
    gathered: dict[int, list[str]] = {}
    starts = sorted((_first_line(slide), index) for index, slide in enumerate(slides) if slide.layout != Layout.AGENDA)
    last = list(accumulate((index for _, index in starts), max, initial=0))
    for line, said in notes:
        owner = last[bisect_left(starts, (line + 1, 0))]
        gathered.setdefault(owner, []).append(said)
    return tuple(
        replace(slide, speaker_notes="\n\n".join(gathered[index])) if index in gathered else slide
        for index, slide in enumerate(slides)
    )


def _first_line(slide: Slide) -> int:
    return min((*slide.title_lines, *slide.lines, slide.line))
