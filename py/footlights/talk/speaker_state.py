"""What belongs to the speaker, as frozen values: their window, a search, the clock of questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched for, in which window, and which hit is chosen, counted from 0."""

    window: Literal["stage", "speaker"] = "stage"
    text: str = ""
    chosen: int = 0


@dataclass(frozen=True, slots=True)
class Questions:
    """Time for questions, as moments: what they took before, since when they go on.

    ``resumes`` tells that the talk's clock goes on after them. ``put_by_ms`` is what they had taken when the clock was
    reset: it comes back with the clock.
    """

    since_ms: int | None = None
    spent_ms: int = 0
    resumes: bool = False
    put_by_ms: int = 0


@dataclass(frozen=True, slots=True)
class SpeakerWindow:
    """The speaker's own window: whether it is there, and how it is laid out.

    ``notes_size`` counts steps of a tenth; ``slide_share`` is what the slide takes of the width, ``next_share`` what
    the slide that follows takes of the height beside it. ``looks_alone`` tells that the overview, the help or the
    preflight is seen there and not by the audience.
    """

    is_open: bool = False
    notes_size: int = 0
    slide_share: float = 0.6
    next_share: float = 0.42
    looks_alone: bool = False
