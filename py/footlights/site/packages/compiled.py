"""Wheels as a page carries them: compiled by Pyodide once for each wheel, and packed."""

from __future__ import annotations

import gzip
import hashlib
import json
import tempfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from footlights.site.making import one_at_a_time
from footlights.site.packages.distribution import distribution
from footlights.site.packages.wheelhouse import Wheelhouse
from footlights.site.packages.wheels import Entry
from footlights.site.project import CACHE, NODE_SCRIPTS, PYODIDE_FOLDER, pyodide_version, say
from footlights.site.runtime.runtime import compressed, run_node
from footlights.site.writing import write_whole


@dataclass(frozen=True, slots=True)
class Package:
    """A package ready to embed: its entry in the page's lock, and its compiled wheel, gzipped."""

    entry: Entry
    data: bytes


@one_at_a_time
def compiled_packages(house: Wheelhouse) -> tuple[Package, ...]:
    """The packages of a wheelhouse. Their entries have the hash of what the page carries."""
    files = {name: _target(wheel) for name, wheel in house.wheels.items()}
    packages = {name: _package(house.entries[name], file) for name, file in files.items()}
    missing = [name for name, package in packages.items() if package is None]
    if missing:
        say(f"compiling {len(missing)} package{'s' if len(missing) > 1 else ''} …")
        _compile((house.wheels[name], files[name]) for name in missing)
        packages |= {name: _package(house.entries[name], files[name]) for name in missing}
    return tuple(package for _, package in sorted(packages.items()) if package is not None)


def page_lock(packages: Iterable[Package]) -> dict[str, object]:
    """The lock that Pyodide reads in the page."""
    return {"info": distribution()["info"], "packages": {each.entry["name"]: each.entry for each in packages}}


def _package(entry: Entry, file: Path) -> Package | None:
    """A package as it was compiled before; None where it was not, or where a broken disk has left half of it."""
    try:
        data = file.read_bytes()
        digest = hashlib.sha256(gzip.decompress(data)).hexdigest()
    except (OSError, EOFError, zlib.error):
        return None
    return Package({**entry, "sha256": digest}, data) if data else None


def _compile(wheels: Iterable[tuple[Path, Path]]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        asked = [(wheel, Path(scratch) / f"{number}.whl", target) for number, (wheel, target) in enumerate(wheels)]
        request = Path(scratch) / "request.json"
        request.write_text(json.dumps([[str(wheel.resolve()), str(made)] for wheel, made, _ in asked]))
        run_node(NODE_SCRIPTS / "compile_wheels.mjs", PYODIDE_FOLDER, request)
        for _, made, target in asked:
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, compressed(made.read_bytes()))


def _target(wheel: Path) -> Path:
    digest = hashlib.sha256(wheel.read_bytes() + _maker()).hexdigest()
    return CACHE / "compiled-wheels" / f"{digest[:24]}.gz"


@cache
def _maker() -> bytes:
    """What decides how a wheel is compiled."""
    return (NODE_SCRIPTS / "compile_wheels.py").read_bytes() + pyodide_version().encode()
