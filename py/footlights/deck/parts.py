"""What of a slide's Markdown will be there to appear, in the order in which it will stand.

Read off markdown-it's tokens. Where there is HTML among them, or another library renders, only the tree
that comes out of the sanitiser tells: that takes some five times as long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING

from footlights.deck.fences import read_info
from footlights.deck.limits import too_much
from footlights.deck.renderers import markdown_tree, tokens_of
from footlights.deck.sanitise import Own
from footlights.deck.tree_walk import walk

if TYPE_CHECKING:
    from justhtml import Node
    from markdown_it.token import Token

_SEEN = frozenset({"hr", "img", "input", "audio"})
"""Elements that show something without any text in them."""
_SEEN_TOKENS = frozenset({"hr", "image", "code_block", "footnote_ref"})


@dataclass(frozen=True, slots=True)
class Part:
    """Words, or a picture: whatever can be seen."""


@dataclass(frozen=True, slots=True)
class Item(Part):
    """An item of a list that stands in nothing else, counted from 1 as the renderer meets them."""

    number: int


@dataclass(frozen=True, slots=True)
class Listing(Part):
    """Code, counted from 1 as the renderer meets it, with so many groups of lines to be lit."""

    number: int
    groups: int


@lru_cache(maxsize=1024)
def parts_of(source: str, renderer: str) -> tuple[Part, ...]:
    """The parts of a piece of a slide. Kept for a while: text of another size makes other slides of the same pieces."""
    if too_much(source):
        return (Part(),)
    tokens = tokens_of(source) if renderer == "markdown-it" else ()
    if tokens and not any(token.type in ("html_block", "html_inline") for token in _flat(tokens)):
        return tuple(_of_tokens(tokens))
    return parts_in_html(source, renderer)


def parts_in_html(source: str, renderer: str) -> tuple[Part, ...]:
    """The same for any Markdown, read off the HTML that the page will show."""
    own = Own()
    numbers = count(1)

    def listing(info: str, _code: str) -> str:
        number, read = next(numbers), read_info(info)
        return "" if read.kind == "setup" else own.block(f"{number} {len(read.lines)}")

    def picture(_source: str, _alt: str, _others: Mapping[str, str]) -> str:
        return ""

    root = markdown_tree(source, renderer, {}, own, listing, picture, count(1))
    return tuple(_parts(root, own)) if root is not None else (Part(),)


def _flat(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


def _of_tokens(tokens: Iterable[Token]) -> Iterator[Part]:
    items, listings = count(1), count(1)
    for token in _flat(tokens):
        if token.type == "list_item_open" and token.level == 1:
            yield Item(next(items))
        elif token.type == "fence":
            number, read = next(listings), read_info(token.info)
            if read.kind != "setup":
                yield Listing(number, len(read.lines))
        elif token.type in _SEEN_TOKENS or (token.type in ("text", "code_inline") and token.content.strip()):
            yield Part()


def _parts(parent: Node, own: Own) -> Iterator[Part]:
    for child in walk(parent, lambda _: True):
        if child.name != "#text":
            yield from _part_of(child, own)
        elif str(child.data or "").strip():
            yield Part()


def _part_of(child: Node, own: Own) -> Iterator[Part]:
    """What an element is by itself."""
    attributes = child.attrs or {}
    if "data-from-step" in attributes:
        yield Item(int(attributes["data-from-step"] or 0))
    if mark := own.piece_of(child):
        number, groups = mark.split()
        yield Listing(int(number), int(groups))
    elif child.name in _SEEN:
        yield Part()
