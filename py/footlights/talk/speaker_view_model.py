"""What is painted for the speaker, as values with nothing left to decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from footlights.talk.state import Mode, Offer

When = Literal["past", "now", "next"]


@dataclass(frozen=True, slots=True)
class Button:
    """What is offered beside the message: its words and the intent behind it."""

    words: str
    intent: str


def button_of(offer: Offer | None) -> Button | None:
    """The button of what a message offers, if it offers something."""
    return Button(offer.words, offer.intent) if offer else None


@dataclass(frozen=True, slots=True)
class NextSign:
    """What one press of Next shows: the place, in words too. No slide at the end."""

    slide: int
    step: int
    words: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A section of the plan: its budget, what was spent on it, how it is."""

    title: str
    budget_s: int
    budget: str
    spent: str
    when: When
    is_over: bool


@dataclass(frozen=True, slots=True)
class ReplanRow:
    """A section that is left, what it has and would have from now on: in seconds, and as people say it."""

    section: int
    title: str
    budget_s: int
    new_budget_s: int
    budget: str
    new_budget: str


@dataclass(frozen=True, slots=True)
class OptionRow:
    """Slides that may be left out together, or a bullet of one, by its number from 1; and what that gives back."""

    slides: tuple[int, ...]
    bullet: int
    title: str
    gives: str
    is_dropped: bool


@dataclass(frozen=True, slots=True)
class ReplanSign:
    """A new plan as it is offered, for the time that is ``left``; ``trouble`` says why it can't be taken."""

    rows: tuple[ReplanRow, ...]
    options: tuple[OptionRow, ...]
    asked: str
    ends: str
    left: str
    trouble: str
    is_started: bool
    can_undo: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A slide that says all words: where it does, and the text around the first of them there."""

    slide: int
    title: str
    where: str
    before: str
    found: str
    after: str


@dataclass(frozen=True, slots=True)
class SearchSign:
    """What is searched for in which window, and the hits, one of them chosen; ``says`` is what stands above them."""

    window: Literal["stage", "speaker"]
    text: str
    says: str
    chosen: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class CellSign:
    """A cell of the slide as the speaker calls it."""

    cell: int
    name: str


@dataclass(frozen=True, slots=True)
class SpeakerSign:
    """All that the speaker alone sees.

    ``slide`` and ``step`` are the speaker's place, ``frozen_at`` the slide that the audience is left with. ``notes``
    are Markdown. ``cost`` says what a section that is over costs the rest. Of the planned time ``stands`` is the share
    that the talk has covered, ``used`` the one that is gone.
    """

    slide: int
    step: int
    mode: Mode
    frozen_at: int
    notes: str
    notes_size: float
    next: NextSign
    plan: tuple[PlanRow, ...]
    cost: str
    warning: str
    stands: float
    used: float
    time: str
    cells: tuple[CellSign, ...]
    message: str
    offer: Button | None
    also: Button | None
    problems: tuple[str, ...]
    slide_share: float
    next_share: float


@dataclass(frozen=True, slots=True)
class SlideRow:
    """A slide in all rehearsals: what it was to take and took, nothing where it was not shown."""

    title: str
    planned: str
    took: tuple[str, ...]
    is_over: bool
    varies: bool


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A line of the notes as it is and as it would be."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RehearsalRow:
    """A section in all rehearsals: what it was to take and took, nothing where it was not shown, and its lines to be.

    Shares are of the longest time there is.
    """

    section: int
    title: str
    planned_s: int
    planned: str
    took: tuple[str, ...]
    usual: str
    suggested: str
    is_over: bool
    varies: bool
    changes: tuple[ChangedLine, ...]
    planned_share: float
    took_shares: tuple[float, ...]
    slides: tuple[SlideRow, ...] = ()


@dataclass(frozen=True, slots=True)
class RehearsalSign:
    """What so many rehearsals have shown."""

    rehearsals: int
    rows: tuple[RehearsalRow, ...]
