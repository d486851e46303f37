"""What crosses the border between the languages, as JSON: one text each way. ``web/js/shared/wire.d.ts`` says the same.

What comes in is a stranger's: user code can make up what its worker says. It is decoded here, once,
for every field; behind this border an event is what its type says.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from footlights.talk.decoding import MisfitError, decoder_of_class
from footlights.talk.depth import is_deep_message
from footlights.talk.drawn_state import Stroke
from footlights.talk.effects import Effect
from footlights.talk.encoding import spelt, told
from footlights.talk.events import Event
from footlights.talk.view_model import View


@dataclass(frozen=True, slots=True)
class SlideShown:
    """A slide's element: its attributes, and whether the page has its HTML already."""

    attributes: Mapping[str, str]
    known: bool


@dataclass(frozen=True, slots=True)
class DeckShown:
    """A deck as the page makes it."""

    title: str
    slides: tuple[SlideShown, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an event: all that is painted, what the page is to do, and what changed of the rest.

    ``save`` is the talk as it is kept, ``deck`` its slides, ``drawings`` what is drawn on them by their numbers, each
    None where it is as before; ``handled`` tells that a key was the talk's, ``dropped`` how many messages so far were
    no events.
    """

    view: View
    effects: tuple[Effect, ...]
    handled: bool
    save: Mapping[str, object] | None
    deck: DeckShown | None
    dropped: int
    drawings: Mapping[str, tuple[Stroke, ...]] | None


_EVENTS = {kind.__name__: decoder_of_class(kind) for kind in get_args(Event)}
_TOLD = frozenset(get_args(Effect))
"""What is one of several: its type goes with it."""


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


def written(value: Any) -> dict[str, Any]:
    """A frozen value for JSON; an effect says what it is."""
    return told(value) if type(value) in _TOLD else spelt(value)


def from_json(text: str) -> object:
    """What a JSON text says; None for one that can't be read, or is too deep to be read here."""
    try:
        return None if is_deep_message(text) else json.loads(text)
    except ValueError:
        return None


def to_json(value: Any) -> str:
    """JSON without spaces, text as it is. Raises ValueError for a number that is not finite: JavaScript reads none."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=written)
