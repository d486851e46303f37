"""What can happen to a talk: intents of the speaker, and reports in the past tense.

Every event says when, as milliseconds since 1970.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from footlights.talk.fields import Focus, Key, Moment, Offset, Seen, Theme, WindowName
from footlights.talk.keeping_events import SavingChanged, TalkFollowed, TalkLost, TalkTaken, Woken
from footlights.talk.run_events import (
    EngineDied,
    InputGiven,
    InputWanted,
    KernelChanged,
    Measured,
    NamesKept,
    PackagesLoading,
    RunEnded,
    RunStarted,
    RunTimedOut,
    StopTimedOut,
    WarmedUp,
)
from footlights.talk.speaker_events import (
    BudgetAccepted,
    BulletWanted,
    NotesSaved,
    PlanEndSet,
    PlanLeft,
    PlanOptionTurned,
    PlanTaken,
    RegionMagnified,
    RehearsalForgotten,
    RehearsalsExported,
    SearchTaken,
    SearchTyped,
    SearchWalked,
    SpeakerWindowArranged,
    SpeakerWindowBlocked,
    SpeakerWindowClosed,
    SpeakerWindowOpened,
    StrokeDrawn,
    StrokeErased,
    WindowsPlaced,
)


@dataclass(frozen=True, slots=True)
class Began:
    """The page is up: the hash it was opened with, what was saved last time, the system's theme.

    ``saved`` is the text that was stored, whatever it is; ``notes`` the text that the talk's notes had then;
    ``seen_at_ms`` when the talk was last seen open.
    ``here`` is false where another tab has the talk open. ``utc_offset_min`` is how far local time is ahead of UTC.
    """

    at_ms: Moment
    place: str = ""
    saved: str = ""
    system_theme: Theme = "dark"
    seen_at_ms: Seen = None
    here: bool = True
    notes: str = ""
    utc_offset_min: Offset = 0


@dataclass(frozen=True, slots=True)
class NotesReplaced:
    """The notes changed under a running talk; ``name`` and ``pictures`` as in ``Notes``."""

    at_ms: Moment
    text: str
    name: str
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProblemsTold:
    """What whoever serves the page finds wrong with the notes on disk, with their packages and files too; now all."""

    at_ms: Moment
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyPressed:
    """A key, as DOM's ``KeyboardEvent.key``; ``focus`` is ``page``, ``editor`` or ``control``.

    ``window`` is where it was pressed: ``stage`` or ``speaker``.
    """

    at_ms: Moment
    key: Key
    shift: bool = False
    ctrl: bool = False
    alt: bool = False
    meta: bool = False
    focus: Focus = "page"
    window: WindowName = "stage"


@dataclass(frozen=True, slots=True)
class Wanted:
    """An intent by its name in the key table, from a button, a swipe or a menu."""

    at_ms: Moment
    intent: str
    window: WindowName = "stage"


@dataclass(frozen=True, slots=True)
class SlideChosen:
    """Go to a slide, picked in the overview or the agenda."""

    at_ms: Moment
    slide: int


@dataclass(frozen=True, slots=True)
class PlaceRequested:
    """The address bar or the browser's history asks for a place, as ``#/3.2``."""

    at_ms: Moment
    place: str


@dataclass(frozen=True, slots=True)
class SystemThemeChanged:
    """The system went ``dark`` or ``light``."""

    at_ms: Moment
    theme: Theme


@dataclass(frozen=True, slots=True)
class NewVersionFound:
    """A newer version of the site is whole in this browser, and waits for the speaker."""

    at_ms: Moment


@dataclass(frozen=True, slots=True)
class Ticked:
    """Time passed; nothing else."""

    at_ms: Moment


@dataclass(frozen=True, slots=True)
class RunCell:
    """Run a cell of the deck, by its number."""

    at_ms: Moment
    cell: int
    source: str


@dataclass(frozen=True, slots=True)
class RunAllAbove:
    """Run the cells of the deck up to this one, in order."""

    at_ms: Moment
    cell: int


@dataclass(frozen=True, slots=True)
class EnlargeWanted:
    """What a cell gives is to have the whole cell, or its place again."""

    at_ms: Moment
    cell: int


@dataclass(frozen=True, slots=True)
class CellEdited:
    """The speaker changed a cell's text."""

    at_ms: Moment
    cell: int
    source: str


@dataclass(frozen=True, slots=True)
class OriginalWanted:
    """Bring a cell's text back to that of the notes."""

    at_ms: Moment
    cell: int


@dataclass(frozen=True, slots=True)
class RecordingWanted:
    """Show what a cell showed when the talk was recorded."""

    at_ms: Moment
    cell: int


@dataclass(frozen=True, slots=True)
class StopRequested:
    """Stop whatever runs, and forget what waits."""

    at_ms: Moment


@dataclass(frozen=True, slots=True)
class ReplSubmitted:
    """Enter was pressed in the REPL with this text before and after the caret."""

    at_ms: Moment
    before: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class ReplTyped:
    """This stands in the REPL's input, to be kept."""

    at_ms: Moment
    text: str


@dataclass(frozen=True, slots=True)
class HistoryWanted:
    """The entry before (-1) or after (1) the one shown; ``text`` is what stands there now."""

    at_ms: Moment
    direction: Literal[-1, 1]
    text: str


@dataclass(frozen=True, slots=True)
class IndentWanted:
    """Tab was pressed in the REPL where no name stands before the caret."""

    at_ms: Moment
    before: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class HistorySearched:
    """The newest entry that holds this text is wanted; asked again, the one before it."""

    at_ms: Moment
    text: str


@dataclass(frozen=True, slots=True)
class ReplCancelled:
    """Ctrl+C in the REPL: stop what runs, else drop the line."""

    at_ms: Moment


@dataclass(frozen=True, slots=True)
class ReplResized:
    """The drawer's edge was dragged: the share of the page that it shall take."""

    at_ms: Moment
    share: float


@dataclass(frozen=True, slots=True)
class SentToRepl:
    """A cell's text, or a part of it, is to stand in the REPL's input."""

    at_ms: Moment
    source: str


@dataclass(frozen=True, slots=True)
class EngineChosen:
    """The REPL shall speak to another Python."""

    at_ms: Moment
    engine: str


Event = (
    Began | NotesReplaced | KeyPressed | Wanted | SlideChosen | PlaceRequested | SystemThemeChanged | Ticked | RunCell
    | RunAllAbove | CellEdited | OriginalWanted | InputWanted | InputGiven | RunTimedOut | StopRequested | ReplSubmitted
    | HistoryWanted | IndentWanted | HistorySearched | ReplCancelled | ReplResized | SentToRepl | KernelChanged
    | RunStarted | PackagesLoading | RunEnded | Measured | EngineChosen | EngineDied | StopTimedOut | WarmedUp
    | NewVersionFound | ProblemsTold | RecordingWanted | TalkTaken | TalkLost | Woken | SavingChanged
    | SpeakerWindowOpened | SpeakerWindowClosed | SpeakerWindowArranged | SpeakerWindowBlocked
    | EnlargeWanted | WindowsPlaced | BulletWanted | PlanEndSet | PlanOptionTurned | PlanTaken | PlanLeft
    | RegionMagnified | SearchTaken | SearchTyped | SearchWalked | StrokeDrawn | StrokeErased
    | ReplTyped | NamesKept | TalkFollowed | BudgetAccepted | NotesSaved | RehearsalForgotten | RehearsalsExported
)  # fmt: skip
