"""Events and effects as JSON: one text each way across the border between the languages."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from typing import Any, get_args

from footlights.talk.effects import Effect
from footlights.talk.events import Event

_EVENTS: dict[str, Any] = {kind.__name__: kind for kind in get_args(Event)}


class UnknownEventError(ValueError):
    """A message that is no event; the page and its Python are of different versions."""


def read_event(message: dict[str, Any]) -> Event:
    """The event of a message such as ``{"type": "KeyPressed", "atMs": 1, "key": "n"}``.

    Raises UnknownEventError for a type or a field that there is not.
    """
    values = {_snake(name): value for name, value in message.items() if name != "type"}
    try:
        event: Event = _EVENTS[message["type"]](**values)
    except (KeyError, TypeError) as error:
        raise UnknownEventError(f"no event: {message!r}") from error
    return event


def write_effect(effect: Effect) -> dict[str, Any]:
    """An effect as a message for the page, its type by name."""
    values = {_camel(field.name): getattr(effect, field.name) for field in fields(effect)}
    return {"type": type(effect).__name__, **values}


def to_json(value: Any) -> str:
    """JSON without spaces, text as it is."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)
