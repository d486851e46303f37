"""Where goes what code gives: every run has a sink, which the tasks that it starts keep after its end."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Protocol

from footlights.live.display import Bundle
from footlights.live.printing import OutputPlace, Printer

MOST_ASIDE = 10_000
"""Pieces that are kept of what a measured run prints, and characters of each."""
UNHEARD = -1
"""The run of what is done ahead."""


class Sink(Protocol):
    """What takes in what code gives; ``run`` is the run that it belongs to."""

    run: int

    def write(self, stream: str, text: str) -> None:
        """Take in text for ``stdout``, ``stderr``, ``result`` or ``error``."""

    def show(self, bundle: Bundle) -> None:
        """Take in something richer than text."""

    def keep(self, stream: str, text: str) -> None:
        """Take in what is passed on to those who ask only."""

    def ask(self) -> None:
        """Raises RuntimeError where nobody can be asked for input."""


class RunSink:
    """The output of a run, on the slide or in the REPL."""

    def __init__(self, run: int, printer: Printer) -> None:
        self.run = run
        self._printer = printer

    def write(self, stream: str, text: str) -> None:
        """Print it."""
        self._printer.write(OutputPlace(self.run, stream), text)

    def show(self, bundle: Bundle) -> None:
        """Show it."""
        self._printer.show(self.run, bundle)

    def keep(self, stream: str, text: str) -> None:
        """Keep it for those who ask for the rest."""
        self._printer.keep(OutputPlace(self.run, stream), text)

    def ask(self) -> None:
        """Whoever looks at the output can answer."""


class AsideSink:
    """What a measured run prints: the first pieces, as text."""

    def __init__(self, run: int) -> None:
        self.run = run
        self.texts: list[str] = []

    def write(self, stream: str, text: str) -> None:
        """Keep the first of it."""
        if len(self.texts) < MOST_ASIDE:
            self.texts.append(text[:MOST_ASIDE])

    def show(self, bundle: Bundle) -> None:
        """A comparison shows text only."""
        self.write("stdout", bundle.get("text/plain", "") + "\n")

    def keep(self, stream: str, text: str) -> None:
        """There is no rest to ask for."""

    def ask(self) -> None:
        """Raises RuntimeError: an answer would be timed."""
        raise RuntimeError("there is no input() in a comparison")


class NoSink:
    """What is done ahead: what it prints is nobody's."""

    run = UNHEARD

    def write(self, stream: str, text: str) -> None:
        """Drop it."""

    def show(self, bundle: Bundle) -> None:
        """Drop it."""

    def keep(self, stream: str, text: str) -> None:
        """Drop it."""

    def ask(self) -> None:
        """As in a run: what is imported ahead may ask, as it would then."""


class Sinks:
    """The sink of the code that runs now: a task has that of the code that started it."""

    def __init__(self, printer: Printer) -> None:
        self._printer = printer
        self._outside = RunSink(0, printer)
        self._now: ContextVar[Sink] = ContextVar("sink")

    @property
    def now(self) -> Sink:
        """Where goes what is given now."""
        return self._now.get(self._outside)

    def enter(self, sink: Sink) -> None:
        """From here on it is this one."""
        self._now.set(sink)

    def enter_run(self, run: int) -> None:
        """From here on it is the output of a run."""
        self._now.set(RunSink(run, self._printer))
