"""What the speaker does at the lectern: their window, the plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from footlights.talk.drawn_state import Tool
from footlights.talk.fields import Moment, Name, Path, Share


@dataclass(frozen=True, slots=True)
class PlanEndSet:
    """When the talk is to end, as it was written: a time of day, or how long from now on."""

    at_ms: Moment
    text: Name


@dataclass(frozen=True, slots=True)
class PlanOptionTurned:
    """Slides that may be left out are to be, or not any more; or only a ``bullet`` of one, by its number from 1."""

    at_ms: Moment
    slides: tuple[int, ...]
    bullet: int = 0


@dataclass(frozen=True, slots=True)
class BulletWanted:
    """A bullet that is left out is to be shown all the same."""

    at_ms: Moment
    slide: int
    bullet: int


@dataclass(frozen=True, slots=True)
class PlanTaken:
    """The new plan counts from now on; ``starts`` tells that the talk begins with it."""

    at_ms: Moment
    starts: bool = False


@dataclass(frozen=True, slots=True)
class PlanLeft:
    """The plan stays as it was."""

    at_ms: Moment


@dataclass(frozen=True, slots=True)
class StrokeDrawn:
    """A line was drawn on a slide: its path in ten-thousandths of the slide's sides, as ``Stroke`` has it."""

    at_ms: Moment
    slide: int
    tool: Literal[Tool.PEN, Tool.HIGHLIGHTER]
    path: Path


@dataclass(frozen=True, slots=True)
class StrokeErased:
    """A line of a slide, counted from 0, was wiped off."""

    at_ms: Moment
    slide: int
    stroke: int


@dataclass(frozen=True, slots=True)
class RegionMagnified:
    """A part of the slide is to fill its place."""

    at_ms: Moment
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class SearchTyped:
    """This is searched for."""

    at_ms: Moment
    text: Name


@dataclass(frozen=True, slots=True)
class SearchWalked:
    """The hit before (-1) or after (1) the chosen one."""

    at_ms: Moment
    direction: Literal[-1, 1]


@dataclass(frozen=True, slots=True)
class SearchTaken:
    """Go to a hit, counted from 0; to the chosen one for None."""

    at_ms: Moment
    hit: int | None = None


@dataclass(frozen=True, slots=True)
class BudgetAccepted:
    """The notes are to have the budget that rehearsals suggest for a section."""

    at_ms: Moment
    section: int


@dataclass(frozen=True, slots=True)
class RehearsalForgotten:
    """A rehearsal, counted from 0, is not to count."""

    at_ms: Moment
    rehearsal: int


@dataclass(frozen=True, slots=True)
class RehearsalsExported:
    """What was rehearsed is wanted as a file."""

    at_ms: Moment
    kind: Literal["json", "csv"]


@dataclass(frozen=True, slots=True)
class NotesSaved:
    """The notes as they are now are to be kept; ``how`` tells what became of it, empty while it is only asked for."""

    at_ms: Moment
    how: Literal["", "written", "changed", "failed"] = ""


@dataclass(frozen=True, slots=True)
class SpeakerWindowOpened:
    """The speaker's window is there."""

    at_ms: Moment


@dataclass(frozen=True, slots=True)
class SpeakerWindowBlocked:
    """The browser did not open the speaker's window."""

    at_ms: Moment


@dataclass(frozen=True, slots=True)
class SpeakerWindowClosed:
    """The speaker's window is gone."""

    at_ms: Moment


@dataclass(frozen=True, slots=True)
class WindowsPlaced:
    """What came of placing the windows: ``unable`` in a browser that can't, ``alone`` where there is one screen."""

    at_ms: Moment
    how: Literal["placed", "alone", "refused", "unable"]


@dataclass(frozen=True, slots=True)
class SpeakerWindowArranged:
    """The parts of the speaker's window were resized: the shares that they shall take, as in ``SpeakerWindow``."""

    at_ms: Moment
    slide_share: Share
    next_share: Share
