"""Where comments and code spans stand in Markdown: they hide one another, whichever opens first.

Found in one walk from the left. A regular expression that tries both backtracks over every way
to pair the backticks, which takes exponential time where one is left over.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

_OPENING = re.compile(r"`+|<!--")
_RUN = re.compile(r"`+")
_BLANK = re.compile(r"\n(?=[^\S\n]*\n)")


def find_comments(text: str) -> Iterator[tuple[int, int | None]]:
    """Each comment outside code spans, from ``<!--`` to the end of its ``-->``; None for one that never ends.

    An unclosed comment is the last that is told. A code span ends with as many backticks as it
    began with, in the same paragraph (CommonMark 0.31.2, section 6.1); backticks without such an end are text.
    """
    runs = _runs(text)
    breaks = [match.start() for match in _BLANK.finditer(text)]
    position = 0
    while opening := _OPENING.search(text, position):
        position = opening.end()
        if opening[0] != "<!--":
            position = _span_end(runs.get(len(opening[0]), []), breaks, opening, len(text))
            continue
        closing = text.find("-->", position)
        if closing < 0:
            yield opening.start(), None
            return
        position = closing + 3
        yield opening.start(), position


def find_code_spans(text: str) -> Iterator[tuple[int, int]]:
    """Each code span of a text without comments, its backticks included."""
    runs = _runs(text)
    breaks = [match.start() for match in _BLANK.finditer(text)]
    position = 0
    while opening := _RUN.search(text, position):
        position = _span_end(runs[len(opening[0])], breaks, opening, len(text))
        if position > opening.end():
            yield opening.start(), position


def _runs(text: str) -> dict[int, list[int]]:
    """Where runs of backticks begin, by their length."""
    runs: dict[int, list[int]] = {}
    for run in _RUN.finditer(text):
        runs.setdefault(len(run[0]), []).append(run.start())
    return runs


def _span_end(runs: list[int], breaks: list[int], opening: re.Match[str], last: int) -> int:
    """Where the code span that opens here ends; the end of its opening where it is none."""
    index, after = bisect_right(runs, opening.start()), bisect_right(breaks, opening.start())
    paragraph_end = breaks[after] if after < len(breaks) else last
    return runs[index] + len(opening[0]) if index < len(runs) and runs[index] < paragraph_end else opening.end()
