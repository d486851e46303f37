"""Python's standard streams, which code may put anything in the place of, as in CPython."""

from __future__ import annotations

import sys
from contextlib import suppress

from pyodide.console import Console

_METHODS = {"stdin": "readline", "stdout": "write", "stderr": "write"}


def flush() -> None:
    """Let go of what the streams hold back; one that is no stream any more holds nothing."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(Exception):
            stream.flush()


class Streams:
    """The streams of a console; ``sys.__stdout__`` and its like are these, too."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._claim()

    def mend(self) -> None:
        """A stream that the run before broke is whole again; one that it turned elsewhere stays there."""
        broken = [name for name in _METHODS if not _is_whole(name)]
        if not broken:
            return
        kept = {name: getattr(sys, name) for name in _METHODS if name not in broken}
        self._console.persistent_restore_streams()
        self._console.persistent_redirect_streams()
        self._claim()
        for name, stream in kept.items():
            setattr(sys, name, stream)

    def _claim(self) -> None:
        for name in _METHODS:
            setattr(sys, f"__{name}__", getattr(sys, name))


def _is_whole(name: str) -> bool:
    stream = getattr(sys, name, None)
    try:
        return callable(getattr(stream, _METHODS[name], None)) and getattr(stream, "closed", False) is not True
    except Exception:  # what code puts there may do anything when it is asked
        return False
