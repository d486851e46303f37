"""Links within the talk: what its slides are called in an address, and which links lead nowhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches
from urllib.parse import unquote

from footlights.deck.model import Problem, Slide
from footlights.deck.passage import Passage
from footlights.deck.renderers import plain_text

_LINKS = (
    re.compile(r"\]\(\s*<?#([^)\s>]*)"),
    re.compile(r"^ {0,3}\[[^\[\]]+\]:\s*<?#([^\s>]*)"),
    re.compile(r"<a\s[^<>]*?\bhref\s*=\s*[\"']?#([^\"'\s<>]*)", re.IGNORECASE),
)
_IDS = (
    re.compile(r"\{[^{}]*?#([^\s{}#.]+)"),
    re.compile(r"<[a-z][^<>]*?\sid\s*=\s*[\"']?([^\"'\s<>]+)", re.IGNORECASE),
)
_OTHER_PLACES = re.compile(r"/[a-z]+|fn.*")
"""Parts of the page that are no slides, and the notes at a slide's foot."""
_HINTS = 20
"""For how many links that lead nowhere a name that is alike is looked for: it takes long."""
_NEAR = 50
_LONGEST_ALIKE = 80


def slug_of(title: str) -> str:
    """A title as it stands in an address, as on GitHub: small letters, hyphens for spaces, no punctuation."""
    return re.sub(r"[^\w\- ]", "", plain_text(title).lower()).strip().replace(" ", "-")


def slugs(slides: Iterable[Slide]) -> Iterator[str]:
    """A name for each slide: its title's, numbered where it is taken; its number where it has none or goes on."""
    taken: dict[str, int] = {}
    for number, slide in enumerate(slides, 1):
        name = (slug_of(slide.title) if slide.part == 1 else "") or str(number)
        slug = name
        while slug in taken:
            taken[name] += 1
            slug = f"{name}-{taken[name]}"
        taken[slug] = 0
        yield slug


def link_problems(passage: Passage, lines: Sequence[str], slides: Collection[Slide]) -> Iterator[Problem]:
    """The links to parts of the talk that are not there, in the lines of a passage without its code."""
    targets = [
        (number, unquote(match[1]))
        for number, text in zip(passage.numbers, lines, strict=True)
        if "#" in text
        for link in _LINKS
        for match in link.finditer(text)
    ]
    if not targets:
        return
    names = {slide.slug for slide in slides} | {
        match[1] for text in passage.texts for identifier in _IDS for match in identifier.finditer(text)
    }
    lost = [(line, target) for line, target in targets if not _leads_somewhere(target, names, len(slides))]
    in_order = sorted(name for name in names if len(name) <= _LONGEST_ALIKE) if lost else []
    for index, (line, target) in enumerate(lost):
        alike = _alike(target.lower(), in_order) if index < _HINTS else ""
        hint = f"Did you mean #{alike}?" if alike else "Name a slide by its number, #5, or by its title, #the-title."
        yield Problem(line, f"link #{target} leads nowhere in this talk", hint)


def _alike(target: str, names: list[str]) -> str:
    """The name that is meant, if one of those that stand near it in the alphabet is nearly spelt so."""
    if len(target) > _LONGEST_ALIKE:
        return ""
    place = bisect_left(names, target)
    near = names[max(0, place - _NEAR) : place + _NEAR]
    return next(iter(get_close_matches(target, near, 1, 0.6)), "")


def _leads_somewhere(target: str, names: Collection[str], slides: int) -> bool:
    number = re.fullmatch(r"/?([1-9]\d{0,5})(?:\.\d+)?", target)
    if number:
        return int(number[1]) <= slides
    return target in names or _OTHER_PLACES.fullmatch(target) is not None
