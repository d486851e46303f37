"""A web application beside the slides: what a browser asks of it, what it answers, how it is told apart.

Applications speak WSGI (PEP 3333) or ASGI (https://asgi.readthedocs.io/en/stable/specs/main.html).
There is no socket: a request is a value, and an answer is handed over piece by piece.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

HOST = "localhost"
PORT = 8000
ORIGIN = f"http://{HOST}:{PORT}"
"""Where every application seems to be; Django's ``DEBUG`` lets this host in by itself."""

_NAMES = ("app", "application", "api")


class Interface(StrEnum):
    """How an application wants to be called."""

    ASGI = "ASGI"
    WSGI = "WSGI"


@dataclass(frozen=True, slots=True)
class Request:
    """What a browser asks. ``target`` is the path with its query, escaped; header names are in lower case."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""

    @property
    def path(self) -> str:
        """The path, still escaped."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        """The query without its question mark."""
        return self.target.partition("?")[2]


@dataclass(frozen=True, slots=True)
class Head:
    """How an answer begins."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()


Answer = Callable[[Head | bytes], None]
"""Takes an answer in its pieces: a head, then the body's bytes as they come."""


def interface_of(value: object) -> Interface | None:
    """How a value is called, if it is an application: three arguments for ASGI, two for WSGI.

    A class is one if its instances are answers, as PEP 3333 shows.
    """
    if not callable(value) or (isinstance(value, type) and not hasattr(value, "__iter__")):
        return None
    try:
        parameters = inspect.signature(value).parameters.values()
    except (TypeError, ValueError):
        return None
    needed = [each for each in parameters if each.default is each.empty and each.kind in _POSITIONAL]
    return {2: Interface.WSGI, 3: Interface.ASGI}.get(len(needed))


def find_application(result: object, names: Mapping[str, Any]) -> tuple[Any, Interface] | None:
    """The application that code leaves: its last value, else what it calls app, application or api."""
    for value in (result, *(names.get(name) for name in _NAMES)):
        interface = interface_of(value)
        if interface:
            return value, interface
    return None


_POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
