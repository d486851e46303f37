"""``build.py build``: the page and, beside it, the list of what it bundles."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from footlights.deck import Deck, Problem
from footlights.site.notes.notes_file import Notes
from footlights.site.packages.wheelhouse import Wheelhouse, wheelhouse_of
from footlights.site.page.licences import bundled_parts, licence_text
from footlights.site.page.one_file import one_file_page
from footlights.site.page.parts import Parts, parts_of
from footlights.site.published import publish
from footlights.site.runtime.runtime import make_runtime


def talk_parts(
    notes: Notes, house: Wheelhouse | None = None, *, without_notes: bool = False, all_engines: bool = False
) -> Parts:
    """The parts of a talk, its packages chosen if that was not done before."""
    house = house or wheelhouse_of(notes, notes.deck)
    return parts_of(notes, make_runtime(), house, without_notes=without_notes, all_engines=all_engines)


def build_page(
    notes: Notes,
    folder: Path,
    *,
    without_notes: bool = False,
    all_engines: bool = False,
    build_sources: Collection[str] = (),
) -> Path:
    """Write ``index.html`` and ``LICENSES.txt`` into a folder and return the page's path."""
    house = wheelhouse_of(notes, notes.deck, build_sources=build_sources)
    return write_page(talk_parts(notes, house, without_notes=without_notes, all_engines=all_engines), house, folder)


def write_page(parts: Parts, house: Wheelhouse, folder: Path) -> Path:
    """Write a talk's page and the list of what is in it; the page's path. Raises Unable where others' files stand."""
    bundled = bundled_parts(parts.extras, house.wheels.values())
    with tempfile.TemporaryDirectory() as scratch:
        for name, text in (("index.html", one_file_page(parts)), ("LICENSES.txt", licence_text(bundled))):
            (Path(scratch) / name).write_text(text, encoding="utf-8", newline="\n")
        publish(Path(scratch), folder)
    return folder / "index.html"


def with_problems(deck: Deck, problems: Iterable[Problem]) -> Deck:
    """A deck with more problems, in the order of their lines."""
    return replace(deck, problems=tuple(sorted((*deck.problems, *problems), key=lambda problem: problem.line)))
