"""Which packages a deck wants: those that the front matter names, and what its cells import."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

from packaging.requirements import InvalidRequirement

from footlights.deck import PYODIDE, Deck, Problem, imports_of
from footlights.site.notes.notes_file import Notes
from footlights.site.packages.distribution import distribution
from footlights.site.packages.requirements import package_name, spelt_anew
from footlights.site.project import PYODIDE_FOLDER

_PYODIDES_OWN = frozenset({"js", "pyodide", "pyodide_js", "_pyodide", "_pyodide_core", "__main__", "footlights"})
_NOT_IN_A_BROWSER = frozenset({"tkinter", "turtle", "curses", "readline", "idlelib", "ensurepip", "venv"})


@dataclass(frozen=True, slots=True)
class WantedPackages:
    """A module or a requirement, the notes' line that wants it, and whether the code goes on without it."""

    name: str
    line: int
    optional: bool = False


def stated_packages(notes: Notes, deck: Deck) -> tuple[tuple[WantedPackages, ...], tuple[Problem, ...]]:
    """The requirements of the front matter, spelt anew, and those that are none: addresses and options are none."""
    stated: list[WantedPackages] = []
    problems: list[Problem] = []
    for text in deck.settings.packages:
        line = notes.line_naming(text)
        try:
            requirement = spelt_anew(text)
        except InvalidRequirement:
            hint = "Write a name, perhaps with a version: sqlalchemy, fastapi>=0.100"
            problems.append(Problem(line, f"package {text!r} is not understood", hint))
        else:
            stated += [WantedPackages(requirement, line)] if requirement else []
    return tuple(stated), tuple(problems)


def imported_modules(deck: Deck) -> tuple[WantedPackages, ...]:
    """The modules that Pyodide's cells import and that neither Python nor the talk's files bring, each once."""
    known = _own_modules() | _modules_in(deck.settings.files)
    found: dict[str, WantedPackages] = {}
    for line, source in _sources(deck):
        for each in imports_of(source):
            before = found.get(each.top)
            if each.top not in known and (before is None or (before.optional and not each.optional)):
                found[each.top] = WantedPackages(each.top, line + each.line - 1, each.optional)
    return tuple(found.values())


def why_not_there(module: str) -> str:
    """What is known of a module that no browser's Python has; empty for others."""
    return "there is no such module in a browser's Python" if module in _NOT_IN_A_BROWSER else ""


def package_of(module: str) -> str:
    """The package that brings a module: Pyodide's distribution knows the odd names, as ``yaml`` of pyyaml.

    Empty where no package can have the module's name.
    """
    known = (name for name, entry in distribution()["packages"].items() if module in entry["imports"])
    try:
        return package_name(next(known, module))
    except InvalidRequirement:
        return ""


def _sources(deck: Deck) -> Iterator[tuple[int, str]]:
    for slide in deck.slides:
        cells = [cell for cell in slide.cells if PYODIDE in cell.engines]
        if cells and slide.setup:
            yield slide.line, slide.setup
        for cell in cells:
            yield cell.line, cell.whole


def _modules_in(files: tuple[str, ...]) -> frozenset[str]:
    """What the talk's files bring: ``data.py`` and ``models/base.py`` are the modules data and models."""
    return frozenset(PurePosixPath(name).parts[0].removesuffix(".py") for name in files if name.endswith(".py"))


@cache
def _own_modules() -> frozenset[str]:
    with zipfile.ZipFile(PYODIDE_FOLDER / "python_stdlib.zip") as archive:
        tops = {name.partition("/")[0].partition(".")[0] for name in archive.namelist()}
    return frozenset(tops) | (sys.stdlib_module_names - _NOT_IN_A_BROWSER) | _PYODIDES_OWN
