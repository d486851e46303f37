"""What notes give, made part of the talk: names of their own, links and pictures as the deck has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from justhtml import Element, Node, Text

Picture = Callable[[str, str, Mapping[str, str]], str]
"""Gives the HTML of a picture, from its source, its alt text and its other attributes."""

PREFIX = "slide-"
"""Comes before every id of the notes, and before classes that are not listed: none can be the page's own."""

_CLASSES = frozenset(
    "autolink links task-list-item contains-task-list task-list-item-checkbox footnote footnotes footnotes-sep "
    "footnotes-list footnote-item footnote-ref footnote-backref".split()
)
"""Classes that the Markdown libraries write."""

_OF_PICTURES = ("class", "id", "title", "lang", "width", "height")
_STEP = "\udbff"
_UNLINKED = frozenset({"a", "code", "pre", "kbd", "samp"})
_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"]+")
_BEFORE_PATH = re.compile(r"^https?://(?:www\.)?|/$")


def adapt(root: Node, kept: Callable[[str], str], picture: Picture | None) -> None:
    """Adapt a sanitised tree. ``kept`` puts HTML of ours by and gives the class of what stands for it."""
    for element in list(_elements(root)):
        attributes = element.attrs
        _take_step(attributes)
        name_apart(attributes)
        if element.name == "a":
            _adapt_link(attributes)
        elif element.name == "input":
            attributes.update(type="checkbox", disabled="")
        elif element.name == "img" and picture and attributes.get("src"):
            source, alt = str(attributes["src"]), str(attributes.get("alt") or "")
            html = picture(source, alt, of_picture(attributes))
            attributes.clear()
            attributes["class"] = kept(html)
        if element.name not in _UNLINKED:
            _link_addresses(element)
    _link_addresses(root)


def class_of_step(step: int) -> str:
    """A class that notes can't write, for what is shown from this step on; none for what is there at once (0)."""
    return f"{_STEP}{step}" if step else ""


def _take_step(attributes: dict[str, str | None]) -> None:
    """An element with the class of a step says so in its own attribute instead."""
    names = str(attributes.get("class") or "")
    if _STEP not in names:
        return
    steps = [name.removeprefix(_STEP) for name in names.split() if name.startswith(_STEP)]
    attributes["class"] = " ".join(name for name in names.split() if not name.startswith(_STEP)) or None
    attributes["data-from-step"] = steps[0]


def of_picture(attributes: Mapping[str, str | None]) -> dict[str, str]:
    """Those attributes of a picture, besides source and text, that it may have."""
    return {name: str(attributes[name]) for name in _OF_PICTURES if attributes.get(name)}


def name_apart(attributes: dict[str, str | None]) -> None:
    """Give an element's id and classes names that nothing of the page's own has."""
    if attributes.get("id"):
        attributes["id"] = f"{PREFIX}{attributes['id']}"
    if attributes.get("class"):
        names = str(attributes["class"]).split()
        attributes["class"] = " ".join(
            name if name in _CLASSES or "\ud800" <= name[0] <= "\udfff" else PREFIX + name for name in names
        )


def shown_address(address: str) -> str:
    """An address as people read it: without the protocol."""
    return _BEFORE_PATH.sub("", address)


def _adapt_link(attributes: dict[str, str | None]) -> None:
    """Links within the talk lead to its slides; others open beside the talk, never in its place."""
    address = attributes.get("href")
    if not address:
        return
    if address.startswith("#"):
        attributes["href"] = place_of(unquote(address[1:]))
    else:
        attributes.update(target="_blank", rel="noopener")


def place_of(target: str) -> str:
    """Where a link to a part of the talk leads: to a slide by its number, or to what has this id or title."""
    if re.fullmatch(r"[1-9]\d{0,5}(?:\.\d{1,5})?", target):
        return f"#/{target}"
    return f"#{target}" if target.startswith("/") else f"#{PREFIX}{target}"


def _elements(root: Node) -> Iterator[Element]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        for child in node.children or ():
            if child.name != "#text":
                waiting.append(child)
                yield child


def _link_addresses(parent: Node) -> None:
    """Addresses in an element's own text become links, as those in angle brackets are."""
    children = parent.children or []
    if not any(child.name == "#text" and "://" in (child.data or "") for child in children) or _is_unlinked(parent):
        return
    linked = [
        piece for child in children for piece in (_linked(child.data or "") if child.name == "#text" else (child,))
    ]
    children[:] = linked
    for child in linked:
        child.parent = parent


def _is_unlinked(node: Node | None) -> bool:
    while node is not None:
        if node.name in _UNLINKED:
            return True
        node = node.parent
    return False


def _linked(text: str) -> Iterator[Element | Text]:
    from justhtml import Element, Text

    end = 0
    for match in _ADDRESS.finditer(text):
        address = _trimmed(match[0])
        yield Text(text[end : match.start()])
        link = Element("a", {"href": address, "target": "_blank", "rel": "noopener", "class": "autolink"}, "html")
        link.append_child(Text(shown_address(address)))
        yield link
        end = match.start() + len(address)
    yield Text(text[end:])


def _trimmed(address: str) -> str:
    """Without the punctuation of the sentence around it; a closing bracket stays where its opening one is inside."""
    unopened = address.count(")") - address.count("(")
    end = len(address)
    while end and (address[end - 1] in ".,;:!?'*_~" or (address[end - 1] == ")" and unopened > 0)):
        unopened -= address[end - 1] == ")"
        end -= 1
    return address[:end]
