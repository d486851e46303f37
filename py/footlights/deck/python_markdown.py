"""Python-Markdown as a slide renderer, for notes written for MkDocs or Pelican.

Only imported when the notes ask for it. An instance is reset for each slide: Python-Markdown
keeps footnotes and references between documents otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from footlights.deck.blocks import read_blocks
from footlights.deck.cells import fence_prefix, fence_source, fences
from footlights.deck.limits import TooMuchError, is_too_much_text
from footlights.deck.passage import Passage
from footlights.deck.references import mentioned

_EXTENSIONS = tuple(
    f"markdown.extensions.{name}"
    for name in ("abbr", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "sane_lists", "tables")
)
"""What ``extra`` consists of, by module: its short names are found by package metadata, which a page does not have."""


def render(
    source: str,
    references: Mapping[str, Mapping[str, str]],
    fence: Callable[[str, str], str],
    picture: Callable[[str, str, Mapping[str, str]], str],
    classes: Iterator[str],
) -> str:
    """HTML of a slide's Markdown with ``extra``, sane lists and the notes' own indentation.

    Each item of a list that stands in nothing else takes the next of the classes, while there are any.
    Raises TooMuchError for text that this library takes for no code, and that is too much to be read.
    """
    indent = indent_of(source)
    slides, markdown = _taken(indent)
    slides.fence, slides.picture, slides.classes = fence, picture, classes
    markdown.reset()
    for label, reference in mentioned(source, references).items():
        markdown.references[label.lower()] = (reference["href"], reference.get("title", ""))
    try:
        html = str(markdown.convert(source))
    except RecursionError:
        raise TooMuchError from None
    _idle.setdefault(indent, []).append((slides, markdown))
    return html


_idle: dict[int, list[tuple[_Slides, Markdown]]] = {}
"""Instances by their indentation that nobody renders with: of two threads, as a server has, each takes its own."""


def _taken(tab_length: int) -> tuple[_Slides, Markdown]:
    """An instance that is idle, else a new one; the one that fails does not come back."""
    try:
        return _idle.setdefault(tab_length, []).pop()
    except IndexError:
        slides = _Slides()
        configs = {"markdown.extensions.tables": {"use_align_attribute": True}}
        return slides, Markdown(extensions=[*_EXTENSIONS, slides], extension_configs=configs, tab_length=tab_length)


def indent_of(source: str) -> int:
    """How many columns nested bullets are indented by, 4 unless the notes do with less.

    Python-Markdown takes one fixed width; its default flattens lists indented by two.
    """
    widths = [len(indent) for indent in re.findall(r"^( +)(?:[-+*]|\d{1,9}[.)])\s", source, re.MULTILINE)]
    return max(2, min([4, *widths]))


class _Slides(Extension):
    """Code fences and pictures rendered as the deck wants them."""

    fence: Callable[[str, str], str]
    picture: Callable[[str, str, Mapping[str, str]], str]
    classes: Iterator[str]

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        md.preprocessors.register(_Fences(md, self), "footlights_fences", 27)
        md.preprocessors.register(_Bound(md), "footlights_bound", 26)
        md.treeprocessors.register(_Pictures(md, self), "footlights_pictures", 5)
        md.treeprocessors.register(_Items(md, self), "footlights_items", 4)


class _Fences(Preprocessor):
    """Puts each fence's HTML aside before anything else reads the text, in lists and quotes too.

    What is a fence the notes' structure says, which has found the cells as well; Python-Markdown would find others.
    """

    def __init__(self, md: Markdown, slides: _Slides) -> None:
        super().__init__(md)
        self.slides = slides

    def run(self, lines: list[str]) -> list[str]:
        passage = Passage(tuple(lines))
        kept: list[str] = []
        position = 0
        for block in fences(read_blocks(passage).blocks):
            prefix = fence_prefix(lines[block.start])
            blank = prefix.rstrip() if not prefix.strip(" >") else ""
            placeholder = self.md.htmlStash.store(self.slides.fence(block.text, fence_source(passage, block)))
            kept += [*lines[position : block.start], *([blank] if not prefix.strip() or blank else [])]
            kept += [prefix + placeholder, blank]
            position = block.end
        return kept + lines[position:]


class _Bound(Preprocessor):
    """Refuses what only this library reads as text, as a fence behind a bullet's marker."""

    def run(self, lines: list[str]) -> list[str]:
        if is_too_much_text("\n".join(lines)):
            raise TooMuchError
        return lines


class _Pictures(Treeprocessor):
    def __init__(self, md: Markdown, slides: _Slides) -> None:
        super().__init__(md)
        self.slides = slides

    def run(self, root: Element) -> None:
        """Swap pictures for the deck's own."""
        for parent in list(root.iter()):
            for index, child in enumerate(list(parent)):
                if child.tag == "img":
                    others = {name: value for name, value in child.attrib.items() if name not in ("src", "alt")}
                    html = self.slides.picture(child.get("src", ""), child.get("alt", ""), others)
                    placeholder = Element("span")
                    placeholder.text = self.md.htmlStash.store(html)
                    placeholder.tail = child.tail
                    parent[index] = placeholder


class _Items(Treeprocessor):
    def __init__(self, md: Markdown, slides: _Slides) -> None:
        super().__init__(md)
        self.slides = slides

    def run(self, root: Element) -> None:
        """Give the items of outermost lists the classes of their steps."""
        for item in (item for child in root if child.tag in ("ul", "ol") for item in child if item.tag == "li"):
            if marked := next(self.slides.classes, ""):
                item.set("class", f"{item.get('class', '')} {marked}".strip())
