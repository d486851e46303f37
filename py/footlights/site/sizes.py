"""Sizes as people write them."""

from __future__ import annotations

import re

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*(k|M|G)?i?B?", re.IGNORECASE)
_UNITS = {"": 1, "k": 1_000, "m": 1_000_000, "g": 1_000_000_000}


def read_size(text: str) -> int:
    """Bytes of a size such as ``20MB`` or ``500k``; a bare number is megabytes. Raises ValueError for others."""
    match = _SIZE.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is no size such as 20MB")
    unit = (match[2] or ("" if "B" in text.upper() else "M")).lower()
    return round(float(match[1]) * _UNITS[unit])
