"""What a Python that runs code says to the page, besides the reports of ``run_events``; the engines say the same.

The page looks at it like a stranger's words (``web/js/runs/message_shapes.js``): code can make it up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Printed:
    """Text of a run's, on ``stdout``, ``stderr``, ``result`` or ``error``."""

    run: int
    stream: str
    text: str


@dataclass(frozen=True, slots=True)
class Displayed:
    """A value that a run shows, as text by MIME type."""

    run: int
    bundle: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Failed:
    """The whole traceback of a run that failed, for those who ask."""

    run: int
    traceback: str


@dataclass(frozen=True, slots=True)
class Limited:
    """A run gave more than is shown; the rest is kept for those who ask."""

    run: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A run asks the speaker for a line; ``secret`` for one that is not to be seen."""

    run: int
    prompt: str
    secret: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """A run has its line, or was stopped."""

    run: int


@dataclass(frozen=True, slots=True)
class Probed:
    """What the preflight asked to try: what is wrong with each module and file, and Python's version."""

    wrong: Mapping[str, str]
    python: str


@dataclass(frozen=True, slots=True)
class Named:
    """The names that may follow the text of a question, which begin at ``from_``."""

    question: int
    from_: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """What a call expects; ``active`` is the parameter that is being written."""

    name: str
    parameters: tuple[str, ...]
    active: int | None
    doc: str


@dataclass(frozen=True, slots=True)
class Explained:
    """The call that the text of a question leaves open, if any."""

    question: int
    signature: Signature | None


@dataclass(frozen=True, slots=True)
class AppOpened:
    """A cell's application can be asked."""

    cell: int
    interface: str


@dataclass(frozen=True, slots=True)
class AppAnswered:
    """The head of an application's answer; ``asked`` are the headers that it was asked with."""

    request: int
    status: int
    headers: tuple[tuple[str, str], ...]
    asked: tuple[tuple[str, str], ...]
    cookies: str


@dataclass(frozen=True, slots=True)
class AppSent:
    """A piece of an answer, whose bytes go beside it."""

    request: int


@dataclass(frozen=True, slots=True)
class AppFinished:
    """An answer is over; its status is 0 if there was none."""

    request: int
    status: int
    took_ms: float


ShownMessage = Printed | Displayed | Failed | Limited | Asked | Answered
"""What is shown where the code stands."""
KernelMessage = ShownMessage | Probed | Named | Explained | AppOpened | AppAnswered | AppSent | AppFinished
"""What the page hears; what else a worker says, its JavaScript says."""
