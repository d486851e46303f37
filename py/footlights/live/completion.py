"""What may follow a name, cut down to what an editor offers."""

from __future__ import annotations

MOST_SHOWN = 200


def last_names(matches: list[str]) -> tuple[list[str], int]:
    """The names after the last dot that dotted matches share, and how far into them they begin."""
    unique = sorted(set(matches))
    shift = max((match.rfind(".") + 1 for match in unique), default=0)
    return [match[shift:].rstrip("( ") for match in unique][:MOST_SHOWN], shift
