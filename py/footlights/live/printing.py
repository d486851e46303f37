"""What a run prints, gathered into pieces: often enough to look live, seldom enough to stay quick."""

from __future__ import annotations

from collections.abc import Callable

FLUSH_MS = 16.0
MOST_CHARACTERS = 1_000_000


class Printer:
    """Passes text on in pieces of one stream, at most one piece every ``FLUSH_MS``.

    ``send(stream, text)`` gets the pieces; ``now_ms()`` tells the time. A run that prints more
    than ``MOST_CHARACTERS`` is told so once, and the rest is dropped.
    """

    def __init__(self, send: Callable[[str, str], None], now_ms: Callable[[], float]) -> None:
        self._send, self._now_ms = send, now_ms
        self._stream, self._texts = "stdout", list[str]()
        self._flushed_ms, self._left = 0.0, MOST_CHARACTERS

    def begin(self) -> None:
        """A new run: the limit starts afresh."""
        self.flush()
        self._left = MOST_CHARACTERS

    def write(self, stream: str, text: str) -> None:
        """Take text in; pass it on if the last piece is old enough."""
        if self._left <= 0:
            return
        if stream != self._stream:
            self.flush()
            self._stream = stream
        self._texts.append(text[: self._left])
        self._left -= len(text)
        if self._left <= 0:
            self._texts.append(f"\n… more than {MOST_CHARACTERS:,} characters; the rest is not shown.\n")
        if self._now_ms() - self._flushed_ms >= FLUSH_MS:
            self.flush()

    def flush(self) -> None:
        """Pass on what is gathered."""
        if self._texts:
            self._send(self._stream, "".join(self._texts))
            self._texts.clear()
        self._flushed_ms = self._now_ms()
