"""Times that are written otherwise than budgets are: read below an outline, where they are sure, else only told.

A title may hold a duration that is part of it (``Flask in 10 minutes``), so that these forms are
no budgets in general; an outline sent to a conference has them where budgets stand.
"""

from __future__ import annotations

import re
from difflib import get_close_matches

from footlights.deck.budget import FARTHEST, take_budget

_NUMBER = r"\d{1,5}(?:[.,]\d{1,2})?"
_UNIT = r"(?:hours?|hrs?|h|minutes?|mins?|m)"
_TIME = rf"(?:~|about\s|ca\.?\s|approx\.?\s)?\s?{_NUMBER}(?:\s?[-–]\s?{_NUMBER})?\s?{_UNIT}(?![A-Za-z])\.?"
_SPELT = (
    r"(?:an?|half an?|half|quarter of an|three quarters of an|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"twelve|fifteen|twenty|thirty|forty|forty[- ]five|fifty|sixty|ninety|[½¼¾]|\d{1,2}/\d{1,2})"
)

_READ = (
    re.compile(rf"[,;|]\s?(?P<time>{_TIME})$", re.IGNORECASE),
    re.compile(r"[(\[](?P<time>~?\d{1,3})\s?['′’][)\]]$"),
    re.compile(rf"[(\[](?P<time>{_TIME}) (?:in )?total[)\]]$", re.IGNORECASE),
)
_READ_BEFORE = re.compile(rf"^(?P<time>{_TIME})\s?[:|] ?(?=[^\s\d])", re.IGNORECASE)
_TOLD = (
    re.compile(rf"[(\[]\s?{_TIME}[^)\]]{{0,40}}$", re.IGNORECASE),
    re.compile(rf"[(\[]\s?[-−–+]\s?{_NUMBER}\s?{_UNIT}\.?\s?[)\]]$", re.IGNORECASE),
    re.compile(rf"[(\[]\s?{_SPELT}[ -]?(?:hours?|minutes?|mins?)\s?[)\]]$", re.IGNORECASE),
    re.compile(r"[(\[]\s?0{1,2}:\d\d(?:\s?[-–]\s?\d{1,2}:\d\d)?\s?[)\]]$"),
    re.compile(r"^0{1,2}:\d\d\s?[-–]\s?\d{1,2}:\d\d\b"),
)
_BARE = re.compile(rf"([\w’']+) ~?{_NUMBER} ?(?:minutes?|mins?)$", re.IGNORECASE)
_MISSPELT = re.compile(rf"[(\[]\s?~?{_NUMBER}\s?([a-z]{{2,9}})\.?\s?[)\]]$", re.IGNORECASE)
_UNITS = ("minute", "minutes", "min", "mins", "hour", "hours")
_PART_OF_A_SENTENCE = frozenset(
    "a about after all another any at before by each every first for from had has have in is just last least less "
    "like more most my need needs next of on only or other over past per takes take took than that the these this "
    "those to under until up was with within without your".split()
)
"""Words after which a duration is what the title speaks of."""


def settled_time(title: str) -> str:
    """An outline's title in which a time of another form is a budget: ``Fakes, 5 min`` is ``Fakes (5 min)``."""
    if len(title) > FARTHEST or take_budget(title).budget_s is not None:
        return title
    for form in _READ:
        if match := form.search(title):
            return _with_budget(title[: match.start()], match["time"])
    match = _READ_BEFORE.match(title)
    return _with_budget(title[match.end() :], match["time"]) if match else title


def loose_span(title: str) -> tuple[int, int] | None:
    """Where in such a title its time stands; None where there is none."""
    if len(title) > FARTHEST:
        return None
    found = next(filter(None, (form.search(title) for form in _READ)), None) or _READ_BEFORE.match(title)
    return found.span("time") if found else None


def holds_unread_time(title: str) -> bool:
    """Whether a title, its budget taken off, still ends or begins with what looks like a time."""
    end = title[-FARTHEST:]
    if any(form.search(end) for form in (*_READ, *_TOLD)) or _READ_BEFORE.match(title[:FARTHEST]):
        return True
    if bare := _BARE.search(end):
        return bare[1].lower() not in _PART_OF_A_SENTENCE
    misspelt = _MISSPELT.search(end)
    return misspelt is not None and bool(get_close_matches(misspelt[1].lower(), _UNITS, 1, 0.75))


def _with_budget(title: str, time: str) -> str:
    unit = "" if time[-1].isalpha() or time[-1] == "." else " min"
    settled = f"{title.rstrip(' ,;|-–—')} ({time}{unit})"
    return settled if take_budget(settled).budget_s is not None else title
