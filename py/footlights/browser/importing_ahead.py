"""What the live kernel does while nothing runs: load and import what a cell ahead will import.

An import can take seconds. Code that is to run meanwhile comes first: the import is given up where it
stands, and of what it has done only whole packages are kept. Modules among the talk's own files are
left to their cell, because they may do more than define things, which must not be given up halfway;
what they import in turn is imported.
"""

from __future__ import annotations

import asyncio
import importlib
import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from footlights.browser.packages import Packages
from footlights.deck import Import, imports_of

_ACT_WHEN_IMPORTED = frozenset({"this", "antigravity", "__main__"})
"""Modules whose import is the whole point of it."""


class Warming:
    """Warms up one cell at a time. ``is_importing`` tells that a stop is for it."""

    def __init__(self, hurried: Callable[[], bool]) -> None:
        self.is_importing = False
        self._hurried = hurried

    def may_end(self, frame: FrameType | None) -> bool:
        """Whether a stop may be raised at this frame: in what is imported, not in the code of this module around it."""
        return self.is_importing and frame is not None and frame.f_globals.get("__name__") != __name__

    async def warm_up(self, source: str, packages: Packages) -> tuple[list[str], bool]:
        """Load and import what code imports; the modules that there are none of, and whether it was given up."""
        sources = _with_own_modules(source)
        found = [each for one in sources for each in imports_of(one) if each.top not in _ACT_WHEN_IMPORTED]
        missing: list[str] = []
        for name in (name for each in sources for name in packages.needed(each)):
            if self._hurried():
                return [], True
            try:
                await packages.bring([name])
            except ImportError:
                missing.append(name)
        for each in found:
            await asyncio.sleep(0)
            if _own_file(each.module):
                continue
            if self._hurried() or not self._import(each.module):
                return [], True
            if not each.optional and not _is_there(each):
                missing.append(each.top)
        return sorted(set(missing)), False

    def _import(self, module: str) -> bool:
        """Import a module; whether that was let happen. One that fails will fail, and say so, where it is used."""
        if module in sys.modules:
            return True
        self.is_importing = True
        try:
            importlib.import_module(module)
        except KeyboardInterrupt:
            _drop_halves()
            return False
        except BaseException:
            _drop_halves()
        finally:
            self.is_importing = False
        return True


def _with_own_modules(source: str) -> list[str]:
    """A cell's code, and that of the talk's own files that it imports."""
    sources, seen = [source], set[Path]()
    for each in sources:  # grows on the way
        for file in filter(None, (_own_file(found.module) for found in imports_of(each))):
            if file not in seen:
                seen.add(file)
                sources.append(file.read_text(encoding="utf-8", errors="replace"))
    return sources


def _own_file(module: str) -> Path | None:
    """The file among the talk's own that a module is."""
    path = module.replace(".", "/")
    return next((file for file in (Path(f"{path}.py"), Path(f"{path}/__init__.py")) if file.is_file()), None)


def _is_there(found: Import) -> bool:
    try:
        return found.top in sys.modules or importlib.util.find_spec(found.top) is not None
    except (ImportError, ValueError):
        return False


def _drop_halves() -> None:
    """Forget modules whose package is not whole: imported again, it would not know them as its own."""
    for name in list(sys.modules):
        parents = name.split(".")[:-1]
        if any(".".join(parents[: end + 1]) not in sys.modules for end in range(len(parents))):
            del sys.modules[name]
