"""How deep a text is nested, told without recursion.

The parsers of CPython recurse. In WebAssembly their stack is the browser's, and to run out of it ends the
interpreter for good, where CPython elsewhere raises RecursionError: on the stage nothing deep is parsed.
"""

from __future__ import annotations

import re

DEEPEST_MESSAGE = 50
MOST_OPERATORS = 1000
"""In Node's stack of 1 MB, 1500 levels of any operator are parsed, and 3000 are not."""

_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[][{}]', re.DOTALL)
_OPERATOR = re.compile(r"[^\w\s'\"#,;]|\b(?:and|await|elif|else|for|if|in|is|lambda|not|or|yield)\b")


def is_deep_message(text: str) -> bool:
    """Whether a JSON text has more levels than any message of the page."""
    if text.count("[") + text.count("{") <= DEEPEST_MESSAGE:
        return False
    depth = 0
    for found in _STRING_OR_BRACKET.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found[0], 0)
        if depth > DEEPEST_MESSAGE:
            return True
    return False


def may_be_deep_code(source: str) -> bool:
    """Whether Python code has operators enough to be nested too deep; code on a slide has a few dozen."""
    return sum(1 for _ in _OPERATOR.finditer(source)) > MOST_OPERATORS
