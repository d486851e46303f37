"""HTML of any size, cut to what a page takes in between two keys: characters, elements, depth.

What stands open at the cut is closed by whoever parses it, so that a table keeps its first rows. The page
looks once more, in ``web/js/output/html_size.js``, because not all that reaches it comes from here.
"""

from __future__ import annotations

import re

LONGEST_HTML = 200_000
MOST_ELEMENTS = 1_500
DEEPEST_HTML = 40
MOST_FORMATS = 20
"""Formats that stand open at once: a parser makes each of them anew in every paragraph that follows."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_CLOSED_BY_THE_NEXT = frozenset(
    "caption colgroup dd dt li optgroup option p rp rt tbody td tfoot th thead tr".split()
)  # fmt: skip
_FORMATS = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_HEAVY = {"table": 4}
"""A table in a table is laid out several times over."""
_FOREIGN = frozenset(("svg", "math"))


def bounded_html(html: str) -> str:
    """HTML up to the element that is one too many, or too deep; all of it if it is none of that."""
    return html[: _end(html)]


def _end(html: str) -> int:
    """Where HTML has to be cut: a count of tags, each looked at once."""
    left_open: dict[str, int] = {}
    depth = formats = elements = 0
    ignored = _VOID | _CLOSED_BY_THE_NEXT
    for match in _TAG.finditer(html, 0, LONGEST_HTML):
        closes, name = bool(match[1]), match[2].lower()
        if name in _FOREIGN:
            ignored = frozenset()
        if closes:
            if left_open.get(name):
                left_open[name] -= 1
                depth -= _HEAVY.get(name, 1)
                formats -= name in _FORMATS
            continue
        elements += 1
        if name not in ignored:
            left_open[name] = left_open.get(name, 0) + 1
            depth += _HEAVY.get(name, 1)
            formats += name in _FORMATS
        if elements > MOST_ELEMENTS or depth > DEEPEST_HTML or formats > MOST_FORMATS:
            return match.start()
    return LONGEST_HTML
