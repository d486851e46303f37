"""The block structure of notes, read by markdown-it: what kind of block stands on which lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from footlights.deck.passage import Passage

_PARTS = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "list_item_open": "item",
    "blockquote_open": "quote",
    "table_open": "table",
    "fence": "fence",
    "code_block": "code",
    "html_block": "html",
    "hr": "break",
    "footnote_reference_open": "footnote",
}
_PICTURES = re.compile(r"(?:\s*!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])(?:\{[^}]*\})?)+\s*")
_MARKER = re.compile(r" *(?:[-+*]|\d{1,9}[.)])( {1,4}(?=\S)| )?")


@dataclass(frozen=True, slots=True)
class Block:
    """A block on lines ``start`` to ``end`` (from 0, end excluded) of the passage that was read.

    ``text`` is a heading's or paragraph's raw Markdown, a fence's info string; ``level`` a
    heading's level; ``column`` where an item's content begins.
    """

    kind: str
    start: int
    end: int
    text: str = ""
    level: int = 0
    column: int = 0
    closed: bool = True
    blocks: tuple[Block, ...] = ()

    @property
    def title(self) -> str:
        """An item's first paragraph, which names it; empty when it begins otherwise, as with a picture."""
        if not self.blocks or self.blocks[0].kind != "paragraph" or self.blocks[0].is_picture:
            return ""
        return self.blocks[0].text

    @property
    def is_picture(self) -> bool:
        """Whether a paragraph is a picture, or several, and nothing else."""
        return self.kind == "paragraph" and _PICTURES.fullmatch(self.text) is not None

    @property
    def children(self) -> tuple[Block, ...]:
        """The items of the lists directly inside this item."""
        return tuple(item for block in self.blocks if block.kind == "list" for item in block.blocks)


@dataclass(frozen=True, slots=True)
class ReadBlocks:
    """The blocks of a passage and the link references defined in it."""

    blocks: tuple[Block, ...]
    references: dict[str, dict[str, str]]


@cache
def _structure_parser() -> MarkdownIt:
    """CommonMark with tables and footnotes; inline text is left alone, which is most of the cost."""
    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table").use(footnote_plugin, inline=False)
    parser.disable(["inline", "text_join", "footnote_tail"], ignoreInvalid=True)
    return parser


@lru_cache(maxsize=64)
def read_blocks(passage: Passage) -> ReadBlocks:
    """Read a passage's structure. Never raises: whatever the text, it is Markdown.

    Kept for a while, because a slide's structure is asked for again by each who works on it.
    """
    env: dict[str, object] = {}
    tokens = _structure_parser().parse(passage.markdown, env)
    references = env.get("references", {})
    assert isinstance(references, dict)
    plain = {label: {key: str(ref.get(key, "")) for key in ("href", "title")} for label, ref in references.items()}
    return ReadBlocks(tuple(_blocks(iter(tokens), passage.texts)), plain)


def _blocks(tokens: Iterator[Token], texts: tuple[str, ...], column: int = 0) -> Iterator[Block]:
    """Blocks up to the closing token of their parent; ``column`` is where the parent's content begins."""
    for token in tokens:
        if token.nesting < 0:
            return
        kind = _PARTS.get(token.type)
        if kind is None:
            if token.nesting > 0:
                yield from _blocks(tokens, texts, column)
            continue
        start, end = token.map or (0, 0)
        if token.nesting == 0:
            closed = kind != "fence" or _is_closed(token, texts, end)
            yield Block(kind, start, end, token.info.strip() if kind == "fence" else "", closed=closed)
            continue
        if kind in ("heading", "paragraph"):
            inline = next(tokens)
            next(tokens)
            level = int(token.tag[1]) if kind == "heading" else 0
            yield Block(kind, start, end, inline.content, level)
            continue
        inner = _content_column(texts[start], column) if kind == "item" else column
        yield Block(kind, start, end, column=inner, blocks=tuple(_blocks(tokens, texts, inner)))


def _content_column(line: str, column: int) -> int:
    marker = _MARKER.match(line, column)
    if marker is None:
        return column
    return marker.end() if marker[1] else marker.end() + 1


def _is_closed(fence: Token, texts: tuple[str, ...], end: int) -> bool:
    start = (fence.map or (0, 0))[0]
    last = texts[end - 1].strip() if 0 < end <= len(texts) else ""
    if ">" in texts[start].partition(fence.markup)[0]:
        last = last.lstrip("> ")
    return end - start > 1 and last.startswith(fence.markup) and not last.strip(fence.markup[0])
