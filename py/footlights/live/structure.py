"""Rows as a table, nested values as something that unfolds: HTML without scripts or styles."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from html import escape
from numbers import Number
from typing import Any

MOST_ROWS = 100
MOST_COLUMNS = 16
MOST_ITEMS = 100
DEEPEST = 6
SHORT = 72
"""A structure whose representation is no longer than this is shown as text."""
LONGEST_CELL = 200


def table_html(value: Any) -> str:
    """Rows that are dicts, dataclasses or named tuples, as a table; empty for anything else."""
    if not isinstance(value, list | tuple) or not value or hasattr(value, "_fields"):
        return ""
    rows = [_fields(row) for row in value[:MOST_ROWS]]
    if not all(rows) or not all(isinstance(name, str) for row in rows for name in row):
        return ""
    columns = list(dict.fromkeys(name for row in rows for name in row))[:MOST_COLUMNS]
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    body = "".join(f"<tr>{''.join(_cell(row, name) for name in columns)}</tr>" for row in rows)
    more = f"<p>… {len(value) - MOST_ROWS:,} rows more</p>" if len(value) > MOST_ROWS else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def structure_html(value: Any) -> str:
    """A container or dataclass that unfolds part by part; empty for what a line of text shows."""
    if not _parts(value) or len(_short(value, SHORT + 1)) <= SHORT:
        return ""
    return _unfolding(value, "", 1, set())


def _unfolding(value: Any, name: str, depth: int, above: set[int]) -> str:
    """One level; ``above`` holds the identities of what it stands in, for structures in a circle."""
    label = f"<b>{escape(name)}</b> " if name else ""
    parts = _parts(value)
    if not parts or depth > DEEPEST or id(value) in above:
        return f"<div>{label}<code>{escape(_short(value, LONGEST_CELL))}</code></div>"
    shown = "".join(
        f"<li>{_unfolding(part, part_name, depth + 1, above | {id(value)})}</li>"
        for part_name, part in parts[:MOST_ITEMS]
    )
    more = f"<li>… {len(parts) - MOST_ITEMS:,} more</li>" if len(parts) > MOST_ITEMS else ""
    opened = " open" if depth <= 2 else ""
    summary = f"<summary>{label}{escape(type(value).__name__)} · {len(parts)}</summary>"
    return f"<details{opened}>{summary}<ul>{shown}{more}</ul></details>"


def _parts(value: Any) -> list[tuple[str, Any]]:
    """The named parts of a structure; none for anything else."""
    if isinstance(value, list | tuple | set | frozenset) and not hasattr(value, "_fields"):
        named: Iterable[tuple[Any, Any]] = enumerate(value)
        return [(str(index), part) for index, part in named]
    fields = _fields(value)
    return [(name if isinstance(name, str) else repr(name), part) for name, part in fields.items()]


def _fields(value: Any) -> Mapping[Any, Any]:
    """The fields of a dict, a dataclass or a named tuple."""
    if isinstance(value, dict):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name, None) for field in dataclasses.fields(value) if field.repr}
    names = getattr(type(value), "_fields", None)
    return dict(zip(names, value, strict=False)) if isinstance(value, tuple) and isinstance(names, tuple) else {}


def _cell(row: Mapping[Any, Any], name: str) -> str:
    if name not in row:
        return "<td></td>"
    value = row[name]
    text = value if isinstance(value, str) else _short(value, LONGEST_CELL)
    number = isinstance(value, Number) and not isinstance(value, bool)
    return f'<td class="number">{escape(text)}</td>' if number else f"<td>{escape(text[:LONGEST_CELL])}</td>"


def _short(value: Any, longest: int) -> str:
    try:
        text = repr(value)
    except Exception as error:
        text = f"<{type(value).__name__}: {type(error).__name__}>"
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
