"""Where things are: the project's folders and its cache."""

from __future__ import annotations

import json
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
PACKAGES = PROJECT / "py"
WEB = PROJECT / "web"
NODE_MODULES = PROJECT / "node_modules"
PYODIDE_FOLDER = NODE_MODULES / "pyodide"
CACHE = PROJECT / ".cache"
DEFAULT_NOTES = PROJECT / "notes" / "python-web-conference.md"
NODE_SCRIPTS = Path(__file__).resolve().parent / "node"


class Unable(Exception):  # noqa: N818 - it reads as a sentence: raise Unable
    """What can't be done and the remedy, in one line for standard error; ``status`` is the exit status."""

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status


def say(what: str) -> None:
    """A line of progress on standard error."""
    print(f"footlights: {what}", file=sys.stderr, flush=True)


def pyodide_version() -> str:
    """The version of Pyodide that is installed."""
    version = json.loads((PYODIDE_FOLDER / "package.json").read_text())["version"]
    return str(version)
