"""Two commands of one checkout at the same time make nothing twice, and never read what is half made."""

import os
import subprocess
import sys
from pathlib import Path

from footlights.site.project import PACKAGES

MAKER = """
import sys
from footlights.site.making import one_at_a_time

log, name = sys.argv[1:]

def tell(what):
    with open(log, "a") as file:
        file.write(f"{name} {what}\\n")

@one_at_a_time
def make():
    tell("begins")
    print("making", flush=True)
    sys.stdin.readline()
    tell("ends")

make()
"""


def maker(log: Path, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", MAKER, str(log), name]
    environment = {**os.environ, "PYTHONPATH": str(PACKAGES)}
    return subprocess.Popen(command, stdin=-1, stdout=-1, stderr=-1, text=True, env=environment)


def test_who_comes_second_says_that_it_waits_and_begins_when_the_first_has_ended(tmp_path: Path) -> None:
    log = tmp_path / "log"
    first = maker(log, "first")
    assert first.stdout is not None
    assert first.stdout.readline() == "making\n"
    second = maker(log, "second")
    assert second.stdin is not None
    assert second.stderr is not None
    second.stdin.write("go on\n")
    second.stdin.flush()
    assert second.stderr.readline() == "footlights: waiting for another build of this checkout …\n"
    first.communicate("go on\n")
    second.communicate()
    assert log.read_text().splitlines() == ["first begins", "first ends", "second begins", "second ends"]
