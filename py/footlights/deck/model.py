"""What notes become: a deck of slides in sections, and the problems found on the way.

Everything here is frozen text and numbers. Lines count from 1 in the notes as the author
sees them; budgets are whole seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from footlights.deck.engines import PYODIDE


class Layout(StrEnum):
    """How a slide is composed; each has a design of its own in ``web/css/layouts.css``."""

    TITLE = "title"
    AGENDA = "agenda"
    SECTION = "section"
    STATEMENT = "statement"
    BULLETS = "bullets"
    PICTURE = "picture"
    CODE = "code"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the author should mend. ``hint`` says how, and may be empty."""

    line: int
    message: str
    hint: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """Runnable code on a slide: ``source`` is shown.

    ``identity`` is a number that no other cell of a running talk has or had, whatever becomes of its notes; in
    notes that were just read the cells are numbered from 1. ``name`` tells the cell from others in what is kept
    of a talk: its ``id``, which ``is_named`` says it has, else a hash of its code.
    ``before`` and ``after`` are hidden lines that run with it; ``whole`` is the code in its order.
    ``path`` is where a web application is opened.
    ``engines`` are the Pythons that run it, more than one for a cell that compares; ``expect`` is
    text that its output must contain. What an ``unrecorded`` cell shows is not kept for a bad day.
    """

    identity: int
    source: str
    line: int
    kind: str = "run"
    name: str = ""
    before: str = ""
    after: str = ""
    whole: str = ""
    autorun: bool = False
    readonly: bool = False
    timeout_s: float | None = None
    engines: tuple[str, ...] = (PYODIDE,)
    expect: str = ""
    path: str = ""
    unrecorded: bool = False
    is_named: bool = False

    @property
    def engine(self) -> str:
        """The Python that runs the cell."""
        return self.engines[0]

    def code(self, shown: str) -> str:
        """What runs when this is shown: hidden lines stand around what the speaker edited."""
        if shown == self.source:
            return self.whole
        return "\n".join(part for part in (self.before, shown, self.after) if part)


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands after a pause, or a bullet, that is there from a step on.

    ``piece`` counts the parts of a slide between its pauses, from 1; ``item`` the bullets in it, 0 for all of it.
    """

    piece: int
    item: int = 0


@dataclass(frozen=True, slots=True)
class Lit:
    """A group of a listing's lines that is lit; ``listing`` counts those of a piece, ``group`` its groups, from 1."""

    piece: int
    listing: int
    group: int


Step = tuple[Shown | Lit, ...]
"""What one press of Next brings to a slide."""


@dataclass(frozen=True, slots=True)
class OptionalBullet:
    """A bullet of a slide that may be left out, with those below it: ``weight`` bullets ``among`` so many on the slide.

    ``name`` is its title, told apart from others that say the same; ``budget_s`` is what it states, if it does;
    ``step`` the one that brings nothing else, or 0; ``inside`` the number of the optional bullet it stands in, or 0.
    """

    title: str
    name: str
    budget_s: int | None
    weight: int
    among: int
    step: int
    inside: int = 0


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: ``source`` is Markdown, ``lines`` the notes line of each source line.

    ``part`` counts from 1 when long content is continued over ``parts`` slides. ``steps`` are its
    states, at least one: what each brings to what the ones before it show; the first stands for what
    is there at once. ``setup`` is code that runs unseen before its cells. ``size`` is ``large`` or
    ``roomy`` when its few words are set larger. ``key`` changes when what is shown changes; ``slug`` is
    what links within the talk call it; ``optional`` are its bullets that may be left out.
    """

    number: int
    section: int
    layout: Layout
    title: str
    source: str
    line: int
    lines: tuple[int, ...] = ()
    title_lines: tuple[int, ...] = ()
    speaker_notes: str = ""
    steps: tuple[Step, ...] = ((),)
    cells: tuple[Cell, ...] = ()
    setup: str = ""
    budget_s: int | None = None
    part: int = 1
    parts: int = 1
    size: str = "normal"
    key: str = ""
    slug: str = ""
    is_optional: bool = False
    optional: tuple[OptionalBullet, ...] = ()

    @property
    def last_step(self) -> int:
        """The step at which all of it is shown; steps count from 1."""
        return len(self.steps)

    def comes_with(self) -> dict[Shown | Lit, int]:
        """The step that each thing comes with, which is not there at once."""
        return {change: number for number, step in enumerate(self.steps, 1) for change in step}


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the talk with a budget; ``stated`` is false for one that was shared out.

    One that ``is_optional``, as a slide can be too, may be left out when time runs short.
    """

    number: int
    title: str
    budget_s: int
    stated: bool
    line: int
    first_slide: int
    last_slide: int
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """The front matter, understood. ``ends`` is minutes after midnight.

    ``blank`` is ``pause`` where the clock rests while the screen is blank. ``questions_s`` is the time for questions
    after the talk. ``warn_s`` is how long before a section's end, and the talk's, the speaker is warned; with ``sound``
    one can hear it. With ``checkpoints`` Python is kept as it was at the beginning of each section.
    """

    title: str = ""
    subtitle: str = ""
    author: str = ""
    date: str = ""
    duration_s: int | None = None
    ends: int | None = None
    theme: str = ""
    packages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    markdown: str = "markdown-it"
    lang: str = "en"
    incremental: bool = False
    blank: str = ""
    questions_s: int | None = None
    warn_s: tuple[int, int] = (60, 300)
    sound: bool = False
    checkpoints: bool = False
    other: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Deck:
    """A talk that can be given: slides numbered from 1, sections numbered from 1.

    ``pictures`` are the files there are; ``references`` the links that slides share, needed to render any one of them.
    ``is_broken`` tells that these can hardly be the notes that were meant, as they are half-way through being typed or
    saved: nothing in them, or settings that can't be read. Whoever shows a deck already keeps that one.
    """

    title: str
    settings: Settings
    sections: tuple[Section, ...]
    slides: tuple[Slide, ...]
    problems: tuple[Problem, ...]
    duration_s: int
    agenda_title: str = ""
    pictures: tuple[str, ...] = ()
    references: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    is_broken: bool = False

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells of all slides, in order."""
        return tuple(cell for slide in self.slides for cell in slide.cells)

    def section_of(self, slide: Slide) -> Section | None:
        """The section a slide belongs to; None before the first."""
        return self.sections[slide.section - 1] if slide.section else None
