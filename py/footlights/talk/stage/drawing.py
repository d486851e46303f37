"""Pointing and drawing on slides: which tool the pointer is, what was drawn, what is looked at closely.

A pointer's moves stay in the page; what comes here is a line that is done.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from footlights.talk.code.running import Change
from footlights.talk.drawn_state import Drawings, Region, Stroke, Tool
from footlights.talk.state import Mode, Talk

MOST_STROKES = 500
"""Of one slide; the oldest go."""
MOST_UNDONE = 100
LONGEST_PATH = 20_000
LEAST_REGION = 200
_PATH = re.compile(r"M-?\d{1,5} -?\d{1,5}(?:L-?\d{1,5} -?\d{1,5})*")
_DRAWN_WITH = frozenset({Tool.PEN, Tool.HIGHLIGHTER})


def choose(talk: Talk, tool: Tool) -> Change:
    """The pointer is this tool; chosen again, a pointer as ever. What was looked at closely is seen whole."""
    chosen = Tool.NONE if talk.tool is tool or (tool is Tool.MAGNIFIER and talk.magnified) else tool
    return replace(talk, tool=chosen, magnified=None, mode=Mode.TALK), ()


def put_away(talk: Talk) -> Talk:
    """A pointer as ever, and the whole slide."""
    return replace(talk, tool=Tool.NONE, magnified=None)


def draw(talk: Talk, slide: int, tool: Tool, path: str) -> Talk:
    """A line more on a slide."""
    if tool not in _DRAWN_WITH or not is_path(path):
        return talk
    had = talk.drawings.strokes.get(slide, ())
    return _changed(talk, slide, (*had, Stroke(tool, path))[-MOST_STROKES:])


def is_path(text: str) -> bool:
    """Whether a text is a line, and no longer than one that is drawn in one go."""
    return len(text) <= LONGEST_PATH and _PATH.fullmatch(text) is not None


def erase(talk: Talk, slide: int, at: int) -> Talk:
    """A line less, counted from 0."""
    had = talk.drawings.strokes.get(slide, ())
    return _changed(talk, slide, (*had[:at], *had[at + 1 :])) if 0 <= at < len(had) else talk


def clear(talk: Talk) -> Change:
    """Nothing drawn on the slide."""
    slide = talk.place.slide
    return (_changed(talk, slide, ()) if talk.drawings.strokes.get(slide) else talk), ()


def undo(talk: Talk) -> Change:
    """The slide as it was before the last line, erasure or clearing on it: nothing changes that is not seen."""
    before = talk.drawings.before
    at = max((at for at, (slide, _) in enumerate(before) if slide == talk.place.slide), default=None)
    if at is None:
        return talk, ()
    slide, had = before[at]
    strokes = _with(talk.drawings.strokes, slide, had)
    return replace(talk, drawings=Drawings(strokes, (*before[:at], *before[at + 1 :]))), ()


def _changed(talk: Talk, slide: int, strokes: tuple[Stroke, ...]) -> Talk:
    if not 1 <= slide <= len(talk.deck.slides):
        return talk
    drawings = talk.drawings
    before = (*drawings.before, (slide, drawings.strokes.get(slide, ())))[-MOST_UNDONE:]
    return replace(talk, drawings=Drawings(_with(drawings.strokes, slide, strokes), before))


def _with(
    strokes: Mapping[int, tuple[Stroke, ...]], slide: int, drawn: tuple[Stroke, ...]
) -> Mapping[int, tuple[Stroke, ...]]:
    others = {number: each for number, each in strokes.items() if number != slide}
    return {**others, slide: drawn} if drawn else others


def magnify(talk: Talk, region: Region) -> Talk:
    """A part of the slide fills its place, as long as it is large enough to have been meant."""
    fits = region.width >= LEAST_REGION and region.height >= LEAST_REGION
    return replace(talk, magnified=region, tool=Tool.NONE) if fits else talk


def renumbered(drawings: Drawings, now: Mapping[int, int]) -> Drawings:
    """The drawings of the slides that there are now; ``now`` tells what number a slide has that had another."""
    strokes = {now[slide]: drawn for slide, drawn in drawings.strokes.items() if slide in now}
    return Drawings(strokes, tuple((now[slide], drawn) for slide, drawn in drawings.before if slide in now))
