"""How many steps a backtracking engine takes over a text with a regular expression: characters looked at.

Python's own engine is C, which no tracer sees into. This one tries the same ways in the same order
and counts; it knows what the deck's expressions are made of and raises KeyError for anything else.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser
from typing import Any

Next = Callable[[int], int | None]


class TooManyStepsError(Exception):
    """The engine goes on beyond what was allowed."""


@functools.cache
def _parsed(pattern: re.Pattern[str]) -> list[Any]:
    return list(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))


class StepCounter:
    """An expression that is tried on one text; ``taken`` counts the steps so far."""

    def __init__(self, pattern: re.Pattern[str], text: str, most: float) -> None:
        self.text, self.most, self.taken = text, most, 0
        self.tree = _parsed(pattern)
        self.flags, self.groups = pattern.flags, dict[int, tuple[int, int]]()

    def search(self) -> int:
        """The steps of finding all that matches, from the left."""
        position = 0
        while position <= len(self.text):
            end = self.match(position)
            position = max(position + 1, end if end is not None else 0)
        return self.taken

    def match(self, position: int) -> int | None:
        """Where a match that begins here ends."""
        self.groups.clear()
        return self._all(self.tree, 0, position, lambda end: end)

    def _step(self) -> None:
        self.taken += 1
        if self.taken > self.most:
            raise TooManyStepsError

    def _all(self, items: list[Any], index: int, at: int, then: Next) -> int | None:
        if index == len(items):
            return then(at)
        kind, value = items[index]

        def rest(end: int) -> int | None:
            return self._all(items, index + 1, end, then)

        self._step()
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            return self._repeat(kind, *value, at, rest)
        if kind is op.SUBPATTERN:
            return self._group(value, at, rest)
        if kind is op.BRANCH:
            for branch in value[1]:
                if (end := self._all(list(branch), 0, at, rest)) is not None:
                    return end
            return None
        if kind in (op.ASSERT, op.ASSERT_NOT):
            return self._look(kind is op.ASSERT, value, at, rest)
        if kind is op.GROUPREF:
            start, stop = self.groups.get(value, (0, -1))
            said = self.text[start:stop]
            return rest(at + len(said)) if stop >= start and self.text.startswith(said, at) else None
        if kind is op.AT:
            return rest(at) if self._stands(value, at) else None
        return rest(at + 1) if self._takes(kind, value, at) else None

    def _repeat(self, kind: Any, least: int, most: int, inner: Any, at: int, rest: Next) -> int | None:
        items = list(inner)
        if len(items) == 1 and items[0][0] in (op.IN, op.LITERAL, op.NOT_LITERAL, op.ANY):
            return self._repeat_one(kind, least, most, items[0], at, rest)
        greedy = kind is not op.MIN_REPEAT

        def more(times: int, here: int) -> int | None:
            def again(end: int) -> int | None:
                return more(times + 1, end) if end > here or times < least else None

            if not greedy and times >= least and (end := rest(here)) is not None:
                return end
            if times < most and (end := self._all(items, 0, here, again)) is not None:
                return end
            return rest(here) if greedy and times >= least else None

        return more(0, at)

    def _repeat_one(self, kind: Any, least: int, most: int, item: Any, at: int, rest: Next) -> int | None:
        stop = at
        limit = min(len(self.text), at + (most if isinstance(most, int) else len(self.text)))
        if kind is op.MIN_REPEAT:
            while True:
                self._step()
                if stop - at >= least and (end := rest(stop)) is not None:
                    return end
                if stop >= limit or not self._takes(*item, stop):
                    return None
                stop += 1
        while stop < limit and self._takes(*item, stop):
            self._step()
            stop += 1
        if kind is op.POSSESSIVE_REPEAT:
            return rest(stop) if stop - at >= least else None
        for here in range(stop, at + least - 1, -1):
            self._step()
            if (end := rest(here)) is not None:
                return end
        return None

    def _group(self, value: Any, at: int, rest: Next) -> int | None:
        number, _, _, inner = value

        def close(end: int) -> int | None:
            if number is not None:
                self.groups[number] = (at, end)
            return rest(end)

        return self._all(list(inner), 0, at, close)

    def _look(self, wanted: bool, value: Any, at: int, rest: Next) -> int | None:
        direction, inner = value
        begin = at if direction > 0 else at - inner.getwidth()[0]
        found = begin >= 0 and self._all(list(inner), 0, begin, lambda end: end) is not None
        return rest(at) if found == wanted else None

    def _stands(self, what: Any, at: int) -> bool:
        text, lines = self.text, bool(self.flags & re.MULTILINE)
        before, after = text[at - 1 : at] if at else "", text[at : at + 1]
        if what is op.AT_BOUNDARY:
            return bool(re.match(r"\w", before)) != bool(re.match(r"\w", after))
        return {
            op.AT_BEGINNING: not before or (lines and before == "\n"),
            op.AT_BEGINNING_STRING: not before,
            op.AT_END: not after or text[at:] == "\n" or (lines and after == "\n"),
            op.AT_END_STRING: not after,
        }[what]

    def _takes(self, kind: Any, value: Any, at: int) -> bool:
        if at >= len(self.text):
            return False
        character = self.text[at]
        if kind is op.ANY:
            return character != "\n" or bool(self.flags & re.DOTALL)
        if kind is op.IN:
            negated = value[0][0] is op.NEGATE
            return any(self._is(*each, character) for each in value[negated:]) != negated
        return self._is(op.LITERAL, value, character) == (kind is op.LITERAL)

    def _is(self, kind: Any, value: Any, character: str) -> bool:
        if kind is op.LITERAL:
            return ord(character) == value or bool(
                self.flags & re.IGNORECASE and chr(value).lower() == character.lower()
            )
        if kind is op.RANGE:
            low, high = value
            return any(
                low <= ord(each) <= high
                for each in {character, character.lower()[:1] if self.flags & re.IGNORECASE else character}
            )
        return bool(re.match(_CATEGORIES[value], character))


_CATEGORIES = {
    op.CATEGORY_SPACE: r"\s",
    op.CATEGORY_NOT_SPACE: r"\S",
    op.CATEGORY_WORD: r"\w",
    op.CATEGORY_NOT_WORD: r"\W",
    op.CATEGORY_DIGIT: r"\d",
    op.CATEGORY_NOT_DIGIT: r"\D",
}
