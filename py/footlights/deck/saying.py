"""The step of a slide at which words can be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING

from footlights.deck.fences import read_info
from footlights.deck.model import Lit, Settings, Shown, Slide
from footlights.deck.renderers import markdown_tree, plain_text
from footlights.deck.sanitise import Own
from footlights.deck.steps import split_at_pauses

if TYPE_CHECKING:
    from justhtml import Node


def step_saying(slide: Slide, words: Iterable[str], settings: Settings, codes: Sequence[str]) -> int:
    """The first step that shows all of these folded words, but for those that no step shows.

    ``codes`` are what the slide's cells show, in their order.
    """
    if slide.last_step == 1:
        return 1
    said = [(1, plain_text(slide.title).casefold()), *sorted(_said(slide, settings, codes))]
    firsts = (next((step for step, text in said if word in text), 1) for word in words)
    return max(firsts, default=1)


def _said(slide: Slide, settings: Settings, codes: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Each step's texts."""
    comes_with, shown = slide.comes_with(), iter(codes)
    for number, source in enumerate(split_at_pauses(slide.source), 1):
        opening = _opening(number, comes_with)
        texts = list(_texts_of(source, settings.markdown, shown))
        for item in sorted({item for item, _ in texts}):
            step = comes_with.get(Shown(number, item), opening) if item else opening
            yield step, "".join(text for of, text in texts if of == item).casefold()


def _opening(piece: int, comes_with: Mapping[Shown | Lit, int]) -> int:
    """The step that a piece comes with."""
    return comes_with.get(Shown(piece), 1)


def _texts_of(source: str, renderer: str, codes: Iterator[str]) -> Iterator[tuple[int, str]]:
    """A piece's texts in order, each with the number of the bullet that it stands in, of the outer ones; else 0."""
    own = Own()

    def fence(info: str, code: str) -> str:
        kind = read_info(info).kind
        return own.block("" if kind == "setup" else next(codes, code) if kind else code)

    def picture(_source: str, alternative: str, _others: Mapping[str, str]) -> str:
        return alternative

    root = markdown_tree(source, renderer, {}, own, fence, picture, count(1))
    return iter([(0, source)]) if root is None else _texts(root, own)


def _texts(root: Node, own: Own) -> Iterator[tuple[int, str]]:
    """Without recursion: HTML nests as deep as its author likes."""
    levels = [(iter(root.children or ()), 0)]
    while levels:
        children, item = levels[-1]
        child = next(children, None)
        if child is None:
            levels.pop()
        elif child.name == "#text":
            yield item, str(child.data or "")
        elif text := own.piece_of(child):
            yield item, text
        else:
            own_item = item or int((child.attrs or {}).get("data-from-step") or 0)
            levels.append((iter(child.children or ()), own_item))
