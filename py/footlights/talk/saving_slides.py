"""What slides are called in what is kept of a talk, so that they are found again in notes that were changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from footlights.deck import Deck


def called_in(deck: Deck, slides: Collection[int]) -> Mapping[int, tuple[str, int]]:
    """The title and part of slides, by their numbers."""
    return {slide.number: (slide.title, slide.part) for slide in deck.slides if slide.number in slides}


def found_again(deck: Deck, number: int, called: tuple[str, int]) -> int | None:
    """The slide that is called so, the nearest to where it was."""
    alike = [slide.number for slide in deck.slides if called == (slide.title, slide.part)]
    return min(alike, key=lambda each: abs(each - number), default=None)
