"""The command line: what each command prints, writes and returns."""

import json
import os
import sysconfig
from pathlib import Path

import pytest

from footlights.site.notes.notes_file import read_notes
from footlights.site.packages.wheelhouse import EMPTY
from footlights.site.page.recordings import write_recording
from tests.commands import PROJECT, build_py, start

NOTES = (
    "---\nduration: 10 min\n---\n# Talk\n\n- One (4 min)\n  - a\n- Two\n  - b\n\n    ```python run\n    1\n    ```\n"
)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    file = tmp_path / "talk.md"
    file.write_text(NOTES, encoding="utf-8")
    return file


def test_the_outline_is_json_for_tools(notes: Path) -> None:
    result = build_py("outline", str(notes), "--json")
    assert json.loads(result.stdout) == {
        "title": "Talk",
        "duration_s": 600,
        "sections": [
            {"title": "One", "budget_s": 240, "stated": True, "slides": [{"title": "One", "line": 6, "steps": 1, "cells": 0}]},
            {
                "title": "Two",
                "budget_s": 360,
                "stated": False,
                "slides": [
                    {"title": "Two", "line": 8, "steps": 1, "cells": 0},
                    {"title": "b", "line": 9, "steps": 1, "cells": 1},
                ],
            },
        ],
        "problems": [],
    }  # fmt: skip


def test_the_outline_is_a_table_for_people(notes: Path) -> None:
    assert build_py("outline", str(notes)).stdout.splitlines() == [
        "Talk · 10 min · 5 slides",
        "",
        "     4 min  1. One",
        "            3  One",
        "≈    6 min  2. Two",
        "            4  Two",
        "            5  b",
    ]


def test_a_good_talk_checks_with_zero(notes: Path) -> None:
    result = build_py("check", str(notes))
    assert (result.returncode, result.stdout) == (0, f"{notes}: no problems, 5 slides\n")


def test_problems_are_listed_with_path_line_and_hint_and_exit_one(notes: Path) -> None:
    notes.write_text(NOTES + "\n![p](gone.png)\n", encoding="utf-8")
    result = build_py("check", str(notes))
    as_json = json.loads(build_py("check", str(notes), "--json").stdout)
    message, hint = "picture gone.png is not found", "Put a file of that name into images/."
    assert (result.returncode, result.stdout) == (1, f"{notes}:15: {message}\n    {hint}\n")
    assert as_json == [{"line": 15, "message": message, "hint": hint, "path": str(notes)}]


@pytest.mark.parametrize("arguments", [["frobnicate"], [], ["check", "a.md", "--nonsense"]])
def test_wrong_usage_exits_two(arguments: list[str]) -> None:
    result = build_py(*arguments)
    assert (result.returncode, "build.py" in result.stderr, "Traceback" in result.stderr) == (2, True, False)


def test_notes_that_are_not_there_are_one_clear_line() -> None:
    result = build_py("check", "no-such.md")
    assert result.returncode == 2
    assert (
        result.stderr
        == "build.py: there is no file no-such.md; name your notes, as in: build.py build notes/my-talk.md\n"
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--out", "talk.md"], "talk.md is a file; --out names a folder"),
        (["--out", "talk.md/deeper"], "talk.md is a file; --out names a folder"),
        (["--out", "x" * 300], f"{'x' * 300} can't be written to: File name too long"),
        (["--site", "--out", "talk.md"], "talk.md is a file; --out names a folder"),
    ],
)
def test_a_folder_that_can_be_none_is_one_clear_line(notes: Path, arguments: list[str], says: str) -> None:
    result = build_py("build", "talk.md", *arguments, cwd=notes.parent)
    assert (result.returncode, result.stderr.count("\n"), says in result.stderr) == (2, 1, True)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--max-size", "lots"], "argument --max-size: 'lots' is no size such as 20MB"),
        (["--max-size", "-5"], "argument --max-size: '-5' is no size such as 20MB"),
        (["--out", ""], "argument --out: an empty name is no folder"),
        (["--oot", "x"], "unrecognized arguments: --oot x; did you mean --out?"),
    ],
)
def test_a_slip_of_the_pen_is_told_in_plain_words(notes: Path, arguments: list[str], says: str) -> None:
    result = build_py("build", str(notes), *arguments)
    assert (result.returncode, result.stderr.splitlines()[-1].endswith(says)) == (2, True), result.stderr


def test_the_version_is_told() -> None:
    assert build_py("--version").stdout == "Footlights 0.1.0\n"


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no /proc")
def test_a_folder_that_cannot_be_written_to_is_told_before_anything_is_made(notes: Path) -> None:
    result = build_py("build", str(notes), "--out", "/proc/nope")
    assert (result.returncode, result.stderr.count("\n")) == (2, 1)
    assert result.stderr.startswith("build.py: /proc/nope can't be written to: ")


def test_notes_with_a_name_that_is_no_text_are_told(notes: Path) -> None:
    strange = notes.with_name(os.fsdecode(b"t\xe9.md"))
    notes.rename(strange)
    result = build_py("build", str(strange))
    assert (result.returncode, result.stderr.count("\n")) == (2, 1)
    assert "is not written in UTF-8; rename the file" in result.stderr


def test_the_outline_counts_the_problems_of_the_plan_and_says_that_there_may_be_others(notes: Path) -> None:
    notes.write_text(NOTES + "\n![p](gone.png)\n", encoding="utf-8")
    last = build_py("outline", str(notes)).stdout.splitlines()[-1]
    assert last == "1 problem of the plan: run `build.py check` to see them, and those of packages and cells"


def test_a_folder_of_notes_is_told_how_it_is_built(notes: Path) -> None:
    result = build_py("build", str(notes.parent))
    assert (result.returncode, result.stderr) == (
        2,
        f"build.py: {notes.parent} is a folder; for a site of its talks: build.py build {notes.parent} --site\n",
    )


def test_a_command_says_which_notes_it_takes_when_none_are_named() -> None:
    says = "footlights: outline takes notes/python-web-conference.md, as no notes are named\n"
    assert build_py("outline").stderr == says


def test_who_has_read_enough_of_the_outline_hears_no_more() -> None:
    process = start("outline", str(PROJECT / "notes" / "tour.md"))
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert (process.stderr.read(), process.wait()) == ("", 1)
    process.stderr.close()


def test_a_page_with_an_old_recording_is_written_and_not_called_ready(notes: Path) -> None:
    read = read_notes(notes)
    write_recording(read, read.deck, EMPTY, {cell.name: [] for slide in read.deck.slides for cell in slide.cells})
    notes.write_text(NOTES.replace("run\n    1", "run\n    2"), encoding="utf-8")
    result = build_py("build", str(notes), "--out", str(notes.parent / "out"))
    assert (result.returncode, "is ready" in result.stderr) == (1, False)
    assert result.stderr.endswith(f" is written, but its recording is not of these notes: build.py record {notes}\n")
    assert (notes.parent / "out" / "index.html").is_file()


def test_the_projects_own_talk_has_no_problems() -> None:
    """Its packages and what its cells print are looked at in the page: tests/browser/test_talk.py."""
    assert json.loads(build_py("outline", "--json").stdout)["problems"] == []


EXPECTING = """# Talk

## Cells

```python setup
word = "fine"
```

```python run expect="all fine"
print("all", word)
```

```python run expect=42
41
```

```python run expect=never
1 / 0
```

```python run expect=ended timeout=300ms
while True: pass
```

```python run
print("not looked at")
```
"""


def test_check_runs_the_cells_that_must_print_something(tmp_path: Path) -> None:
    notes = tmp_path / "talk.md"
    notes.write_text(EXPECTING, encoding="utf-8")
    result = build_py("check", str(notes), "--json")
    found = [(problem["line"], problem["message"], problem["hint"]) for problem in json.loads(result.stdout)]
    assert found == [
        (14, "the cell does not print '42'", "Its last line is '41'."),
        (18, "the cell failed: ZeroDivisionError: division by zero", "It must print 'never'."),
        (22, "the cell stopped: KeyboardInterrupt: stopped", "It must print 'ended'."),
    ]
    assert result.returncode == 1


def test_check_names_files_and_engines_that_are_not_there(tmp_path: Path) -> None:
    notes = tmp_path / "talk.md"
    (tmp_path / "here.csv").touch()
    front = "---\nfiles:\n  - here.csv\n  - gone.csv\n  - ../up.csv\n---\n# Talk\n\n## Cells\n\n"
    notes.write_text(f"{front}```python run engine=jython\n1\n```\n", encoding="utf-8")
    result = build_py("check", str(notes), "--json")
    found = [(problem["line"], problem["message"]) for problem in json.loads(result.stdout)]
    assert found == [
        (4, "file gone.csv is not found"),
        (5, "file ../up.csv is not beside the notes"),
        (11, "there is no engine 'jython'"),
    ]


MOUNTED = {
    "/py/footlights": PROJECT / "py" / "footlights",
    "/packages/markdown_it": Path(sysconfig.get_paths()["purelib"]) / "markdown_it",
}
"""Folders of this machine that the cells' Python sees: its own packages."""
LEFT = "footlights-was-here"
REACHING = """# Talk

## Cells

```python run expect="False False"
import js
print("process" in dir(js), "fetch" in dir(js))
```
"""
WRITING = """
```python run expect=refused
try:
    open("{folder}/{name}", "w").write("x")
except OSError:
    print("refused")
```
"""


def test_cells_that_check_runs_reach_no_process_and_write_into_no_folder_that_they_read_from(tmp_path: Path) -> None:
    notes = tmp_path / "talk.md"
    writing = "".join(WRITING.format(folder=folder, name=LEFT) for folder in MOUNTED)
    notes.write_text(REACHING + writing, encoding="utf-8")
    try:
        result = build_py("check", str(notes))
        left = [folder for folder in MOUNTED.values() if (folder / LEFT).exists()]
        assert (result.returncode, result.stdout.startswith(f"{notes}: no problems"), left) == (0, True, [])
    finally:
        for folder in MOUNTED.values():
            (folder / LEFT).unlink(missing_ok=True)
