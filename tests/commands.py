"""The command line as people and CI use it: in this process where it can be, else in one of its own."""

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from footlights.site.cli import main

PROJECT = Path(__file__).parents[1]
WAITS = "footlights: waiting for another build of this checkout …\n"
"""Said where another worker builds at this moment: it tells about the run, not about the command."""


def build_py(*arguments: str, cwd: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    """What `build.py` does once everything is set up, without a process of its own."""
    printed, said = io.StringIO(), io.StringIO()
    with contextlib.chdir(cwd), contextlib.redirect_stdout(printed), contextlib.redirect_stderr(said):
        status = status_of(lambda: main(list(arguments)))
    return subprocess.CompletedProcess(arguments, status, printed.getvalue(), said.getvalue().replace(WAITS, ""))


def status_of(run: Callable[[], int]) -> int:
    """The exit status, also where argparse ends the command."""
    try:
        return run()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1


def build_py_apart(*arguments: str, cwd: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    """The same as a process: for what drives a browser of its own, and for how a process ends."""
    process = start(*arguments, cwd=cwd)
    printed, said = process.communicate()
    return subprocess.CompletedProcess(process.args, process.returncode, printed, said.replace(WAITS, ""))


def start(*arguments: str, cwd: Path = PROJECT) -> subprocess.Popen[str]:
    """The same, still running."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "py")}
    command = [sys.executable, "-P", "-m", "footlights.site", *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, cwd=cwd, env=environment)
