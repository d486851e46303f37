"""``build.py lint``: format, style and types of Python, JavaScript and CSS; all of them, whatever the first says."""

from __future__ import annotations

import subprocess
import sys

from footlights.site.project import NODE_MODULES, PROJECT, say
from footlights.site.runtime.runtime import NODE

WORLDS = ("tsconfig.json", "tsconfig.workers.json")
"""A script is checked against what there is where it runs: in a document, or in a worker; what runs in both, twice."""
_CHECKED = ("web", "bench", "py/footlights/site/node")
_LINTERS = (
    (sys.executable, "-m", "ruff", "format", "--check", "."),
    (sys.executable, "-m", "ruff", "check", "."),
    (sys.executable, "-m", "mypy"),
    (NODE, NODE_MODULES / "@biomejs" / "biome" / "bin" / "biome", "ci", *_CHECKED),
    *((NODE, NODE_MODULES / "typescript" / "bin" / "tsc", "-p", f"web/{world}") for world in WORLDS),
)


def lint() -> int:
    """Run all linters; 1 if one of them found something."""
    failed = [command for command in _LINTERS if subprocess.call(list(map(str, command)), cwd=PROJECT)]
    if not failed:
        say("nothing to mend: format, style and types are right")
    return 1 if failed else 0
