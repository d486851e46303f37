"""The packages that a talk brings: each is put in place when code imports it, from inside the page.

What a run imports is seen in its text before it starts, so that the packages come together and the
speaker sees which. Imports that only show while code runs are met by a finder, where JavaScript can
suspend Python (JSPI).
"""

from __future__ import annotations

import importlib
import json
import re
import sys
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

from footlights.deck import imports_of

STAGES_ZIP = "/lib/footlights.zip"
_NOT_FETCHED = re.compile(r"Can't fetch metadata for '([^']+)'")
Load = Callable[[str], Awaitable[str]]
"""Takes packages in place: a JSON list of names in, an object of those that failed and why out."""


class Packages:
    """What may be imported, by the lock that the page carries, and what has been put in place."""

    def __init__(
        self,
        entries: Mapping[str, Mapping[str, Any]],
        load: Load | None,
        wait: Callable[[Any], Any],
        lacking: Mapping[str, str] | None = None,
    ) -> None:
        self._lacking = lacking or {}
        self._by_module: dict[str, set[str]] = {}
        for name, entry in entries.items():
            for module in entry["imports"]:
                self._by_module.setdefault(module, set()).add(name)
        self._entries = entries
        self._there: set[str] = set()
        self._told: set[str] = set()
        self._load = load or _nothing
        self._wait = wait
        if entries:
            _let_packages_win()
            sys.meta_path.append(_Finder(self))

    def needed(self, source: str) -> tuple[str, ...]:
        """The packages that code imports and that are not in place yet, without what these need in turn."""
        return self._missing(found.top for found in imports_of(source)) if self._by_module else ()

    async def bring(self, names: Sequence[str]) -> None:
        """Put packages in place. Raises ImportError if one of them can't be."""
        self._settle(names, await self._load(json.dumps(list(names))))

    def bring_module(self, module: str) -> None:
        """The same for a top-level module, while code that imports it waits."""
        names = self._missing([module])
        if names:
            failed = self._wait(lambda: self._load(json.dumps(names)))
            if failed is not None:
                self._settle(names, failed)

    def hint(self, error: BaseException) -> str:
        """What can be done about a module or a package that is not there; nothing for other errors."""
        if "micropip" in sys.modules and (match := _NOT_FETCHED.match(str(error))):
            own = ", ".join(sorted(self._entries))
            return (
                f"{match[1]} is not in this talk, and the package index does not answer. Without a network there is: "
                f"{own}. To bring {match[1]} along, name it under packages: in the notes, and build again.\n"
            )
        module = (error.name or "").partition(".")[0] if isinstance(error, ModuleNotFoundError) else ""
        if not module or module in sys.modules or module in self._by_module:
            return ""
        remedy = self._lacking.get(module, "name its package under packages: in the notes, and build again.")
        return f"{module} is not in this talk: {remedy}\n"

    def news(self) -> str:
        """Which packages micropip has fetched from the network since this was asked last; nothing if none."""
        micropip = sys.modules.get("micropip")
        if micropip is None:
            return ""
        fetched = {
            name for name, package in micropip.list().items() if package.source.startswith(("pypi", "http"))
        } - self._told
        self._told |= fetched
        names = ", ".join(sorted(fetched))
        return f"fetched from PyPI, missing without a network: {names}; packages: brings it along\n" if names else ""

    def _missing(self, modules: Iterable[str]) -> tuple[str, ...]:
        names = {name for module in modules for name in self._by_module.get(module, ())}
        return tuple(sorted(names - self._there))

    def _settle(self, names: Sequence[str], failed: str) -> None:
        reasons: dict[str, str] = json.loads(failed)
        importlib.invalidate_caches()
        if reasons:
            words = "; ".join(f"{name}: {reason}" for name, reason in reasons.items())
            raise ImportError(f"a package could not be loaded from the page: {words}")
        todo = list(names)
        while todo:
            name = todo.pop()
            if name not in self._there:
                self._there.add(name)
                todo += self._entries[name]["depends"]


async def _nothing(_names: str) -> str:
    return "{}"


class _Finder:
    """Stands last among the finders: it is asked for what no other has."""

    def __init__(self, packages: Packages) -> None:
        self._packages = packages

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The spec of a top-level module whose package has just been put in place."""
        if path is not None:
            return None
        self._packages.bring_module(fullname)
        return PathFinder.find_spec(fullname)


def _let_packages_win() -> None:
    """A talk's packages come before the stage's own copies of the same, which are bare of docstrings."""
    if STAGES_ZIP in sys.path:
        sys.path.remove(STAGES_ZIP)
        sys.path.append(STAGES_ZIP)
