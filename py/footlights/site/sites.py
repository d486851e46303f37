"""A site from notes: one talk, or all those in a folder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from footlights.deck import Problem
from footlights.site.build import talk_parts
from footlights.site.licences import bundled_parts, licence_text
from footlights.site.notes import Notes, read_notes
from footlights.site.project import Unable
from footlights.site.static_site import Talk, build_site
from footlights.site.wheelhouse import wheelhouse_of

_NO_TALKS = frozenset({"readme", "license", "changelog", "contributing"})


@dataclass(frozen=True, slots=True)
class Site:
    """A site that was written: its first page, its talks with their problems, what a visitor's browser keeps of it.

    ``is_recorded`` tells that no talk's recording is older than its cells.
    """

    page: Path
    talks: tuple[tuple[Notes, tuple[Problem, ...]], ...]
    is_recorded: bool
    size_bytes: int


def site_of(path: Path, folder: Path, *, without_notes: bool = False, all_engines: bool = False) -> Site:
    """Write the site of a notes file, or of every one in a folder. Raises Unable where there is none."""
    notes = [read_notes(file) for file in _talks_in(path)]
    houses = [wheelhouse_of(each, each.deck()) for each in notes]
    parts = [
        talk_parts(each, house, without_notes=without_notes, all_engines=all_engines)
        for each, house in zip(notes, houses, strict=True)
    ]
    names = [_folder_name(each.path) for each in notes]
    bundled = bundled_parts(
        sorted({"site", *(extra for each in parts for extra in each.extras)}),
        {wheel.name: wheel for house in houses for wheel in house.wheels.values()}.values(),
    )
    page = build_site(
        [Talk(name, each) for name, each in zip(names, parts, strict=True)], licence_text(bundled), folder
    )
    kept = (file for file in folder.rglob("*") if file.is_file() and file.suffix != ".br" and not _is_variant(file))
    problems = [(*house.problems, *made.recordings.problems) for house, made in zip(houses, parts, strict=True)]
    is_recorded = not any(made.recordings.problems for made in parts)
    talks = tuple(zip(notes, problems, strict=True))
    return Site(page, talks, is_recorded, sum(file.stat().st_size for file in kept))


def _talks_in(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(file for file in path.glob("*.md") if file.stem.lower() not in _NO_TALKS)
    if not found:
        raise Unable(f"there are no notes (*.md) in {path}", 2)
    return found


def _folder_name(path: Path) -> str:
    return re.sub(r"[^\w-]+", "-", path.stem).strip("-").lower() or "talk"


def _is_variant(file: Path) -> bool:
    return file.suffix == ".gz" and file.with_suffix("").exists()
