"""Events and effects as JSON: one text each way across the border between the languages.

What comes in is a stranger's: user code can make up what its worker says. It is decoded here, once,
for every field; behind this border an event is what its type says.
"""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any, get_args

from footlights.talk.decoding import MisfitError, camel, decoder_of_class
from footlights.talk.depth import is_deep_message
from footlights.talk.effects import Effect
from footlights.talk.events import Event

_EVENTS = {kind.__name__: decoder_of_class(kind) for kind in get_args(Event)}
_EFFECTS = {kind: [(camel(field.name), field.name) for field in fields(kind)] for kind in get_args(Effect)}


def read_event(message: object) -> Event | None:
    """The event of a message such as ``{"type": "KeyPressed", "atMs": 1, "key": "n"}``; None for what is none."""
    if not isinstance(message, dict):
        return None
    kind = message.get("type")
    decoded = _EVENTS.get(kind) if isinstance(kind, str) else None
    if decoded is None:
        return None
    try:
        event: Event = decoded({name: value for name, value in message.items() if name != "type"})
    except MisfitError:
        return None
    return event


def write_effect(effect: Effect) -> dict[str, Any]:
    """An effect as a message for the page, its type by name."""
    values = {name: getattr(effect, field) for name, field in _EFFECTS[type(effect)]}
    return {"type": type(effect).__name__, **values}


def from_json(text: str) -> object:
    """What a JSON text says; None for one that can't be read, or is too deep to be read here."""
    try:
        return None if is_deep_message(text) else json.loads(text)
    except ValueError:
        return None


def to_json(value: Any) -> str:
    """JSON without spaces, text as it is. Raises ValueError for a number that is not finite: JavaScript reads none."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
