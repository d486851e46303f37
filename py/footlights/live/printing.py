"""What a run prints, gathered into pieces: often enough to look live, seldom enough to stay quick."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

FLUSH_MS = 16.0
MOST_CHARACTERS = 1_000_000
MOST_LINES = 10_000
MOST_KEPT = 10_000_000
LIMIT_WORDS = f"… more than {MOST_LINES:,} lines or {MOST_CHARACTERS:,} characters: the rest is kept back."


@dataclass(frozen=True, slots=True)
class Place:
    """Where text goes: the output of a run, and in it ``stdout``, ``stderr``, ``result`` or ``error``."""

    run: int
    stream: str


class Printer:
    """Passes text on in pieces for one place, at most one piece every ``FLUSH_MS``.

    ``send(place, text)`` gets the pieces; ``now_ms()`` tells the time. A run that prints more than
    ``MOST_CHARACTERS`` is told so once; the rest is kept up to ``MOST_KEPT`` for those who ask.
    """

    def __init__(self, send: Callable[[Place, str], None], now_ms: Callable[[], float]) -> None:
        self._send, self._now_ms = send, now_ms
        self._place, self._texts = Place(0, "stdout"), list[str]()
        self._flushed_ms, self._left = 0.0, MOST_CHARACTERS
        self._lines_left = MOST_LINES
        self._kept, self._kept_size = list[str](), 0

    def begin(self) -> None:
        """A new run: the limit starts afresh."""
        self.flush()
        self._left, self._lines_left = MOST_CHARACTERS, MOST_LINES
        self._kept, self._kept_size = [], 0

    def write(self, place: Place, text: str) -> None:
        """Take text in; pass it on if the last piece is old enough."""
        if place != self._place:
            self.flush()
            self._place = place
        limited = place.stream in ("stdout", "stderr")
        shown = self._allowed(text) if limited else text
        if shown:
            self._texts.append(shown)
        if self._now_ms() - self._flushed_ms >= FLUSH_MS:
            self.flush()

    @property
    def has_rest(self) -> bool:
        """Whether something was kept back."""
        return bool(self._kept)

    def rest(self) -> str:
        """What was kept back, once."""
        text = "".join(self._kept)
        self._kept, self._kept_size = [], 0
        return text

    def _allowed(self, text: str) -> str:
        """The part of a text that is still within the limits of its run; the rest is kept back."""
        if self._left <= 0 or self._lines_left <= 0:
            words = "" if self._kept else f"\n{LIMIT_WORDS}\n"
            self._keep(text)
            return words
        lines = text.count("\n")
        size = min(len(text), self._left)
        if lines > self._lines_left:
            size = min(size, sum(len(line) for line in text.splitlines(True)[: self._lines_left]))
        self._left -= len(text)
        self._lines_left -= lines
        if size == len(text):
            return text
        self._keep(text[size:])
        return f"{text[:size]}\n{LIMIT_WORDS}\n"

    def _keep(self, text: str) -> None:
        if self._kept_size < MOST_KEPT:
            self._kept.append(text[: MOST_KEPT - self._kept_size])
            self._kept_size += len(text)

    def flush(self) -> None:
        """Pass on what is gathered."""
        if self._texts:
            self._send(self._place, "".join(self._texts))
            self._texts.clear()
            self._flushed_ms = self._now_ms()
