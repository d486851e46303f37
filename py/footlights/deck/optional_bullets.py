"""Bullets of a slide that may be left out when time runs short, as the plan at the lectern needs to know them."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from footlights.deck.model import OptionalBullet, Settings, Shown, Step
from footlights.deck.optional import may_hold_mark
from footlights.deck.optional_items import is_told, items_in, told_budget_s, words_of
from footlights.deck.renderers import markdown_tree
from footlights.deck.sanitise import Own
from footlights.deck.steps import split_at_pauses

if TYPE_CHECKING:
    from justhtml import Node

_REFERENCE = re.compile(r"\[([^\[\]]{1,80})\]\[[^\[\]]{0,80}\]")


def optional_bullets(source: str, settings: Settings, steps: tuple[Step, ...]) -> tuple[OptionalBullet, ...]:
    """Those of a slide, in the order in which they stand on it."""
    if not may_hold_mark(source):
        return ()
    roots = [_root(piece, settings.markdown) for piece in split_at_pauses(source)]
    pieces = [[] if root is None else list(items_in(root)) for root in roots]
    among = sum(map(len, pieces))
    told = [(piece, item) for piece, items in enumerate(pieces, 1) for item in items if is_told(item)]
    lists = [piece for piece, root in enumerate(roots, 1) if root is not None and _is_all_lists(root)]
    titles = [_REFERENCE.sub(r"\1", words_of(item)) for _, item in told]
    numbers = {id(item): number for number, (_, item) in enumerate(told, 1)}
    return tuple(
        OptionalBullet(
            title,
            _name(title, titles[:index]),
            told_budget_s(item),
            1 + len(list(items_in(item))),
            among,
            _step(piece, _number(item), steps, piece in lists),
            _inside(item, numbers),
        )
        for index, ((piece, item), title) in enumerate(zip(told, titles, strict=True))
    )


def _name(title: str, before: list[str]) -> str:
    """What a bullet says, told apart from those before it that say the same."""
    times = before.count(title)
    return f"{title}\n{times + 1}" if times else title


def _step(piece: int, number: int, steps: tuple[Step, ...], all_lists: bool) -> int:
    """The step that brings an item by itself, or with a piece that is all lists; 0 where it comes with more."""
    alone = ((Shown(piece, number),), *(((Shown(piece), Shown(piece, number)),) if all_lists else ()))
    return next((step for step, brought in enumerate(steps, 1) if number and brought in alone), 0)


def _inside(item: Node, numbers: dict[int, int]) -> int:
    """The number of the item that one stands in, the innermost of those that have a number; 0 for none."""
    node = item.parent
    while node is not None:
        if number := numbers.get(id(node)):
            return number
        node = node.parent
    return 0


def _root(piece: str, renderer: str) -> Node | None:
    return markdown_tree(piece, renderer, {}, Own(), _fence, _nothing, count(1), of_slide=True)


def _is_all_lists(root: Node) -> bool:
    parts = (child for child in root.children or () if child.name != "#text" or str(child.data or "").strip())
    return all(child.name in ("ul", "ol") for child in parts)


def _fence(_info: str, _code: str) -> str:
    return "<hr>"


def _nothing(*_what: object) -> str:
    return ""


def _number(item: Node) -> int:
    """An item's number among those that stand in no other; 0 for the others."""
    return int((item.attrs or {}).get("data-from-step") or 0)
