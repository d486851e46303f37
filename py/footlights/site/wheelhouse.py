"""The wheels that a talk brings: chosen once and kept, or as its lock beside the notes says."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from footlights.deck import Deck, Problem
from footlights.site.locks import LOCK_NAME, lock_folder, read_lock
from footlights.site.making import one_at_a_time
from footlights.site.notes import Notes
from footlights.site.project import CACHE, Unable, pyodide_version, say
from footlights.site.resolving import Lacking, resolve
from footlights.site.wanted import Wanted, imported_modules, package_of, stated_packages, why_not_there
from footlights.site.wheels import Entry, entries_of, lacking_libraries, name_of

_HINT = "Put a wheel of it into {} beside the notes, or do without it."
_MICROPIP = "micropip"


@dataclass(frozen=True, slots=True)
class Wheelhouse:
    """Wheels by package, their entries in a lock file, and what is wrong with them."""

    wheels: dict[str, Path]
    entries: dict[str, Entry]
    problems: tuple[Problem, ...] = ()


EMPTY = Wheelhouse({}, {})


@one_at_a_time
def wheelhouse_of(notes: Notes, deck: Deck, *, renew: bool = False) -> Wheelhouse:
    """What a deck needs. A lock beside the notes decides, unless it is to be renewed."""
    stated, problems = stated_packages(notes, deck)
    modules = imported_modules(deck)
    if not stated and not modules and not problems:
        return EMPTY
    try:
        locked = None if renew else _locked(notes, stated, modules)
        house = locked or _chosen(notes, stated, modules, renew=renew)
    except Unable as error:
        line = min(wanted.line for wanted in (*stated, *modules))
        house = Wheelhouse({}, {}, (Problem(line, str(error), "Try again with a network, or lock the packages."),))
    found = (replace(problem, path=str(notes.path)) for problem in (*problems, *house.problems))
    return replace(house, problems=tuple(sorted(found, key=lambda problem: problem.line)))


def _locked(notes: Notes, stated: Sequence[Wanted], modules: Sequence[Wanted]) -> Wheelhouse | None:
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
        pinned = [f"{name}=={entry['version']}" for name, entry in sorted(entries.items())]
        found = _matching([*places, *{wheel.parent for wheel in _kept(pinned, places)[0]}], entries)
    return found


def _matching(places: Sequence[Path], entries: dict[str, Entry]) -> dict[str, Path]:
    return {
        name: place / entry["file_name"]
        for name, entry in entries.items()
        for place in reversed(places)  # the first one wins
        if (place / entry["file_name"]).is_file() and _sha256(place / entry["file_name"]) == entry["sha256"]
    }


def _chosen(notes: Notes, stated: Sequence[Wanted], modules: Sequence[Wanted], *, renew: bool) -> Wheelhouse:
    """What pip chooses for the stated packages, then for the modules that these do not bring."""
    own = notes.path.parent / "wheels"
    asked = [wanted.name for wanted in stated]
    if asked or any(module.name == _MICROPIP for module in modules):
        asked.append(_MICROPIP)
    wheels, lacking = _kept(asked, [own], renew=renew)
    brought = _imports(entries_of(wheels, asked))
    left = [module for module in modules if module.name not in brought and not why_not_there(module.name)]
    if left:
        guessed = [package_of(module.name) for module in left]
        wheels, lacking = _kept([*asked, *guessed], [own], renew=renew)
        asked += guessed
    entries = entries_of(wheels, asked)
    problems = [
        *_lacking_problems(stated, lacking, own),
        *_module_problems(modules, entries, lacking, own),
        *(_native_problem(wheel, libraries) for wheel in wheels if (libraries := lacking_libraries(wheel))),
    ]
    return Wheelhouse({name_of(wheel): wheel for wheel in wheels}, entries, tuple(problems))


def _kept(
    requirements: Sequence[str], links: Sequence[Path], *, renew: bool = False
) -> tuple[list[Path], list[Lacking]]:
    """The wheels for requirements, chosen the first time they are asked for; ``links`` are folders with more."""
    if not requirements:
        return [], []
    mine = [[wheel.name, _sha256(wheel)] for own in links for wheel in sorted(own.glob("*.whl"))]
    key = json.dumps([sorted(set(requirements)), mine, pyodide_version()])
    folder = CACHE / f"wheels-{hashlib.sha256(key.encode()).hexdigest()[:16]}"
    done = folder / "lacking.json"
    if renew or not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        wanted = sorted(set(requirements))
        say(f"choosing packages for {', '.join(wanted) if len(wanted) <= 20 else f'{len(wanted)} requirements'} …")
        lacking = resolve(wanted, folder, links)
        if not all(each.package for each in lacking):  # of what failed for another reason, another try may go well
            return sorted(folder.glob("*.whl")), list(lacking)
        done.write_text(json.dumps([[each.requirement, each.package, each.reason] for each in lacking]))
    return sorted(folder.glob("*.whl")), [Lacking(*each) for each in json.loads(done.read_text())]


def _lacking_problems(stated: Sequence[Wanted], lacking: Sequence[Lacking], own: Path) -> list[Problem]:
    lines = {wanted.name: wanted.line for wanted in stated}
    return [
        Problem(
            lines[each.requirement], f"package {each.requirement} can't be used: {_why(each)}", _HINT.format(own.name)
        )
        for each in lacking
        if each.requirement in lines
    ]


def _why(lacking: Lacking) -> str:
    same = not lacking.package or canonicalize_name(Requirement(lacking.requirement).name) == lacking.package
    return lacking.reason if same else f"it needs {lacking.package}; {lacking.reason}"


def _module_problems(
    modules: Sequence[Wanted], entries: dict[str, Entry], lacking: Sequence[Lacking], own: Path
) -> list[Problem]:
    reasons: dict[str, Any] = {each.requirement: _why(each) for each in lacking}
    brought = _imports(entries)
    problems = []
    for module in modules:
        if module.name in brought or module.optional:
            continue
        package = package_of(module.name)
        reason = why_not_there(module.name) or reasons.get(package) or f"{package} does not bring it"
        hint = (
            "" if why_not_there(module.name) else f"Name its package under packages:, or p{_HINT.format(own.name)[1:]}"
        )
        problems.append(Problem(module.line, f"the cell imports {module.name}: {reason}", hint))
    return problems


def _native_problem(wheel: Path, libraries: tuple[str, ...]) -> Problem:
    return Problem(
        1, f"{wheel.name} needs {', '.join(libraries)}, which it does not bring", "Use another version of it."
    )


def _imports(entries: dict[str, Entry]) -> set[str]:
    return {module for entry in entries.values() for module in entry["imports"]}


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
