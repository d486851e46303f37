"""A tree from top to bottom, without recursion: HTML nests as deep as its author likes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from justhtml import Node


def walk(root: Node, enters: Callable[[Node], bool]) -> Iterator[Node]:
    """The nodes below a root in the order in which they stand; of one that is not entered, nothing below it."""
    levels = [iter(root.children or ())]
    while levels:
        child = next(levels[-1], None)
        if child is None:
            levels.pop()
            continue
        yield child
        if child.name != "#text" and enters(child):
            levels.append(iter(child.children or ()))
