"""Pyodide's own distribution of packages, as the lock that npm brings tells it."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from footlights.site.project import PYODIDE_FOLDER


@cache
def distribution() -> dict[str, Any]:
    """The lock of Pyodide's own distribution."""
    lock: dict[str, Any] = json.loads((PYODIDE_FOLDER / "pyodide-lock.json").read_text(encoding="utf-8"))
    return lock


def target() -> dict[str, str]:
    """The Python that the packages are for: its version, wheel platform (PEP 783) and Emscripten."""
    info = distribution()["info"]
    return {
        "python": info["python"],
        "platform": f"pyemscripten_{info['abi_version']}_{info['arch']}",
        "emscripten": info["platform"].removeprefix("emscripten_").replace("_", "."),
    }


def marker_environment() -> dict[str, str]:
    """What PEP 508 markers ask, answered for that Python."""
    python = target()["python"]
    return {
        "implementation_name": "cpython",
        "implementation_version": python,
        "os_name": "posix",
        "platform_machine": "wasm32",
        "platform_python_implementation": "CPython",
        "platform_release": target()["emscripten"],
        "platform_system": "Emscripten",
        "platform_version": "#1",
        "python_full_version": python,
        "python_version": python.rpartition(".")[0],
        "sys_platform": "emscripten",
    }
