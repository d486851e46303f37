"""Files that are written whole or not at all: a kill, a full disk or a second run leaves none that is half there."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from footlights.deck import decode_notes


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


def changed_bytes(written: bytes, base: str, text: str) -> bytes | None:
    """A file in which only the lines differ that differ between two texts; what ends its lines stays.

    None where the file is not what ``base`` says it is, or the texts have not as many lines.
    """
    before, after = base.split("\n"), text.split("\n")
    lines = written.split(b"\n")
    if decode_notes(written)[0] != base or not len(before) == len(after) == len(lines):
        return None
    for at, (was, is_now) in enumerate(zip(before, after, strict=True)):
        if was != is_now:
            old = was.encode("utf-8", "surrogatepass")
            if lines[at].count(old) != 1:
                return None
            lines[at] = lines[at].replace(old, is_now.encode("utf-8", "surrogatepass"))
    return b"\n".join(lines)
