"""Other budgets in the notes: nothing but the characters of the budgets change.

Where a budget stands, notes tell in many ways, and a time more or less can make other notes of them: what changed notes
come to is read, for all sections at once, and what did not come out as wanted is tried elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from footlights.deck.budget import take_budget
from footlights.deck.model import Deck, Section, Slide
from footlights.deck.part_times import Part, new_times, section_part
from footlights.deck.respelling import LineChange, appended, lines_of, replaced, states, title_of, with_changes

_NEAR = 3
"""Lines with something on them, from a title on, on which its budget is looked for first."""
_FAR = 40
MOST_READINGS = 16
"""So often changed notes are read at most."""

Read = Callable[[str], Deck]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a section is to have, in seconds, and slides of it that state a time, by their numbers."""

    budget_s: int
    slides: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rebudgeted:
    """Lines that give a section another budget, and its parts what they have of it; it comes to ``budget_s``.

    There are none where its parts add up to what it has already.
    """

    budget_s: int
    lines: tuple[LineChange, ...]


def budget_changes(notes: str, wanted: Mapping[int, Wanted], read: Read) -> dict[int, Rebudgeted]:
    """What gives sections, by their numbers, the budgets that are wanted for them.

    A title without one gets it at its end. Parts that state times share out what their section has then. A section is
    missing where anything else would change too: a title, a slide, the budget of another section, or whether its parts
    add up to it.
    """
    before, lines = read(notes), lines_of(notes)
    left = {number: _ways(lines, before, number, each) for number, each in wanted.items()}
    found: dict[int, Rebudgeted] = {}
    readings = MOST_READINGS
    while readings > 0:
        tried = {number: way for number, ways in left.items() if (way := next(ways, None))}
        left = {number: left[number] for number in tried}
        if not tried:
            break
        after = read(_changed(notes, *found.values(), *tried.values()))
        readings -= 1
        if _is_alike(before, after):
            right = {each for each in tried if _is_right(before, after, each, wanted[each], tried[each])}
        else:
            alone = dict(islice(tried.items(), readings))
            readings -= len(alone)
            right = set(_right_alone(notes, before, alone, wanted, read))
        found |= {number: tried[number] for number in right}
        left = {number: ways for number, ways in left.items() if number not in right}
    return found


def _changed(notes: str, *each: Rebudgeted) -> str:
    return with_changes(notes, (line for one in each for line in one.lines))


def _right_alone(
    notes: str, before: Deck, tried: Mapping[int, Rebudgeted], wanted: Mapping[int, Wanted], read: Read
) -> Iterator[int]:
    """The sections whose change by itself is right."""
    for number, way in tried.items():
        after = read(_changed(notes, way))
        if _is_alike(before, after) and _is_right(before, after, number, wanted[number], way):
            yield number


def _is_alike(before: Deck, after: Deck) -> bool:
    """Whether two decks have the same sections and slides, whatever their times."""
    return [(each.title, each.is_optional, each.first_slide) for each in before.sections] == [
        (each.title, each.is_optional, each.first_slide) for each in after.sections
    ] and [each.title for each in before.slides] == [each.title for each in after.slides]


def _is_right(before: Deck, after: Deck, number: int, wanted: Wanted, way: Rebudgeted) -> bool:
    """Whether a section has the budget that is wanted, its slides are what they were, and its parts fit as before."""
    section = after.sections[number - 1]
    slides = slice(section.first_slide - 1, section.last_slide)
    changed = {line.at + 1 for line in way.lines}
    return (
        (section.stated, section.budget_s) == (True, way.budget_s)
        and all(after.slides[slide - 1].budget_s == budget_s for slide, budget_s in wanted.slides.items())
        and all(
            _without_budgets(was, changed) == _without_budgets(now, changed)
            for was, now in zip(before.slides[slides], after.slides[slides], strict=True)
        )
        and _misfits(after, section) <= _misfits(before, before.sections[number - 1])
    )


def _without_budgets(slide: Slide, changed: set[int]) -> list[str]:
    """A slide's source, its lines that are changed on purpose without their budgets."""
    lines = slide.source.split("\n")
    if len(lines) != len(slide.lines):
        return lines
    pairs = zip(lines, slide.lines, strict=True)
    return [take_budget(line[slice(*title_of(line))]).title if at in changed else line for line, at in pairs]


def _misfits(deck: Deck, section: Section) -> int:
    """How often the notes' problems say that a section and its parts have other times."""
    return sum(each.line == section.line and "parts add up to" in each.message for each in deck.problems)


def _ways(lines: Sequence[str], deck: Deck, number: int, wanted: Wanted) -> Iterator[Rebudgeted]:
    """How a section may get another budget, the likeliest first: its parts' lines with each that may be its own."""
    section = deck.sections[number - 1]
    below = [each.line - 1 for each in deck.sections if each.line > section.line]
    whole = section_part(lines, section.line - 1, min(below, default=len(lines)))
    new = new_times(whole, section.budget_s, wanted.budget_s, _by_line(deck, wanted.slides))
    if new is None:
        return
    total_s, times = new
    parts = [_part_change(lines, part, part_s) for part, part_s in times.items()]
    if not all(parts):
        return
    changes = tuple(filter(None, parts))
    if total_s == section.budget_s or (changes and not whole.states):
        yield Rebudgeted(total_s, changes)
    own = _LinesOf(lines, section, total_s, {change.at for change in changes})
    for change in own.changes():
        yield Rebudgeted(total_s, tuple(sorted((change, *changes), key=lambda each: each.at)))


def _by_line(deck: Deck, slides: Mapping[int, int]) -> dict[int, int]:
    """Times of slides by the lines, counted from 0, that they begin on."""
    return {deck.slides[number - 1].line - 1: budget_s for number, budget_s in slides.items()}


def _part_change(lines: Sequence[str], part: Part, budget_s: int) -> LineChange | None:
    """The line of a part that states this time then; None where it can't be said on one."""
    tried = (change for at in reversed(part.lines) for change in replaced(lines, at, budget_s))
    return next((change for change in tried if states(change.after, budget_s)), None)


@dataclass(frozen=True, slots=True)
class _LinesOf:
    """The lines of notes as they could be for another budget of a section, but those that are ``taken``."""

    lines: Sequence[str]
    section: Section
    budget_s: int
    taken: set[int]

    def changes(self) -> Iterator[LineChange]:
        """The likeliest first: where the budget is told to stand, near the title, wherever else, at the title's end."""
        near = list(self._near())
        for at in near:
            yield from replaced(self.lines, at, self.budget_s)
        if self.section.stated:
            for at in self._elsewhere():
                yield from replaced(self.lines, at, self.budget_s)
        for at in near:
            yield appended(self.lines, at, self.budget_s)
            if not self.lines[at][slice(*title_of(self.lines[at]))]:
                break

    def _near(self) -> Iterator[int]:
        first = self.section.line - 1
        said = (at for at in range(first, min(first + _FAR, len(self.lines))) if self.lines[at].strip())
        yield from (at for at, _ in zip(said, range(_NEAR), strict=False) if at not in self.taken)

    def _elsewhere(self) -> Iterator[int]:
        """Lines that say the section's title and budget, as an agenda does."""
        wanted = (self.section.title, self.section.budget_s)
        for at, line in enumerate(self.lines):
            told = take_budget(line[slice(*title_of(line))])
            if (told.title, told.budget_s) == wanted and at != self.section.line - 1 and at not in self.taken:
                yield at
