"""Files that are written whole or not at all: a kill, a full disk or a second run leaves none that is half there."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path


def write_whole(file: Path, content: bytes | str) -> None:
    """Write a file, beside its place first. A link that stands there is replaced, not followed."""
    data = content.encode() if isinstance(content, str) else content
    handle, beside = tempfile.mkstemp(prefix=f".{file.name[:40]}-", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(data)
            target.flush()
            os.fsync(target.fileno())
        Path(beside).chmod(0o666 & ~_umask())
        Path(beside).replace(file)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def make_whole(folder: Path, make: Callable[[Path], object], *, renew: bool = False) -> Path:
    """A folder that ``make`` fills, unless it is there already; with ``renew`` it is filled anew.

    It is made beside its place. Of two that make it at the same time the first one counts.
    """
    if folder.is_dir() and not renew:
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        (beside / "new").mkdir()
        make(beside / "new")
        if renew and folder.is_dir():
            folder.rename(beside / "old")
        _moved(beside / "new", folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return folder


def _moved(made: Path, folder: Path) -> None:
    try:
        made.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise


def _umask() -> int:
    """What new files of this process may not allow; ``mkstemp`` allows its owner only."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
