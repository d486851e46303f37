"""Serves notes as a speaker does, with ``build.py serve``, and ends the server again."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).parents[1]


@contextmanager
def served(notes: Path) -> Iterator[str]:
    """The address of a server on these notes."""
    command = [sys.executable, "-m", "footlights.site", "serve", str(notes), "--port", "0", "--no-open"]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "py")}
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment)
    assert server.stdout is not None
    line = next(line for line in server.stdout if "serves" in line)
    yield next(word for word in line.split() if word.startswith("http://"))
    server.terminate()
    server.wait()
    server.stdout.close()
