"""What is reported of running code, in the past tense, by the kernel, the engines and the page."""

from __future__ import annotations

from dataclasses import dataclass

from footlights.deck import PYODIDE


@dataclass(frozen=True, slots=True)
class InputWanted:
    """The running code asks the speaker for a line of text."""

    at_ms: int
    run: int


@dataclass(frozen=True, slots=True)
class InputGiven:
    """The speaker answered."""

    at_ms: int
    run: int


@dataclass(frozen=True, slots=True)
class RunTimedOut:
    """A run has used up its time budget, if it still runs."""

    at_ms: int
    run: int
    engine: str = PYODIDE


@dataclass(frozen=True, slots=True)
class KernelChanged:
    """The live kernel came up, or died: ``live`` is ``booting``, ``ready`` or ``failed``."""

    at_ms: int
    live: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RunStarted:
    """The kernel took up a run."""

    at_ms: int
    run: int


@dataclass(frozen=True, slots=True)
class PackagesLoading:
    """A run waits for these packages; for none: they are there."""

    at_ms: int
    run: int
    packages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RunEnded:
    """A run came to its end: ``state`` is ``done``, ``failed`` or ``stopped``; ``line`` is where it failed."""

    at_ms: int
    run: int
    state: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """An engine has run the code of a comparison; the values are those of ``Measure``."""

    at_ms: int
    run: int
    engine: str
    state: str
    printed: str = ""
    error: str = ""
    times_ms: tuple[float, ...] = ()
    startup_ms: float | None = None


@dataclass(frozen=True, slots=True)
class EngineDied:
    """An engine other than the live kernel broke, or did not start."""

    at_ms: int
    engine: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WarmedUp:
    """The kernel has what code needs but for ``missing``, or gave up because something was to run."""

    at_ms: int
    code: str
    missing: tuple[str, ...] = ()
    given_up: bool = False


@dataclass(frozen=True, slots=True)
class StopTimedOut:
    """A soft stop was given time and the run still runs."""

    at_ms: int
    run: int
