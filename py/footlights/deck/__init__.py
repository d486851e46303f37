"""Notes text becomes a deck and its problems. Pure: text and file names in, values out."""

from footlights.deck.asides import without_asides
from footlights.deck.budget import spell
from footlights.deck.engines import ENGINES, PYODIDE, Engine, find_engine
from footlights.deck.imports import Import, imports_of
from footlights.deck.keys import with_keys
from footlights.deck.model import Cell, Deck, Layout, OptionalBullet, Problem, Section, Settings, Slide
from footlights.deck.packing import packed_deck, unpacked_deck
from footlights.deck.parse import parse
from footlights.deck.reading import decode_notes
from footlights.deck.render import render_notes, render_slide, section_element, slide_attributes
from footlights.deck.renderers import plain_text
from footlights.deck.sanitise import scripts_in
from footlights.deck.saying import step_saying

__all__ = [
    "ENGINES", "PYODIDE", "Cell", "Deck", "Engine", "Import", "Layout", "OptionalBullet", "Problem",
    "Section", "Settings", "Slide", "decode_notes", "find_engine", "imports_of", "packed_deck", "parse",
    "plain_text", "render_notes", "render_slide", "scripts_in", "section_element", "slide_attributes", "spell",
    "step_saying", "unpacked_deck", "with_keys", "without_asides",
]  # fmt: skip
