"""What slides are called in rehearsals: by their section and title, those that share both told apart by a number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable

from footlights.deck import Deck

Called = tuple[str, str, int]
"""The section, the title, and which page of the slide."""


def called(deck: Deck) -> dict[int, Called]:
    """What each slide is called, by its number."""
    names = section_names(deck)
    plain = [(names.get(slide.section, ""), slide.title, slide.part) for slide in deck.slides]
    times = _times(plain)
    return {
        slide.number: (section, _apart(title, nth), part)
        for slide, (section, title, part), nth in zip(deck.slides, plain, times, strict=True)
    }


def section_names(deck: Deck) -> dict[int, str]:
    """What each section is called, by its number."""
    times = _times(section.title for section in deck.sections)
    return {section.number: _apart(section.title, nth) for section, nth in zip(deck.sections, times, strict=True)}


def _times(each: Iterable[Hashable]) -> list[int]:
    """How often each had come by then, itself included."""
    counted: Counter[Hashable] = Counter()
    times = []
    for one in each:
        counted[one] += 1
        times.append(counted[one])
    return times


def _apart(title: str, nth: int) -> str:
    return title if nth == 1 else f"{title} [{nth}]"
