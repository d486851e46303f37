"""The Pythons that a browser can run, by the names that notes call them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Engine:
    """A Python: its ``name`` in notes, its ``title`` for the audience, what it ``lacks`` in this page.

    ``stops_softly`` tells that running code can be stopped without losing the names.
    """

    name: str
    title: str
    lacks: tuple[str, ...] = ()
    stops_softly: bool = True


PYODIDE = "pyodide"
ENGINES = (
    Engine(PYODIDE, "Pyodide"),
    Engine("micropython", "MicroPython", ("input()", "a stop that keeps names", "most of the library"), False),
    Engine(
        "skulpt",
        "Skulpt",
        ("syntax since Python 3.8", "most of the library", "await", "a stop that keeps names"),
        False,
    ),
    Engine("brython", "Brython", ("input()", "time.sleep()", "a stop that keeps names"), False),
)
NAMES = tuple(engine.name for engine in ENGINES)
"""In the order in which they are shown."""

_ALIASES = {"": PYODIDE, "cpython": PYODIDE, "mpy": "micropython"}


def engine_name(said: str) -> str:
    """A name as ``NAMES`` has it, where there is such an engine."""
    name = said.strip().lower()
    return _ALIASES.get(name, name)


def find_engine(name: str) -> Engine | None:
    """The engine of a name."""
    return next((engine for engine in ENGINES if engine.name == name), None)
