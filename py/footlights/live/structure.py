"""Rows as a table, nested values as something that unfolds: HTML without scripts or styles.

Both are bounded in all: a page that is to answer keys can take in only so much at once.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import islice
from numbers import Number
from typing import Any

MOST_ROWS = 100
MOST_COLUMNS = 16
MOST_ITEMS = 100
MOST_PARTS = 300
"""Parts of a nested value that are unfolded, in all: each branch gets its share."""
DEEPEST = 6
SHORT = 72
"""A structure whose representation is no longer than this is shown as text."""
LONGEST_CELL = 200
MOST_REPRESENTED = 1_000
"""Values in a structure that is represented as text; of a larger one its type and size are told."""
MOST_TABLE_CHARACTERS = 100_000


@dataclasses.dataclass(slots=True)
class _Writing:
    """What is written of a value, bounded; remembers whether something of it was left out."""

    leaves_out: bool = False

    def cut(self, text: str, longest: int) -> str:
        """A text, or its beginning and dots."""
        if len(text) <= longest:
            return text
        self.leaves_out = True
        return f"{text[: longest - 1]}…"

    def more(self, count: int, of: str) -> str:
        """That so many are not shown; nothing where all are."""
        if count <= 0:
            return ""
        self.leaves_out = True
        return f"… {count:,} {of}".rstrip()

    def short(self, value: Any, longest: int) -> str:
        """A value's representation, or of a large structure its type and size."""
        if not is_small(value, MOST_REPRESENTED):
            self.leaves_out = True
            return f"{_type_and_size(value)} …"
        if type(value) in (str, bytes) and len(value) > longest:
            value = value[: longest + 1]
        try:
            text = repr(value)
        except Exception as error:
            text = f"<{type(value).__name__}: {type(error).__name__}>"
        return self.cut(text, longest)


def table_html(value: Any) -> tuple[str, bool]:
    """Rows that are dicts, dataclasses or named tuples, as a table; empty for anything else.

    With it comes whether it leaves something out, as with a structure.
    """
    if not isinstance(value, list | tuple) or not value or hasattr(value, "_fields"):
        return "", False
    rows = [_fields(row) for row in value[:MOST_ROWS]]
    if not all(rows) or not all(isinstance(name, str) for row in rows for name in row):
        return "", False
    writing = _Writing()
    columns = list(dict.fromkeys(name for row in rows for name in row))
    shown = columns[:MOST_COLUMNS]
    head = "".join(_heading(rows, name, writing) for name in shown)
    body, size = list[str](), 0
    for row in rows:
        body.append(f"<tr>{''.join(_cell(row, name, writing) for name in shown)}</tr>")
        size += len(body[-1])
        if size > MOST_TABLE_CHARACTERS:
            break
    left = (writing.more(len(value) - len(body), "rows more"), writing.more(len(columns) - len(shown), "columns more"))
    more = "".join(f"<p>{words}</p>" for words in left if words)
    html = f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>{more}"
    return html, writing.leaves_out


def structure_html(value: Any) -> tuple[str, bool]:
    """A container or dataclass that unfolds part by part; empty for what a line of text shows."""
    if not _count(value):
        return "", False
    if is_small(value, MOST_REPRESENTED) and len(_Writing().short(value, SHORT + 1)) <= SHORT:
        return "", False
    writing = _Writing()
    return _unfolding(value, "", 1, set(), MOST_PARTS, writing)[0], writing.leaves_out


def is_small(value: Any, most: int) -> bool:
    """Whether a structure holds no more than so many values, at any depth; each is counted where it stands."""
    waiting = [iter((value,))]
    while waiting:
        for part in waiting[-1]:
            most -= 1
            if most < 0:
                return False
            if _count(part):
                waiting.append(part for _name, part in _parts(part))
                break
        else:
            waiting.pop()
    return True


def _unfolding(value: Any, name: str, depth: int, above: set[int], room: int, writing: _Writing) -> tuple[str, int]:
    """One level, and how many parts it took of those there is room for.

    ``above`` holds the identities of what it stands in, for structures in a circle.
    """
    label = f"<b>{escape(writing.cut(name, SHORT))}</b> " if name else ""
    count = _count(value)
    if not count or depth > DEEPEST or id(value) in above or room <= 1:
        text = _type_and_size(value) if id(value) in above else writing.short(value, LONGEST_CELL)
        return f"<div>{label}<code>{escape(text)}</code></div>", 1
    items, taken = list[str](), 1
    fits = min(count, MOST_ITEMS, room - 1)
    for index, (part_name, part) in enumerate(islice(_parts(value), fits)):
        share = (room - taken) // (fits - index)
        item, took = _unfolding(part, part_name, depth + 1, above | {id(value)}, share, writing)
        items.append(f"<li>{item}</li>")
        taken += took
    more = f"<li>{words}</li>" if (words := writing.more(count - fits, "more")) else ""
    opened = " open" if depth <= 2 else ""
    summary = f"<summary>{label}{escape(type(value).__name__)} · {count}</summary>"
    return f"<details{opened}>{summary}<ul>{''.join(items)}{more}</ul></details>", taken


def _parts(value: Any) -> Iterator[tuple[str, Any]]:
    """The named parts of a structure; none for anything else."""
    if _is_sequence(value):
        named: Iterable[tuple[Any, Any]] = enumerate(value)
        return ((str(index), part) for index, part in named)
    return ((name if isinstance(name, str) else _name(name), part) for name, part in _fields(value).items())


def _count(value: Any) -> int:
    """How many parts a structure has."""
    return len(value) if _is_sequence(value) else len(_fields(value))


def _is_sequence(value: Any) -> bool:
    return isinstance(value, list | tuple | set | frozenset) and not hasattr(value, "_fields")


def _fields(value: Any) -> Mapping[Any, Any]:
    """The fields of a dict, a dataclass or a named tuple."""
    if isinstance(value, dict):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name, None) for field in dataclasses.fields(value) if field.repr}
    names = getattr(type(value), "_fields", None)
    return dict(zip(names, value, strict=False)) if isinstance(value, tuple) and isinstance(names, tuple) else {}


def _heading(rows: list[Mapping[Any, Any]], name: str, writing: _Writing) -> str:
    """A column's name, which stands as what is below it does."""
    numbers = all(_is_number(row[name]) for row in rows if name in row)
    return f"<th{_kind(numbers)}>{escape(writing.cut(name, LONGEST_CELL))}</th>"


def _cell(row: Mapping[Any, Any], name: str, writing: _Writing) -> str:
    if name not in row:
        return "<td></td>"
    value = row[name]
    text = writing.cut(value, LONGEST_CELL) if isinstance(value, str) else writing.short(value, LONGEST_CELL)
    return f"<td{_kind(_is_number(value))}>{escape(text)}</td>"


def _kind(is_number: bool) -> str:
    return ' class="number"' if is_number else ""


def _is_number(value: Any) -> bool:
    return isinstance(value, Number) and not isinstance(value, bool)


def _name(key: Any) -> str:
    """A key that is no text, a little longer than is shown where it is too long."""
    return _Writing().short(key, SHORT + 1)


def _type_and_size(value: Any) -> str:
    return f"{type(value).__name__} · {_count(value):,}"
