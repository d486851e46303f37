"""The command line, run as a process, as people and CI use it."""

import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[1]


def build_py(*arguments: str, cwd: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    """What `build.py` does once everything is set up."""
    process = start(*arguments, cwd=cwd)
    printed, said = process.communicate()
    return subprocess.CompletedProcess(process.args, process.returncode, printed, said)


def start(*arguments: str, cwd: Path = PROJECT) -> subprocess.Popen[str]:
    """The same, still running."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "py")}
    command = [sys.executable, "-P", "-m", "footlights.site", *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, cwd=cwd, env=environment)
