"""Wheels that PyPI does not have: of Pyodide's own distribution, or built from sources where that was asked for."""

from __future__ import annotations

import hashlib
import re
import tempfile
import urllib.error
import urllib.request
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from packaging.utils import canonicalize_name

from footlights.site.packages.distribution import distribution
from footlights.site.packages.running_pip import run_pip
from footlights.site.project import CACHE, pyodide_version
from footlights.site.writing import write_whole

BUILT = CACHE / "built-wheels"
"""Where these wheels are kept."""

HINT = "Put a wheel of it into wheels beside the notes, or do without it."
_HOST = "https://cdn.jsdelivr.net"
_DISTRIBUTION = _HOST + "/pyodide/v{}/full/"
_NATIVE = re.compile(r"\.(so|pyd|dylib|dll)$")
_REACH_S = 20.0
_BUILD_SETTINGS = {"pyyaml": ('pyyaml_build_config={"with_libyaml": false}',)}
"""What a package's build has to be told to leave its compiled part out."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why there is no wheel of a package, and what to do; ``passing`` tells that another try may go well."""

    text: str
    hint: str = HINT
    passing: bool = False


UNFIT = Reason("the wheel that was built of it does not fit")


def bring(name: str, *, has_sources: bool, build: Collection[str]) -> Reason | None:
    """Get a wheel of a package into ``BUILT``, or say why not. Sources are built of those in ``build`` only."""
    if is_built(name):
        return UNFIT
    unreached = _from_distribution(name)
    if unreached is None or (has_sources and name in build):
        return unreached and _from_sources(name)
    if not has_sources:
        return unreached if unreached.passing else Reason(f"PyPI does not have it; {unreached.text}")
    trust = f"build them here, which runs their code, if you trust it and it needs no compiler: --build-sources {name}"
    hint = f"{unreached.hint}. Or {trust}" if unreached.passing else f"{trust[0].upper()}{trust[1:]}"
    return Reason(f"PyPI has only sources of it; {unreached.text}", hint, unreached.passing)


def is_built(name: str) -> bool:
    """Whether a wheel of a package is in ``BUILT``."""
    return any(canonicalize_name(wheel.name.split("-")[0]) == name for wheel in BUILT.glob("*.whl"))


def not_on_index(wheel: Path) -> bool:
    """Whether a wheel was built here or came from Pyodide's distribution: nobody else has these very bytes."""
    return (BUILT / wheel.name).is_file()


def _from_distribution(name: str) -> Reason | None:
    """Fetch a package of Pyodide's own distribution, checked against the hash in its lock."""
    spec = distribution()["packages"].get(name)
    if spec is None:
        return Reason("Pyodide's distribution does not have it")
    address = _DISTRIBUTION.format(pyodide_version()) + spec["file_name"]
    cure = f"Build once where {_HOST} can be reached, then keep it with the notes: build.py lock"
    try:
        with urllib.request.urlopen(address, timeout=_REACH_S) as answer:
            data: bytes = answer.read()
    except (urllib.error.URLError, TimeoutError, OSError):
        return Reason("Pyodide's distribution has it, but could not be reached", cure, passing=True)
    if hashlib.sha256(data).hexdigest() != spec["sha256"]:
        return Reason("what Pyodide's distribution sent is not what its lock names", cure, passing=True)
    BUILT.mkdir(parents=True, exist_ok=True)
    write_whole(BUILT / spec["file_name"], data)
    return None


def _from_sources(name: str) -> Reason | None:
    """Build a wheel of the sources, with no compiler: good if nothing native is in it."""
    with tempfile.TemporaryDirectory() as scratch:
        settings = [f"--config-settings={setting}" for setting in _BUILD_SETTINGS.get(name, ())]
        command = ["-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps"]
        done = run_pip(*command, f"--no-binary={name}", *settings, f"--wheel-dir={scratch}", name)
        wheel = next(iter(Path(scratch).glob("*.whl")), None)
        if done.returncode or wheel is None:
            return Reason("PyPI has no wheel of it for Pyodide, and building one failed", passing=True)
        if any(_NATIVE.search(inner) for inner in zipfile.ZipFile(wheel).namelist()):
            return Reason("PyPI has no wheel of it for Pyodide, and one needs a compiler")
        if not wheel.name.endswith("-none-any.whl"):
            tags = ["--python-tag=py3", "--abi-tag=none", "--platform-tag=any", "--remove"]
            run_pip("-m", "wheel", "tags", *tags, str(wheel))
            wheel = next(iter(Path(scratch).glob("*.whl")))
        BUILT.mkdir(parents=True, exist_ok=True)
        write_whole(BUILT / wheel.name, wheel.read_bytes())
    return None
