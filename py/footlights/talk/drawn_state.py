"""What the speaker points at and draws on slides, frozen. Places are in ten-thousandths of a slide's sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Tool(StrEnum):
    """What a pointer on a slide does."""

    NONE = ""
    LASER = "laser"
    PEN = "pen"
    HIGHLIGHTER = "highlighter"
    ERASER = "eraser"
    MAGNIFIER = "magnifier"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line that was drawn: ``path`` as SVG writes it, of the commands M and L."""

    tool: Tool
    path: str


@dataclass(frozen=True, slots=True)
class Drawings:
    """The strokes of each slide, by its number; ``before`` is what slides had before each change, the latest last."""

    strokes: Mapping[int, tuple[Stroke, ...]] = field(default_factory=dict)
    before: tuple[tuple[int, tuple[Stroke, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a slide that fills its place."""

    left: float
    top: float
    width: float
    height: float
