"""What runs code, as frozen values: the live kernel, runs on their way through it, an engine's part of a comparison."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from footlights.deck import PYODIDE


class Live(StrEnum):
    """How the interpreter for user code is."""

    OFF = "off"
    BOOTING = "booting"
    READY = "ready"
    BUSY = "busy"
    STOPPED = "stopped"
    FAILED = "failed"


class RunState(StrEnum):
    """How one run of code is; from ``DONE`` on they are ends. What was ``RECORDED`` is shown instead of a run."""

    IDLE = "idle"
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"
    RECORDED = "recorded"


class Warmth(StrEnum):
    """How far the live kernel is with what a cell needs; the last two are ends."""

    WAITING = "waiting"
    WARMING = "warming"
    READY = "ready"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Run:
    """Code on its way through the kernel; ``cell`` is a cell's identity, 0 for a line of the REPL.

    ``is_setup`` marks unseen code that runs before a slide's first cell, on that cell's behalf.
    ``engine`` is the Python that runs it; ``compares`` are those that a comparison has still to ask.
    ``loading`` are the packages that it waits for.
    ``budget_s`` is how long it may run, ``overdue`` that it took longer; ``asks`` tells that it waits
    for the speaker's input, ``echoed`` that the REPL shows it already: a line typed ahead is shown when
    its turn comes. ``serves`` tells that it leaves a web application, which the page shows. ``setup`` is code
    that has to be done in its engine before.
    """

    number: int
    cell: int
    source: str
    is_setup: bool = False
    budget_s: float = 0.0
    started_ms: int | None = None
    asks: bool = False
    echoed: bool = False
    engine: str = PYODIDE
    compares: tuple[str, ...] = ()
    overdue: bool = False
    loading: tuple[str, ...] = ()
    serves: bool = False
    setup: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """What an engine made of the code of a comparison.

    ``state`` is that of a run; ``printed`` is what came out, ``error`` why it failed; ``times_ms``
    are its runs, ``startup_ms`` how long the engine took to start, both in milliseconds.
    """

    engine: str
    state: RunState = RunState.QUEUED
    printed: str = ""
    error: str = ""
    times_ms: tuple[float, ...] = ()
    startup_ms: float | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What the live kernel knew when its memory was kept: what had run and was set up, after how many runs of its own.

    ``next_run`` is the number of the run after; ``slot`` is what the page calls the checkpoint; ``stamp`` and
    ``furthest`` are the kernel's own then.
    """

    ran: tuple[int, ...] = ()
    set_up: frozenset[tuple[str, str]] = frozenset()
    next_run: int = 1
    runs: int = 0
    slot: str = ""
    stamp: int = 0
    furthest: int = 0


@dataclass(frozen=True, slots=True)
class KernelState:
    """The live kernel: what runs, what waits, whether a stop was asked for, which setup code and cells have run.

    The other engines have no state of their own: they start with their first run. ``set_up`` and
    ``ran`` tell the engine too. ``kept`` is the checkpoint that a restart goes on from, ``since`` are the cells that
    have run after it, ``kept_sections`` those of sections' beginnings; ``had_run`` ran before the page was loaded anew.
    ``runs`` counts those of the live kernel that have ended, in what it knows, which has a ``stamp`` that nothing else
    it ever knew has: the moment of the last; ``furthest`` is the last section of which something ran; ``back_to`` is
    the section to whose beginning it is on its way.
    """

    live: Live = Live.OFF
    current: Run | None = None
    waiting: tuple[Run, ...] = ()
    stopping: bool = False
    next_run: int = 1
    set_up: frozenset[tuple[str, str]] = frozenset()
    ran: tuple[int, ...] = ()
    kept: Kept | None = None
    since: tuple[int, ...] = ()
    kept_sections: Mapping[str, Kept] = field(default_factory=dict)
    had_run: tuple[int, ...] = ()
    runs: int = 0
    stamp: int = 0
    furthest: int = 0
    back_to: str = ""
