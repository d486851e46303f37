"""What runs gave beyond their limits: kept in its order, so that it can be had on demand."""

from __future__ import annotations

from dataclasses import dataclass, field

Given = str | dict[str, str]
"""A text, or a bundle of texts by MIME type."""

MOST_KEPT = 10_000_000
"""Characters that are kept, of all runs together."""


@dataclass(slots=True)
class _Run:
    entries: list[tuple[str, list[str] | dict[str, str]]] = field(default_factory=list)
    size: int = 0
    bundles: int = 0


class Kept:
    """By run, in the order in which it was given; the oldest runs make room for a new one."""

    def __init__(self) -> None:
        self._runs: dict[int, _Run] = {}
        self._size = 0

    def __contains__(self, run: int) -> bool:
        return run in self._runs

    def keep(self, run: int, stream: str, given: Given) -> None:
        """Keep a text or a bundle of a run; beyond ``MOST_KEPT`` texts are cut, and bundles are only counted."""
        mine = self._runs.setdefault(run, _Run())
        room = MOST_KEPT - mine.size
        if isinstance(given, dict):
            mine.bundles += 1
            size = size_of(given)
            if size > room:
                return
            mine.entries.append((stream, given))
        else:
            size = min(len(given), room)
            if not size:
                return
            _texts(mine, stream).append(given[:size])
        mine.size += size
        self._size += size
        self._make_room(run)

    def bundles(self, run: int) -> int:
        """How many bundles of a run were kept back, those included for which there was no room."""
        return self._runs[run].bundles if run in self._runs else 0

    def take(self, run: int) -> list[tuple[str, Given]]:
        """What was kept of a run, by stream, once."""
        taken = self._runs.pop(run, None) or _Run()
        self._size -= taken.size
        return [(stream, given if isinstance(given, dict) else "".join(given)) for stream, given in taken.entries]

    def _make_room(self, run: int) -> None:
        for old in [each for each in self._runs if each != run]:
            if self._size <= MOST_KEPT:
                return
            self._size -= self._runs.pop(old).size


def size_of(bundle: dict[str, str]) -> int:
    """The characters of a bundle."""
    return sum(map(len, bundle.values()))


def _texts(run: _Run, stream: str) -> list[str]:
    """The last texts of a stream, to which more may be added while nothing else comes between."""
    if run.entries:
        last_stream, last = run.entries[-1]
        if last_stream == stream and isinstance(last, list):
            return last
    texts: list[str] = []
    run.entries.append((stream, texts))
    return texts
