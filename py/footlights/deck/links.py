"""Links within the talk: what its slides are called in an address, and which links lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from urllib.parse import unquote

from footlights.deck.asides import fenced_lines
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
_CODE = re.compile(r"`[^`]*`")
_OTHER_PLACES = re.compile(r"/[a-z]+|fn.*")
"""Parts of the page that are no slides, and the notes at a slide's foot."""


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


def link_problems(passage: Passage, slides: Collection[Slide]) -> Iterator[Problem]:
    """The links to parts of the talk that are not there."""
    inside = fenced_lines(list(passage.texts))
    lines = [
        (number, _CODE.sub("", text))
        for number, text, fenced in zip(passage.numbers, passage.texts, inside, strict=True)
        if not fenced and "#" in text
    ]
    targets = [
        (number, unquote(match[1])) for number, text in lines for link in _LINKS for match in link.finditer(text)
    ]
    if not targets:
        return
    names = {slide.slug for slide in slides} | {
        match[1] for text in passage.texts for identifier in _IDS for match in identifier.finditer(text)
    }
    for line, target in targets:
        if not _leads_somewhere(target, names, len(slides)):
            alike = next(iter(get_close_matches(target.lower(), sorted(names), 1, 0.6)), "")
            hint = (
                f"Did you mean #{alike}?" if alike else "Name a slide by its number, #5, or by its title, #the-title."
            )
            yield Problem(line, f"link #{target} leads nowhere in this talk", hint)


def _leads_somewhere(target: str, names: Collection[str], slides: int) -> bool:
    number = re.fullmatch(r"/?([1-9]\d{0,5})(?:\.\d+)?", target)
    if number:
        return int(number[1]) <= slides
    return target in names or _OTHER_PLACES.fullmatch(target) is not None
