"""Another budget in the notes: nothing but the characters of the budget change."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from footlights.deck.budget import budget_span, length_spans, take_budget
from footlights.deck.loose_times import loose_span
from footlights.deck.model import Section

_MARKER = re.compile(r"\s*(?:#{1,6}|[-*+]|\d{1,9}[.)])\s+")
_LINE_END = re.compile(r"(\r\n|\r|\n)")
_UNIT = re.compile(r"^(?:[~≈]\s*)?\d[\d.,]*\s*(m|mins?\.?|minutes?|s|secs?\.?|seconds?)$", re.IGNORECASE)
_BARE = re.compile(r"^[~≈]?\s*\d[\d.,]*$")
_LONGEST_TITLE = 4
"""Lines of a title, and below it, on which its budget is looked for."""


Sections = tuple[Section, ...]


def with_budget(
    notes: str, sections: Sections, number: int, budget_s: int, read: Callable[[str], Sections]
) -> str | None:
    """The notes with another budget, in seconds, for one of their sections, by its number from 1.

    A title without a budget gets one at its end. Where its line does not tell for sure what that leads to, the changed
    notes are ``read``. None where a title or the budget of another section would change, too.
    """
    section = sections[number - 1]
    parts = _LINE_END.split(notes)
    for at, changed, is_sure in _changes(parts[::2], section, budget_s):
        parts[2 * at], before = changed, parts[2 * at]
        text = "".join(parts)
        if is_sure or _is_only_change(sections, read(text), number, budget_s):
            return text
        parts[2 * at] = before
    return None


def _is_only_change(before: Sections, after: Sections, number: int, budget_s: int) -> bool:
    """Whether sections have the same titles, and of the budgets that are stated another one for that section alone."""
    return len(before) == len(after) and all(
        (was.title, was.is_optional, was.first_slide - was.last_slide)
        == (now.title, now.is_optional, now.first_slide - now.last_slide)
        and (now.stated and now.budget_s == budget_s if was.number == number else _is_as_stated(was, now))
        for was, now in zip(before, after, strict=True)
    )


def _is_as_stated(was: Section, now: Section) -> bool:
    """Whether a section has the budget that it had; one that was shared out changes with the others."""
    return now.stated == was.stated and (now.budget_s == was.budget_s or not was.stated)


def _changes(lines: list[str], section: Section, budget_s: int) -> Iterator[tuple[int, str, bool]]:
    """Lines as they could be, by their index, the likeliest first; and whether there is no doubt."""
    first = section.line - 1
    for at in range(first, min(first + _LONGEST_TITLE, len(lines))):
        start, end = _title_of(lines[at])
        title = lines[at][start:end]
        for changed in _replaced(title, budget_s):
            yield at, lines[at][:start] + changed + lines[at][end:], at == first and _is_sure(title, changed, section)
    for at in range(first, min(first + _LONGEST_TITLE, len(lines))):
        start, end = _title_of(lines[at])
        title = lines[at][start:end]
        if title:
            changed = f"{title} ({_spelt(budget_s, 'min')})"
            yield at, lines[at][:start] + changed + lines[at][end:], not section.stated and title == section.title


def _title_of(line: str) -> tuple[int, int]:
    """Where on a line its title stands, between the marks of a heading or a bullet."""
    marker = _MARKER.match(line)
    start = marker.end() if marker else len(line) - len(line.lstrip())
    whole = line.rstrip()
    open_ended = whole.rstrip("#") if line.lstrip().startswith("#") else whole
    end = len(open_ended.rstrip()) if open_ended[-1:].isspace() else len(whole)
    return start, max(start, end)


def _is_sure(title: str, changed: str, section: Section) -> bool:
    was, now = take_budget(title), take_budget(changed)
    return section.stated and (was.title, was.budget_s, now.title, now.is_optional) == (
        section.title,
        section.budget_s,
        section.title,
        was.is_optional,
    )


def _replaced(title: str, budget_s: int) -> Iterator[str]:
    """A title, or a line below it, with another time in the place of each that may be its budget."""
    spans = (budget_span(title), *length_spans(title), loose_span(title))
    for begin, end in filter(None, spans):
        if spelt := _respelt(title[begin:end], budget_s):
            yield title[:begin] + spelt + title[end:]


def _respelt(time: str, budget_s: int) -> str:
    """A time in the place of another, spelt as that was; nothing where that can't be said."""
    about = re.match(r"[~≈]?\s*", time)
    lead = about[0] if about else ""
    if _BARE.match(time):
        minutes = f"{budget_s / 60:g}"
        return lead + minutes if budget_s % 3 == 0 else ""
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
