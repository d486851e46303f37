"""What may be left out when time runs short: titles marked ``(optional)``, beside a budget or in its parentheses."""

from __future__ import annotations

import re

FARTHEST = 200
"""Characters of a title in which the mark is looked for; none is that long."""
_ALONE = re.compile(r"[(\[][ \t]*optional[ \t]*[)\]]", re.IGNORECASE)
_FIRST = re.compile(r"([(\[])[ \t]*optional[ \t]*[,;][ \t]*(?=[~≈\d])", re.IGNORECASE)
_LAST = re.compile(r"(?<=[a-z.\d])[ \t]*[,;][ \t]*optional[ \t]*([)\]])", re.IGNORECASE)


_ANYWHERE = re.compile(r"[(\[][^()\[\]\n]{0,60}(?<![a-z])optional(?![a-z])[^()\[\]\n]{0,60}[)\]]", re.IGNORECASE)


def may_hold_mark(source: str) -> bool:
    """Whether there is something like the mark in a text, so that it is worth a closer look."""
    return _ANYWHERE.search(source) is not None


def take_optional(title: str) -> tuple[str, bool]:
    """A title without the mark, and whether it had one: ``Details (5 min, optional)`` has its budget left.

    A title that is nothing but the mark is a title.
    """
    if "optional" not in title[:FARTHEST].lower() or len(title) > FARTHEST:
        return title, False
    kept = _LAST.sub(r"\1", _FIRST.sub(r"\1", title))
    kept = " ".join(_ALONE.sub(" ", kept).split())
    return (kept, True) if kept and kept != title else (title, False)


def with_mark_blanked(title: str) -> str:
    """A title as long as it was, in which the mark is blank: places in it are those of the title."""
    if not take_optional(title)[1]:
        return title
    inside = _FIRST.sub(_inner_blank, _LAST.sub(_inner_blank, title))
    return _ALONE.sub(lambda match: " " * len(match[0]), inside)


def _inner_blank(match: re.Match[str]) -> str:
    return re.sub(r"[^()\[\]]", " ", match[0])
