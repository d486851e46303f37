"""What was saved, read with suspicion: what does not fit is named and left out, never raised."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from footlights.talk.clock_state import Clock
from footlights.talk.drawn_state import Drawings, Stroke, Tool
from footlights.talk.fields import Called
from footlights.talk.held_state import Held, Lectern, TalkPlan
from footlights.talk.rehearsal_state import Rehearsal, Rehearsed, SlideTime
from footlights.talk.speaker.rehearsing import MOST_DONE
from footlights.talk.speaker.window import NOTES_SIZES, SHARES
from footlights.talk.speaker_state import Questions, SpeakerWindow
from footlights.talk.stage.drawing import MOST_UNDONE as MOST_UNDONE_LINES
from footlights.talk.stage.drawing import is_path
from footlights.talk.stage.laying_out import TEXT_SIZES
from footlights.talk.stage.navigation import MOST_JUMPS
from footlights.talk.stage.repl import HISTORY_LENGTH
from footlights.talk.stage.replanning import MOST_UNDONE
from footlights.talk.state import KeptDrawings, KeptLectern, Lasting, Place, Repl

LARGEST = 2**53 - 1
"""The largest whole number that a page's JSON holds exactly."""
EVERYTHING = "everything"
DEEPEST = 20
_NOTHING = Lasting()
_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\Z)', re.DOTALL)
_BRACKETS = re.compile(r"[\[\]{}]")


@dataclass(frozen=True, slots=True)
class Found:
    """What could be read, when the talk was seen open, and the parts that could not be read, in words."""

    kept: Lasting = _NOTHING
    seen_at_ms: int | None = None
    unread: tuple[str, ...] = ()


class _UnreadableError(ValueError):
    """A value that no talk saves."""


def read_saved(text: str) -> Found:
    """What ``to_save`` gave, from its JSON; no text is nothing. Any text at all can be read so.

    Of what an older or a newer page has saved, what fits is read.
    """
    if not text:
        return Found()
    try:
        stored = None if _is_deep(text) else json.loads(text)
    except ValueError:
        return Found(unread=(EVERYTHING,))
    if stored == {}:
        return Found()
    if not isinstance(stored, dict) or not isinstance(stored.get("version"), int):
        return Found(unread=(EVERYTHING,))
    unread: list[str] = []

    def part(name: str, words: str, read: Callable[[Any], Any], nothing: Any = None) -> Any:
        try:
            return nothing if stored.get(name) is None else read(stored[name])
        except _UnreadableError:
            unread.append(words)
            return nothing

    kept = Lasting(
        place=part("place", "place", _place),
        clock=part("clock", "clock", _clock),
        undone_clock=part("undone_clock", "clock that was reset", _clock),
        theme=part("theme", "theme", _theme, ""),
        text_size=part("text_size", "text's size", _text_size),
        edits=part("edits", "edits", _edits),
        repl=part("repl", "REPL", _repl),
        shown=part("shown", "slide's title", _shown),
        sections=part("sections", "sections", _texts),
        large_clock=part("large_clock", "clock's size", _flag),
        speaker=part("speaker", "speaker window", _speaker),
        lectern=part("lectern", "plan", _lectern),
        rehearsal=part("rehearsal", "rehearsals", _rehearsal),
        ran=part("ran", "cells that had run", _texts),
        jumps=part("jumps", "places to go back to", _places),
        returns=part("returns", "places one went back from", _places),
        rests_while_blank=part("rests_while_blank", "clock that rests", _flag),
        notes_mark=part("notes_mark", "notes", _text, ""),
        timed=part("rehearsal", "rehearsals", _timed),
        drawings=part("drawings", "drawings", _drawings),
        questions=part("questions", "clock of the questions", _questions),
    )
    return Found(kept, part("seen_at_ms", "time", _whole), tuple(unread))


def _is_deep(text: str) -> bool:
    """Whether JSON nests deeper than any talk that was saved: in a browser the parser's stack would end Python."""
    depths = accumulate(1 if bracket in "[{" else -1 for bracket in _BRACKETS.findall(_STRINGS.sub("", text)))
    return any(depth > DEEPEST for depth in depths)


def _require(fits: bool) -> None:
    if not fits:
        raise _UnreadableError


def _whole(value: Any) -> int:
    """A whole number from 0 on; true and false are none."""
    _require(isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST)
    return int(value)


def _flag(value: Any) -> bool:
    _require(isinstance(value, bool))
    return bool(value)


def _list(value: Any) -> list[Any]:
    _require(isinstance(value, list))
    return list(value)


def _place(value: Any) -> Place:
    numbers = [_whole(number) for number in _list(value)]
    _require(len(numbers) == 2 and min(numbers) > 0)
    return Place(*numbers)


def _shown(value: Any) -> Called:
    values = _list(value)
    _require(len(values) in (2, 3) and isinstance(values[0], str) and isinstance(values[-1], str | int))
    return values[0], _whole(values[1]), values[2] if len(values) == 3 and isinstance(values[2], str) else ""


def _text(value: Any) -> str:
    _require(isinstance(value, str))
    return str(value)


def _texts(value: Any) -> tuple[str, ...]:
    titles = _list(value)
    _require(all(isinstance(title, str) for title in titles))
    return tuple(titles)


def _clock(value: Any) -> Clock:
    _require(isinstance(value, dict))
    spent = tuple(_whole(spent) for spent in _list(value.get("spent_ms")))
    section, since = _whole(value.get("section")), value.get("since_ms")
    _require(section < len(spent))
    since_ms = None if since is None else _whole(since)
    return Clock(spent, section, since_ms, value.get("started") is True or since_ms is not None)


def _theme(value: Any) -> str:
    _require(value in ("", "dark", "light"))
    return str(value)


def _text_size(value: Any) -> int:
    _require(isinstance(value, int) and not isinstance(value, bool) and value in TEXT_SIZES)
    return int(value)


def _edits(value: Any) -> dict[str, str]:
    _require(isinstance(value, dict) and all(isinstance(text, str) for text in value.values()))
    return dict(value)


def _rehearsal(value: Any) -> Rehearsal:
    _require(isinstance(value, dict) and isinstance(value.get("took_ms"), dict))
    began, before = value.get("began_ms"), value.get("clock")
    took = {int(slide): _whole(took_ms) for slide, took_ms in value["took_ms"].items() if _is_digits(slide)}
    done = tuple(_rehearsed(_pair(each)) for each in _list(value.get("done")))
    began_ms = None if began is None else _whole(began)
    plans, questions_ms = _whole(value.get("plans", 0)), _whole(value.get("questions_ms", 0))
    clock = None if before is None else _clock(before)
    return Rehearsal(began_ms, took, clock, done[-MOST_DONE:], plans=plans, questions_ms=questions_ms)


def _timed(value: Any) -> dict[int, Called] | None:
    _require(isinstance(value, dict))
    return _called(value["called"]) if "called" in value else None


def _rehearsed(pair: list[Any]) -> Rehearsed:
    return Rehearsed(_whole(pair[0]), tuple(_slide_time(_list(row)) for row in _list(pair[1])))


def _slide_time(row: list[Any]) -> SlideTime:
    _require(len(row) == 4 and isinstance(row[0], str) and isinstance(row[1], str))
    return SlideTime(row[0], row[1], _whole(row[2]), _whole(row[3]))


def _places(value: Any) -> tuple[tuple[Place, Called], ...]:
    rows = [_list(row) for row in _list(value)][-MOST_JUMPS:]
    _require(all(len(row) in (4, 5) for row in rows))
    return tuple((_place(row[:2]), _shown(row[2:])) for row in rows)


def _drawings(value: Any) -> KeptDrawings:
    _require(isinstance(value, dict) and isinstance(value.get("strokes"), dict))
    strokes = {int(slide): _strokes(drawn) for slide, drawn in value["strokes"].items() if _is_digits(slide)}
    before = tuple((_whole(slide), _strokes(drawn)) for slide, drawn in map(_pair, _list(value.get("before"))))
    return KeptDrawings(Drawings(strokes, before[-MOST_UNDONE_LINES:]), _called(value.get("called")))


def _pair(value: Any) -> list[Any]:
    pair = _list(value)
    _require(len(pair) == 2)
    return pair


def _strokes(value: Any) -> tuple[Stroke, ...]:
    pairs = map(_pair, _list(value))
    strokes = tuple(Stroke(_tool(tool), path) for tool, path in pairs if isinstance(path, str) and is_path(path))
    _require(len(strokes) == len(_list(value)))
    return strokes


def _tool(value: Any) -> Tool:
    _require(value in (Tool.PEN, Tool.HIGHLIGHTER))
    return Tool(value)


def _called(value: Any) -> dict[int, Called]:
    _require(isinstance(value, dict))
    return {int(number): _shown(name) for number, name in value.items() if _is_digits(number)}


def _questions(value: Any) -> Questions:
    _require(isinstance(value, dict))
    since = value.get("since_ms")
    since_ms = None if since is None else _whole(since)
    put_by_ms = _whole(value.get("put_by_ms", 0))
    return Questions(since_ms, _whole(value.get("spent_ms")), _flag(value.get("resumes", False)), put_by_ms)


def _lectern(value: Any) -> KeptLectern:
    _require(isinstance(value, dict))
    called = _called(value.get("called"))
    before = tuple(_held(held) for held in _list(value.get("before")))
    return KeptLectern(Lectern(_held(value.get("held")), before[-MOST_UNDONE:]), called)


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 16


def _held(value: Any) -> Held:
    _require(isinstance(value, dict))
    plan, ends = value.get("plan"), value.get("ends_at_ms")
    dropped = frozenset(_whole(number) for number in _list(value.get("dropped")))
    left_out = value.get("bullets", [])
    bullets, spared = (frozenset(map(_bullet, _list(each))) for each in (left_out, value.get("spared", left_out)))
    return Held(None if plan is None else _plan(plan), dropped, bullets, spared, None if ends is None else _whole(ends))


def _bullet(value: Any) -> tuple[int, str]:
    _require(isinstance(value, list) and len(value) == 2 and isinstance(value[1], str))
    return _whole(value[0]), value[1]


def _plan(value: Any) -> TalkPlan:
    _require(isinstance(value, dict))
    shares = tuple(tuple(map(_whole, _list(section))) for section in _list(value.get("shares_ms")))
    visited = tuple(map(_whole, _list(value.get("visited_ms"))))
    _require(len(visited) == len(shares))
    return TalkPlan(_whole(value.get("lead_ms")), shares, visited)


def _speaker(value: Any) -> SpeakerWindow:
    _require(isinstance(value, dict))
    size, shares = value.get("notes_size", 0), [value.get(name) for name in ("slide_share", "next_share")]
    _require(isinstance(size, int) and not isinstance(size, bool) and size in NOTES_SIZES)
    _require(all(isinstance(share, float) and SHARES[0] <= share <= SHARES[1] for share in shares))
    return SpeakerWindow(notes_size=size, slide_share=shares[0], next_share=shares[1])


def _repl(value: Any) -> Repl:
    _require(isinstance(value, dict))
    history, share = _list(value.get("history", [])), value.get("share", Repl().share)
    side, engine = value.get("side", "bottom"), value.get("engine", Repl().engine)
    _require(all(isinstance(entry, str) for entry in history) and side in ("bottom", "right"))
    _require(isinstance(share, float) and 0.2 <= share <= 0.8 and isinstance(engine, str))
    text = value.get("text", "")
    _require(isinstance(text, str))
    return Repl(
        value.get("is_open") is True, text, tuple(history[-HISTORY_LENGTH:]), side=side, share=share, engine=engine
    )
