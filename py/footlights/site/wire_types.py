"""``web/js/shared/wire.d.ts``: what crosses the border between the languages, in TypeScript, from Python's types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from footlights.site.project import WEB
from footlights.site.writing import write_whole
from footlights.talk.decoding import camel
from footlights.talk.effects import Effect
from footlights.talk.events import Event
from footlights.talk.kernel_messages import KernelMessage, ShownMessage, Signature
from footlights.talk.wire import Answer

WIRE_TYPES = WEB / "js" / "shared" / "wire.d.ts"
_OPENING = """// What crosses the border between the languages, written by `build.py types` from the frozen dataclasses
// of footlights/talk (events, effects, view_model, wire, kernel_messages): change those.
"""
_PLAIN: Mapping[Any, str] = {int: "number", float: "number", str: "string", bool: "boolean", object: "unknown"}


def write_types() -> None:
    """Write the file anew."""
    write_whole(WIRE_TYPES, wire_types().encode())


def wire_types() -> str:
    """The file's text."""
    events, effects = get_args(Event), get_args(Effect)
    messages = get_args(KernelMessage)
    values = [*_values(Answer, []), *_values(Signature, [])]
    parts = [
        *(_interface(kind, is_told=True, may_lack=True) for kind in sorted(events, key=lambda kind: kind.__name__)),
        *(_interface(kind, is_told=True) for kind in sorted(effects, key=lambda kind: kind.__name__)),
        *(_interface(kind, is_told=True) for kind in sorted(messages, key=lambda kind: kind.__name__)),
        *(_interface(kind) for kind in sorted(values, key=lambda kind: kind.__name__)),
        _union("Event", events),
        _union("Effect", effects),
        _union("ShownMessage", get_args(ShownMessage)),
        _union("KernelMessage", messages),
        "/** An event before it is stamped. */\nexport type Told = Event extends infer Each ? (Each extends Event ? "
        'Omit<Each, "atMs"> : never) : never;\n',
        "/** What carries out each effect. */\nexport type Effects = {\n"
        '  [Name in Effect["type"]]: (effect: Extract<Effect, { type: Name }>) => void;\n};\n',
        "/** Says whether the event was taken. */\nexport type Send = (event: Told) => boolean;\n",
    ]
    return "\n".join([_OPENING, *parts])


def _interface(kind: type, *, is_told: bool = False, may_lack: bool = False) -> str:
    """A dataclass as an interface. Fields that have a default may lack in what comes in, never in what goes out."""
    hints = get_type_hints(kind, include_extras=True)
    lines = [f'  type: "{kind.__name__}";'] if is_told else []
    for field in fields(kind):
        lacks = may_lack and (field.default is not MISSING or field.default_factory is not MISSING)
        lines.append(f"  {camel(field.name)}{'?' if lacks else ''}: {_spelt(hints[field.name])};")
    said = (kind.__doc__ or "").strip().split("\n")[0]
    return f"/** {said} */\nexport interface {kind.__name__} {{\n" + "\n".join(lines) + "\n}\n"


def _union(name: str, kinds: tuple[type, ...]) -> str:
    return f"export type {name} =\n" + "\n".join(f"  | {kind.__name__}" for kind in kinds) + ";\n"


def _spelt(hint: Any) -> str:
    """A type as TypeScript spells it. Raises TypeError for one that has not crossed the border so far."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _spelt(inner[0])
    if origin is Literal:
        return " | ".join(f'"{value}"' if isinstance(value, str) else str(value) for value in inner)
    if origin in (Union, UnionType):
        return _either(inner)
    if origin is tuple:
        return f"{_grouped(inner[0])}[]" if inner[1:] == (...,) else f"[{', '.join(map(_spelt, inner))}]"
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return f"Record<{_spelt(inner[0])}, {_spelt(inner[1])}>"
    if hint in _PLAIN:
        return _PLAIN[hint]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return " | ".join(f'"{value}"' for value in hint)
    if is_dataclass(hint) and isinstance(hint, type):
        return hint.__name__
    raise TypeError(f"{hint} has no spelling in TypeScript here")


def _either(inner: tuple[Any, ...]) -> str:
    if set(inner) == set(get_args(Effect)):
        return "Effect"
    return " | ".join("null" if each is type(None) else _spelt(each) for each in inner)


def _grouped(hint: Any) -> str:
    spelt = _spelt(hint)
    return f"({spelt})" if " | " in spelt else spelt


def _values(hint: Any, seen: list[type]) -> Iterator[type]:
    """The dataclasses that a type is made of, besides effects."""
    if is_dataclass(hint) and isinstance(hint, type):
        if hint in seen or hint in get_args(Effect):
            return
        seen.append(hint)
        yield hint
        for inner in get_type_hints(hint, include_extras=True).values():
            yield from _values(inner, seen)
    for inner in get_args(hint):
        yield from _values(inner, seen)
