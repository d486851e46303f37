"""What a command writes: whole or not at all, and never over or through what is somebody else's."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from footlights.site.notes.notes_file import read_notes
from footlights.site.packages.locks import write_lock
from footlights.site.packages.wheelhouse import EMPTY
from footlights.site.packages.wheels import entries_of
from footlights.site.page.recordings import write_recording
from footlights.site.project import Unable
from footlights.site.published import LIST, publish
from footlights.site.writing import make_whole, write_whole
from tests.site.wheel_making import make_wheel

PROJECT = Path(__file__).parents[2]


def write(folder: Path, **files: str) -> Path:
    """A folder of text files, by their names; ``a__b`` is the file b in the folder a."""
    for name, text in files.items():
        file = folder / name.replace("__", "/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def read(folder: Path) -> dict[str, str]:
    """Every file in a folder but the list, by its path."""
    files = (file for file in folder.rglob("*") if file.is_file() and file.name != LIST)
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in files}


def part(name: str) -> str:
    """The path of a part of a site, as a build names it by its content."""
    return f"assets/{name}.0123456789ab.js"


def test_a_folder_holds_what_was_published_last_and_what_is_of_others(tmp_path: Path) -> None:
    out = tmp_path / "out"
    publish(write(tmp_path / "first", **{"index.html": "one", part("a"): "a", part("b"): "b"}), out)
    write(out, CNAME="talks.example", mine__thesis="years of work", assets__mine="mine")
    publish(write(tmp_path / "second", **{"index.html": "two", part("b"): "b"}), out)
    assert read(out) == {
        "index.html": "two",
        part("b"): "b",
        "CNAME": "talks.example",
        "mine/thesis": "years of work",
        "assets/mine": "mine",
    }


def test_a_folder_that_nothing_is_left_in_goes_too(tmp_path: Path) -> None:
    publish(write(tmp_path / "first", **{"index.html": "one", "old/index.html": "old"}), tmp_path / "out")
    publish(write(tmp_path / "second", **{"index.html": "two"}), tmp_path / "out")
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [LIST, "index.html"]


def test_what_was_changed_since_it_was_written_is_somebodys(tmp_path: Path) -> None:
    out = tmp_path / "out"
    publish(write(tmp_path / "first", **{"index.html": "one", "sw.js": "worker"}), out)
    write(out, **{"sw.js": "worker, and an evening's work"})
    publish(write(tmp_path / "second", **{"index.html": "two"}), out)
    assert read(out) == {"index.html": "two", "sw.js": "worker, and an evening's work"}
    write(out, **{"index.html": "an evening's work"})
    with pytest.raises(Unable, match=r"out/index.html was not written by this command, or changed since; move it away"):
        publish(write(tmp_path / "third", **{"index.html": "three"}), out)
    assert read(out)["index.html"] == "an evening's work"


MADE = ("index.html", "a-talk/index.html", "index.html.br", part("page") + ".gz", "sw.js", "_headers", "LICENSES.txt")
NEVER_MADE = (
    *(".git/HEAD", ".git/index.html", ".env", "assets/.env.0123456789ab.js", ".assets/page.0123456789ab.js"),
    *("thesis.md", "a/b/index.html", "assets/thesis.txt", "assets/a/b.0123456789ab.js", "x" * 300),
)


@pytest.mark.parametrize(("name", "goes"), [*((name, True) for name in MADE), *((name, False) for name in NEVER_MADE)])
def test_a_strangers_list_removes_nothing_that_no_build_makes(tmp_path: Path, name: str, goes: bool) -> None:
    out = write(tmp_path / "out", **({} if len(name) > 255 else {name: "mine"}))
    (out).mkdir(exist_ok=True)
    (out / LIST).write_text(json.dumps([[name, hashlib.sha256(b"mine").hexdigest()]]), encoding="utf-8")
    publish(write(tmp_path / "new", **{"manifest.webmanifest": "new"}), out)
    assert set(read(out)) == {"manifest.webmanifest"} | (set() if goes or len(name) > 255 else {name})


def test_nothing_is_written_where_one_file_is_somebodys(tmp_path: Path) -> None:
    out = write(tmp_path / "out", z="mine")
    with pytest.raises(Unable, match="out/z was not written by this command"):
        publish(write(tmp_path / "first", a="new", z="new"), out)
    assert read(out) == {"z": "mine"}


@pytest.mark.parametrize("name", ["../outside", "/etc/hostname", "a/../../outside", "", ".", "link/inside"])
def test_a_list_that_names_files_outside_removes_nothing(tmp_path: Path, name: str) -> None:
    out = write(tmp_path / "out", own="own")
    write(tmp_path, outside="outside")
    write(tmp_path / "elsewhere", inside="outside")
    (out / "link").symlink_to(tmp_path / "elsewhere")
    digest = hashlib.sha256(b"outside").hexdigest()
    (out / LIST).write_text(json.dumps([[name, digest]]), encoding="utf-8")
    publish(write(tmp_path / "new", index="new"), out)
    assert (tmp_path / "outside").read_text(encoding="utf-8") == "outside"
    assert (tmp_path / "elsewhere" / "inside").read_text(encoding="utf-8") == "outside"
    assert read(out) == {"own": "own", "index": "new"}


def test_links_are_not_followed(tmp_path: Path) -> None:
    elsewhere = write(tmp_path / "elsewhere", thesis="years of work")
    out = tmp_path / "out"
    out.mkdir()
    (out / "assets").symlink_to(elsewhere)
    with pytest.raises(Unable, match="out/assets is a link"):
        publish(write(tmp_path / "first", assets__thesis="new"), out)
    (out / "assets").unlink()
    (out / "index").symlink_to(elsewhere / "thesis")
    with pytest.raises(Unable, match="out/index was not written by this command"):
        publish(write(tmp_path / "second", index="new"), out)
    assert read(elsewhere) == {"thesis": "years of work"}


@pytest.mark.parametrize("content", ["5", "[]x", '[["a"]]', '{"a": 1}', "[1, 2]", "[" * 200_000])
def test_a_list_that_is_none_is_somebodys(tmp_path: Path, content: str) -> None:
    out = write(tmp_path / "out", a="mine")
    (out / LIST).write_text(content, encoding="utf-8")
    with pytest.raises(Unable, match=r"footlights.json is there and is no list of what was written; move it away"):
        publish(write(tmp_path / "new", index="new"), out)
    assert (read(out), (out / LIST).read_text(encoding="utf-8")) == ({"a": "mine"}, content)


@pytest.mark.parametrize("inner", ["", "deeper"])
def test_a_file_is_no_folder(tmp_path: Path, inner: str) -> None:
    write(tmp_path, taken="mine")
    with pytest.raises(Unable, match=r"taken is a file; --out names a folder"):
        publish(write(tmp_path / "new", index="new"), tmp_path / "taken" / inner)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unable, match="can't be written to: File name too long"):
        publish(write(tmp_path / "new", index="new"), tmp_path / ("x" * 300))


def killed_in(code: str, *arguments: Path) -> None:
    """Run Python code that kills its own process, as hard as that can be done."""
    kill = "import os, signal, sys; from pathlib import Path\ndie = lambda: os.kill(os.getpid(), signal.SIGKILL)\n"
    command = [sys.executable, "-c", kill + code, *map(str, arguments)]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(PROJECT / "py")}, check=False)
    assert done.returncode < 0


def test_a_kill_leaves_a_file_as_it_was(tmp_path: Path) -> None:
    """The kill comes when all is written and nothing is in its place yet."""
    file = write(tmp_path, kept="before") / "kept"
    code = """
from footlights.site import writing
os.fsync = lambda handle: die()
writing.write_whole(Path(sys.argv[1]), b"after" * 1000)
"""
    killed_in(code, file)
    assert file.read_text(encoding="utf-8") == "before"


def test_a_kill_leaves_no_folder_that_is_half_made(tmp_path: Path) -> None:
    code = """
from footlights.site.writing import make_whole
def make(folder):
    (folder / "one").write_text("one")
    die()
make_whole(Path(sys.argv[1]), make)
"""
    killed_in(code, tmp_path / "made")
    assert not (tmp_path / "made").exists()
    made = make_whole(tmp_path / "made", lambda folder: write_whole(folder / "one", b"one"))
    assert read(made) == {"one": "one"}


def test_of_two_that_make_the_same_folder_the_first_counts(tmp_path: Path) -> None:
    def slow(folder: Path) -> None:
        make_whole(tmp_path / "made", lambda other: write_whole(other / "by", b"the quick one"))
        write_whole(folder / "by", b"the slow one")

    assert read(make_whole(tmp_path / "made", slow)) == {"by": "the quick one"}
    assert sorted(file.name for file in tmp_path.iterdir()) == ["made"], "nothing is left lying about"


def record_over(notes: Path) -> None:
    read_back = read_notes(notes)
    write_recording(read_back, read_back.deck, EMPTY, {})


def lock_over(notes: Path) -> None:
    wheel = make_wheel(notes.parent / "made", "footlights-one", footlights_one="")
    write_lock(read_notes(notes), {"footlights-one": wheel}, entries_of([wheel], ["footlights-one"]))


@pytest.mark.parametrize(
    ("command", "name", "says"),
    [
        (record_over, "talk.recorded.json", "talk.recorded.json is not a recording"),
        (lock_over, "talk.wheels/pyodide-lock.json", "pyodide-lock.json is not a lock of packages"),
        (lock_over, "talk.wheels/footlights_one-1.0-py3-none-any.whl", "was not written by this command"),
    ],
)
def test_what_stands_where_a_command_writes_is_kept(
    tmp_path: Path, command: Callable[[Path], None], name: str, says: str
) -> None:
    write(tmp_path, **{"talk.md": "# Talk\n", name.replace("/", "__"): "[1, 2]"})
    with pytest.raises(Unable, match=says):
        command(tmp_path / "talk.md")
    assert (tmp_path / name).read_text(encoding="utf-8") == "[1, 2]"


def test_a_recording_replaces_a_link_and_not_what_it_leads_to(tmp_path: Path) -> None:
    write(tmp_path, **{"talk.md": "# Talk\n"})
    record_over(tmp_path / "talk.md")
    elsewhere = (tmp_path / "talk.recorded.json").rename(tmp_path / "elsewhere.json")
    before = elsewhere.write_text(elsewhere.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    (tmp_path / "talk.recorded.json").symlink_to(elsewhere)
    record_over(tmp_path / "talk.md")
    assert len(elsewhere.read_text(encoding="utf-8")) == before


def test_locking_again_removes_only_the_wheels_that_the_last_lock_names(tmp_path: Path) -> None:
    write(tmp_path, **{"talk.md": "# Talk\n"})
    notes, folder = read_notes(tmp_path / "talk.md"), tmp_path / "talk.wheels"
    old = make_wheel(tmp_path / "made", "footlights-old", footlights_old="")
    write_lock(notes, {"footlights-old": old}, entries_of([old], ["footlights-old"]))
    make_wheel(folder, "footlights-mine", footlights_mine="an evening's work")
    lock_over(tmp_path / "talk.md")
    assert sorted(file.name.split("-")[0] for file in folder.iterdir()) == [
        "footlights_mine",
        "footlights_one",
        "pyodide",
    ]


def test_wheels_are_not_locked_through_a_link(tmp_path: Path) -> None:
    write(tmp_path, **{"talk.md": "# Talk\n"})
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "talk.wheels").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Unable, match=r"talk.wheels is a link"):
        lock_over(tmp_path / "talk.md")
    assert list((tmp_path / "elsewhere").iterdir()) == []
