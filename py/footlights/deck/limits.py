"""What is too much for one slide, and shown as it is written instead of being read as Markdown.

No Markdown library takes linear time on everything: brackets, footnotes or tags that are left
open make them look at the rest of the text again and again. A slide holds about 700 characters,
so that text far beyond it can't be shown whichever way; with what is read as Markdown bounded,
the time for all slides grows with their number only.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

from footlights.deck.blocks import read_blocks
from footlights.deck.drafts import Draft, DraftSection, DraftSlide
from footlights.deck.model import Problem
from footlights.deck.passage import Passage
from footlights.deck.prose import without_code

SLIDE_CHARACTERS = 10_000
"""Outside code; the data of pictures that are written into the notes doesn't count."""
SLIDE_MARKS = 1_000
"""Of the characters that begin something in Markdown or HTML, outside code."""
TITLE_CHARACTERS = 1_000
TITLE_MARKS = 100
DEEPEST = 20
"""Lists and quotes in one another."""

_MARKS = "[]!<*_`~{^&\\"
_DATA = re.compile(r"data:[\w/+.;,=%-]*")
_OPENING = re.compile(r"([ >]*)((?:(?:[-+*]|\d{1,9}[.)])(?:[ >]+|$))*)")
_QUOTE = re.compile(r"> ?")
_RULE = re.compile(r" *(?:(?:- *)+|(?:\* *)+)$")
_HINT = "It is shown as it is written: cut it into several slides."


class TooMuchError(Exception):
    """Markdown that turns out to be too much while it is read."""


def too_much(source: str) -> str:
    """Why a slide's Markdown is too much to be read; empty if it is not."""
    if len(source) <= SLIDE_CHARACTERS and marks_in(source) <= SLIDE_MARKS and not _is_deep(source):
        return ""
    texts = tuple(source.split("\n"))
    return _too_much_text("\n".join(without_code(texts, read_blocks(Passage(texts)).blocks)))


def is_too_much_text(text: str) -> bool:
    """Whether text without code is too much to be read as Markdown."""
    return bool(_too_much_text(text))


def _too_much_text(text: str) -> str:
    if len(text) > SLIDE_CHARACTERS and len(_DATA.sub("", text)) > SLIDE_CHARACTERS:
        return f"more than {SLIDE_CHARACTERS} characters are on one slide"
    if marks_in(text) > SLIDE_MARKS:
        return f"more than {SLIDE_MARKS} marks such as [ or * are on one slide"
    return f"lists and quotes are nested more than {DEEPEST} deep" if _is_deep(text) else ""


def marks_in(text: str) -> int:
    """How many characters begin something in Markdown or HTML."""
    return sum(text.count(mark) for mark in _MARKS)


def is_long_title(text: str) -> bool:
    """Whether a title is too long to be read as Markdown."""
    return len(text) > TITLE_CHARACTERS or marks_in(text) > TITLE_MARKS


def as_written(source: str) -> str:
    """HTML of text that is too much to be read as Markdown."""
    return f'<pre class="code" data-size="small" tabindex="0"><code>{escape(source, quote=False)}</code></pre>\n'


def excess(line: int, source: str) -> Problem | None:
    """The problem of a slide that is too much."""
    what = too_much(source)
    return Problem(line, what, _HINT) if what else None


def with_short_titles(draft: Draft) -> tuple[Draft, tuple[Problem, ...]]:
    """The draft with titles that a slide can hold, and a problem for each that it can't."""
    lines: dict[int, str] = {}

    def short(title: str, line: int) -> str:
        if is_long_title(title):
            what = "characters" if len(title) > TITLE_CHARACTERS else "marks such as [ or *"
            lines[line] = f"a title has more than {TITLE_CHARACTERS if what == 'characters' else TITLE_MARKS} {what}"
        return title if len(title) <= TITLE_CHARACTERS else title[: TITLE_CHARACTERS - 1] + "…"

    def slide(each: DraftSlide) -> DraftSlide:
        return replace(each, title=short(each.title, each.line))

    def section(each: DraftSection) -> DraftSection:
        return replace(each, title=short(each.title, each.line), slides=tuple(map(slide, each.slides)))

    shortened = replace(
        draft,
        title=short(draft.title, draft.title_line),
        agenda_title=short(draft.agenda_title, draft.agenda_lines[0] if draft.agenda_lines else 1),
        before=tuple(map(slide, draft.before)),
        sections=tuple(map(section, draft.sections)),
    )
    hint = "Shorten it: put what is long below it."
    return shortened, tuple(Problem(line, message, hint) for line, message in lines.items())


def _is_deep(text: str) -> bool:
    return any(_depth(line) > DEEPEST for line in text.split("\n"))


def _depth(line: str) -> int:
    """How deep a line's bullet or quote stands, by its markers and by its indentation."""
    opening = _OPENING.match(line)
    if opening is None or not (opening[2] or ">" in opening[1]) or _RULE.match(line):
        return 0
    lead = opening[1] + opening[2]
    return len(_QUOTE.sub("", opening[1])) // 2 + lead.count(">") + len(opening[2].replace(">", " ").split())
