"""From requirements to wheels for Pyodide: pip chooses, and what PyPI has no wheel of is looked for elsewhere."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from footlights.site.pip_as_pyodide import MISSING_STATUS
from footlights.site.project import CACHE, PACKAGES, PYODIDE, Unable, pyodide_version

BUILT = CACHE / "built-wheels"
"""Wheels that PyPI does not have: built from sources without a compiler, or of Pyodide's own distribution."""

_UNREACHED = re.compile(r"[Cc]onnection|Max retries|getaddrinfo|Name or service")
_NATIVE = re.compile(r"\.(so|pyd|dylib|dll)$")
_DISTRIBUTION = "https://cdn.jsdelivr.net/pyodide/v{}/full/"
_REACH_S = 20.0
_LONGEST_BUILD_S = 600.0
_WITHOUT_COMPILER = {"CC": "false", "CXX": "false", "FC": "false", "CARGO": "false", "RUSTC": "false"}
_BUILD_SETTINGS = {"pyyaml": ('pyyaml_build_config={"with_libyaml": false}',)}
"""What a package's build has to be told to leave its compiled part out."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """A requirement that can't be met: the package that is missing, and why."""

    requirement: str
    package: str
    reason: str


def not_on_index(wheel: Path) -> bool:
    """Whether a wheel was built here or came from Pyodide's distribution: nobody else has these very bytes."""
    return (BUILT / wheel.name).is_file()


def resolve(requirements: Sequence[str], folder: Path, links: Iterable[Path] = ()) -> tuple[Lacking, ...]:
    """Put the wheels that the requirements need into a folder; ``links`` are folders with more wheels.

    What can't be met is left out, with its reason. Raises Unable when the index can't be reached.
    """
    lacking = _resolved(requirements, folder, links)
    if lacking is None:
        return ()
    alone = [
        (requirement, _resolved([requirement], Path(scratch), links))
        for requirement in requirements
        for scratch in [tempfile.mkdtemp(dir=folder)]
    ]
    for scratch in folder.iterdir():
        if scratch.is_dir():
            shutil.rmtree(scratch)
    met = [requirement for requirement, why in alone if why is None]
    if met and (clash := _resolved(met, folder, links)):
        return tuple(Lacking(requirement, *clash) for requirement in requirements)
    return tuple(Lacking(requirement, *why) for requirement, why in alone if why)


def _resolved(requirements: Sequence[str], folder: Path, links: Iterable[Path]) -> tuple[str, str] | None:
    """None when all is there; else the package that is missing, and why."""
    BUILT.mkdir(parents=True, exist_ok=True)
    places = [f"--find-links={place}" for place in (BUILT, *links) if place.is_dir()]
    while True:
        status, printed, said = _run(
            sys.executable,
            "-m",
            "footlights.site.pip_as_pyodide",
            str(folder),
            json.dumps(target()),
            *places,
            *requirements,
        )
        if status == 0:
            return None
        if status != MISSING_STATUS:
            return "", _reason(said)
        package = str(json.loads(printed.splitlines()[-1])["missing"])
        reason = _brought(package)
        if reason:
            return package, reason


@cache
def _brought(package: str) -> str:
    """Get a wheel that PyPI does not have into ``BUILT``; why not, when that fails."""
    name = re.sub(r"[-_.]+", "-", package).lower()
    if any(_name_of(wheel) == name for wheel in BUILT.glob("*.whl")):
        return "the wheel that was built of it does not fit"
    unreached = _from_distribution(name)
    if not unreached:
        return ""
    unbuilt = _from_sources(name)
    return f"{unbuilt}; {unreached}" if unbuilt else ""


def _from_distribution(name: str) -> str:
    """Fetch a package of Pyodide's own distribution, checked against the hash in its lock."""
    spec = distribution()["packages"].get(name)
    if spec is None:
        return "Pyodide's distribution does not have it"
    address = _DISTRIBUTION.format(pyodide_version()) + spec["file_name"]
    try:
        with urllib.request.urlopen(address, timeout=_REACH_S) as answer:
            data: bytes = answer.read()
    except (urllib.error.URLError, TimeoutError, OSError):
        return "Pyodide's distribution has it, but could not be reached"
    if hashlib.sha256(data).hexdigest() != spec["sha256"]:
        return "what Pyodide's distribution sent is not what its lock names"
    (BUILT / spec["file_name"]).write_bytes(data)
    return ""


def _from_sources(name: str) -> str:
    """Build a wheel of the sources, with no compiler: good if nothing native is in it."""
    with tempfile.TemporaryDirectory() as scratch:
        settings = [f"--config-settings={setting}" for setting in _BUILD_SETTINGS.get(name, ())]
        command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-input"]
        status, _, said = _run(*command, "--no-deps", f"--no-binary={name}", *settings, f"--wheel-dir={scratch}", name)
        wheel = next(iter(Path(scratch).glob("*.whl")), None)
        if status or wheel is None:
            if "No matching distribution" in said:
                return "PyPI does not have it"
            return "PyPI has no wheel of it for Pyodide, and building one failed"
        if any(_NATIVE.search(inner) for inner in zipfile.ZipFile(wheel).namelist()):
            return "PyPI has no wheel of it for Pyodide, and one needs a compiler"
        if not wheel.name.endswith("-none-any.whl"):
            tags = ["--python-tag=py3", "--abi-tag=none", "--platform-tag=any", "--remove"]
            _run(sys.executable, "-m", "wheel", "tags", *tags, str(wheel))
            wheel = next(iter(Path(scratch).glob("*.whl")))
        shutil.copy(wheel, BUILT / wheel.name)
    return ""


def _run(*command: str) -> tuple[int, str, str]:
    """Status, output and errors of a command that has no compiler."""
    environment = {**os.environ, **_WITHOUT_COMPILER, "PYTHONPATH": str(PACKAGES)}
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_LONGEST_BUILD_S, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        return 1, "", f"it took over {_LONGEST_BUILD_S:g} s"
    return done.returncode, done.stdout, done.stderr


def _reason(said: str) -> str:
    """Why pip failed, in a line. Raises Unable when it could not even ask."""
    if _UNREACHED.search(said) and "ResolutionImpossible" not in said:
        raise Unable("the package index can't be reached, and this talk's packages are not in the cache yet")
    errors = [line.removeprefix("ERROR: ") for line in said.splitlines() if line.startswith("ERROR: ")]
    return (errors or ["pip could not resolve it"])[0].partition(" (from versions")[0][:200]


def _name_of(wheel: Path) -> str:
    return re.sub(r"[-_.]+", "-", wheel.name.split("-")[0]).lower()


@cache
def distribution() -> dict[str, Any]:
    """The lock of Pyodide's own distribution, as npm brings it."""
    lock: dict[str, Any] = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))
    return lock


def target() -> dict[str, str]:
    """The Python that the packages are for: its version, wheel platform (PEP 783) and Emscripten."""
    info = distribution()["info"]
    return {
        "python": info["python"],
        "platform": f"pyemscripten_{info['abi_version']}_{info['arch']}",
        "emscripten": info["platform"].removeprefix("emscripten_").replace("_", "."),
    }
