"""The wheels that a talk brings: chosen once and kept, or as its lock beside the notes says."""

from __future__ import annotations

import hashlib
import json
import math
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from footlights.deck import Deck, Problem
from footlights.site.making import one_at_a_time
from footlights.site.notes.notes_file import Notes
from footlights.site.packages.brought import HINT, UNFIT, is_built
from footlights.site.packages.locks import LOCK_NAME, lock_folder, read_lock
from footlights.site.packages.resolving import Lacking, resolve, wheels_in
from footlights.site.packages.wanted import WantedPackages, imported_modules, package_of, stated_packages, why_not_there
from footlights.site.packages.wheels import Entry, entries_of, lacking_libraries, name_of
from footlights.site.project import CACHE, Unable, pyodide_version, say
from footlights.site.writing import make_whole

_RETRY_S = 60.0
_MICROPIP = "micropip"
_LACKING = "lacking.json"


@dataclass(frozen=True, slots=True)
class Wheelhouse:
    """Wheels by package, their entries in a lock file, and what is wrong with them.

    ``lacking`` are modules that cells import and that are not brought, each with the reason and what helps.
    """

    wheels: dict[str, Path]
    entries: dict[str, Entry]
    problems: tuple[Problem, ...] = ()
    lacking: Mapping[str, str] = field(default_factory=dict)


EMPTY = Wheelhouse({}, {})
_tried: dict[Path, tuple[float, list[Lacking]]] = {}
"""What was looked for in vain and may be there the next time, and when that was; one process remembers it a while."""


@one_at_a_time
def wheelhouse_of(notes: Notes, deck: Deck, *, renew: bool = False, build_sources: Collection[str] = ()) -> Wheelhouse:
    """What a deck needs. A lock beside the notes decides, unless it is to be renewed.

    The packages in ``build_sources`` may be built from sources, which runs their code here; no others are.
    """
    stated, problems = stated_packages(notes, deck)
    modules = imported_modules(deck)
    if not stated and not modules and not problems:
        return EMPTY
    try:
        locked = None if renew else _locked(notes, stated, modules)
        house = locked or _chosen(notes, stated, modules, _Choice(renew, frozenset(build_sources)))
    except Unable as error:
        line = min((wanted.line for wanted in (*stated, *modules)), default=1)
        house = Wheelhouse({}, {}, (Problem(line, str(error), "Try again with a network, or lock the packages."),))
    found = (replace(problem, path=str(notes.path)) for problem in (*problems, *house.problems))
    return replace(house, problems=tuple(sorted(found, key=lambda problem: problem.line)))


def _locked(notes: Notes, stated: Sequence[WantedPackages], modules: Sequence[WantedPackages]) -> Wheelhouse | None:
    """The wheels that the lock names; None where there is no lock."""
    entries = read_lock(notes)
    if entries is None:
        return None
    folder = lock_folder(notes)
    wheels = _wheels_of_lock(notes, entries)
    again = f"Lock them again: build.py lock {notes.path}"
    problems = [
        Problem(1, f"{folder.name}/{entry['file_name']} is not the file that {LOCK_NAME} names", again)
        for name, entry in entries.items()
        if name not in wheels
    ]
    for wanted in stated:
        requirement = Requirement(wanted.name)
        entry = entries.get(canonicalize_name(requirement.name))
        if entry is None or not requirement.specifier.contains(entry["version"], prereleases=True):
            problems.append(Problem(wanted.line, f"{wanted.name} is not in the locked packages", again))
    missing = [module for module in modules if not module.optional and module.name not in _imports(entries)]
    problems += [Problem(module.line, f"{module.name} is not in the locked packages", again) for module in missing]
    return Wheelhouse(wheels, entries, tuple(problems))


def _wheels_of_lock(notes: Notes, entries: dict[str, Entry]) -> dict[str, Path]:
    """The files that the lock names: beside the notes, or fetched by their versions; without those of another hash."""
    places = [lock_folder(notes), notes.path.parent / "wheels"]
    found = _matching(places, entries)
    if len(found) < len(entries):
        pinned = [f"{name}=={Version(entry['version'])}" for name, entry in sorted(entries.items())]
        found = _matching([*places, *{wheel.parent for wheel in _kept(pinned, places)[0]}], entries)
    return found


def _matching(places: Sequence[Path], entries: dict[str, Entry]) -> dict[str, Path]:
    there = {wheel for place in places for wheel in wheels_in(place)}
    return {
        name: place / entry["file_name"]
        for name, entry in entries.items()
        for place in reversed(places)  # the first one wins
        if place / entry["file_name"] in there and _sha256(place / entry["file_name"]) == entry["sha256"]
    }


@dataclass(frozen=True, slots=True)
class _Choice:
    """How wheels are chosen: anew although they were before, and which packages may be built from sources."""

    renew: bool = False
    build: frozenset[str] = frozenset()


def _chosen(
    notes: Notes, stated: Sequence[WantedPackages], modules: Sequence[WantedPackages], choice: _Choice
) -> Wheelhouse:
    """What pip chooses for the stated packages, then for the modules that these do not bring."""
    own = notes.path.parent / "wheels"
    asked = [wanted.name for wanted in stated]
    if asked or any(module.name == _MICROPIP for module in modules):
        asked.append(_MICROPIP)
    wheels, lacking = _kept(asked, [own], choice)
    brought = _imports(entries_of(wheels, asked))
    left = [module for module in modules if module.name not in brought and not why_not_there(module.name)]
    if left:
        guessed = [package for module in left if (package := package_of(module.name))]
        wheels, lacking = _kept([*asked, *guessed], [own], choice)
        asked += guessed
    entries = entries_of(wheels, asked)
    not_brought = _module_problems(modules, entries, lacking)
    words = {name: _words_of(name, problem) for name, problem in not_brought.items()}
    problems = [
        *_lacking_problems(stated, lacking),
        *not_brought.values(),
        *(_native_problem(wheel, libraries) for wheel in wheels if (libraries := lacking_libraries(wheel))),
    ]
    return Wheelhouse({name_of(wheel): wheel for wheel in wheels}, entries, tuple(problems), words)


def _kept(
    requirements: Sequence[str], links: Sequence[Path], choice: _Choice = _Choice()
) -> tuple[list[Path], list[Lacking]]:
    """The wheels for requirements, chosen the first time they are asked for; ``links`` are folders with more."""
    if not requirements:
        return [], []
    wanted = sorted(set(requirements))
    mine = [[wheel.name, _sha256(wheel)] for own in links for wheel in wheels_in(own)]
    key = json.dumps([wanted, mine, pyodide_version()])
    folder = CACHE / f"chosen-{hashlib.sha256(key.encode()).hexdigest()[:16]}"
    lacking = None if choice.renew else _remembered(folder, choice.build)
    if lacking is None:
        say(f"choosing packages for {', '.join(wanted) if len(wanted) <= 20 else f'{len(wanted)} requirements'} …")
        make_whole(folder, lambda new: _choose(new, wanted, links, choice.build), renew=True)
        lacking = _read_lacking(folder)
        _tried[folder] = (time.monotonic(), lacking)
    return sorted(folder.glob("*.whl")), lacking


def _choose(folder: Path, wanted: list[str], links: Sequence[Path], build: frozenset[str]) -> None:
    lacking = resolve(wanted, folder, links, build)
    (folder / _LACKING).write_text(json.dumps([asdict(each) for each in lacking]), encoding="utf-8")


def _remembered(folder: Path, build: frozenset[str]) -> list[Lacking] | None:
    """What was lacking when the wheels were chosen; None where it is time to choose again."""
    try:
        lacking = _read_lacking(folder)
    except FileNotFoundError:
        return None
    if any(each.package in build and not is_built(each.package) for each in lacking):
        return None
    tried_at_s, tried = _tried.get(folder, (-math.inf, []))
    is_fresh = lacking == tried and time.monotonic() - tried_at_s < _RETRY_S
    return lacking if is_fresh or not any(map(_may_be_there, lacking)) else None


def _may_be_there(lacking: Lacking) -> bool:
    return lacking.passing or (is_built(lacking.package) and lacking.reason != UNFIT.text)


def _read_lacking(folder: Path) -> list[Lacking]:
    return [Lacking(**each) for each in json.loads((folder / _LACKING).read_text(encoding="utf-8"))]


def _lacking_problems(stated: Sequence[WantedPackages], lacking: Sequence[Lacking]) -> list[Problem]:
    lines = {wanted.name: wanted.line for wanted in stated}
    return [
        Problem(lines[each.requirement], f"package {each.requirement} can't be used: {_why(each)}", each.hint)
        for each in lacking
        if each.requirement in lines
    ]


def _why(lacking: Lacking) -> str:
    same = not lacking.package or canonicalize_name(Requirement(lacking.requirement).name) == lacking.package
    return lacking.reason if same else f"it needs {lacking.package}; {lacking.reason}"


def _words_of(module: str, problem: Problem) -> str:
    """What keeps a module from being there, and what helps, for whoever meets it on the slide."""
    reason = problem.message.removeprefix(f"the cell imports {module}: ")
    return f"{reason}. {problem.hint}".strip()


def _module_problems(
    modules: Sequence[WantedPackages], entries: dict[str, Entry], lacking: Sequence[Lacking]
) -> dict[str, Problem]:
    reasons = {each.requirement: each for each in lacking}
    brought = _imports(entries)
    return {
        module.name: _module_problem(module, reasons.get(package_of(module.name)))
        for module in modules
        if module.name not in brought and not module.optional
    }


def _module_problem(module: WantedPackages, lacking: Lacking | None) -> Problem:
    """What keeps a cell's import from being there. A name under ``packages:`` helps only where no package is known."""
    if never := why_not_there(module.name):
        return Problem(module.line, f"the cell imports {module.name}: {never}")
    other = f"Name its package under packages:, or p{HINT[1:]}"
    if lacking is None:
        what = f"{package_of(module.name) or 'no package of that name'} does not bring it"
        return Problem(module.line, f"the cell imports {module.name}: {what}", other)
    hint = other if lacking.hint == HINT else lacking.hint
    return Problem(module.line, f"the cell imports {module.name}: {_why(lacking)}", hint)


def _native_problem(wheel: Path, libraries: tuple[str, ...]) -> Problem:
    return Problem(
        1, f"{wheel.name} needs {', '.join(libraries)}, which it does not bring", "Use another version of it."
    )


def _imports(entries: dict[str, Entry]) -> set[str]:
    return {module for entry in entries.values() for module in entry["imports"]}


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
