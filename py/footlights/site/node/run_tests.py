"""Runs pytest where it is asked to; used inside Pyodide by run_tests.mjs."""

import importlib
from collections.abc import Iterable


def run_tests(tests: Iterable[str]) -> int:
    """The exit status of pytest over these files and folders."""
    importlib.invalidate_caches()
    pytest = importlib.import_module("pytest")
    return int(pytest.main(["-p", "no:cacheprovider", "-p", "no:faulthandler", "--tb=short", *tests]))
