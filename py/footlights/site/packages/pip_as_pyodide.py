"""pip, choosing wheels as if it ran inside Pyodide: the markers and the tags of that Python.

    python -m footlights.site.packages.pip_as_pyodide FOLDER TARGET_JSON [PIP OPTIONS] REQUIREMENT ...

TARGET_JSON is ``{python, platform, emscripten}``, as in ``3.14.2``, ``pyemscripten_2026_0_wasm32``,
``5.0.3``. Ends with status 3 and one line of JSON on standard output, ``{missing, sources}``, when a package
has no wheel at all that fits: pip itself would go back through every version of what needs it. ``sources``
tells that the index has sources of it.

Nothing is built, and nothing is taken from an address that a wheel's metadata names: either may run code.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from pip._internal.cli.main import main as pip_main
from pip._internal.distributions.sdist import SourceDistribution
from pip._internal.exceptions import InstallationError
from pip._internal.index.package_finder import PackageFinder
from pip._internal.models.format_control import FormatControl
from pip._internal.req.req_install import InstallRequirement
from pip._internal.resolution.resolvelib.base import Requirement
from pip._internal.resolution.resolvelib.factory import Factory
from pip._vendor.packaging import markers

MISSING_STATUS = 3


def main(arguments: list[str]) -> int:
    """Download what the requirements need into a folder; pip's exit status, or 3 for a missing wheel."""
    folder, target_json, *rest = arguments
    target = json.loads(target_json)
    _answer_markers_for(target)
    _stop_at_missing_wheels()
    _take_wheels_only()
    major, minor, *_ = target["python"].split(".")
    return pip_main(
        [
            "download",
            "--quiet",
            "--disable-pip-version-check",
            "--no-input",
            "--only-binary=:all:",
            f"--python-version={target['python']}",
            "--implementation=cp",
            f"--abi=cp{major}{minor}",
            "--abi=abi3",
            "--abi=none",
            f"--platform={target['platform']}",
            f"--dest={folder}",
            *rest,
        ]
    )


def _answer_markers_for(target: dict[str, str]) -> None:
    """PEP 508 markers speak of the Python that will run the packages (values: PEP 783, Pyodide's own)."""
    ours = markers.default_environment

    def environment() -> Any:
        return {
            **ours(),
            "os_name": "posix",
            "sys_platform": "emscripten",
            "platform_system": "Emscripten",
            "platform_machine": "wasm32",
            "platform_release": target["emscripten"],
            "platform_version": "#1",
            "platform_python_implementation": "CPython",
            "implementation_name": "cpython",
            "implementation_version": target["python"],
            "python_version": target["python"].rpartition(".")[0],
            "python_full_version": target["python"],
        }

    markers.default_environment = environment


def _stop_at_missing_wheels() -> None:
    find = PackageFinder.find_best_candidate

    def find_or_stop(self: PackageFinder, project_name: str, *arguments: Any, **options: Any) -> Any:
        if not self.find_all_candidates(project_name):
            sources = _has_sources(self, project_name)
            print(json.dumps({"missing": project_name, "sources": sources}), flush=True)
            os._exit(MISSING_STATUS)  # pip would show where it was
        return find(self, project_name, *arguments, **options)

    PackageFinder.find_best_candidate = find_or_stop  # type: ignore[method-assign]


def _has_sources(finder: PackageFinder, project_name: str) -> bool:
    """Whether the index has anything of a package once sources count too."""
    finder.format_control = FormatControl(set(), set())
    finder._all_candidates.clear()
    return bool(finder.find_all_candidates(project_name))


def _take_wheels_only() -> None:
    """``--only-binary`` does not hold for addresses, which a wheel beside the notes may name."""
    make = Factory._make_requirements_from_install_req

    def make_of_index(
        self: Factory, ireq: InstallRequirement, requested_extras: Iterable[str]
    ) -> Iterator[Requirement]:
        if ireq.link is not None or ireq.editable:
            raise InstallationError(f"{ireq.name or 'a package'} is asked for by an address, which is not taken")
        return make(self, ireq, requested_extras)

    def build_nothing(self: SourceDistribution, *arguments: Any, **options: Any) -> None:
        raise InstallationError("sources are not built here")

    Factory._make_requirements_from_install_req = make_of_index  # type: ignore[method-assign]
    SourceDistribution.prepare_distribution_metadata = build_nothing  # type: ignore[method-assign]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
