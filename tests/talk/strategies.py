"""Messages and events as Hypothesis makes them up: what a page says, and what a forger would."""

from dataclasses import fields
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from footlights.deck import PYODIDE
from footlights.talk import Event
from footlights.talk.decoding import camel
from footlights.talk.intents import INTENTS
from footlights.talk.stage.keys import BINDINGS

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""These tests run in WebAssembly too, and on machines that do something else."""
EVENTS: tuple[type, ...] = get_args(Event)
FEW = st.integers(0, 9)
"""Numbers that are likely to be those of a run, a cell or a slide."""
numbers = FEW | st.integers(-(2**60), 2**60)
words = st.text(max_size=20) | st.sampled_from(
    ["done", "ready", "failed", "booting", "busy", "1 + 1", "#/3.2", "\ud800"]
)
json_values = st.recursive(
    st.none() | st.booleans() | numbers | st.floats() | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=4,
)


def _message(kind: type) -> st.SearchStrategy[dict[str, Any]]:
    """A message of a type, its fields by name, their values anything, most of them near what fits."""
    near = json_values | FEW | st.booleans() | st.lists(words | st.floats(0, 9), max_size=3)
    names = [camel(field.name) for field in fields(kind)]
    return st.fixed_dictionaries({"type": st.just(kind.__name__), **dict.fromkeys(names, near)})


messages = st.sampled_from(EVENTS).flatmap(_message)

_BY_NAME: dict[str, st.SearchStrategy[Any]] = {
    "key": st.sampled_from(sorted({chord.removeprefix("Shift+").removeprefix("Ctrl+") for each in BINDINGS for chord in (*each.chords, *each.everywhere)} | set("0123456789") | {"Enter", "Backspace"})),
    "intent": st.sampled_from(sorted(INTENTS)) | words,
    "engine": st.sampled_from([PYODIDE, "skulpt", "micropython", "brython", "nobody"]),
    "place": st.sampled_from(["", "#/2", "#/3.2", "#/4", "#/99", "#/preflight"]) | words,
    "share": st.floats(-2, 3),
    "slide": FEW | numbers,
}  # fmt: skip
"""Fields whose values have to hit something, for an event to have an effect."""


def _value(name: str, hint: Any) -> st.SearchStrategy[Any]:
    if name in _BY_NAME:
        return _BY_NAME[name]
    if get_origin(hint) is Annotated:
        return _value(name, get_args(hint)[0])
    if get_origin(hint) is tuple:
        return st.lists(_value(name, get_args(hint)[0]), max_size=3).map(tuple)
    if hint is object:
        return st.none()
    simple = {int: numbers, float: st.floats(0, 2**53), str: words}
    return simple[hint] if hint in simple else st.from_type(hint)


def _event(kind: type, at_ms: st.SearchStrategy[int]) -> st.SearchStrategy[Event]:
    hints = get_type_hints(kind, include_extras=True)
    values = {field.name: _value(field.name, hints[field.name]) for field in fields(kind)}
    return st.builds(kind, **{**values, "at_ms": at_ms})


def events(*without: type) -> st.SearchStrategy[Event]:
    """Any event, well typed, with numbers that someone made up; but for those of some types."""
    at_ms = st.integers(0, 10_000_000) | st.integers(0, 2**53 - 1)
    return st.one_of([_event(kind, at_ms) for kind in EVENTS if kind not in without])
