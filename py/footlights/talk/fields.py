"""What a field of an event may hold, said by its type; ``decoding`` holds messages to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from footlights.talk.kernel_state import Live, RunState

MOST = 2**53 - 1
"""The largest whole number that JavaScript tells from its neighbours (ECMA-262, ``MAX_SAFE_INTEGER``)."""


@dataclass(frozen=True, slots=True)
class Within:
    """A number from ``least`` to ``most``; one without this mark is from ``-MOST`` to ``MOST``."""

    least: float = -MOST
    most: float = MOST


@dataclass(frozen=True, slots=True)
class AtMost:
    """So many characters or entries; what has more does not fit."""

    length: int


@dataclass(frozen=True, slots=True)
class CutAt:
    """So many characters are kept, the rest is left out: text to be read, which says enough in its beginning."""

    length: int


@dataclass(frozen=True, slots=True)
class ElseNothing:
    """What does not fit is None: what was stored is a stranger's, and the rest of its event counts."""


Moment = Annotated[int, Within(least=0)]
"""Milliseconds since 1970."""
Called = tuple[str, int, str]
"""How a slide is told in what is kept: its title, which of its pages it is, and a mark of what it says."""
Seen = Annotated[Moment | None, ElseNothing()]
"""When a talk was seen open, as it was stored."""
DurationMs = Annotated[float, Within(least=0)]
Offset = Annotated[int, Within(-24 * 60, 24 * 60)]
"""Minutes that local time is ahead of UTC."""
Key = Annotated[str, AtMost(100)]
Words = Annotated[str, CutAt(10_000)]
Reason = Annotated[str, CutAt(300)]
"""Words for a line of the page."""
Name = Annotated[str, CutAt(200)]
Path = Annotated[str, AtMost(20_000)]
Names = Annotated[tuple[Name, ...], AtMost(1000)]
Focus = Literal["page", "editor", "control"]
Theme = Literal["dark", "light"]
WindowName = Literal["stage", "speaker"]
Share = Annotated[float, Within(0, 1)]
Reported = Literal[Live.BOOTING, Live.READY, Live.FAILED]
"""What a kernel can become by a report; the rest follows from what the talk asks of it."""
End = Literal[RunState.DONE, RunState.FAILED, RunState.STOPPED]
