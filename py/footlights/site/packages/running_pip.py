"""pip as a process of its own: without a compiler, and without a look into the folder that the speaker is in."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from footlights.site.project import PACKAGES

_LONGEST_S = 600.0
_WITHOUT_COMPILER = {"CC": "false", "CXX": "false", "FC": "false", "CARGO": "false", "RUSTC": "false"}


def run_pip(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run this Python, with pip's arguments, in an empty folder: modules and archives of the notes' folder are none."""
    environment = {**os.environ, **_WITHOUT_COMPILER, "PYTHONPATH": str(PACKAGES)}
    command = [sys.executable, "-P", *arguments]
    with tempfile.TemporaryDirectory() as empty:
        try:
            return subprocess.run(
                command, capture_output=True, text=True, timeout=_LONGEST_S, env=environment, cwd=empty, check=False
            )
        except subprocess.TimeoutExpired:
            return subprocess.CompletedProcess(command, 1, "", f"ERROR: it took over {_LONGEST_S:g} s")
