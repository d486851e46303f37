"""Completions of the REPL as one edit: what to insert, or what there is to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from os.path import commonprefix

MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Completed:
    """``before`` is the text with what is certain filled in; ``choices`` are shown if several."""

    before: str
    choices: tuple[str, ...] = ()


def last_names(matches: list[str]) -> tuple[list[str], int]:
    """The names after the last dot that dotted matches share, and how far into them they begin."""
    unique = sorted(set(matches))
    shift = max((match.rfind(".") + 1 for match in unique), default=0)
    return [match[shift:].rstrip("( ") for match in unique][:MOST_SHOWN], shift


def complete(before: str, matches: list[str], start: int) -> Completed:
    """The edit for matches that replace the text from ``start``, as rlcompleter gives them."""
    unique = sorted(set(matches))
    if not unique:
        return Completed(before)
    certain = commonprefix(unique)  # noqa: RUF071 - names, not paths
    filled = before[:start] + (certain if len(certain) >= len(before) - start else before[start:])
    if len(unique) == 1:
        return Completed(filled)
    names = tuple(match.rsplit(".", 1)[-1].strip() for match in unique)
    return Completed(filled, names[:MOST_SHOWN])
