"""How much work a drawing (SVG) is for whoever paints it: its elements, those that are named again counted anew.

A drawing of 1 kB may be a hundred million elements: a group that uses a group ten times, and so on. The page looks at
what code shows in the same way, in ``web/js/output/drawing_size.js``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.parsers import expat

MOST_BYTES = 5_000_000
MOST_PAINTED = 50_000
"""Elements that are painted at once; a browser stands still for about a second."""

_TOO_MUCH = f"it paints more than {MOST_PAINTED:,} elements"
_CHARACTERS = 500
"""Characters of an element's attributes, the points of its path mostly, that are as much work as an element."""

_FILTER_STEP = 50
_LONGEST_ENTITY = 1_000
_NAMED = re.compile(r"url\(\s*+(?:[\"']\s*+)?#([^\"')\s]+)", re.IGNORECASE)
_TARGET = re.compile(r"#([^;\s]+)")
_RULE = re.compile(r"([^{}]*+)(?:\{([^{}]*+)\}|[{}]|\Z)")
_CLASS = re.compile(r"\.([\w-]+)")
_BY_LINK = frozenset(("use", "pattern", "filter", "feImage"))
_BY_CHANGE = frozenset(("set", "animate"))
_STYLES = frozenset(("style", "fill", "stroke", "clip-path", "mask", "filter"))
_PAINTED_ONCE = frozenset(("linearGradient", "radialGradient"))
_POINTS = ("d", "points")
_CHANGED = ("from", "to", "by", "values")


def drawing_trouble(data: bytes) -> str:
    """What speaks against showing a drawing; nothing for one that is painted in no time."""
    if len(data) > MOST_BYTES:
        return f"it has more than {MOST_BYTES / 1e6:g} MB"
    drawing = _Drawing()
    try:
        drawing.read(data)
    except (expat.ExpatError, ValueError, LookupError):
        return "it is no SVG"
    except _TroubleError as trouble:
        return str(trouble)
    return "" if drawing.painted() <= MOST_PAINTED else _TOO_MUCH


class _TroubleError(Exception):
    """A drawing that has too much of something, or hides how much there is of it."""


@dataclass(slots=True)
class _Element:
    name: str
    weight: int
    inner: list[int] = field(default_factory=list)
    named: list[tuple[str, int]] = field(default_factory=list)
    """Ids of what is painted for this element too, and how many times each."""


class _Drawing:
    """The elements of a drawing by their place in it, each with what stands in it and what it names."""

    def __init__(self) -> None:
        self._elements: list[_Element] = []
        self._by_id: dict[str, int] = {}
        self._classes: Counter[str] = Counter()
        self._open: list[int] = []
        self._sheets: list[str] = []

    def read(self, data: bytes) -> None:
        """Take the elements of an XML document; raises what its reader raises."""
        reader = expat.ParserCreate()
        reader.StartElementHandler = self._start
        reader.EndElementHandler = lambda _name: self._open.pop()
        reader.CharacterDataHandler = self._characters
        reader.EntityDeclHandler = _require_plain
        reader.Parse(data, True)
        _require_no_riddle("".join(self._sheets))
        for selector, rule in _RULE.findall("".join(self._sheets)):
            classes = _CLASS.findall(selector)
            times = sum(self._classes[name] for name in classes) if classes else len(self._elements)
            points = len(self._elements) if "marker" in rule else 1
            self._elements[0].named += [(name, times * points) for name in _named(rule)]

    def painted(self) -> int:
        """How many elements are painted, as far as that is no more than too many; a circle is too many."""
        costs: dict[int, int] = {}
        begun: set[int] = set()
        todo = [0]
        while todo:
            place = todo[-1]
            needed = list(self._needed(place))
            if place not in begun:
                begun.add(place)
                if any(other in begun and other not in costs for other, _ in needed):
                    return MOST_PAINTED + 1
                todo += [other for other, _ in needed if other not in costs]
                continue
            todo.pop()
            if place not in costs:
                cost = self._elements[place].weight + sum(costs[other] * times for other, times in needed)
                costs[place] = min(cost, MOST_PAINTED + 1)
        return costs[0]

    def _needed(self, place: int) -> Iterator[tuple[int, int]]:
        element = self._elements[place]
        yield from ((inner, 1) for inner in element.inner)
        yield from ((self._by_id[name], times) for name, times in element.named if name in self._by_id)

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition(":")[2]
        size = sum(map(len, attributes.values()))
        weight = (_FILTER_STEP if name.startswith("fe") else 1) + size // _CHARACTERS
        element = _Element(name, weight, named=list(_named_by(name, attributes)))
        place = len(self._elements)
        if place > MOST_PAINTED:
            raise _TroubleError(_TOO_MUCH)
        self._elements.append(element)
        self._classes.update(attributes.get("class", "").split())
        if "id" in attributes and name not in _PAINTED_ONCE:
            self._by_id.setdefault(attributes["id"], place)
        if self._open:
            self._elements[self._open[-1]].inner.append(place)
        self._open.append(place)

    def _characters(self, text: str) -> None:
        if self._elements[self._open[-1]].name == "style":
            self._sheets.append(text)


def _named_by(element: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """What an element names, by a link or in its styles; a marker is painted at every point of a path."""
    points = sum(len(attributes.get(name, "")) for name in _POINTS) // 2 + 1
    for attribute, value in attributes.items():
        key = attribute.rpartition(":")[2]
        if "data:image/svg" in value.lower():
            raise _TroubleError("it holds another drawing")
        is_marker = key.startswith("marker") or (key == "style" and "marker" in value)
        if is_marker or key in _STYLES:
            _require_no_riddle(value)
        if key not in _POINTS:
            yield from ((name, points if is_marker else 1) for name in _named(value))
        if (key == "href" and element in _BY_LINK) or (key in _CHANGED and element in _BY_CHANGE):
            yield from ((unquote(name), 1) for name in _TARGET.findall(value))


def _named(styles: str) -> list[str]:
    return [unquote(name) for name in _NAMED.findall(styles)]


def _require_no_riddle(styles: str) -> None:
    """Styles can be spelt so that only a browser reads them, and can hold drawings."""
    if "\\" in styles:
        raise _TroubleError("it spells its styles with backslashes")
    if "data:image/svg" in styles.lower():
        raise _TroubleError("it holds another drawing")


def _require_plain(_name: str, _is_parameter: bool, value: str | None, *_where: object) -> None:
    if value is None or "&" in value or "%" in value or len(value) > _LONGEST_ENTITY:
        raise _TroubleError("it is made of entities")
