"""What the element of a slide says of it."""

from __future__ import annotations

from footlights.deck.model import Slide


def slide_attributes(slide: Slide) -> dict[str, str]:
    """The attributes of a slide's ``<section>``, the same in the built page and in the running one."""
    return {
        "class": "slide",
        "data-part": "slide",
        "data-slide": str(slide.number),
        "data-section": str(slide.section),
        "data-step": "1",
        "data-steps": str(slide.steps),
        "data-layout": str(slide.layout),
        "data-density": slide.size,
        "data-key": slide.key,
        "aria-roledescription": "slide",
        "aria-label": f"Slide {slide.number}",
    }
