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


def table_html(value: Any) -> str:
    """Rows that are dicts, dataclasses or named tuples, as a table; empty for anything else."""
    if not isinstance(value, list | tuple) or not value or hasattr(value, "_fields"):
        return ""
    rows = [_fields(row) for row in value[:MOST_ROWS]]
    if not all(rows) or not all(isinstance(name, str) for row in rows for name in row):
        return ""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    shown = columns[:MOST_COLUMNS]
    head = "".join(f"<th>{escape(name[:LONGEST_CELL])}</th>" for name in shown)
    body, size = list[str](), 0
    for row in rows:
        body.append(f"<tr>{''.join(_cell(row, name) for name in shown)}</tr>")
        size += len(body[-1])
        if size > MOST_TABLE_CHARACTERS:
            break
    more = _more(len(value) - len(body), "rows") + _more(len(columns) - len(shown), "columns")
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>{more}"


def structure_html(value: Any) -> str:
    """A container or dataclass that unfolds part by part; empty for what a line of text shows."""
    if not _count(value) or (is_small(value, MOST_REPRESENTED) and len(_short(value, SHORT + 1)) <= SHORT):
        return ""
    return _unfolding(value, "", 1, set(), MOST_PARTS)[0]


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


def _more(count: int, of: str) -> str:
    return f"<p>… {count:,} {of} more</p>" if count > 0 else ""


def _unfolding(value: Any, name: str, depth: int, above: set[int], room: int) -> tuple[str, int]:
    """One level, and how many parts it took of those there is room for.

    ``above`` holds the identities of what it stands in, for structures in a circle.
    """
    label = f"<b>{escape(name[:SHORT])}</b> " if name else ""
    count = _count(value)
    if not count or depth > DEEPEST or id(value) in above or room <= 1:
        return f"<div>{label}<code>{escape(_short(value, LONGEST_CELL))}</code></div>", 1
    items, taken = list[str](), 1
    fits = min(count, MOST_ITEMS, room - 1)
    for index, (part_name, part) in enumerate(islice(_parts(value), fits)):
        share = (room - taken) // (fits - index)
        item, took = _unfolding(part, part_name, depth + 1, above | {id(value)}, share)
        items.append(f"<li>{item}</li>")
        taken += took
    more = f"<li>… {count - fits:,} more</li>" if count > fits else ""
    opened = " open" if depth <= 2 else ""
    summary = f"<summary>{label}{escape(type(value).__name__)} · {count}</summary>"
    return f"<details{opened}>{summary}<ul>{''.join(items)}{more}</ul></details>", taken


def _parts(value: Any) -> Iterator[tuple[str, Any]]:
    """The named parts of a structure; none for anything else."""
    if _is_sequence(value):
        named: Iterable[tuple[Any, Any]] = enumerate(value)
        return ((str(index), part) for index, part in named)
    return ((name if isinstance(name, str) else _short(name, SHORT), part) for name, part in _fields(value).items())


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


def _cell(row: Mapping[Any, Any], name: str) -> str:
    if name not in row:
        return "<td></td>"
    value = row[name]
    text = value if isinstance(value, str) else _short(value, LONGEST_CELL)
    number = isinstance(value, Number) and not isinstance(value, bool)
    return f'<td class="number">{escape(text)}</td>' if number else f"<td>{escape(text[:LONGEST_CELL])}</td>"


def _short(value: Any, longest: int) -> str:
    if not is_small(value, MOST_REPRESENTED):
        return f"{type(value).__name__} · {_count(value):,}"
    try:
        text = repr(value[:longest] if type(value) in (str, bytes) else value)
    except Exception as error:
        text = f"<{type(value).__name__}: {type(error).__name__}>"
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
