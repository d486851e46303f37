"""What slides are called in what is kept of a talk, so that they are found again in notes that were changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from zlib import crc32

from footlights.deck import Deck, Slide
from footlights.talk.fields import Called


def name_of(slide: Slide) -> Called:
    """A slide's title, which of its pages it is, and a mark of what it says."""
    return slide.title, slide.part, mark_of(slide.source)


@lru_cache(maxsize=1024)
def mark_of(source: str) -> str:
    """What tells a text from others; nothing for one that says nothing. Asked again with every event."""
    return f"{crc32(source.encode('utf-8', 'surrogatepass')):08x}" if source.strip() else ""


def called_in(deck: Deck, slides: Collection[int]) -> Mapping[int, Called]:
    """What slides are called, by their numbers. Asked with every event, mostly for none."""
    if not slides:
        return {}
    return {slide.number: name_of(slide) for slide in deck.slides if slide.number in slides}


def found_again(deck: Deck, number: int, called: Called) -> int | None:
    """The slide that was called so: as it was, else with the same on it, else of the same title; the nearest of those.

    A slide without a title that says something else is another one. What an earlier version kept has no mark.
    """
    title, part, mark = called
    names = [(slide.number, name_of(slide)) for slide in deck.slides]
    as_it_was = [each for each, name in names if name == called]
    titled = [each for each, name in names if name[:2] == (title, part) and (title or not mark)]
    says_so = [each for each, name in names if mark and name[1:] == (part, mark)]
    return min(as_it_was or says_so or titled, key=lambda each: abs(each - number), default=None)
