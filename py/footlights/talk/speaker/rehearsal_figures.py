"""What rehearsals show: planned against actual, what runs over, what varies, and the budgets that follow from it."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from footlights.deck import Section, parse
from footlights.deck.rebudgeting import Rebudgeted, Wanted, budget_changes
from footlights.deck.respelling import with_changes
from footlights.talk.rehearsal_state import Rehearsed
from footlights.talk.speaker.rehearsal_names import Called, called, section_names
from footlights.talk.stage.planned import split_among_slides
from footlights.talk.state import Talk, TalkNotes

OVER_SHARE, OVER_S = 0.1, 15
"""So much more than planned is over: both have to be exceeded."""
VARIES_SHARE, VARIES_S = 0.25, 30
"""So much between the quickest and the slowest is much, of what is usual and in seconds."""


@dataclass(frozen=True, slots=True)
class SectionFigures:
    """A section in all rehearsals, in whole seconds, None in those that did not show it; ``usual_s`` is the median.

    ``suggested_s`` is None where its time, and the times that slides of it state, are right as they are; those of its
    parts count first.
    ``slides_s`` are times for such slides, by their numbers.
    """

    number: int
    title: str
    planned_s: int
    took_s: tuple[int | None, ...]
    usual_s: int | None
    is_over: bool
    varies: bool
    suggested_s: int | None
    slides_s: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class SlideFigures:
    """A slide in all rehearsals, in whole seconds, None in those that had not got to it."""

    title: str
    planned_s: int
    took_s: tuple[int | None, ...]
    is_over: bool
    varies: bool


def sections(talk: Talk) -> tuple[SectionFigures, ...]:
    """The sections as the notes have them."""
    return tuple(_figures(talk, section) for section in talk.deck.sections)


def _figures(talk: Talk, section: Section) -> SectionFigures:
    name = section_names(talk.deck)[section.number]
    each = (_took_ms(rehearsed, name) for rehearsed in talk.rehearsal.done)
    took_s = tuple(round(took_ms / 1000) if took_ms else None for took_ms in each)
    known_s = tuple(took for took in took_s if took is not None)
    usual_s = _median(known_s) if known_s else None
    suggested_s = None if usual_s is None else rounded(usual_s)
    slides_s = _slides_s(talk, section)
    is_right = suggested_s == section.budget_s and not any(
        talk.deck.slides[number - 1].budget_s != each_s for number, each_s in slides_s.items()
    )
    return SectionFigures(
        section.number,
        section.title,
        section.budget_s,
        took_s,
        usual_s,
        *_marks(section.budget_s, known_s),
        None if is_right else suggested_s,
        slides_s,
    )


def _slides_s(talk: Talk, section: Section) -> dict[int, int]:
    """What slides of a section that state a time usually took, by their numbers; all pages of one count."""
    names = called(talk.deck)
    found = {}
    for slide in talk.deck.slides[section.first_slide - 1 : section.last_slide]:
        if slide.budget_s is None or slide.part > 1 or slide.line == section.line:
            continue
        pages = {names[slide.number + page] for page in range(slide.parts)}
        each_ms = (
            sum(each.took_ms for each in done.slides if (each.section, each.title, each.part) in pages)
            for done in talk.rehearsal.done
        )
        if known_s := tuple(round(took_ms / 1000) for took_ms in each_ms if took_ms):
            found[slide.number] = rounded(_median(known_s))
    return found


def slides(talk: Talk, number: int) -> tuple[SlideFigures, ...]:
    """The slides of a section as the notes have them, told by what they are called."""
    section = talk.deck.sections[number - 1]
    shown = [slide for slide in talk.deck.slides if slide.section == number]
    planned_ms, names = split_among_slides(talk.deck, section, section.budget_s * 1000), called(talk.deck)
    return tuple(
        _slide_figures(talk, names[slide.number], round(each_ms / 1000))
        for slide, each_ms in zip(shown, planned_ms, strict=True)
    )


def _slide_figures(talk: Talk, name: Called, planned_s: int) -> SlideFigures:
    took_ms = (
        sum(each.took_ms for each in done.slides if (each.section, each.title, each.part) == name)
        for done in talk.rehearsal.done
    )
    took_s = tuple(round(each / 1000) if each else None for each in took_ms)
    title = name[1] if name[2] == 1 else f"{name[1]} ({name[2]})"
    return SlideFigures(title, planned_s, took_s, *_marks(planned_s, tuple(each for each in took_s if each)))


def _marks(planned_s: int, took_s: tuple[int, ...]) -> tuple[bool, bool]:
    """Whether what it took is over what was planned, and whether it varies."""
    if not took_s:
        return False, False
    usual_s = _median(took_s)
    over_s, spread_s = usual_s - planned_s, max(took_s) - min(took_s)
    return over_s > max(OVER_S, OVER_SHARE * planned_s), spread_s > max(VARIES_S, VARIES_SHARE * usual_s)


def _median(values: tuple[int, ...]) -> int:
    """Of two in the middle the mean. The library's own would bring decimals and fractions into every page."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else round((ordered[half - 1] + ordered[half]) / 2)


def _took_ms(rehearsed: Rehearsed, section: str) -> int:
    return sum(slide.took_ms for slide in rehearsed.slides if slide.section == section)


def rounded(seconds: int) -> int:
    """A budget as people write it: half minutes up to five minutes, whole minutes beyond."""
    step = 30 if seconds < 300 else 60
    return max(step, round(seconds / step) * step)


_Asked = tuple[int, int, tuple[tuple[int, int], ...]]
"""A section's number, what it is to have, and what slides of it are."""


def changes(talk: Talk) -> Mapping[int, Rebudgeted]:
    """What in the notes gives sections, by their numbers, the budgets that are suggested, where they can be changed."""
    asked = tuple(_asked(each, each.suggested_s) for each in sections(talk) if each.suggested_s is not None)
    return _changes(talk.notes, asked) if asked else {}


def _asked(section: SectionFigures, suggested_s: int) -> _Asked:
    return section.number, suggested_s, tuple(section.slides_s.items())


@lru_cache(maxsize=4)
def _changes(notes: TalkNotes, asked: tuple[_Asked, ...]) -> Mapping[int, Rebudgeted]:
    """Kept while the report is shown: the notes are read once more, or a few times."""
    wanted = {number: Wanted(budget_s, dict(slides_s)) for number, budget_s, slides_s in asked}
    return budget_changes(notes.text, wanted, lambda text: parse(text, notes.name, notes.pictures))


def change(talk: Talk, number: int) -> str | None:
    """The notes with the budget that is suggested for a section; None where there is none, or it can't be changed."""
    asked = tuple(
        _asked(each, each.suggested_s)
        for each in sections(talk)
        if each.number == number and each.suggested_s is not None
    )
    found = _changes(talk.notes, asked).get(number) if asked else None
    return with_changes(talk.notes.text, found.lines) if found and found.lines else None


def as_json(talk: Talk) -> str:
    """All rehearsals with their slides, times in seconds."""
    return json.dumps(
        [
            {
                "began_ms": rehearsed.began_ms,
                "slides": [
                    {"section": each.section, "slide": each.title, "part": each.part, "took_s": each.took_ms / 1000}
                    for each in rehearsed.slides
                ],
            }
            for rehearsed in talk.rehearsal.done
        ],
        ensure_ascii=False,
        indent=2,
    )


def as_csv(talk: Talk) -> str:
    """A row for each slide of each rehearsal (RFC 4180)."""
    import csv  # only for who exports

    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(["rehearsal", "began_ms", "section", "slide", "part", "took_s"])
    for number, rehearsed in enumerate(talk.rehearsal.done, 1):
        for each in rehearsed.slides:
            writer.writerow(
                [number, rehearsed.began_ms, each.section, each.title, each.part, f"{each.took_ms / 1000:.1f}"]
            )
    return target.getvalue()
