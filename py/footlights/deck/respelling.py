"""A line of the notes with another time in it, spelt as the one that stood there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from footlights.deck.budget import budget_alone, budget_span, length_spans, take_budget
from footlights.deck.loose_times import loose_span

_MARKER = re.compile(r"\s*(?:#{1,6}|[-*+]|\d{1,9}[.)])\s+")
_LINE_END = re.compile(r"(\r\n|\r|\n)")
_UNIT = re.compile(r"^(?:[~≈]\s*)?\d[\d.,]*\s*(m|mins?\.?|minutes?|s|secs?\.?|seconds?)$", re.IGNORECASE)
_BARE = re.compile(r"^[~≈]?\s*\d[\d.,]*$")


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line of the notes, counted from 0, as it is and as it would be."""

    at: int
    before: str
    after: str


def lines_of(notes: str) -> list[str]:
    """The lines of notes without their ends."""
    return _LINE_END.split(notes)[::2]


def with_changes(notes: str, changes: Iterable[LineChange]) -> str:
    """The notes with lines changed; each keeps its end."""
    parts = _LINE_END.split(notes)
    for change in changes:
        parts[2 * change.at] = change.after
    return "".join(parts)


def replaced(lines: Sequence[str], at: int, budget_s: int) -> Iterator[LineChange]:
    """A line with another time in the place of each that may be its budget."""
    start, end = title_of(lines[at])
    title = lines[at][start:end]
    for span in filter(None, (budget_span(title), *length_spans(title), loose_span(title))):
        if text := _respelt(title[slice(*span)], budget_s):
            yield _changed(lines, at, start + span[0], start + span[1], text)


def appended(lines: Sequence[str], at: int, budget_s: int) -> LineChange:
    """A line with a budget at the end of its title."""
    _, end = title_of(lines[at])
    return _changed(lines, at, end, end, f" ({_spelt(budget_s, 'min')})")


def states(line: str, budget_s: int) -> bool:
    """Whether a line's title has this budget, or is one."""
    title = line[slice(*title_of(line))]
    alone = budget_alone(title)
    return (alone or take_budget(title)).budget_s == budget_s


def _changed(lines: Sequence[str], at: int, begin: int, end: int, text: str) -> LineChange:
    return LineChange(at, lines[at], lines[at][:begin] + text + lines[at][end:])


def title_of(line: str) -> tuple[int, int]:
    """Where on a line its title stands, between the marks of a heading or a bullet."""
    marker = _MARKER.match(line)
    start = marker.end() if marker else len(line) - len(line.lstrip())
    whole = line.rstrip()
    open_ended = whole.rstrip("#") if line.lstrip().startswith("#") else whole
    end = len(open_ended.rstrip()) if open_ended[-1:].isspace() else len(whole)
    return start, max(start, end)


def _respelt(time: str, budget_s: int) -> str:
    """A time in the place of another, spelt as that was; nothing where that can't be said."""
    about = re.match(r"[~≈]?\s*", time)
    lead = about[0] if about else ""
    if _BARE.match(time):
        return f"{lead}{budget_s / 60:g}" if budget_s % 3 == 0 else ""
    unit = _UNIT.match(time.strip())
    gap = " " if re.search(r"\d\s+[a-z]", time, re.IGNORECASE) else ""
    return lead + _spelt(budget_s, unit[1] if unit else "min", gap)


def _spelt(budget_s: int, unit: str, gap: str = " ") -> str:
    """A time in the unit that was used before; minutes that are not whole in seconds."""
    if unit[0] in "sS":
        return f"{budget_s}{gap}{unit}"
    if budget_s % 30:
        return f"{budget_s}{gap}sec"
    return f"{budget_s / 60:g}{gap}{unit}"
