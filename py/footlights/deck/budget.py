"""Budgets as speakers write them.

Grammar, all forms seen in real outlines (``docs/guide.md`` lists them for speakers)::

    budget    = "(" amounts ")" before or after the title, or ": " / "— " / clock emoji, amounts, end
    amounts   = span [("+" | "plus") span [words]] [manner] [total] [manner]
    span      = ["~"] number unit [number unit]         5 mins, 1.5 min, 1h10m, 90 sec, 5-10 min
    unit      = h, hr(s), hour(s), m, min(s), minute(s), s, sec(s), second(s)
    manner    = "(" remark ")" or ", " [number "%"] and what is done, such as hands-on; "- " may stand before it
    total     = ("," | ";" | "/") (span-or-number "total" | "running total" ["=" | ":"] span-or-number)
    lengths   = "(" number "/" number ["min"] {("or" | ",") number "/" number} "min" ")"    13/30 min or 23/45 min

After a budget only punctuation, emoji, a link or a remark in parentheses may stand; a duration
anywhere else is prose. ``total`` is what the talk should have used by then, a check value.
``lengths`` are budgets for talks of several lengths: 13 minutes of a talk of 30, 23 of one of 45.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from footlights.deck.optional import take_optional, with_mark_blanked

LONGEST_S = 24 * 3600
FARTHEST = 160
"""How far from a title's ends a budget is looked for, in characters: keeps the search short."""

_NUMBER = r"\d{1,6}(?:[.,]\d{1,2})?"
_UNIT = r"(?:hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)(?![A-Za-z])\.?"
_RANGE = rf"(?:{_NUMBER}\s*[-–]\s*)?{_NUMBER}"
_SPAN = rf"{_RANGE}\s*(?:hours?|hrs?|h|minutes?|mins?|m)\s*{_NUMBER}(?:\s*{_UNIT})?|{_RANGE}\s*{_UNIT}"
_ABOUT = r"(?:~|≈|about\s+|approx\.?\s+|ca\.?\s+)?\s*"
_DONE = r"lectures?|talk(?:ing)?|theory|hands[- ]on|exercises?|demos?|live[- ]coding|labs?|discussion|practice|Q&A"
_MANNER = rf"(?:\s*[-–—,;:]?\s*\([^()]{{1,80}}\)|\s*[-–—,;]\s*(?:\d{{1,3}}\s*%\s*)?(?:{_DONE}))?"
_PLUS = rf"(?:\s*(?:\+|plus)\s*{_ABOUT}(?:{_SPAN})(?:\s+(?:for\s+)?[A-Za-z&/ ]{{1,20}})?)?"
_SUM = rf"(?:{_SPAN})|{_NUMBER}"
_TOTAL = (
    rf"(?:\s*[,;/]\s*(?:{_ABOUT}(?P<total>{_SUM})\s+(?:in\s+)?total"
    rf"|(?:running\s+)?total\s*[=:]?\s*{_ABOUT}(?P<running>{_SUM})))?"
)
_AMOUNTS = rf"{_ABOUT}(?P<first>{_SPAN})(?P<plus>{_PLUS}){_MANNER}{_TOTAL}{_MANNER}"
_SYMBOL = r"[\s\U0001F000-\U0001FAFF\u2190-\u2BFF\uFE0F\u200D]"
_TAIL = rf"(?:{_SYMBOL}|[.,:;!?…]|\(\*[^()]*\*\)|\(_[^()]*_\)|<https?://[^>\s]*>)*"

_CLOSING = re.compile(rf"[(\[]\s*{_AMOUNTS}\s*[)\]](?P<tail>{_TAIL})$", re.IGNORECASE)
_OPENING = re.compile(rf"^(?P<lead>{_SYMBOL}*)[(\[]\s*{_AMOUNTS}\s*[)\]](?!\()\s*[:.–—-]?\s*(?=\S)", re.IGNORECASE)
_TRAILING = re.compile(
    rf"(?:\s*:\s*|\s+[—–-]\s*|\s*[⏱⏰⏲⏳⌛🕐-🕧]\uFE0F?\s*){_AMOUNTS}(?P<tail>{_TAIL})$", re.IGNORECASE
)
_ALONE = re.compile(rf"^\s*(?:[(\[]\s*{_AMOUNTS}\s*[)\]]){_TAIL}$", re.IGNORECASE)
_MINUTES = r"(?:minutes?|mins?|m)(?![A-Za-z])\.?"
_LENGTH = rf"{_NUMBER}\s*/\s*{_NUMBER}"
_EACH_LENGTH = re.compile(rf"({_NUMBER})\s*/\s*({_NUMBER})")
_LENGTHS = re.compile(
    rf"[(\[]\s*({_LENGTH}(?:\s*(?:{_MINUTES})?\s*(?:\bor\b|[,;|])\s*{_LENGTH}){{0,4}})\s*(?P<unit>{_MINUTES})\s*[)\]]"
    rf"(?={_TAIL}$)",
    re.IGNORECASE,
)
_WHOLE = re.compile(rf"^\s*{_AMOUNTS}\s*$", re.IGNORECASE)
_PART = re.compile(rf"({_NUMBER})(?:\s*[-–]\s*({_NUMBER}))?\s*(hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)?", re.I)
_UNIT_S = {"h": 3600, "m": 60, "s": 1}


@dataclass(frozen=True, slots=True)
class Budgeted:
    """A title with its budget taken off, and the mark that it ``is_optional``.

    ``total_s`` is the check value, if one was written.
    """

    title: str
    budget_s: int | None = None
    total_s: int | None = None
    is_optional: bool = False


def take_budget(title: str) -> Budgeted:
    """Split a title from the budget, and the mark, written with it; prose comes back unchanged."""
    title, is_optional = take_optional(title)
    return replace(_take_budget(title), is_optional=is_optional)


def _take_budget(title: str) -> Budgeted:
    if not any(character.isdigit() for character in title):
        return Budgeted(title)
    start = max(0, len(title) - FARTHEST)
    ends = (_CLOSING.search(title, start), _TRAILING.search(title, start), _OPENING.match(title[:FARTHEST]))
    for match in filter(None, ends):
        budget_s, total_s = _amounts(match)
        kept = _without(title, match)
        if budget_s <= LONGEST_S and kept:
            return Budgeted(kept, budget_s, total_s)
    return Budgeted(title)


def budget_span(title: str) -> tuple[int, int] | None:
    """Where in a title its budget stands, or in a line that is one, from its first figure to its last unit."""
    title = with_mark_blanked(title)
    start = max(0, len(title) - FARTHEST)
    ends = (_CLOSING.search(title, start), _TRAILING.search(title, start), _OPENING.match(title[:FARTHEST]))
    for match in filter(None, ends):
        if _amounts(match)[0] <= LONGEST_S and _without(title, match):
            return match.start("first"), match.end("plus")
    alone = _ALONE.match(title) if budget_alone(title) else None
    return (alone.start("first"), alone.end("plus")) if alone else None


def length_spans(line: str) -> tuple[tuple[int, int], ...]:
    """Where the minutes of each length stand in a budget for talks of several: of ``13`` in ``(13/30 min)``."""
    match = _LENGTHS.search(line, max(0, len(line) - FARTHEST))
    return tuple(each.span(1) for each in _EACH_LENGTH.finditer(line, *match.span(1))) if match else ()


def budget_alone(line: str) -> Budgeted | None:
    """The budget that a whole line is, such as ``(3 minutes; running total=3)``; None for any other line."""
    match = _ALONE.match(line) if len(line) <= FARTHEST else None
    if match is None:
        return None
    budget_s, total_s = _amounts(match)
    return Budgeted("", budget_s, total_s) if budget_s <= LONGEST_S else None


def settle_lengths(line: str, talk_s: int | None) -> str:
    """A line whose budget for talks of several lengths is that for this one: ``[13/30 min or 23/45 min]``.

    It is the longest that the talk has time for, else the shortest; without ``talk_s`` the first.
    A single ``(1/100 m)`` is a scale, not a budget.
    """
    match = _LENGTHS.search(line, max(0, len(line) - FARTHEST))
    if match is None:
        return line
    if "/" not in match[1].partition("/")[2] and match["unit"].lower() == "m":
        return line
    lengths = [(_minutes(whole), _minutes(own)) for own, whole in _EACH_LENGTH.findall(match[1])]
    fitting = [length for length in lengths if talk_s is not None and length[0] * 60 <= talk_s]
    _, own = lengths[0] if talk_s is None else max(fitting) if fitting else min(lengths)
    return f"{line[: match.start()]}({own:g} min){line[match.end() :]}"


def parse_duration(text: str) -> int | None:
    """Seconds of ``30 min``, ``1h10m``, ``25 minutes + 5 minutes Q&A`` or ``45`` (minutes)."""
    if len(text) > FARTHEST:
        return None
    if re.fullmatch(_NUMBER, text.strip()):
        return _bounded(_seconds(text + " min"))
    match = _WHOLE.match(text)
    return _bounded(_amounts(match)[0]) if match else None


def split_questions(text: str) -> tuple[int | None, int | None]:
    """Seconds of a talk and of the questions after it: ``25 minutes + 5 minutes Q&A``; None for what is not there."""
    talk, plus, questions = text.partition("+")
    if plus and re.search(r"\b(?:Q\s?&\s?A|questions?|discussion)\b", questions[:FARTHEST], re.IGNORECASE):
        span = re.match(rf"\s*{_ABOUT}({_SPAN})", questions[:FARTHEST], re.IGNORECASE)
        if span and (talk_s := parse_duration(talk)):
            return talk_s, _bounded(_seconds(span[1]))
    return parse_duration(text), None


def parse_time_of_day(text: str) -> int | None:
    """Minutes after midnight of ``14:30``; None when it is no time of day."""
    match = re.fullmatch(r"\s*([01]?\d|2[0-3])[:.]([0-5]\d)\s*", text)
    return int(match[1]) * 60 + int(match[2]) if match else None


def spell(seconds: int) -> str:
    """A budget as people say it: ``5 min``, ``1 h 10 min``, ``90 s``."""
    if seconds < 60 or (seconds < 120 and seconds % 60):
        return f"{seconds} s"
    hours, rest = divmod(seconds, 3600)
    minutes, odd = divmod(rest, 60)
    parts = [f"{hours} h"] * bool(hours) + [f"{minutes} min"] * bool(minutes) + [f"{odd} s"] * bool(odd)
    return " ".join(parts)


def _amounts(match: re.Match[str]) -> tuple[int, int | None]:
    first = _seconds(match["first"])
    more = _seconds(match["plus"].lstrip(" +")) if match["plus"].strip() else 0
    total = match["total"] or match["running"]
    if total is None:
        return first + more, None
    if re.fullmatch(_NUMBER, total):
        unit = re.search(r"[hms]", match["first"].lower())
        total += unit[0] if unit else "m"
    return first + more, _seconds(total)


def _seconds(span: str) -> int:
    """The length of one span; of a range such as 5-10 the longer; ``1h10`` means ten minutes."""
    total = 0.0
    smaller = {"h": "m", "m": "s", "s": "s"}
    unit = "h"
    for low, high, written in _PART.findall(span):
        unit = written[0].lower() if written else smaller[unit]
        total += float((high or low).replace(",", ".")) * _UNIT_S[unit]
    return round(total)


def _minutes(number: str) -> float:
    return float(number.replace(",", "."))


def _bounded(seconds: int) -> int | None:
    return seconds if 0 < seconds <= LONGEST_S else None


def _without(title: str, match: re.Match[str]) -> str:
    """The title around a budget, with what followed the budget kept (a link, an emoji)."""
    groups = match.groupdict()
    before = title[: match.start()] + (groups.get("lead") or "")
    after = (
        title[match.end() :].rstrip(": ")
        if groups.get("tail") is None
        else re.sub(r"^[.,:;!?…\s]+", "", groups["tail"])
    )
    return " ".join(part for part in (before.strip(), after.strip()) if part)
