"""``build.py lint``: format, style and types of Python, JavaScript and CSS; all of them, whatever the first says."""

from __future__ import annotations

import subprocess
import sys

from footlights.site.project import NODE_MODULES, PROJECT, say
from footlights.site.runtime.runtime import NODE

_CHECKED = ("web", "bench", "py/footlights/site/node")
_LINTERS = (
    (sys.executable, "-m", "ruff", "format", "--check", "."),
    (sys.executable, "-m", "ruff", "check", "."),
    (sys.executable, "-m", "mypy"),
    (NODE, NODE_MODULES / "@biomejs" / "biome" / "bin" / "biome", "ci", *_CHECKED),
    (NODE, NODE_MODULES / "typescript" / "bin" / "tsc", "--noEmit", "-p", "web"),
)


def lint() -> int:
    """Run all linters; 1 if one of them found something."""
    failed = [command for command in _LINTERS if subprocess.call(list(map(str, command)), cwd=PROJECT)]
    if not failed:
        say("nothing to mend: format, style and types are right")
    return 1 if failed else 0
