"""A deck's problems for people and for tools."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from footlights.deck import Deck


def problem_lines(deck: Deck) -> Iterator[str]:
    """``path:line: message``, as editors understand it, with the hint below."""
    for problem in deck.problems:
        hint = f"\n    {problem.hint}" if problem.hint else ""
        yield f"{problem.path}:{problem.line}: {problem.message}{hint}"


def problems_json(deck: Deck) -> str:
    """A list of ``{path, line, message, hint}``."""
    return json.dumps([asdict(problem) for problem in deck.problems], ensure_ascii=False, indent=2)
