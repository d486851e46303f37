"""What an editor asks while the speaker types: names that may follow, and what an open call expects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pyodide.console import Console

from footlights.live.completion import last_names
from footlights.live.signatures import signature_help
from footlights.talk.kernel_messages import Explained, Named


class Questions:
    """Answers from the names of the live namespace; each answer is posted under its question's number."""

    def __init__(self, console: Console, names: Mapping[str, Any], post: Callable[..., None]) -> None:
        self._console = console
        self._names = names
        self._post = post

    def name(self, question: int, before: str) -> None:
        """Post the names that may follow the text before an editor's caret, and where they begin."""
        matches, start = self._matches(before)
        names, shift = last_names(matches)
        self._post(Named(question, start + shift, tuple(names)))

    def explain(self, question: int, before: str) -> None:
        """Post the signature of the call that the text before an editor's caret leaves open, if any."""
        self._post(Explained(question, signature_help(before, dict(self._names))))

    def _matches(self, before: str) -> tuple[list[str], int]:
        line = before.rsplit("\n", 1)[-1]
        try:
            matches, start = self._console.complete(line)
        except Exception:  # a property of the user's may raise anything
            return [], len(before)
        return matches, len(before) - len(line) + start
