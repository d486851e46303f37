"""``build.py build``: the page and, beside it, the list of what it bundles."""

from __future__ import annotations

from pathlib import Path

from footlights.site.licences import bundled_parts, licence_text
from footlights.site.notes import Notes
from footlights.site.page import extras_used, one_file_page
from footlights.site.runtime import make_runtime


def build_page(notes: Notes, folder: Path, *, without_notes: bool = False, all_engines: bool = False) -> Path:
    """Write ``index.html`` and ``LICENSES.txt`` into a folder and return the page's path."""
    page = one_file_page(notes, make_runtime(), without_notes=without_notes, all_engines=all_engines)
    extras = extras_used(notes.deck(), all_engines=all_engines)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "index.html"
    target.write_text(page, encoding="utf-8", newline="\n")
    (folder / "LICENSES.txt").write_text(licence_text(bundled_parts(extras)), encoding="utf-8", newline="\n")
    return target
