"""Another budget in the notes: nothing but the characters of the budget change."""

from __future__ import annotations

import re

from footlights.deck.budget import budget_span, take_budget

_MARKER = re.compile(r"\s*(?:#{1,6}|[-*+]|\d{1,9}[.)])\s+")
_UNIT = re.compile(r"^(?:[~≈]\s*)?\d[\d.,]*\s*(m|mins?\.?|minutes?|s|secs?\.?|seconds?)$", re.IGNORECASE)


def with_budget(notes: str, line: int, budget_s: int) -> str | None:
    """The notes with another budget, in seconds, for the title that stands on a line, counted from 1.

    A title without one gets it at its end. None where that would change anything else.
    """
    lines = notes.split("\n")
    if not 1 <= line <= len(lines):
        return None
    text = lines[line - 1].removesuffix("\r")
    marker = _MARKER.match(text)
    start = marker.end() if marker else 0
    changed = text[:start] + _changed(text[start:], budget_s)
    before, after = take_budget(text[start:].strip()), take_budget(changed[start:].strip())
    if (after.title, after.is_optional, after.budget_s) != (before.title, before.is_optional, budget_s):
        return None
    lines[line - 1] = changed + lines[line - 1][len(text) :]
    return "\n".join(lines)


def _changed(title: str, budget_s: int) -> str:
    span = budget_span(title)
    if span is None:
        kept = title.rstrip()
        return f"{kept} ({_spelt(budget_s, 'min')}){title[len(kept) :]}"
    begin, end = span
    unit = _UNIT.match(title[begin:end].strip())
    about = re.match(r"[~≈]\s*", title[begin:end])
    spelt = _spelt(budget_s, unit[1] if unit else "min", _gap(title[begin:end]))
    return title[:begin] + (about[0] if about else "") + spelt + title[end:]


def _gap(amount: str) -> str:
    return " " if re.search(r"\d\s+[a-z]", amount, re.IGNORECASE) else ""


def _spelt(budget_s: int, unit: str, gap: str = " ") -> str:
    """A time in the unit that was used before; minutes that are not whole in seconds."""
    if unit[0] in "sS":
        return f"{budget_s}{gap}{unit}"
    if budget_s % 30:
        return f"{budget_s}{gap}sec"
    return f"{budget_s / 60:g}{gap}{unit}"
