"""The mark of optional bullets in a slide's tree: taken off, and told in an attribute."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from footlights.deck.budget import take_budget
from footlights.deck.optional import FARTHEST, take_optional
from footlights.deck.tree_walk import walk

if TYPE_CHECKING:
    from justhtml import Node

_LISTS = frozenset({"ul", "ol"})
_CODE = frozenset({"code", "pre", "kbd", "samp"})
_SEEN = frozenset({"img", "hr"})
"""Pictures and, in their places, what comes in later."""
_FOOTNOTES = frozenset({"footnotes", "footnote"})
_ATTRIBUTE = "data-optional"
_LEAD = "x "
"""Stands for what an item says before a mark: a mark alone is none."""


def tell_optional(root: Node) -> None:
    """Take the marks off the items of a slide's tree; one that had a mark says so, with its budget, in an attribute."""
    for item in list(items_in(root)):
        lead = ""
        for part in _own_parts(item):
            if part.name == "#text" and not _is_code(part.parent) and _take_off(item, part, lead):
                break
            lead = lead or (_LEAD if part.name != "#text" or _said(part).strip() else "")


def _take_off(item: Node, text: Node, lead: str) -> bool:
    """Whether there was a mark in a text of an item, before which others may stand; in a long one, on its last line."""
    was = _said(text)
    end = was.rstrip()
    before, line = ("", end) if len(end) < FARTHEST else _last_line(end)
    lead = _LEAD if before.strip() else lead
    words, is_optional = take_optional(lead + line.strip())
    if is_optional and item.attrs is not None:
        budgeted = take_budget(words)
        blanks = line[: len(line) - len(line.lstrip())]
        text.data = before + blanks + budgeted.title.removeprefix(lead.strip()).lstrip() + was[len(end) :]
        item.attrs[_ATTRIBUTE] = "" if budgeted.budget_s is None else str(budgeted.budget_s)
    return is_optional


def _last_line(text: str) -> tuple[str, str]:
    """A text up to its last line, and that."""
    cut = text.rfind("\n") + 1
    return text[:cut], text[cut:]


def _is_code(node: Node | None) -> bool:
    return node is not None and node.name in _CODE


def is_told(item: Node) -> bool:
    """Whether an item of a tree was marked as optional."""
    return _ATTRIBUTE in (item.attrs or {})


def told_budget_s(item: Node) -> int | None:
    """What such an item stated, in seconds."""
    stated = (item.attrs or {}).get(_ATTRIBUTE)
    return int(stated) if stated else None


def items_in(node: Node) -> Iterator[Node]:
    """The items of lists in a node, in order; footnotes are none."""
    return (child for child in walk(node, _is_no_footnote) if child.name == "li")


def _is_no_footnote(node: Node) -> bool:
    return not _FOOTNOTES & set(str((node.attrs or {}).get("class") or "").split())


def words_of(item: Node) -> str:
    """What an item says by itself."""
    return " ".join("".join(_said(part) for part in _own_parts(item) if part.name == "#text").split())


def _said(text: Node) -> str:
    return str(text.data or "")


def _own_parts(item: Node) -> Iterator[Node]:
    """The texts and pictures of an item, but for those of items in it."""
    inside = walk(item, lambda each: each.name not in _LISTS | _SEEN)
    return (child for child in inside if child.name == "#text" or child.name in _SEEN)
