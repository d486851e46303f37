"""The lock beside the notes: the wheels of a talk and ``pyodide-lock.json``, so that it builds the same next year.

``my-talk.md`` has ``my-talk.wheels/``. The file is one that Pyodide itself reads. Wheels that the package index has
may be left out: they are fetched again by version, and checked against the hash in the lock.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import Version
from pyodide_lock import PyodideLockSpec
from pyodide_lock.spec import InfoSpec, PackageSpec

from footlights.site.notes.notes_file import Notes
from footlights.site.packages.distribution import distribution
from footlights.site.packages.wheels import Entry
from footlights.site.project import Unable, pyodide_version
from footlights.site.published import require_own
from footlights.site.reading import read_file, read_json
from footlights.site.writing import write_whole

LOCK_NAME = "pyodide-lock.json"
_LONGEST_NAME = 200
_LONGEST_REASON = 500


def lock_folder(notes: Notes) -> Path:
    """Where the locked wheels of these notes are."""
    return notes.path.with_suffix(".wheels")


def read_lock(notes: Notes) -> dict[str, Entry] | None:
    """The locked packages by name; None where nothing is locked. Raises Unable if the file is none of ours."""
    file = lock_folder(notes) / LOCK_NAME
    read = _read_entries(file)
    if read is None:
        return None
    abi, packages = read
    if abi != distribution()["info"]["abi_version"]:
        raise Unable(f"{file} is for another Pyodide ({abi}); lock the packages again: build.py lock {notes.path}")
    return packages


def write_lock(notes: Notes, wheels: dict[str, Path], entries: dict[str, Entry]) -> Path:
    """Put a lock of these packages and some of their wheels beside the notes, instead of the lock before; its path.

    Only wheels that the lock before names, by hash, make room. Raises Unable where anything else is in the way.
    """
    folder = lock_folder(notes)
    if folder.is_symlink():
        raise Unable(f"{folder} is a link, which is not followed; move it away")
    _, entries_before = _read_entries(folder / LOCK_NAME) or ("", {})
    before = _file_hashes(entries_before)
    brought = {wheel.name: wheel.read_bytes() for wheel in wheels.values()}
    own = before | {(name, hashlib.sha256(data).hexdigest()) for name, data in brought.items()}
    for name in brought:
        require_own(folder, name, own, "move it away")
    folder.mkdir(exist_ok=True)
    for name, data in brought.items():
        write_whole(folder / name, data)
    info = {**distribution()["info"], "version": pyodide_version()}
    spec = PyodideLockSpec(
        info=InfoSpec(**info), packages={name: PackageSpec(**entry) for name, entry in entries.items()}
    )
    spec.check_wheel_filenames()
    file = folder / LOCK_NAME
    write_whole(file, json.dumps({"info": info, "packages": entries}, indent=1, sort_keys=True) + "\n")
    for name, digest in before:
        if name not in brought and _is_file(folder / name, digest):
            (folder / name).unlink()
    return file


def _read_entries(file: Path) -> tuple[str, dict[str, Entry]] | None:
    """The ABI of a lock file and its packages; None where there is none. Raises Unable if it is none of ours."""
    try:
        lock = read_json(file, within=file.parent.parent)
        return str(lock["info"]["abi_version"]), {
            name: checked_entry(name, entry) for name, entry in lock["packages"].items()
        }
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unable(f"{file} is not a lock of packages: {str(error)[:_LONGEST_REASON]}") from None


def checked_entry(name: str, entry: Entry) -> Entry:
    """A package of a lock, which a stranger may have written: a name, a version and a wheel's file name of these.

    Raises ValueError or TypeError for what is none.
    """
    PackageSpec(**entry)
    if re.search(r"[/\\\0]|\.\.", entry["file_name"]) or len(entry["file_name"]) > _LONGEST_NAME:
        raise ValueError(f"{entry['file_name'][:_LONGEST_NAME]!r} is not a file's name")
    wheel_name, version, *_ = parse_wheel_filename(entry["file_name"])
    if not (name == entry["name"] == canonicalize_name(name, validate=True) == wheel_name):
        raise ValueError(f"{name!r} is not the package of {entry['file_name']!r}")
    if Version(entry["version"]) != version:
        raise ValueError(f"{entry['version']!r} is not the version of {entry['file_name']!r}")
    if not re.fullmatch(r"[0-9a-f]{64}", entry["sha256"]):
        raise ValueError(f"{name} has no SHA-256")
    return entry


def _file_hashes(entries: dict[str, Entry]) -> frozenset[tuple[str, str]]:
    return frozenset((entry["file_name"], entry["sha256"]) for entry in entries.values())


def _is_file(file: Path, digest: str) -> bool:
    return not file.is_symlink() and file.is_file() and hashlib.sha256(read_file(file)).hexdigest() == digest
