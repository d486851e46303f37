"""What is painted, as values with nothing left to decide. ``wire`` writes them for the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from footlights.talk.drawn_state import Region, Tool
from footlights.talk.kernel_state import Live, RunState, Warmth
from footlights.talk.state import Message, Mode

CellRow = tuple[int, RunState, str]
"""A cell by its identity, how it is, and the words of its chip. A row, not an object: a long deck has hundreds."""
EngineName = tuple[str, str]
"""An engine's name, and what the audience calls it."""
When = Literal["past", "now", "next"]


@dataclass(frozen=True, slots=True)
class Face:
    """A clock's face: ``left`` is the share of its budget that is left, ``low`` when that is little.

    ``unit`` is what the time is of.
    """

    state: Literal["idle", "running", "paused", "over"]
    remaining_s: int | None
    face: str
    left: float
    low: bool
    label: str
    unit: str


@dataclass(frozen=True, slots=True)
class Clocks:
    """The section's countdown and the talk's."""

    section: Face
    talk: Face


@dataclass(frozen=True, slots=True)
class PaceSign:
    """How the talk does against its plan; ``ahead_s`` is negative behind. ``words`` and ``ends`` say it."""

    ahead_s: int
    ends_at_ms: int
    words: str
    ends: str


@dataclass(frozen=True, slots=True)
class Button:
    """What is offered beside the message: its words and the intent behind it."""

    words: str
    intent: str


def button_of(message: Message | None) -> Button | None:
    """The button beside a message, if it has one."""
    return Button(message.offer.words, message.offer.intent) if message and message.offer else None


@dataclass(frozen=True, slots=True)
class HelpRow:
    """The keys of an intent, as they are shown, and what it does."""

    keys: tuple[str, ...]
    help: str


@dataclass(frozen=True, slots=True)
class HelpGroup:
    """Rows of the key table that belong together."""

    group: str
    rows: tuple[HelpRow, ...]


@dataclass(frozen=True, slots=True)
class WarmthRow:
    """How far a cell ahead is."""

    slide: int
    title: str
    state: Warmth
    words: str


@dataclass(frozen=True, slots=True)
class WarmthSign:
    """How far the cells ahead are, in a word; each of them while the list is open. No state where there are none."""

    state: Warmth | Literal[""]
    words: str
    face: str
    rows: tuple[WarmthRow, ...] | None


@dataclass(frozen=True, slots=True)
class ToTry:
    """What the preflight has to try: engines besides the live kernel, modules that its cells import."""

    engines: tuple[str, ...]
    modules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """An engine of a comparison: ``share`` of the slowest, ``ratio`` to the quickest, ``differs`` from the first."""

    engine: str
    state: RunState
    words: str
    differs: bool
    time: str
    share: float
    ratio: str
    startup: str
    runs: int


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
    """Slides that may be left out together, and what that gives back."""

    slides: tuple[int, ...]
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
    """What is searched for in which window, and the hits, one of them chosen."""

    window: Literal["stage", "speaker"]
    text: str
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
    problems: tuple[str, ...]
    slide_share: float
    next_share: float


@dataclass(frozen=True, slots=True)
class View:
    """All that is painted. ``weights`` are the sections' budgets, ``recordings`` the cells that offer one."""

    mode: Mode
    slide: int
    step: int
    slides: int
    section: int
    section_title: str
    chosen: int
    entry: str | None
    clocks: Clocks
    pace: PaceSign
    large_clock: bool
    weights: tuple[int, ...]
    live: Live
    live_words: str
    cells: tuple[CellRow, ...]
    recordings: tuple[int, ...]
    repl_open: bool
    repl_side: str
    repl_share: float
    repl_engine: str
    repl_busy: bool
    engines: tuple[EngineName, ...]
    comparisons: Mapping[str, tuple[ComparisonRow, ...]]
    scheme: str
    text_size: float
    message: str
    offer: Button | None
    help: tuple[HelpGroup, ...] | None
    agenda: tuple[When, ...]
    warmth: WarmthSign
    preflight: ToTry | None
    awake: bool
    search: SearchSign | None
    tool: Tool
    magnified: Region | None
    blank: Literal["black", "white"]
    dropped: tuple[int, ...]
    replan: ReplanSign | None
    frozen: bool
    speaker: SpeakerSign | None
