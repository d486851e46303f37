"""A run of the tests says what it did not test."""

import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[1]


def test_without_firefox_the_run_ends_with_a_line_that_says_so(tmp_path: Path) -> None:
    without = {"PATH": str(tmp_path), "HOME": str(tmp_path), "FOOTLIGHTS_FIREFOX": str(tmp_path / "firefox")}
    offline = {"PLAYWRIGHT_BROWSERS_PATH": str(tmp_path), "PLAYWRIGHT_DOWNLOAD_HOST": "http://127.0.0.1:9"}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "tests/browser/test_firefox.py"]
    environment = {**os.environ, **without, **offline}
    run = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT, env=environment, check=False)
    told = [line for line in run.stdout.splitlines() if line.startswith("not tested: ")]
    assert run.returncode == 0, run.stdout
    assert told == [
        "not tested: 7 tests: no Firefox is here, and none could be installed: "
        "install it, or set FOOTLIGHTS_FIREFOX to its path"
    ]
