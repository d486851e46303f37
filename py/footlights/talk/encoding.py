"""Frozen values as JSON's: their fields by the names that JavaScript has for them."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from footlights.talk.decoding import camel

_FIELDS: dict[type, tuple[tuple[str, str], ...]] = {}
"""Computed once for each type, not for each value."""


def spelt(value: Any) -> dict[str, Any]:
    """The fields of a value; what is in them is spelt while the JSON is made."""
    kind = type(value)
    if kind not in _FIELDS:
        _FIELDS[kind] = tuple((camel(field.name), field.name) for field in fields(kind))
    return {name: getattr(value, field) for name, field in _FIELDS[kind]}


def told(value: Any) -> dict[str, Any]:
    """The same for what is one of several: its type goes with it. An event that the page stamps may say any moment."""
    return {"type": type(value).__name__, **spelt(value)}
