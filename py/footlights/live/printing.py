"""What a run prints and shows, gathered into pieces: often enough to look live, seldom enough to stay quick."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from footlights.live.display import shortened
from footlights.live.kept import Given, Kept, size_of

FLUSH_MS = 16.0
PIECE = 50_000
"""Characters of one message: the page takes in a piece between two keys."""
MOST_CHARACTERS = 1_000_000
MOST_LINES = 10_000
MOST_CHARACTERS_OF_ERRORS = 200_000
"""Errors and results have room of their own, so that a flood of prints does not hide how it ended."""
MOST_SHOWN = 100
"""Pictures, tables and the like that are passed on in one run."""
MOST_SHOWN_CHARACTERS = 10_000_000
MOST_OF_ONE = 5_000_000
"""Characters of one of them; more is kept for those who ask."""
GONE_WORDS = "… this is no longer kept: run the code again.\n"
SHOWN_WORDS = f"… more than {MOST_SHOWN} displays, or {MOST_SHOWN_CHARACTERS // 1_000_000} MB: the rest is kept back.\n"
LARGE_WORDS = f"… a display of more than {MOST_OF_ONE // 1_000_000} MB is kept back.\n"


def limit_words(lines: int, characters: int) -> str:
    """What is said where text is kept back."""
    return f"… more than {lines:,} lines or {characters:,} characters: the rest is kept back."


LIMIT_WORDS = limit_words(MOST_LINES, MOST_CHARACTERS)


@dataclass(frozen=True, slots=True)
class OutputPlace:
    """Where text goes: the output of a run, and in it ``stdout``, ``stderr``, ``result`` or ``error``."""

    run: int
    stream: str


@dataclass(slots=True)
class OutputRoom:
    """How much more of some streams is passed on; what is beyond is kept back, and said so once."""

    lines: int
    characters: int
    words: str = ""

    def __post_init__(self) -> None:
        self.words = f"\n{limit_words(self.lines, self.characters)}\n"

    def split(self, text: str) -> tuple[str, str]:
        """The part of a text there is room for, with the words if it is the last, and the part to be kept."""
        size = min(len(text), self.characters, _end_of_lines(text, self.lines))
        self.characters -= size
        self.lines -= text.count("\n", 0, size)
        if size == len(text):
            return text, ""
        words, self.words = self.words, ""
        self.characters = 0
        return text[:size] + words, text[size:]


class Printer:
    """Passes text on in pieces for one place, at most one piece every ``FLUSH_MS``, and what is shown in its turn.

    ``send(place, text)`` gets the pieces, ``send_bundle(run, bundle)`` what is shown; ``now_ms()`` tells
    the time. A run that gives more than the limits is told so once; the rest is kept for those who ask.
    """

    def __init__(
        self,
        send: Callable[[OutputPlace, str], None],
        now_ms: Callable[[], float],
        send_bundle: Callable[[int, dict[str, str]], None] = lambda _run, _bundle: None,
    ) -> None:
        self._send, self._now_ms, self._send_bundle = send, now_ms, send_bundle
        self._place, self._texts = OutputPlace(0, "stdout"), list[str]()
        self._flushed_ms = 0.0
        self._kept = Kept()
        self._start_afresh()

    def begin(self) -> None:
        """A new run: the limits start afresh."""
        self.flush()
        self._start_afresh()

    def _start_afresh(self) -> None:
        self._prints = OutputRoom(MOST_LINES, MOST_CHARACTERS)
        self._errors = OutputRoom(MOST_LINES, MOST_CHARACTERS_OF_ERRORS)
        self._shown_left, self._shown_characters_left = MOST_SHOWN, MOST_SHOWN_CHARACTERS

    def write(self, place: OutputPlace, text: str) -> None:
        """Take text in; pass it on if the last piece is old enough."""
        room = self._prints if place.stream in ("stdout", "stderr") else self._errors
        shown, kept = room.split(text)
        if kept:
            self.keep(place, kept)
        self._gather(place, shown)

    def write_shortened(self, place: OutputPlace, text: str) -> None:
        """Take in a text that is one thing, as a traceback is: cut in its middle, and kept whole, if it is too long."""
        short = shortened(text)
        self.write(place, short)
        if short != text:
            self.keep(place, text)

    def show(self, run: int, bundle: dict[str, str]) -> None:
        """Pass on something richer than text, unless the run has shown too much already."""
        size = size_of(bundle)
        if size > MOST_OF_ONE:
            self.write(OutputPlace(run, "stderr"), LARGE_WORDS)
            self.keep(OutputPlace(run, "shown"), bundle)
        elif self._shown_left > 0 and size <= self._shown_characters_left:
            self._shown_left -= 1
            self._shown_characters_left -= size
            self.flush()
            self._send_bundle(run, bundle)
        else:
            if self._shown_left >= 0:
                self._gather(OutputPlace(run, "stderr"), SHOWN_WORDS)
            self._shown_left = -1
            self.keep(OutputPlace(run, "shown"), bundle)

    def keep(self, place: OutputPlace, given: Given) -> None:
        """Keep something back for those who ask."""
        self._kept.keep(place.run, place.stream, given)

    def end(self, run: int) -> bool:
        """Pass on what is gathered at the end of a run; whether something was kept back."""
        if count := self._kept.bundles(run):
            self._gather(OutputPlace(run, "stderr"), f"… {count:,} more {'is' if count == 1 else 'are'} kept back.\n")
        self.flush()
        return run in self._kept

    def give_rest(self, run: int) -> None:
        """Pass on what was kept back of a run, once."""
        self.flush()
        for stream, given in self._kept.take(run) or [("stderr", GONE_WORDS)]:
            if isinstance(given, dict):
                self._send_bundle(run, given)
            else:
                self._send_pieces(OutputPlace(run, stream), given)

    def _gather(self, place: OutputPlace, text: str) -> None:
        if place != self._place:
            self.flush()
            self._place = place
        if text:
            self._texts.append(text)
        if self._now_ms() - self._flushed_ms >= FLUSH_MS:
            self.flush()

    def flush(self) -> None:
        """Pass on what is gathered."""
        if self._texts:
            self._send_pieces(self._place, "".join(self._texts))
            self._texts.clear()
            self._flushed_ms = self._now_ms()

    def _send_pieces(self, place: OutputPlace, text: str) -> None:
        for at in range(0, len(text), PIECE):
            self._send(place, text[at : at + PIECE])


def _end_of_lines(text: str, lines: int) -> int:
    """Where so many lines end in a text; its length if it has fewer."""
    if text.count("\n") <= lines:
        return len(text)
    end = 0
    for _ in range(lines):
        end = text.index("\n", end) + 1
    return end
