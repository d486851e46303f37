"""The lock beside the notes: the wheels of a talk and ``pyodide-lock.json``, so that it builds the same next year.

``my-talk.md`` has ``my-talk.wheels/``. The file is one that Pyodide itself reads. Wheels that the package index has
may be left out: they are fetched again by version, and checked against the hash in the lock.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from pyodide_lock import PyodideLockSpec
from pyodide_lock.spec import InfoSpec, PackageSpec

from footlights.site.notes import Notes
from footlights.site.project import Unable, pyodide_version
from footlights.site.resolving import distribution
from footlights.site.wheels import Entry

LOCK_NAME = "pyodide-lock.json"


def lock_folder(notes: Notes) -> Path:
    """Where the locked wheels of these notes are."""
    return notes.path.with_suffix(".wheels")


def read_lock(notes: Notes) -> dict[str, Entry] | None:
    """The locked packages by name; None where nothing is locked. Raises Unable if the file is none of ours."""
    file = lock_folder(notes) / LOCK_NAME
    if not file.is_file():
        return None
    try:
        lock = json.loads(file.read_text(encoding="utf-8"))
        abi, packages = lock["info"]["abi_version"], dict(lock["packages"])
        for entry in packages.values():
            PackageSpec(**entry)
    except (ValueError, KeyError, TypeError) as error:
        raise Unable(f"{file} is not a lock of packages: {error}") from None
    if abi != distribution()["info"]["abi_version"]:
        raise Unable(f"{file} is for another Pyodide ({abi}); lock the packages again: build.py lock {notes.path}")
    return packages


def write_lock(notes: Notes, wheels: dict[str, Path], entries: dict[str, Entry]) -> Path:
    """Put a lock of these packages and some of their wheels beside the notes, instead of what was there; its path."""
    folder = lock_folder(notes)
    kept = {wheel.name for wheel in wheels.values()}
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.whl"):
        if old.name not in kept:
            old.unlink()
    for wheel in wheels.values():
        if wheel.resolve().parent != folder.resolve():
            shutil.copy(wheel, folder / wheel.name)
    info = {**distribution()["info"], "version": pyodide_version()}
    spec = PyodideLockSpec(
        info=InfoSpec(**info), packages={name: PackageSpec(**entry) for name, entry in entries.items()}
    )
    spec.check_wheel_filenames()
    file = folder / LOCK_NAME
    text = json.dumps({"info": info, "packages": entries}, indent=1, sort_keys=True)
    file.write_text(text + "\n", encoding="utf-8", newline="\n")
    return file
