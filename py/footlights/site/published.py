"""A folder that a command writes for people: it holds a list of what was written, by hash, and only that is touched.

Everything else in the folder is somebody's: it is never removed, never written over, and no link is followed. The
list may be a stranger's too, so that nothing is removed for its sake but what a build could have made.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any

from footlights.site.project import Unable
from footlights.site.reading import read_file, read_json
from footlights.site.writing import write_whole

LIST = ".footlights.json"
"""The list, in the folder itself: pairs of a path and the SHA-256 of what was written there."""

_OURS = re.compile(
    r"(?:(?:[^/.][^/]*/)?index\.html|LICENSES\.txt|_headers|sw\.js|manifest\.webmanifest"
    r"|assets/[^/.][^/]*\.[0-9a-f]{12}\.\w+)(?:\.br|\.gz)?"
)
"""What a build makes: pages, what stands beside them, and parts that are named by their content."""

_MOST_LISTED = 20_000_000
Written = frozenset[tuple[str, str]]


def publish(made: Path, folder: Path) -> None:
    """Make a folder hold the files of another one, instead of those that were published there before.

    Raises Unable, with nothing written, where somebody else's file or a link is in the way.
    """
    files = sorted(file.relative_to(made).as_posix() for file in made.rglob("*") if file.is_file())
    content = {name: (made / name).read_bytes() for name in files}
    new = frozenset((name, hashlib.sha256(data).hexdigest()) for name, data in content.items())
    require_folder(folder)
    old = _written(folder)
    for name in files:
        require_own(folder, name, old | new)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_list(folder, old | new)  # before the files: a kill leaves none that no list names
        for name in sorted(files, key=_last_of_all):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            write_whole(folder / name, content[name])
        _remove(folder, old, set(files))
        _write_list(folder, new)
    except OSError as error:
        raise Unable(f"{folder} can't be written to: {error.strerror}") from None


def published_names(folder: Path) -> tuple[str, ...]:
    """The paths of what was published in a folder."""
    return tuple(sorted(name for name, _ in _written(folder)))


def require_folder(folder: Path) -> None:
    """Raise Unable for a folder that can't be one: a file stands there, or the path is none."""
    try:
        nearest = next(place for place in (folder, *folder.absolute().parents) if os.path.lexists(place))
        if not nearest.is_dir():
            raise Unable(f"{nearest} is a file; --out names a folder", 2)
        if not os.access(nearest, os.W_OK | os.X_OK):
            raise Unable(f"{folder} can't be written to: Permission denied", 2)
        _require_writable(nearest, folder)
        os.lstat(folder)
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise Unable(f"{folder} can't be written to: {reason}", 2) from None


def _require_writable(nearest: Path, folder: Path) -> None:
    """Root may write anywhere, it is said, and can't: the one way to know is to try."""
    try:
        tempfile.TemporaryFile(dir=nearest).close()
    except OSError as error:
        raise Unable(f"{folder} can't be written to: {error.strerror}", 2) from None


def require_own(
    folder: Path,
    name: str,
    own: Iterable[tuple[str, str]],
    remedy: str = "move it away or name another folder: --out DIR",
) -> None:
    """Raise Unable unless a file's place in a folder is free, or holds what was written there by us."""
    for place in reversed(PurePosixPath(name).parents[:-1]):
        inner = folder / place
        if inner.is_symlink():
            raise Unable(f"{inner} is a link, which is not followed; {remedy}", 2)
        if inner.exists() and not inner.is_dir():
            raise Unable(f"{inner} is a file; {remedy}", 2)
    file = folder / name
    if os.path.lexists(file) and (file.is_symlink() or not file.is_file() or (name, _hash(file)) not in own):
        what = f"{file} was not written by this command, or changed since"
        raise Unable(f"{what}; {remedy}", 2)


def _written(folder: Path) -> Written:
    """What the list says was written, as far as a build writes such things; nothing where there is no list.

    Raises Unable for a file of its name that is none.
    """
    file = folder / LIST
    try:
        listed: Any = None if file.is_symlink() else read_json(file, within=folder, most_bytes=_MOST_LISTED)
        pairs = {(str(name), str(digest)) for name, digest in listed}
    except FileNotFoundError:
        return frozenset()
    except (OSError, ValueError, TypeError):
        what = f"{file} is there and is no list of what was written"
        raise Unable(f"{what}; move it away or name another folder: --out DIR", 2) from None
    return frozenset(pair for pair in pairs if _OURS.fullmatch(pair[0]) and _is_inside(folder, pair[0]))


def _is_inside(folder: Path, name: str) -> bool:
    """Whether a listed path leads to a place in the folder, by no link."""
    path = PurePosixPath(name)
    if not path.parts or path.is_absolute() or ".." in path.parts or {"\\", ":", "\0"} & set(name):
        return False
    try:
        return not any((folder / place).is_symlink() for place in (path, *path.parents))
    except OSError:  # a name that no file can have
        return False


def _remove(folder: Path, old: Written, kept: set[str]) -> None:
    """Take away what was written before and is as it was, and the folders that are empty then."""
    for name, digest in old:
        file = folder / name
        if name in kept or file.is_symlink() or not file.is_file() or _hash(file) != digest:
            continue
        file.unlink()
        for place in PurePosixPath(name).parents[:-1]:
            if any((folder / place).iterdir()):
                break
            (folder / place).rmdir()


def _last_of_all(name: str) -> tuple[int, str]:
    """Parts before the pages that name them, and the service worker, which names them all, at the end."""
    return (2 if name == "sw.js" else 0 if name.startswith("assets/") else 1), name


def _write_list(folder: Path, written: Written) -> None:
    write_whole(folder / LIST, json.dumps(sorted(written), indent=0) + "\n")


def _hash(file: Path) -> str:
    return hashlib.sha256(read_file(file)).hexdigest()
