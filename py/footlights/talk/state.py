"""The running talk as one frozen value. Moments are milliseconds since 1970, as the page stamps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from footlights.deck import PYODIDE, Cell, Deck, Slide
from footlights.talk.clock_state import Clock
from footlights.talk.drawn_state import Drawings, Region, Tool
from footlights.talk.fields import Called
from footlights.talk.held_state import Lectern, TalkPlan
from footlights.talk.kernel_state import KernelState, Measure, RunState, Warmth
from footlights.talk.rehearsal_state import Rehearsal
from footlights.talk.speaker_state import Questions, Search, SpeakerWindow

_OFF = KernelState()
_AS_WRITTEN = Lectern()
_UNDRAWN = Drawings()
_NO_QUESTIONS = Questions()
_NO_REHEARSAL = Rehearsal()
_NOT_STARTED = Clock()
_NO_WINDOW = SpeakerWindow()


class Mode(StrEnum):
    """What fills the screen; exactly one at a time."""

    TALK = "talk"
    OVERVIEW = "overview"
    HELP = "help"
    BLANK = "blank"
    PREFLIGHT = "preflight"


class Keeping(StrEnum):
    """Which tab of the browser keeps the talk: this one, one that had it open before, one that took it over."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    FOLLOWING = "following"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Place:
    """A slide and how much of it is revealed; both count from 1."""

    slide: int = 1
    step: int = 1


@dataclass(frozen=True, slots=True)
class Repl:
    """The drawer, at the ``bottom`` or ``right``, taking a share of the page. ``text`` stands in its input.

    ``recall`` counts back from the newest history entry, 0 for the draft; ``needle`` is what the
    history is searched for, and ``found`` the entry it was found in.
    """

    is_open: bool = False
    text: str = ""
    history: tuple[str, ...] = ()
    recall: int = 0
    draft: str = ""
    needle: str = ""
    found: str = ""
    side: str = "bottom"
    share: float = 0.42
    engine: str = PYODIDE


@dataclass(frozen=True, slots=True)
class Gap:
    """So long the page was away while a clock ran, a section's or, with None, that of questions, and if it counts."""

    length_ms: int
    section: int | None
    counts: bool


@dataclass(frozen=True, slots=True)
class KeptLectern:
    """What the talk was held to, as it is kept; ``called`` are the title and part of slides that are left out."""

    lectern: Lectern = _AS_WRITTEN
    called: Mapping[int, Called] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeptDrawings:
    """Drawings as they are kept; ``called`` are the title and part of the slides that have some."""

    drawings: Drawings = _UNDRAWN
    called: Mapping[int, Called] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lasting:
    """What of a talk outlives its page; None for a part of which nothing is known.

    ``shown`` is what the slide of ``place`` is called, ``timed`` are those that a rehearsal has times for; ``sections``
    are the titles of those that the clocks count, in order: they tell what stands where in notes that were changed.
    ``notes_mark`` tells the notes of then from others.
    """

    place: Place | None = None
    clock: Clock | None = None
    undone_clock: Clock | None = None
    theme: str = ""
    text_size: int | None = None
    edits: Mapping[str, str] | None = None
    repl: Repl | None = None
    shown: Called | None = None
    sections: tuple[str, ...] | None = None
    large_clock: bool | None = None
    speaker: SpeakerWindow | None = None
    lectern: KeptLectern | None = None
    questions: Questions | None = None
    drawings: KeptDrawings | None = None
    jumps: tuple[tuple[Place, Called], ...] | None = None
    returns: tuple[tuple[Place, Called], ...] | None = None
    rests_while_blank: bool | None = None
    rehearsal: Rehearsal | None = None
    ran: tuple[str, ...] | None = None
    timed: Mapping[int, Called] | None = None
    notes_mark: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A button beside a message: its words, the intent behind it, the cells that it is about."""

    words: str
    intent: str
    cells: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """A line shown quietly for a while, with what it offers; ``until_ms`` is None for one that stays.

    ``also`` is a second thing that it offers. One that is ``private`` is for the speaker: with a window of theirs it is
    shown there only.
    """

    text: str
    until_ms: int | None = None
    offer: Offer | None = None
    private: bool = False
    also: Offer | None = None


@dataclass(frozen=True, slots=True)
class TalkNotes:
    """What a deck is made of: the notes' text, their file's name, the picture files there are."""

    text: str
    name: str = "notes.md"
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """The day on which the talk was recorded, as ``2026-11-23``, and the names of the cells that were."""

    on: str = ""
    cells: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Talk:
    """Everything there is to know about a talk being given.

    ``edits`` is the speaker's text of each cell that was changed, by the cell's name.
    ``anchor`` is the notes line
    that stays on the screen while only the text's size changes. ``engines`` are the Pythons that the
    page carries, ``comparisons`` what each did in a cell that compares. ``cells`` tells of those that are
    not idle how they are, by their identity; ``gone`` are those that were taken out of the notes.
    ``new_version`` tells that a newer one of the site waits for the speaker's word, ``told_problems`` is what whoever
    serves the page finds wrong with the notes on disk.
    ``recorded`` tells of which cells the page has a recording.
    ``keeping`` tells which tab keeps the talk, ``shared`` what this one and the one that does had in common
    last. ``warmth`` tells by their code how far the cells are warmed up, ``missing`` which modules they lack.
    ``utc_offset_min`` is how far local time is ahead of UTC, in minutes. ``jumps`` are the places that were left for
    one further away than the next slide, the latest last, ``returns`` those that one went back from.
    ``rests_while_blank`` tells of a clock that goes on by itself when the slides come back. ``frozen`` is the place
    that the audience goes on seeing while the speaker looks ahead.
    ``tool`` is what a pointer on a slide does, ``magnified`` the part of the slide that fills its place; what
    ``enlarged`` cells give has the whole cell.
    """

    notes: TalkNotes
    deck: Deck
    place: Place = Place()
    frozen: Place | None = None
    anchor: int | None = None
    jumps: tuple[Place, ...] = ()
    returns: tuple[Place, ...] = ()
    mode: Mode = Mode.TALK
    chosen: int = 1
    entry: str | None = None
    search: Search | None = None
    tool: Tool = Tool.NONE
    magnified: Region | None = None
    drawings: Drawings = _UNDRAWN
    blank: Literal["black", "white"] = "black"
    clock: Clock = _NOT_STARTED
    undone_clock: Clock | None = None
    rests_while_blank: bool = False
    gap: Gap | None = None
    rehearsal: Rehearsal = _NO_REHEARSAL
    questions: Questions = _NO_QUESTIONS
    lectern: Lectern = _AS_WRITTEN
    kernel: KernelState = _OFF
    cells: Mapping[int, RunState] = field(default_factory=dict)
    enlarged: frozenset[int] = frozenset()
    gone: tuple[Cell, ...] = ()
    edits: Mapping[str, str] = field(default_factory=dict)
    engines: tuple[str, ...] = (PYODIDE,)
    comparisons: Mapping[int, tuple[Measure, ...]] = field(default_factory=dict)
    warmth: Mapping[str, Warmth] = field(default_factory=dict)
    missing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shows_warmth: bool = False
    repl: Repl = Repl()
    theme: str = ""
    system_theme: str = "dark"
    text_size: int = 0
    large_clock: bool = False
    utc_offset_min: int = 0
    speaker: SpeakerWindow = _NO_WINDOW
    message: Message | None = None
    new_version: bool = False
    told_problems: tuple[str, ...] = ()
    recorded: Recorded = Recorded()
    keeping: Keeping = Keeping.HERE
    shared: Lasting = Lasting()
    now_ms: int = 0

    @property
    def shown_theme(self) -> str:
        """The theme that was chosen; the system's while none was."""
        return self.theme or self.system_theme

    @property
    def replay(self) -> tuple[int, ...]:
        """The cells that had run in a Python that is gone, in their order, as long as it is offered to run them."""
        return self.message.offer.cells if self.message and self.message.offer else ()

    @property
    def slide(self) -> Slide:
        """The slide that is shown."""
        return self.deck.slides[self.place.slide - 1]

    @property
    def plan(self) -> TalkPlan | None:
        """What the talk was re-planned to, if it was."""
        return self.lectern.held.plan

    @property
    def dropped(self) -> frozenset[int]:
        """The slides that are left out."""
        return self.lectern.held.dropped

    @property
    def dropped_bullets(self) -> frozenset[tuple[int, str]]:
        """The bullets that are left out: by the number of their slide and their names."""
        return self.lectern.held.bullets

    @property
    def audience_place(self) -> Place:
        """What the audience sees."""
        return self.frozen or self.place

    @property
    def audience_slide(self) -> Slide:
        """The slide that the audience sees."""
        return self.deck.slides[self.audience_place.slide - 1]

    def cell(self, identity: int) -> Cell | None:
        """A cell of the deck by its identity."""
        return next((cell for slide in self.deck.slides for cell in slide.cells if cell.identity == identity), None)

    def state_of(self, identity: int) -> RunState:
        """How a cell is."""
        return self.cells.get(identity, RunState.IDLE)

    def shown_in(self, cell: Cell) -> str:
        """The text of a cell as the speaker sees it: edited, or as in the notes."""
        return self.edits.get(cell.name, cell.source)
