"""Where a picture that the notes name is to be found among the files there are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from urllib.parse import unquote

from footlights.deck.model import Problem
from footlights.deck.passage import Passage

_MARKDOWN_PICTURE = re.compile(r"!\[([^\]\n]*)\]\(\s*(?:<([^<>\n]+)>|([^<)\s>]+))")
_HTML_PICTURE = re.compile(r"<img\b[^>]*?\bsrc\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_REMOTE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)


def find_picture(source: str, available: Collection[str]) -> str | None:
    """The available path that a picture's source means; None when it is nowhere.

    A path relative to the notes wins; else a picture of that file name in ``images/``.
    """
    wanted = normal_path(unquote(source.split("#")[0].split("?")[0]))
    if wanted in available:
        return wanted
    name = wanted.rsplit("/", 1)[-1]
    return next((path for path in sorted(available) if re.search(rf"(^|/)images/{re.escape(name)}$", path)), None)


def normal_path(path: str) -> str:
    """A relative path without ``.`` and without ``..`` that can be resolved."""
    parts: list[str] = []
    for part in path.replace("\\", "/").split("/"):
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def named_pictures(body: Passage, fenced: Collection[int] = ()) -> Iterator[tuple[int, str]]:
    """Each picture a passage names, as (notes line, source), outside the fenced line indexes."""
    for index, text in enumerate(body.texts):
        if index in fenced or ("![" not in text and "<img" not in text):
            continue
        for match in _MARKDOWN_PICTURE.finditer(text):
            yield body.numbers[index], match[2] or match[3]
        for match in _HTML_PICTURE.finditer(text):
            yield body.numbers[index], match[1]


def picture_problem(line: int, source: str, available: Collection[str]) -> Problem | None:
    """What is wrong with a picture, if anything: nowhere to be found, or on the network."""
    if source.startswith("data:"):
        return None
    if _REMOTE.match(source):
        return Problem(line, f"picture {source} is on the network", "Download it to images/: a talk has no network.")
    if find_picture(source, available) is None:
        return Problem(line, f"picture {source} is not found", "Put a file of that name into images/.")
    return None
