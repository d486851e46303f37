"""What was drawn on slides, as it is kept: by what the slides are called."""

from __future__ import annotations

from typing import Any

from footlights.deck import Deck
from footlights.talk.drawn_state import Drawings, Stroke
from footlights.talk.saving_slides import called_in, found_again
from footlights.talk.stage import drawing
from footlights.talk.state import KeptDrawings, Talk


def drawing_values(talk: Talk) -> dict[str, Any]:
    """The drawings for JSON, with what is undone by and by."""
    drawings = talk.drawings
    return {
        "strokes": {str(slide): _strokes(strokes) for slide, strokes in drawings.strokes.items()},
        "before": [[slide, _strokes(strokes)] for slide, strokes in drawings.before],
        "called": {str(number): list(called) for number, called in kept_drawings(talk).called.items()},
    }


def kept_drawings(talk: Talk) -> KeptDrawings:
    """The same as values of the talk's."""
    return KeptDrawings(talk.drawings, called_in(talk.deck, _slides_of(talk.drawings)))


def drawings_again(kept: KeptDrawings, deck: Deck) -> Drawings:
    """Kept drawings on the slides that there are now."""
    found = {was: found_again(deck, was, called) for was, called in kept.called.items()}
    return drawing.renumbered(kept.drawings, {was: now for was, now in found.items() if now is not None})


def in_this_deck(kept: KeptDrawings | None, deck: Deck) -> KeptDrawings | None:
    """Kept drawings under the numbers that their slides have in a deck: at another size of text they have others."""
    if kept is None:
        return None
    drawings = drawings_again(kept, deck)
    return KeptDrawings(drawings, called_in(deck, _slides_of(drawings)))


def _slides_of(drawings: Drawings) -> set[int]:
    return {*drawings.strokes, *(slide for slide, _ in drawings.before)}


def _strokes(strokes: tuple[Stroke, ...]) -> list[list[str]]:
    return [[stroke.tool, stroke.path] for stroke in strokes]
