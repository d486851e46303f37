"""Where a picture that the notes name is to be found among the files there are."""

from __future__ import annotations

import re
from binascii import a2b_base64
from collections.abc import Collection, Iterable, Iterator
from html import unescape
from urllib.parse import unquote, unquote_to_bytes

from footlights.deck.model import Problem

_TARGET = re.compile(r"\s{0,9}(?:<([^<>\n]+)>|([^)\s<>]+))")
_HTML_PICTURE = re.compile(r"<img\b([^<>]*)>?", re.IGNORECASE)
_SOURCE = re.compile(r"""(?:^|\s)src\s*=\s*(?:"([^"]+)"|'([^']+)'|([^\s"'>]+))""", re.IGNORECASE)
LESS = "Draw it with less in it, or save it as PNG."
_REMOTE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)


def find_picture(source: str, available: Collection[str]) -> str | None:
    """The available path that a picture's source means; None when it is nowhere.

    A path relative to the notes wins; else a picture of that file name in ``images/``.
    """
    wanted = normal_path(unquote(source.split("#")[0].split("?")[0]))
    if wanted in available:
        return wanted
    place = f"/images/{wanted.rsplit('/', 1)[-1]}"
    return min((path for path in available if f"/{path}".endswith(place)), default=None)


def normal_path(path: str) -> str:
    """A relative path without ``.`` and without ``..`` that can be resolved."""
    parts: list[str] = []
    for part in path.replace("\\", "/").split("/"):
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def named_pictures(lines: Iterable[str], numbers: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Each picture that lines without code name, as (line number, source)."""
    for text, number in zip(lines, numbers, strict=True):
        if "![" not in text and "<img" not in text:
            continue
        for source in _markdown_pictures(text):
            yield number, source
        for match in _HTML_PICTURE.finditer(text):
            if found := _SOURCE.search(match[1]):
                yield number, unescape(found[1] or found[2] or found[3])


def _markdown_pictures(text: str) -> Iterator[str]:
    """What is between the parentheses of each ``![alt](source)``, found from its middle, each character once."""
    position = 0
    while (middle := text.find("](", position)) >= 0:
        alt = max(position, text.rfind("]", position, middle) + 1)
        target = _TARGET.match(text, middle + 2) if text.find("![", alt, middle) >= 0 else None
        position = target.end() if target else middle + 1
        if target:
            yield target[1] or target[2]


def inline_trouble(source: str) -> str:
    """What speaks against a picture whose bytes stand in the notes; a drawing is bounded as one in a file is."""
    kind, _, body = source.removeprefix("data:").partition(",")
    media_type, *parameters = (part.strip().lower() for part in unquote(kind).split(";"))
    if "svg" not in media_type:
        return ""
    from footlights.deck.drawings import drawing_trouble

    data = unquote_to_bytes(body)
    try:
        return drawing_trouble(a2b_base64(data) if "base64" in parameters else data)
    except ValueError:
        return "it is no base64"


def picture_problem(line: int, source: str, available: Collection[str]) -> Problem | None:
    """What is wrong with a picture, if anything: nowhere to be found, or on the network."""
    if source.startswith("data:"):
        trouble = inline_trouble(source)
        return Problem(line, f"picture {source[:40]}… is not shown: {trouble}", LESS) if trouble else None
    if _REMOTE.match(source):
        return Problem(line, f"picture {source} is on the network", "Download it to images/: a talk has no network.")
    if find_picture(source, available) is None:
        return Problem(line, f"picture {source} is not found", "Put a file of that name into images/.")
    return None
