"""What is reported of running code, in the past tense, by the kernel, the engines and the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from footlights.deck import PYODIDE
from footlights.talk.fields import AtMost, DurationMs, End, Moment, Name, Names, Reason, Reported, Words


@dataclass(frozen=True, slots=True)
class InputWanted:
    """The running code asks the speaker for a line of text."""

    at_ms: Moment
    run: int


@dataclass(frozen=True, slots=True)
class InputGiven:
    """The speaker answered."""

    at_ms: Moment
    run: int


@dataclass(frozen=True, slots=True)
class RunTimedOut:
    """A run has used up its time budget, if it still runs."""

    at_ms: Moment
    run: int
    engine: str = PYODIDE


@dataclass(frozen=True, slots=True)
class KernelChanged:
    """The live kernel came up, or died; ``about`` is what was said of the checkpoint that it goes on from."""

    at_ms: Moment
    live: Reported
    reason: Reason = ""
    about: str | None = None


@dataclass(frozen=True, slots=True)
class NamesKept:
    """A checkpoint of the live kernel is kept by this name; ``about`` is what was said of it."""

    at_ms: Moment
    slot: str
    about: str


@dataclass(frozen=True, slots=True)
class RunStarted:
    """The kernel took up a run."""

    at_ms: Moment
    run: int


@dataclass(frozen=True, slots=True)
class PackagesLoading:
    """A run waits for these packages; for none: they are there."""

    at_ms: Moment
    run: int
    packages: Names = ()


@dataclass(frozen=True, slots=True)
class RunEnded:
    """A run came to its end; ``line`` is where it failed."""

    at_ms: Moment
    run: int
    state: End
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """An engine has run the code of a comparison; the values are those of ``Measure``."""

    at_ms: Moment
    run: int
    engine: Name
    state: End
    printed: Words = ""
    error: Words = ""
    times_ms: Annotated[tuple[DurationMs, ...], AtMost(1000)] = ()
    startup_ms: DurationMs | None = None


@dataclass(frozen=True, slots=True)
class EngineDied:
    """An engine other than the live kernel broke, or did not start."""

    at_ms: Moment
    engine: Name
    reason: Reason = ""


@dataclass(frozen=True, slots=True)
class WarmedUp:
    """The kernel has what code needs but for ``missing``, or gave up because something was to run."""

    at_ms: Moment
    code: str
    missing: Names = ()
    given_up: bool = False


@dataclass(frozen=True, slots=True)
class StopTimedOut:
    """A soft stop was given time and the run still runs."""

    at_ms: Moment
    run: int
