"""A site from notes: one talk, or all those in a folder."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from footlights.deck import Problem
from footlights.site.notes.notes_file import Notes, read_notes
from footlights.site.packages.wheelhouse import wheelhouse_of
from footlights.site.page.build import talk_parts
from footlights.site.page.licences import bundled_parts, licence_text
from footlights.site.page.static_site import SiteTalk, build_site
from footlights.site.project import Unable
from footlights.site.published import published_names, require_folder

_TAKEN = frozenset({"assets"})
"""Folders that a site of several talks has for itself."""

_NO_TALKS = frozenset({"readme", "license", "changelog", "contributing"})


@dataclass(frozen=True, slots=True)
class Site:
    """A site that was written: its first page, its talks with their problems, what a visitor's browser keeps of it.

    ``unrecorded`` are the talks whose recording is not of their cells as they are.
    """

    page: Path
    talks: tuple[tuple[Notes, tuple[Problem, ...]], ...]
    unrecorded: tuple[Notes, ...]
    size_bytes: int


def site_of(
    path: Path,
    folder: Path,
    *,
    without_notes: bool = False,
    all_engines: bool = False,
    build_sources: Collection[str] = (),
) -> Site:
    """Write the site of a notes file, or of every one in a folder. Raises Unable where there is none."""
    require_folder(folder)
    talks_by_name = _by_name(_talks_in(path))
    notes = [read_notes(file) for file in talks_by_name.values()]
    houses = [wheelhouse_of(each, each.deck, build_sources=build_sources) for each in notes]
    parts = [
        talk_parts(each, house, without_notes=without_notes, all_engines=all_engines)
        for each, house in zip(notes, houses, strict=True)
    ]
    bundled = bundled_parts(
        sorted({"site", *(extra for each in parts for extra in each.extras)}),
        {wheel.name: wheel for house in houses for wheel in house.wheels.values()}.values(),
    )
    page = build_site(
        [SiteTalk(name, each) for name, each in zip(talks_by_name, parts, strict=True)], licence_text(bundled), folder
    )
    kept = (folder / name for name in published_names(folder) if not name.endswith((".br", ".gz")))
    problems = [(*house.problems, *made.recordings.problems) for house, made in zip(houses, parts, strict=True)]
    unrecorded = tuple(each for each, made in zip(notes, parts, strict=True) if made.recordings.problems)
    talks = tuple(zip(notes, problems, strict=True))
    return Site(page, talks, unrecorded, sum(file.stat().st_size for file in kept))


def _talks_in(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    here = path.resolve()
    notes = (file for file in path.glob("*.md") if file.is_file() and file.resolve().parent == here)
    found = sorted(file for file in notes if file.stem.lower() not in _NO_TALKS)
    if not found:
        raise Unable(f"there are no notes (*.md) in {path}", 2)
    return found


def _by_name(files: list[Path]) -> dict[str, Path]:
    """Notes by the name of their folder in the site. Raises Unable where two would have the same."""
    found: dict[str, Path] = {}
    for file in files:
        name = _folder_name(file)
        if name in _TAKEN and len(files) > 1:
            raise Unable(f"{file.name} would be at {name}/, which the site needs for itself; rename it", 2)
        if name in found:
            raise Unable(f"{found[name].name} and {file.name} would both be at {name}/; rename one of them", 2)
        found[name] = file
    return found


def _folder_name(path: Path) -> str:
    return re.sub(r"[^\w-]+", "-", path.stem).strip("-").lower() or "talk"
