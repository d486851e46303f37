"""JSON values as a dataclass's type hints say them. A decoder is made once for each type, not for each message.

A decoder gives the value, or raises MisfitError. JSON's ``true`` is no number, and a number that is not
finite is none either.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from footlights.talk.fields import AtMost, CutAt, ElseNothing, Within

Decoder = Callable[[Any], Any]
LONGEST = 10_000_000
"""Characters of a text, or entries of a list, where the type says nothing else: no talk comes near."""


class MisfitError(ValueError):
    """A value that is not what its place asks for."""


def decoder_of_class(kind: type) -> Decoder:
    """Reads an object with the fields of a dataclass, by their names in JavaScript; none may be unknown."""
    hints = get_type_hints(kind, include_extras=True)
    by_name = {camel(field.name): (field.name, decoder_of(hints[field.name])) for field in fields(kind)}
    needed = {each.name for each in fields(kind) if each.default is MISSING and each.default_factory is MISSING}

    def decode(message: dict[str, Any]) -> Any:
        try:
            known = ((by_name[name], value) for name, value in message.items())
            values = {name: decoded(value) for (name, decoded), value in known}
        except KeyError:
            raise MisfitError from None
        if not needed <= values.keys():
            raise MisfitError
        return kind(**values)

    return decode


def decoder_of(hint: Any, marks: tuple[Any, ...] = ()) -> Decoder:
    """Reads a value of a type. Raises TypeError for a type that no event's field has had so far."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return decoder_of(inner[0], inner[1:])
    if origin is Literal:
        return _one_of(inner)
    if origin is tuple and inner[1:] == (...,):
        return _tuple(decoder_of(inner[0]), _mark(marks, AtMost, AtMost(LONGEST)))
    if origin in (Union, UnionType) and inner[1:] == (type(None),):
        read = _optional(decoder_of(inner[0]))
        return read if _mark(marks, ElseNothing, None) is None else _or_nothing(read)
    if hint is object:
        return lambda value: value
    if hint is bool:
        return _bool
    if hint is str:
        return _text(_mark(marks, CutAt, None), _mark(marks, AtMost, AtMost(LONGEST)))
    if hint in (int, float):
        return _number(hint, _mark(marks, Within, Within()))
    raise TypeError(f"no decoder for {hint}")


def camel(name: str) -> str:
    """A field's name as JavaScript spells it: ``at_ms`` is ``atMs``."""
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


def _mark(marks: tuple[Any, ...], kind: type, otherwise: Any) -> Any:
    return next((mark for mark in marks if isinstance(mark, kind)), otherwise)


def _one_of(values: tuple[Any, ...]) -> Decoder:
    """A constant, told by its type too: ``1``, ``1.0`` and ``true`` are three values."""
    plain = {(str if isinstance(value, str) else type(value), value): value for value in values}

    def decode(value: Any) -> Any:
        try:
            return plain[type(value), value]
        except (KeyError, TypeError):
            raise MisfitError from None

    return decode


def _tuple(decoded: Decoder, most: AtMost) -> Decoder:
    def decode(value: Any) -> Any:
        if type(value) is not list or len(value) > most.length:
            raise MisfitError
        return tuple(map(decoded, value))

    return decode


def _optional(decoded: Decoder) -> Decoder:
    return lambda value: None if value is None else decoded(value)


def _or_nothing(decoded: Decoder) -> Decoder:
    def decode(value: Any) -> Any:
        try:
            return decoded(value)
        except MisfitError:
            return None

    return decode


def _bool(value: Any) -> Any:
    if type(value) is not bool:
        raise MisfitError
    return value


def _text(cut: CutAt | None, most: AtMost) -> Decoder:
    def decode(value: Any) -> Any:
        if type(value) is not str:
            raise MisfitError
        if cut is not None:
            value = value[: cut.length]
        if len(value) > most.length:
            raise MisfitError
        return value if value.isascii() else _unicode(value)

    return decode


def _unicode(text: str) -> str:
    """JavaScript cuts text between the halves of a character; half of one can't be encoded, and becomes ``?``."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode(errors="replace").decode()
    return text


def _number(kind: type, bounds: Within) -> Decoder:
    """JSON tells no whole number from a float that happens to be one: a float may come as either."""
    taken = (int, float) if kind is float else (int,)

    def decode(value: Any) -> Any:
        if type(value) not in taken or not bounds.least <= value <= bounds.most:
            raise MisfitError
        return kind(value)

    return decode
