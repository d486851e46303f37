"""The command line, run as a process, as people and CI use it."""

import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[1]


def build_py(*arguments: str, cwd: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    """What `build.py` does once everything is set up."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "py")}
    command = [sys.executable, "-P", "-m", "footlights.site", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=environment, check=False)
