"""YAML that can't cost more than it is long: no anchors, no aliases, no tags, no depth, no endless numbers.

An alias repeats what it stands for, so that a few hundred bytes become gigabytes; settings need
none of them.
"""

from __future__ import annotations

import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import ScalarNode

LONGEST = 20_000
"""Characters of YAML; a page of settings has about 500."""
DEEPEST = 8
"""Lists and mappings in one another."""
_DIGITS = 40
_OPEN = 50
"""Brackets left open, in text too: the scanner looks at each of them for each further one."""
_BRACKET = re.compile(r"[][{}]")
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_RAISED = (YAMLError, ValueError, OverflowError, RecursionError, LookupError, TypeError)


class NotUnderstoodError(Exception):
    """YAML that is none, or more than it may be; ``line`` counts from 1, 0 where nobody knows."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


class _TooMuchError(MarkedYAMLError):
    pass


class _Composer(Composer):
    """Composes plain values; whatever repeats, names types or goes on and on is refused where it stands."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.parser.peek_event()
        if event.anchor is not None:
            raise _TooMuchError(
                problem="& and * are not for settings: put text that begins so in quotes", problem_mark=event.start_mark
            )
        if event.ctag is not None:
            raise _TooMuchError(
                problem="! is not for settings: put text that begins so in quotes", problem_mark=event.start_mark
            )
        if self.depth >= DEEPEST:
            raise _TooMuchError(problem="lists are nested too deep", problem_mark=event.start_mark)
        node = super().compose_node(parent, index)
        if isinstance(node, ScalarNode):
            node.value = _NO_TEXT.sub("\ufffd", node.value)
            if str(node.tag).endswith((":int", ":float")) and len(node.value) > _DIGITS:
                raise _TooMuchError(problem="a number is too long", problem_mark=node.start_mark)
        return node


def read_yaml(text: str) -> Any:
    """The value that YAML stands for: text, numbers, dates, lists and mappings. Raises NotUnderstoodError."""
    if len(text) > LONGEST:
        raise NotUnderstoodError(f"it is longer than {LONGEST} characters", text.count("\n", 0, LONGEST) + 1)
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > _OPEN:
            raise NotUnderstoodError("lists are nested too deep", text.count("\n", 0, bracket.start()) + 1)
    yaml = YAML(typ="safe", pure=True)
    yaml.Composer = _Composer
    try:
        return yaml.load(text)
    except _RAISED as error:
        marked = error if isinstance(error, MarkedYAMLError) else None
        line = marked.problem_mark.line + 1 if marked and marked.problem_mark else 0
        raise NotUnderstoodError((marked and marked.problem) or "it can't be read", line) from error
