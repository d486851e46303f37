"""The notes as bytes become clean lines: UTF-8, line feeds, spaces for leading tabs."""

from __future__ import annotations

import re

from footlights.deck.model import Problem

_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_LEADING_WHITE_SPACE = re.compile(r"^[ ]*\t[ \t]*", re.MULTILINE)
_MARKER_AND_TAB = re.compile(r"^([ ]*(?:[-+*]|\d{1,9}[.)]))\t", re.MULTILINE)


def decode_notes(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The notes' text; bytes that are no UTF-8 are read as Windows-1252 and reported once."""
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = Problem(
            line,
            f"byte 0x{data[error.start]:02x} is not UTF-8",
            "Save the notes as UTF-8; until then they are read as Windows-1252.",
        )
        return data.decode("cp1252", errors="replace"), (problem,)


def normalise(text: str) -> str:
    """One kind of line end, no NUL, no half of a character, and leading tabs as spaces to the next column of four.

    The tab stops are CommonMark's (spec 0.31.2, section 2.2), so structure does not change.
    """
    text = _NO_TEXT.sub("\ufffd", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    text = _LEADING_WHITE_SPACE.sub(lambda match: match[0].expandtabs(4), text)
    return _MARKER_AND_TAB.sub(lambda match: (match[1] + "\t").expandtabs(4), text)
