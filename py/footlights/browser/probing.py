"""Trying ahead of a talk what its cells need: modules are imported, files opened."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from pathlib import Path

from footlights.browser.packages import Packages


async def probed(modules: Sequence[str], files: Sequence[str], packages: Packages) -> dict[str, str]:
    """What went wrong, by module and file: nothing for one that is there."""
    wrong: dict[str, str] = {}
    for module in modules:
        try:
            await packages.bring(packages.needed(f"import {module}"))
            importlib.import_module(module)
        except BaseException as error:  # whatever a package raises is the answer
            wrong[module] = f"{type(error).__name__}: {error}"
    for name in files:
        try:
            with Path(name).open("rb") as file:
                file.read(1)
        except OSError as error:
            wrong[name] = f"{type(error).__name__}: {error.strerror}"
    return wrong
