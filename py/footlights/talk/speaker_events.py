"""What the speaker does at the lectern: their window, the plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from footlights.talk.fields import Moment, Name, Share


@dataclass(frozen=True, slots=True)
class PlanEndSet:
    """When the talk is to end, as it was written: a time of day, or how long from now on."""

    at_ms: Moment
    text: Name


@dataclass(frozen=True, slots=True)
class PlanOptionTurned:
    """Slides that may be left out are to be, or not any more."""

    at_ms: Moment
    slides: tuple[int, ...]


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
