"""Files that a stranger may have put beside the notes: links in circles, pipes, devices, gigabytes, endless JSON."""

from __future__ import annotations

import errno
import json
import os
import stat
from pathlib import Path
from typing import Any

MOST_BYTES = 200_000_000
"""Of a recording, which may hold every answer of many applications; whatever else is read is far smaller."""


def read_file(file: Path, *, within: Path | None = None, most_bytes: int = MOST_BYTES) -> bytes:
    """What a file holds; one that lies, after all links, ``within`` a folder. Nothing is waited for.

    Raises ValueError with what is wrong, or OSError.
    """
    if within is not None and file.exists() and not is_within(file, within):
        raise ValueError("it leads to elsewhere")
    with open(file, "rb", buffering=0, opener=_without_waiting) as source:
        found = os.fstat(source.fileno())
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not stat.S_ISREG(found.st_mode):
            raise ValueError("it is no file")
        if found.st_size > most_bytes:
            raise ValueError(f"it has more than {most_bytes / 1e6:g} MB")
        return source.readall()


def read_json(file: Path, *, within: Path | None = None, most_bytes: int = MOST_BYTES) -> Any:
    """What a file of JSON says. Raises ValueError with what is wrong, or OSError."""
    try:
        return json.loads(read_file(file, within=within, most_bytes=most_bytes))
    except RecursionError:
        raise ValueError("it is nested too deep") from None


def _without_waiting(path: str, flags: int) -> int:
    """Opening a pipe waits for whoever writes into it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def is_within(file: Path, folder: Path) -> bool:
    """Whether a path leads, after all links, to a place in a folder; one that leads nowhere does not."""
    try:
        return file.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # links in a circle, a name that is too long, a zero character
        return False


def is_there(file: Path) -> bool:
    """Whether there is a file of that name; a name that none can have is none."""
    try:
        return file.is_file()
    except (OSError, ValueError):
        return False
