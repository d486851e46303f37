"""What becomes of the talk's keeping, in the past tense: which tab has it, how well it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from footlights.talk.fields import Moment, Seen


@dataclass(frozen=True, slots=True)
class TalkTaken:
    """This tab keeps the talk from now on; ``saved`` is what the one before it left, of these ``notes``."""

    at_ms: Moment
    saved: str = ""
    seen_at_ms: Seen = None
    notes: str = ""


@dataclass(frozen=True, slots=True)
class TalkFollowed:
    """The tab that keeps the talk has ``saved`` it, of these ``notes``; this one follows."""

    at_ms: Moment
    saved: str = ""
    seen_at_ms: Seen = None
    notes: str = ""


@dataclass(frozen=True, slots=True)
class TalkLost:
    """Another tab took the talk over."""

    at_ms: Moment


@dataclass(frozen=True, slots=True)
class Woken:
    """The page stood still, as one does while the lid is closed: since then nothing was heard of it."""

    at_ms: Moment
    since_ms: Moment


@dataclass(frozen=True, slots=True)
class SavingChanged:
    """The browser does not save as it should."""

    at_ms: Moment
    how: Literal["seldom", "never"]
