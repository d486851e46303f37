"""Other budgets in the notes: nothing but the characters of the budgets change.

Where a budget stands, notes tell in many ways, and a time more or less can make other notes of them: what changed notes
come to is read, for all sections at once, and what did not come out as wanted is tried elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from footlights.deck.budget import budget_span, length_spans, take_budget
from footlights.deck.loose_times import loose_span
from footlights.deck.model import Deck, Section

_MARKER = re.compile(r"\s*(?:#{1,6}|[-*+]|\d{1,9}[.)])\s+")
_LINE_END = re.compile(r"(\r\n|\r|\n)")
_UNIT = re.compile(r"^(?:[~≈]\s*)?\d[\d.,]*\s*(m|mins?\.?|minutes?|s|secs?\.?|seconds?)$", re.IGNORECASE)
_BARE = re.compile(r"^[~≈]?\s*\d[\d.,]*$")
_NEAR = 3
"""Lines with something on them, from a title on, on which its budget is looked for first."""
_FAR = 40
MOST_READINGS = 16
"""So often changed notes are read at most."""

Read = Callable[[str], Deck]


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line of the notes, counted from 0, as it is and as it would be."""

    at: int
    before: str
    after: str


def with_changes(notes: str, changes: Iterable[LineChange]) -> str:
    """The notes with lines changed; each keeps its end."""
    parts = _LINE_END.split(notes)
    for change in changes:
        parts[2 * change.at] = change.after
    return "".join(parts)


def budget_changes(notes: str, wanted: Mapping[int, int], read: Read) -> dict[int, LineChange]:
    """What gives sections, by their numbers, the budgets that are wanted for them, in seconds.

    A title without one gets it at its end. A section is missing where anything else would change too: a title, a
    slide, the budget of another section, or what its parts add up to.
    """
    lines, before = _LINE_END.split(notes)[::2], read(notes)
    left = {each: _LinesOf(lines, before.sections[each - 1], budget_s).changes() for each, budget_s in wanted.items()}
    found: dict[int, LineChange] = {}
    readings = MOST_READINGS
    while readings > 0:
        tried = {number: change for number, changes in left.items() if (change := next(changes, None))}
        left = {number: left[number] for number in tried}
        if not tried:
            break
        after = read(with_changes(notes, [*found.values(), *tried.values()]))
        readings -= 1
        if _is_alike(before, after):
            right = {number for number in tried if _is_right(before, after, number, wanted[number])}
        else:
            alone = dict(islice(tried.items(), readings))
            readings -= len(alone)
            right = set(_right_alone(notes, before, alone, wanted, read))
        found |= {number: tried[number] for number in right}
        left = {number: changes for number, changes in left.items() if number not in right}
    return found


def _right_alone(
    notes: str, before: Deck, tried: Mapping[int, LineChange], wanted: Mapping[int, int], read: Read
) -> Iterator[int]:
    """The sections whose change by itself is right."""
    for number, change in tried.items():
        after = read(with_changes(notes, [change]))
        if _is_alike(before, after) and _is_right(before, after, number, wanted[number]):
            yield number


def _is_alike(before: Deck, after: Deck) -> bool:
    """Whether two decks have the same sections and slides, whatever their times."""
    return [(each.title, each.is_optional, each.first_slide) for each in before.sections] == [
        (each.title, each.is_optional, each.first_slide) for each in after.sections
    ] and [each.title for each in before.slides] == [each.title for each in after.slides]


def _is_right(before: Deck, after: Deck, number: int, budget_s: int) -> bool:
    """Whether a section has the budget that is wanted, its slides are what they were, and its parts fit as before."""
    section = after.sections[number - 1]
    slides = slice(section.first_slide - 1, section.last_slide)
    return (
        (section.stated, section.budget_s) == (True, budget_s)
        and [each.source for each in before.slides[slides]] == [each.source for each in after.slides[slides]]
        and _misfits(after, section) <= _misfits(before, before.sections[number - 1])
    )


def _misfits(deck: Deck, section: Section) -> int:
    """How often the notes' problems say that a section and its parts have other times."""
    return sum(each.line == section.line and "parts add up to" in each.message for each in deck.problems)


@dataclass(frozen=True, slots=True)
class _LinesOf:
    """The lines of notes as they could be for another budget of a section."""

    lines: list[str]
    section: Section
    budget_s: int

    def changes(self) -> Iterator[LineChange]:
        """The likeliest first: where the budget is told to stand, near the title, wherever else, at the title's end."""
        near = list(self._near())
        for at in near:
            yield from self._replaced(at)
        if self.section.stated:
            for at in self._elsewhere():
                yield from self._replaced(at)
        for at in near:
            start, end = title_of(self.lines[at])
            yield self._changed(at, end, end, f" ({_spelt(self.budget_s, 'min')})")
            if start == end:
                break

    def _near(self) -> Iterator[int]:
        first = self.section.line - 1
        said = (at for at in range(first, min(first + _FAR, len(self.lines))) if self.lines[at].strip())
        yield from (at for at, _ in zip(said, range(_NEAR), strict=False))

    def _elsewhere(self) -> Iterator[int]:
        """Lines that say the section's title and budget, as an agenda does."""
        wanted = (self.section.title, self.section.budget_s)
        for at, line in enumerate(self.lines):
            told = take_budget(line[slice(*title_of(line))])
            if (told.title, told.budget_s) == wanted and at != self.section.line - 1:
                yield at

    def _replaced(self, at: int) -> Iterator[LineChange]:
        """A line with another time in the place of each that may be the budget."""
        start, end = title_of(self.lines[at])
        title = self.lines[at][start:end]
        for span in filter(None, (budget_span(title), *length_spans(title), loose_span(title))):
            if spelt := _respelt(title[slice(*span)], self.budget_s):
                yield self._changed(at, start + span[0], start + span[1], spelt)

    def _changed(self, at: int, begin: int, end: int, text: str) -> LineChange:
        line = self.lines[at]
        return LineChange(at, line, line[:begin] + text + line[end:])


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
