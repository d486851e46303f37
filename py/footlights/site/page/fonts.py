"""The first slide's characters in a font of their own, so that it is painted before the rest is read.

A browser decodes and checks a whole font before it paints with it: 76 kB that took the first slide a
quarter of its time, for some forty characters.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
import string
from collections.abc import Iterable
from html import unescape
from pathlib import Path

import fontTools
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from footlights.site.project import CACHE
from footlights.site.writing import write_whole

_FACE = re.compile(r"@font-face\{[^}]*\}")
_DATA = re.compile(r"(?<=base64,)[A-Za-z0-9+/=]+")
_RANGE = re.compile(r"(?<=unicode-range:)[^;}]+")
_CLOCKS = frozenset(f"{string.digits}{string.punctuation} –−·")
"""What the page's script writes beside the first slide: times, and where the talk is."""

_TAG = re.compile(r"<[^>]*>")


def characters_of(html: str) -> frozenset[str]:
    """What a piece of HTML shows, character by character."""
    return frozenset(unescape(_TAG.sub(" ", html))) | _CLOCKS


def first_and_other_faces(css: str, characters: frozenset[str]) -> tuple[str, str]:
    """Two styles for one: the faces of ``css`` with these characters only, and the same faces for all others."""
    faces = _FACE.findall(css)
    return "".join(_small(face, characters) for face in faces), "".join(_other(face, characters) for face in faces)


def _small(face: str, characters: frozenset[str]) -> str:
    wanted = sorted(_codes(face).intersection(map(ord, characters)))
    data = _DATA.search(face)
    if not data or not wanted:
        return ""
    small = base64.b64encode(_subset_kept(base64.b64decode(data[0]), wanted)).decode()
    return _RANGE.sub(_spelt(wanted), _DATA.sub(small, face))


def _other(face: str, characters: frozenset[str]) -> str:
    return _RANGE.sub(_spelt(sorted(_codes(face) - set(map(ord, characters)))), face)


def _codes(face: str) -> frozenset[int]:
    """The code points of a face's ``unicode-range``; every face of ours has one."""
    found = _RANGE.search(face)
    spans = (span.strip().removeprefix("U+").split("-") for span in (found[0] if found else "").split(",") if span)
    return frozenset(code for span in spans for code in range(int(span[0], 16), int(span[-1], 16) + 1))


def _spelt(codes: Iterable[int]) -> str:
    """Code points in order as a ``unicode-range``: runs of them, in hexadecimal."""
    runs: list[list[int]] = []
    for code in codes:
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return ",".join(f"U+{first:x}" if first == last else f"U+{first:x}-{last:x}" for first, last in runs)


def _subset_kept(font: bytes, codes: list[int]) -> bytes:
    """The same font from the cache, where it was made before: making it is most of the time that a build takes."""
    making = hashlib.sha256(f"{fontTools.version} {codes} ".encode() + Path(__file__).read_bytes() + font)
    file = CACHE / "fonts" / f"{making.hexdigest()[:32]}.woff2"
    if file.is_file():
        return file.read_bytes()
    made = _subset(font, codes)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, made)
    return made


def _subset(font: bytes, codes: Iterable[int]) -> bytes:
    """A font of these characters: shapes, widths, kerning and figures as in the whole one."""
    face = TTFont(io.BytesIO(font), recalcTimestamp=False)
    options = Options(layout_features=["*"], hinting=False, notdef_outline=True, name_IDs=[])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(face)
    face.flavor = "woff2"
    target = io.BytesIO()
    face.save(target)
    return target.getvalue()
