"""The keys of slides: each changes when what is shown of its slide changes, and with nothing else."""

from __future__ import annotations

from dataclasses import replace
from zlib import crc32

from footlights.deck.model import Deck, Layout, Slide


def with_keys(deck: Deck) -> Deck:
    """A deck whose slides have their keys: eight hex digits each, the same wherever a slide stands."""
    settings = deck.settings
    seed = _sum((deck.title, settings.subtitle, settings.author, settings.date))
    outline = _sum([(section.title, section.budget_s) for section in deck.sections])
    return replace(deck, slides=tuple(replace(slide, key=_key(deck, slide, seed, outline)) for slide in deck.slides))


def _key(deck: Deck, slide: Slide, seed: str, outline: str) -> str:
    section = deck.section_of(slide)
    shown = (
        slide.layout,
        slide.title,
        slide.source,
        slide.section,
        (section.title, section.budget_s, slide.number == section.first_slide) if section else (),
        slide.part,
        slide.parts,
        tuple(replace(cell, line=0) for cell in slide.cells),
        slide.setup,
        slide.size,
        slide.steps,
    )
    extra = seed if slide.layout is Layout.TITLE else outline if slide.layout in (Layout.AGENDA, Layout.SECTION) else ""
    return _sum((shown, extra))


def _sum(values: object) -> str:
    return f"{crc32(repr(values).encode('utf-8', 'surrogatepass')):08x}"
