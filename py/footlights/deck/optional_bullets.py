"""Bullets of a slide that may be left out when time runs short, as the plan at the lectern needs to know them."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from footlights.deck.model import OptionalBullet, Settings, Shown, Step
from footlights.deck.optional_items import is_told, items_in, told_budget_s, words_of
from footlights.deck.renderers import markdown_tree
from footlights.deck.sanitise import Own
from footlights.deck.steps import split_at_pauses

if TYPE_CHECKING:
    from justhtml import Node


def optional_bullets(source: str, settings: Settings, steps: tuple[Step, ...]) -> tuple[OptionalBullet, ...]:
    """Those of a slide, in the order in which they stand on it."""
    if "optional" not in source.lower():
        return ()
    numbers = {step: number for number, step in enumerate(steps, 1)}
    pieces = [_items(piece, settings.markdown) for piece in split_at_pauses(source)]
    among = sum(map(len, pieces))
    return tuple(
        OptionalBullet(words_of(item), told_budget_s(item), 1 + len(list(items_in(item))), among, step)
        for piece, items in enumerate(pieces, 1)
        for item in items
        if is_told(item)
        for step in [numbers.get((Shown(piece, _number(item)),), 0)]
    )


def _items(piece: str, renderer: str) -> list[Node]:
    root = markdown_tree(piece, renderer, {}, Own(), _nothing, _nothing, count(1), of_slide=True)
    return [] if root is None else list(items_in(root))


def _nothing(*_what: object) -> str:
    return ""


def _number(item: Node) -> int:
    """An item's number among those that stand in no other; 0 for the others."""
    return int((item.attrs or {}).get("data-from-step") or 0)
