"""Python-Markdown as a slide renderer, for notes written for MkDocs or Pelican.

Only imported when the notes ask for it. An instance is reset for each slide: Python-Markdown
keeps footnotes and references between documents otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from footlights.deck.limits import as_written, is_too_much_text
from footlights.deck.references import mentioned

_EXTENSIONS = tuple(
    f"markdown.extensions.{name}"
    for name in ("abbr", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "sane_lists", "tables")
)
"""What ``extra`` consists of, by module: its short names are found by package metadata, which a page does not have."""

_OPENING = re.compile(r"^( *)(`{3,}|~{3,})\s*(.*?)\s*$")


def render(
    source: str,
    references: Mapping[str, Mapping[str, str]],
    fence: Callable[[str, str], str],
    picture: Callable[[str, str, Mapping[str, str]], str],
) -> str:
    """HTML of a slide's Markdown with ``extra``, sane lists and the notes' own indentation."""
    indent = indent_of(source)
    slides, markdown = _taken(indent)
    slides.fence, slides.picture = fence, picture
    markdown.reset()
    for label, reference in mentioned(source, references).items():
        markdown.references[label.lower()] = (reference["href"], reference.get("title", ""))
    try:
        html = str(markdown.convert(source))
    except (TooMuchError, RecursionError):
        return as_written(source)
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
        return slides, Markdown(extensions=[*_EXTENSIONS, slides], tab_length=tab_length)


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

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        md.preprocessors.register(_Fences(md, self), "footlights_fences", 27)
        md.preprocessors.register(_Bound(md), "footlights_bound", 26)
        md.treeprocessors.register(_Pictures(md, self), "footlights_pictures", 5)


class _Fences(Preprocessor):
    """Puts each fence's HTML aside before anything else reads the text, in lists too."""

    def __init__(self, md: Markdown, slides: _Slides) -> None:
        super().__init__(md)
        self.slides = slides

    def run(self, lines: list[str]) -> list[str]:
        kept: list[str] = []
        index = 0
        while index < len(lines):
            opening = _OPENING.match(lines[index])
            index += 1
            if opening is None:
                kept.append(lines[index - 1])
                continue
            indent, marks, info = opening.groups()
            code: list[str] = []
            while index < len(lines) and not _closes(lines[index], marks):
                code.append(lines[index].removeprefix(indent))
                index += 1
            index += 1
            kept += ["", indent + self.md.htmlStash.store(self.slides.fence(info, "\n".join(code))), ""]
        return kept


def _closes(line: str, marks: str) -> bool:
    stripped = line.strip()
    return stripped.startswith(marks) and not stripped.strip(marks[0])


class TooMuchError(Exception):
    """Text that this library takes for no code, and that is too much to be read."""


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
