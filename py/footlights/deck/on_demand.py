"""What the Markdown libraries are for, imported when it is first asked for.

A page carries its deck parsed and its slides rendered: it needs the libraries only when the notes
change or the text gets larger. Left out of the memory that Python starts from, they are a fifth less
to carry, unpack and hold, twice (``docs/decisions/0013``).
"""

from __future__ import annotations

from collections.abc import Collection

from footlights.deck.model import Deck, Slide


def parse(notes: str, name: str = "notes.md", pictures: Collection[str] = (), text_scale: float = 1.0) -> Deck:
    """The deck that notes describe, with every problem found. Never raises.

    ``name`` is the notes' file name, for problems and as a title of last resort; ``pictures``
    are the picture files there are, as paths relative to the notes; ``text_scale`` is how much
    larger than normal the text is shown, so that less fits on a slide.
    """
    from footlights.deck import parsing

    return parsing.parse(notes, name, pictures, text_scale)


def render_slide(deck: Deck, slide: Slide) -> str:
    """The inside of a slide's ``<section>``: a heading and a body, composed by layout."""
    from footlights.deck import rendering

    return rendering.render_slide(deck, slide)


def section_element(deck: Deck, slide: Slide) -> str:
    """A whole slide as HTML, for the built page."""
    from footlights.deck import rendering

    return rendering.section_element(deck, slide)


def without_asides(notes: str) -> str:
    """Notes for an audience: speaker notes and comments gone, everything else as it was."""
    from footlights.deck import asides

    return asides.without_asides(notes)
