"""From requirements to wheels for Pyodide: pip chooses, and what PyPI has no wheel of is looked for elsewhere."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import InvalidRequirement

from footlights.site.packages.brought import BUILT, HINT, Reason, bring
from footlights.site.packages.distribution import target
from footlights.site.packages.pip_as_pyodide import MISSING_STATUS
from footlights.site.packages.requirements import package_name, spelt_anew
from footlights.site.packages.running_pip import run_pip
from footlights.site.packages.wheels import is_sound
from footlights.site.project import Unable
from footlights.site.reading import is_there, is_within

_UNREACHED = re.compile(r"[Cc]onnection|Max retries|getaddrinfo|Name or service")
_RETRIES = "--retries=2"


@dataclass(frozen=True, slots=True)
class Lacking:
    """A requirement that can't be met: the package that is missing, why, and what to do.

    ``passing`` tells that another try may go well, so that the answer is not to be kept.
    """

    requirement: str
    package: str
    reason: str
    hint: str = HINT
    passing: bool = False


class Resolution:
    """One choice of wheels. What was once looked for in vain is not looked for again, within this one."""

    def __init__(self, links: Iterable[Path], build: Collection[str]) -> None:
        self._links = [f"--find-links={place}" for place in links]
        self._build = build
        self._missing: dict[str, Reason] = {}

    def put(self, requirements: Sequence[str], folder: Path) -> tuple[str, Reason] | None:
        """Put wheels into a folder: None when all is there; else the package that is missing, and why."""
        options = (str(folder), json.dumps(target()), _RETRIES, *self._links)
        while True:
            built = [f"--find-links={BUILT}"] if BUILT.is_dir() else []
            done = run_pip("-m", "footlights.site.packages.pip_as_pyodide", *options, *built, *requirements)
            if done.returncode == 0:
                return None
            if _UNREACHED.search(done.stderr) and "ResolutionImpossible" not in done.stderr:
                raise Unable("the package index can't be reached, and this talk's packages are not in the cache yet")
            if done.returncode != MISSING_STATUS:
                return "", Reason(_reason(done.stderr), passing=True)
            missing = json.loads(done.stdout.splitlines()[-1])
            name = package_name(missing["missing"])
            reason = self._missing.get(name) or bring(name, has_sources=missing["sources"], build=self._build)
            if reason:
                self._missing[name] = reason
                return name, reason


def resolve(
    requirements: Sequence[str], folder: Path, links: Iterable[Path] = (), build: Collection[str] = ()
) -> tuple[Lacking, ...]:
    """Put the wheels that the requirements need into a folder; ``links`` are folders with more wheels.

    Only wheels are taken; those packages in ``build`` may be built from sources. What can't be met is left out,
    with its reason. Raises Unable when the index can't be reached, or for a requirement that is more than a name.
    """
    _require_names(requirements)
    with tempfile.TemporaryDirectory() as scratch:
        resolution = Resolution([_wheels_only(links, Path(scratch))], build)
        if resolution.put(requirements, folder) is None:
            return ()
        alone = [
            (requirement, resolution.put([requirement], Path(tempfile.mkdtemp(dir=scratch))))
            for requirement in requirements
        ]
        met = [requirement for requirement, why in alone if why is None]
        if met and (clash := resolution.put(met, folder)):
            return tuple(_lacking(requirement, clash) for requirement in requirements)
        return tuple(_lacking(requirement, why) for requirement, why in alone if why)


def _lacking(requirement: str, why: tuple[str, Reason]) -> Lacking:
    package, reason = why
    return Lacking(requirement, package, reason.text, reason.hint, reason.passing)


def _require_names(requirements: Sequence[str]) -> None:
    """The last look before pip: what is not spelt as we spell it does not come from us."""
    for requirement in requirements:
        try:
            is_ours = spelt_anew(requirement) == requirement
        except InvalidRequirement:
            is_ours = False
        if not is_ours:
            raise Unable(f"{requirement!r} is not a package's name with versions")


def _wheels_only(links: Iterable[Path], scratch: Path) -> Path:
    """A folder with the wheels of others: pip would also follow pages and take sources that lie among them."""
    folder = scratch / "wheels"
    folder.mkdir()
    for place in links:
        for wheel in wheels_in(place):
            shutil.copyfile(wheel, folder / wheel.name)
    return folder


def wheels_in(place: Path) -> list[Path]:
    """The wheels in a folder, in order; links that lead out of it are none, nor is what unpacks without end."""
    found = place.glob("*.whl") if is_within(place, place) else ()
    return sorted(wheel for wheel in found if is_there(wheel) and is_within(wheel, place) and is_sound(wheel))


def _reason(said: str) -> str:
    """Why pip failed, in a line."""
    errors = [line.removeprefix("ERROR: ") for line in said.splitlines() if line.startswith("ERROR: ")]
    return (errors or ["pip could not resolve it"])[0].partition(" (from versions")[0][:200]
