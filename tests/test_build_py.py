"""``build.py`` on a machine where nothing is set up: a checkout of its own, whose command tells how it was started."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
COMMAND = """
import os, signal, sys
print(os.getpid(), *sys.argv[1:], flush=True)
if "--json" in sys.argv:
    signal.pause()
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and links are those of POSIX")


def make_checkout(folder: Path) -> Path:
    """A checkout whose command line is the real one, and whose command does nothing."""
    site = folder / "py" / "footlights" / "site"
    site.mkdir(parents=True)
    for name in ("build.py", "package.json", "package-lock.json", ".npmrc"):
        shutil.copy(PROJECT / name, folder / name)
    for name in ("__init__.py", "site/__init__.py", "site/commands.py", "site/sizes.py"):
        shutil.copy(PROJECT / "py" / "footlights" / name, site.parent / name)
    (folder / "requirements.txt").touch()
    (site / "__main__.py").write_text(COMMAND, encoding="utf-8")
    return folder


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Fresh: nothing is set up."""
    return make_checkout(tmp_path / "checkout")


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Set up once."""
    folder = make_checkout(tmp_path_factory.mktemp("ready") / "checkout")
    assert run(folder, "outline").returncode == 0
    return folder


def run(checkout: Path, *arguments: str, cwd: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(checkout / "build.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "name a command: serve, build, record, lock, outline, check, lint, test, bench, types, shots"),
        (["chekc", "talk.md"], "there is no command 'chekc'; did you mean check?"),
        (["talk.md"], "name a command before the notes, as in: build.py serve talk.md"),
        (["outline", "--jsno"], "unrecognized arguments: --jsno"),
        (["build", "--build-sources", "../x"], "'../x' is not a package's name"),
    ],
)
def test_a_slip_is_told_before_anything_is_installed(checkout: Path, arguments: list[str], says: str) -> None:
    result = run(checkout, *arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert says in result.stderr
    assert not (checkout / ".venv").exists()


def test_help_needs_nothing(checkout: Path) -> None:
    assert run(checkout, "build", "--help").stdout.startswith("usage: build.py build")
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_an_environment_that_was_cut_short_is_made_anew(checkout: Path, how: signal.Signals) -> None:
    command = [sys.executable, str(checkout / "build.py"), "outline"]
    first = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while not any(place.exists() for place in checkout.glob(".venv*/bin/python")):
        assert first.poll() is None
    os.killpg(first.pid, how)
    said = first.communicate()[1]
    assert "Traceback" not in said
    again = run(checkout, "outline")
    assert (again.returncode, again.stdout.split()[1:]) == (0, ["outline"]), again.stderr


def test_an_environment_that_lost_its_pip_gets_one(ready: Path) -> None:
    for package in (ready / ".venv").glob("lib/python*/site-packages/pip*"):
        shutil.rmtree(package)
    (ready / "requirements.txt").write_text("# another\n", encoding="utf-8")
    assert run(ready, "outline").returncode == 0


def test_the_scripts_of_the_environment_know_where_they_are(ready: Path) -> None:
    (pip,) = (ready / ".venv" / "bin").glob("pip3")
    assert subprocess.run([pip, "--version"], capture_output=True, check=False).returncode == 0
    activated = f". {ready}/.venv/bin/activate; python -c 'import sys; print(sys.prefix)'"
    assert subprocess.check_output(["sh", "-c", activated], text=True).strip() == str(ready / ".venv")


def test_what_is_no_environment_is_left_alone(checkout: Path) -> None:
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / "thesis.txt").write_text("years of work", encoding="utf-8")
    result = run(checkout, "outline")
    assert (result.returncode, "move it away" in result.stderr) == (1, True)
    assert (checkout / ".venv" / "thesis.txt").exists()


@pytest.mark.parametrize("command", ["serve", "build", "record", "lock", "check", "test", "bench", "shots"])
def test_every_command_that_makes_a_page_gets_the_pages_parts(ready: Path, command: str) -> None:
    """npm comes with a package that this checkout does not name; that it is asked for is what counts."""
    assert "installing the page's parts with npm" in run(ready, command).stderr


def test_the_outline_does_not_need_them(ready: Path) -> None:
    assert run(ready, "outline").stderr == ""


def test_who_ends_it_ends_the_command(ready: Path) -> None:
    command = [sys.executable, str(ready / "build.py"), "outline", "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    started = int(process.stdout.readline().split()[0])
    process.terminate()
    assert process.wait() == -signal.SIGTERM
    process.stdout.close()
    with pytest.raises(ProcessLookupError):
        os.kill(started, 0)


def test_modules_of_the_folder_that_the_speaker_is_in_are_not_run(ready: Path, tmp_path: Path) -> None:
    for name in ("os", "json", "signal", "footlights", "venv", "pip"):
        (tmp_path / f"{name}.py").write_text("open('the-strangers-code-ran', 'w')", encoding="utf-8")
    assert run(ready, "outline", cwd=tmp_path).returncode == 0
    assert not (tmp_path / "the-strangers-code-ran").exists()
