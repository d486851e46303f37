"""Notes that attack the parser, and how many steps it takes over them: no clock is looked at."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from footlights.deck import parse, section_element, without_asides

FOLDER = Path(__file__).parents[1] / "cases" / "hostile"
RENDERERS = ("markdown-it", "python-markdown")


@dataclass(frozen=True, slots=True)
class Attack:
    """Notes that repeat something; ``front`` stands in the front matter, where the repeated follows it.

    ``{n}`` in what is repeated counts from 0.
    """

    name: str
    front: str
    before: str
    repeat: str
    times: int
    after: str

    def notes(self, renderer: str, times: int) -> str:
        setting = f"markdown: {renderer}\n"
        repeated = "".join(self.repeat.replace("{n}", str(number)) for number in range(times))
        if self.front:
            return f"---\n{setting}{self.front}{repeated}{self.after}---\n{self.before}"
        return f"---\n{setting}---\n{self.before}{repeated}{self.after}"


GROWING = [Attack(**each) for each in json.loads((FOLDER / "growing.json").read_text(encoding="utf-8"))]
ODD = [(each["name"], each["notes"]) for each in json.loads((FOLDER / "odd.json").read_text(encoding="utf-8"))]


def shown(notes: str) -> list[str]:
    """Every slide of notes as HTML, after the notes for the audience were made as well."""
    deck = parse(notes)
    without_asides(notes)
    return [section_element(deck, slide) for slide in deck.slides]


class TooManyStepsError(Exception):
    """The work goes on beyond what was allowed."""


def steps(notes: str, most: float = float("inf")) -> int:
    """How many lines of Python are run over notes. Raises TooManyStepsError beyond the most there may be."""
    taken = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal taken
        if event == "line":
            taken += 1
            if taken > most:
                raise TooManyStepsError
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        shown(notes)
    finally:
        sys.settrace(before)
    return taken
