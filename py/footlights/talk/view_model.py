"""What is painted, as values with nothing left to decide. ``wire`` writes them for the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from footlights.talk.drawn_state import Region, Tool
from footlights.talk.kernel_state import Live, RunState, Warmth
from footlights.talk.speaker_view_model import Button, RehearsalSign, ReplanSign, SearchSign, SpeakerSign, When
from footlights.talk.state import Mode

CellRow = tuple[int, RunState, str]
"""A cell by its identity, how it is, and the words of its chip. A row, not an object: a long deck has hundreds."""
EngineName = tuple[str, str]
"""An engine's name, and what the audience calls it."""


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
class HelpRow:
    """The keys of an intent, as they are shown, and what it does: pressed, it is done."""

    keys: tuple[str, ...]
    help: str
    intent: str


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
class View:
    """All that is painted. ``weights`` are the sections' budgets, ``recordings`` the cells that offer one.

    What ``enlarged`` cells give has the whole cell.
    """

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
    enlarged: tuple[int, ...]
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
    also: Button | None
    help: tuple[HelpGroup, ...] | None
    agenda: tuple[When, ...]
    warmth: WarmthSign
    preflight: ToTry | None
    awake: bool
    search: SearchSign | None
    rehearsal: RehearsalSign | None
    rehearsing: bool
    tool: Tool
    magnified: Region | None
    blank: Literal["black", "white"]
    dropped: tuple[int, ...]
    dropped_bullets: tuple[tuple[int, int], ...]
    replan: ReplanSign | None
    frozen: bool
    speaker: SpeakerSign | None
