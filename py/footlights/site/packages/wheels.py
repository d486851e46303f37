"""What a wheel says of itself: its entry in a lock file, and whether Pyodide can take it."""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from email.message import Message
from email.parser import Parser
from pathlib import Path
from typing import Any

import auditwheel_emscripten
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from footlights.site.packages.distribution import marker_environment

_MOST_FILES = 50_000
_MOST_BYTES = 1_000_000_000
"""Of all files of a wheel, unpacked."""

_LONGEST_METADATA = 2_000_000
_CODE = (".py", ".pyc", ".so")
_NO_MODULES = frozenset({"src", "test", "tests", "docs", "examples"})

Entry = dict[str, Any]
"""A package in a lock file, with the keys of Pyodide's own."""


def entries_of(wheels: Sequence[Path], requirements: Iterable[str]) -> dict[str, Entry]:
    """The entries of wheels that were chosen for these requirements, by name.

    What a package needs only for an extra counts where someone asked for the extra. Packages that
    need each other in a circle are cut apart: a loader would wait for ever.
    """
    metadata = {name_of(wheel): _metadata(wheel) for wheel in wheels}
    needs: dict[str, set[str]] = {name: set() for name in metadata}
    asked = [("", Requirement(text)) for text in requirements]
    seen: set[tuple[str, str]] = set()
    while asked:
        wanted_by, requirement = asked.pop()
        name = canonicalize_name(requirement.name)
        if name not in metadata:
            continue
        if wanted_by and not _reaches(needs, name, wanted_by):
            needs[wanted_by].add(name)
        for extra in ("", *requirement.extras):
            if (name, extra) not in seen:
                seen.add((name, extra))
                asked.extend((name, needed) for needed in _needed(metadata[name], extra))
    return {name_of(wheel): {**_entry(wheel), "depends": sorted(needs[name_of(wheel)])} for wheel in wheels}


def _reaches(needs: Mapping[str, set[str]], start: str, end: str) -> bool:
    """Whether a package needs another, by itself or through others."""
    found, todo = {start}, [start]
    while todo:
        for name in needs[todo.pop()] - found:
            found.add(name)
            todo.append(name)
    return end in found


def _entry(wheel: Path) -> Entry:
    metadata = _metadata(wheel)
    with zipfile.ZipFile(wheel) as archive:
        files = archive.namelist()
    return {
        "name": canonicalize_name(metadata["Name"]),
        "version": metadata["Version"],
        "file_name": wheel.name,
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "imports": sorted({top for file in files if (top := _top_module(file))}),
        "install_dir": "site",
        "package_type": "package",
        "unvendored_tests": False,
    }


def is_sound(wheel: Path) -> bool:
    """Whether a wheel can be looked into: an archive with metadata, all of it of a size that wheels have."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            files = archive.infolist()
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError):
        return False
    metadata = [file for file in files if _is_metadata(file.filename)]
    return (
        len(files) <= _MOST_FILES
        and sum(file.file_size for file in files) <= _MOST_BYTES
        and len(metadata) == 1
        and metadata[0].file_size <= _LONGEST_METADATA
    )


def name_of(wheel: Path) -> str:
    """The package that a wheel is of, spelt as in a lock."""
    return canonicalize_name(wheel.name.split("-")[0])


def lacking_libraries(wheel: Path) -> tuple[str, ...]:
    """Shared libraries that a WebAssembly wheel loads and does not bring; such a wheel does not start."""
    if "wasm32" not in wheel.name:
        return ()
    with zipfile.ZipFile(wheel) as archive, tempfile.TemporaryDirectory() as folder:
        archive.extractall(folder)  # its own look into a wheel does not know this platform's tag yet
        needed = {library for libraries in auditwheel_emscripten.show(folder).values() for library in libraries}
        brought = {Path(file).name for file in archive.namelist()}
    return tuple(sorted({Path(library).name for library in needed} - brought))


def licence_of(wheel: Path) -> tuple[str, str]:
    """What a wheel says of its licence, in a word and in full."""
    with zipfile.ZipFile(wheel) as archive:
        texts = [file for file in archive.namelist() if ".dist-info/" in file and _is_licence(file)]
        text = "\n\n".join(archive.read(file).decode("utf-8", "replace") for file in texts)
    metadata = _metadata(wheel)
    classified = [
        line.rsplit(" :: ", 1)[-1] for line in metadata.get_all("Classifier", []) if line.startswith("License ::")
    ]
    word = metadata.get("License-Expression") or (classified or [metadata.get("License") or "not stated"])[0]
    return " ".join(word.split())[:60], text


def _is_licence(file: str) -> bool:
    return file.rpartition("/")[2].upper().startswith(("LICEN", "COPYING", "NOTICE"))


def _metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        name = next(filter(_is_metadata, archive.namelist()))
        return Parser().parsestr(archive.read(name).decode("utf-8"))


def _is_metadata(name: str) -> bool:
    return name.count("/") == 1 and name.endswith(".dist-info/METADATA")


def _needed(metadata: Message, extra: str) -> Iterator[Requirement]:
    """What a package requires in this Python, with one of its extras or none."""
    environment = {**marker_environment(), "extra": extra}
    for text in metadata.get_all("Requires-Dist", []):
        try:
            requirement = Requirement(text)
        except InvalidRequirement:
            continue
        if requirement.marker is None or requirement.marker.evaluate(environment):
            yield requirement


def _top_module(file: str) -> str:
    """The module that can be imported for this file's sake, or nothing."""
    first, inside, _ = file.partition("/")
    if not file.endswith(_CODE) or first.endswith((".dist-info", ".data")):
        return ""
    module = first if inside else first.partition(".")[0]
    return "" if module in _NO_MODULES or not module.isidentifier() else module
