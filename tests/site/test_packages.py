"""A talk's packages: chosen for Pyodide, explained where that fails, locked, compiled."""

import gzip
import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest

from footlights.site.notes.notes_file import Notes, read_notes
from footlights.site.packages.compiled import compiled_packages, page_lock
from footlights.site.packages.locks import write_lock
from footlights.site.packages.wheelhouse import Wheelhouse, wheelhouse_of
from footlights.site.packages.wheels import entries_of
from footlights.site.project import CACHE
from footlights.site.sizes import read_size
from tests.site.test_commands import build_py
from tests.site.wheel_making import make_wheel


def talk(folder: Path, packages: str, *cells: str) -> Notes:
    """Notes with a front matter that names packages, and cells."""
    fences = "".join(f"\n---\n\n```python run\n{cell}\n```\n" for cell in cells)
    file = folder / "talk.md"
    file.write_text(f"---\npackages: {packages}\n---\n# Talk\n{fences}", encoding="utf-8")
    return read_notes(file)


def house_of(notes: Notes) -> Wheelhouse:
    return wheelhouse_of(notes, notes.deck)


def test_a_talk_without_packages_asks_no_index(tmp_path: Path) -> None:
    assert house_of(talk(tmp_path, "[]", "import json, sqlite3, js")) == Wheelhouse({}, {})


def test_what_a_cell_imports_comes_along_with_what_it_needs(tmp_path: Path) -> None:
    make_wheel(tmp_path / "wheels", "footlights-one", requires=("footlights-two[more]",), footlights_one="")
    make_wheel(
        tmp_path / "wheels",
        "footlights-two",
        requires=('footlights-three; extra == "more"', 'footlights-never; sys_platform == "linux"'),
        footlights_two="",
    )
    make_wheel(tmp_path / "wheels", "footlights-three", requires=("footlights-one",), footlights_three="")
    house = house_of(talk(tmp_path, "[]", "import footlights_one"))
    assert {name: entry["depends"] for name, entry in house.entries.items()} == {
        "footlights-one": ["footlights-two"],
        "footlights-two": ["footlights-three"],
        "footlights-three": [],
    }, "a circle is cut, or a loader would wait for ever"
    assert house.problems == ()


def test_markers_are_those_of_the_python_in_the_page(tmp_path: Path) -> None:
    make_wheel(
        tmp_path / "wheels",
        "footlights-one",
        requires=('footlights-wasm; sys_platform == "emscripten" and python_version >= "3.14"',),
        footlights_one="",
    )
    make_wheel(tmp_path / "wheels", "footlights-wasm", footlights_wasm="")
    assert sorted(house_of(talk(tmp_path, "[footlights-one]")).wheels) == [
        "footlights-one",
        "footlights-wasm",
        "micropip",
    ]


def test_a_package_that_cannot_be_used_is_named_with_line_reason_and_remedy(tmp_path: Path) -> None:
    make_wheel(tmp_path / "wheels", "footlights-one", requires=("footlights-nowhere",), footlights_one="")
    notes = talk(
        tmp_path,
        "[footlights-one, '!']",
        "import tkinter\nimport footlights_gone",
        "try:\n    import footlights_perhaps\nexcept ImportError:\n    pass",
    )
    beside = "Put a wheel of it into wheels beside the notes, or do without it."
    nowhere = "PyPI does not have it; Pyodide's distribution does not have it"
    assert [(problem.line, problem.message, problem.hint) for problem in house_of(notes).problems] == [
        (2, "package '!' is not understood", "Write a name, perhaps with a version: sqlalchemy, fastapi>=0.100"),
        (2, f"package footlights-one can't be used: it needs footlights-nowhere; {nowhere}", beside),
        (9, "the cell imports tkinter: there is no such module in a browser's Python", ""),
        (10, f"the cell imports footlights_gone: {nowhere}", f"Name its package under packages:, or p{beside[1:]}"),
    ]


def test_a_package_without_a_wheel_is_built_where_that_needs_no_compiler(tmp_path: Path) -> None:
    notes = talk(tmp_path, "[]", "import markupsafe")
    assert "markupsafe" in wheelhouse_of(notes, notes.deck, build_sources=["markupsafe"]).wheels


def test_a_webassembly_wheel_is_chosen(tmp_path: Path) -> None:
    wheel = house_of(talk(tmp_path, "[msgspec]")).wheels["msgspec"]
    assert wheel.name.endswith("cp314-cp314-pyemscripten_2026_0_wasm32.whl")


def test_a_lock_beside_the_notes_decides(tmp_path: Path) -> None:
    make_wheel(tmp_path / "wheels", "footlights-one", "1.0", footlights_one="")
    notes = talk(tmp_path, "[footlights-one]")
    assert build_py("lock", str(notes.path)).returncode == 0
    make_wheel(tmp_path / "wheels", "footlights-one", "2.0", footlights_one="")
    lock = json.loads((tmp_path / "talk.wheels" / "pyodide-lock.json").read_text(encoding="utf-8"))
    assert sorted(lock["packages"]) == ["footlights-one", "micropip"]
    assert house_of(notes).entries == lock["packages"]
    assert house_of(notes).wheels["footlights-one"] == tmp_path / "talk.wheels" / "footlights_one-1.0-py3-none-any.whl"


@pytest.mark.parametrize(
    ("packages", "cell", "spoil", "message"),
    [
        ("[footlights-one>=2]", "", False, "footlights-one>=2 is not in the locked packages"),
        ("[footlights-one]", "import footlights_new", False, "footlights_new is not in the locked packages"),
        (
            "[footlights-one]",
            "",
            True,
            "talk.wheels/footlights_one-1.0-py3-none-any.whl is not the file that pyodide-lock.json names",
        ),
    ],
)
def test_a_lock_that_no_longer_fits_is_a_problem(
    tmp_path: Path, packages: str, cell: str, spoil: bool, message: str
) -> None:
    wheel = make_wheel(tmp_path / "made", "footlights-one", footlights_one="")
    write_lock(talk(tmp_path, "[footlights-one]"), {"footlights-one": wheel}, entries_of([wheel], ["footlights-one"]))
    if spoil:
        make_wheel(tmp_path / "talk.wheels", "footlights-one", footlights_one="changed = True")
    problems = house_of(talk(tmp_path, packages, cell)).problems
    again = f"Lock them again: build.py lock {tmp_path / 'talk.md'}"
    assert [(problem.message, problem.hint) for problem in problems] == [(message, again)]


def test_wheels_are_compiled_and_keep_their_sources_where_these_are_read(tmp_path: Path) -> None:
    plain = make_wheel(tmp_path, "footlights-one", footlights_one__inner="x = 1", footlights_one__tests__test="")
    reading = make_wheel(
        tmp_path, "footlights-two", footlights_two="import inspect\nprint(inspect.getsource(inspect))", odd="print 1"
    )
    wheels = {"footlights-one": plain, "footlights-two": reading}
    packages = compiled_packages(Wheelhouse(wheels, entries_of(list(wheels.values()), list(wheels))))
    names = [zipfile.ZipFile(io.BytesIO(gzip.decompress(package.data))).namelist() for package in packages]
    assert [[name for name in each if ".dist-info" not in name] for each in names] == [
        ["footlights_one/inner.pyc"],
        ["footlights_two.py", "__pycache__/footlights_two.cpython-314.pyc", "odd.py"],
    ]
    assert sorted(page_lock(packages)) == ["info", "packages"]


def test_compiled_wheels_that_are_cut_short_in_the_cache_are_compiled_anew(tmp_path: Path) -> None:
    names = ["footlights-cut", "footlights-emptied", "footlights-spoilt"]
    wheels = [make_wheel(tmp_path, name, **{name.replace("-", "_"): f"x = {str(tmp_path)!r}"}) for name in names]
    house = Wheelhouse(dict(zip(names, wheels, strict=True)), entries_of(wheels, names))
    whole = compiled_packages(house)
    kept = {file.read_bytes(): file for file in (CACHE / "compiled-wheels").glob("*.gz")}
    files = [kept[each.data] for each in whole]
    for file, damage in zip(files, (whole[0].data[:100], b"", b"not gzip"), strict=True):
        file.write_bytes(damage)
    assert compiled_packages(house) == whole
    assert [file.read_bytes() for file in files] == [each.data for each in whole]
    for file in files:
        file.unlink()


@pytest.mark.parametrize(
    ("text", "size"), [("20MB", 20_000_000), ("1.5G", 1_500_000_000), ("500k", 500_000), ("25", 25_000_000), ("9B", 9)]
)
def test_sizes_are_read_as_people_write_them(text: str, size: int) -> None:
    assert read_size(text) == size


def test_a_page_that_is_too_big_fails_with_what_weighs_what(tmp_path: Path) -> None:
    notes = talk(tmp_path, "[]", "1")
    result = build_py("build", str(notes.path), "--out", str(tmp_path / "out"), "--max-size", "1MB")
    rows = result.stderr.splitlines()
    assert result.returncode == 1
    assert "more than the 1.0 MB that were allowed:" in result.stderr
    assert next(row.split("%")[1].strip() for row in rows if "%" in row) == "Python's memory, ready to start from"


def test_the_report_adds_up_to_the_page(tmp_path: Path) -> None:
    notes = talk(tmp_path, "[]", "1")
    result = build_py("build", str(notes.path), "--out", str(tmp_path / "out"), "--report")
    total = float(result.stdout.splitlines()[-1].split()[0])
    assert total == pytest.approx((tmp_path / "out" / "index.html").stat().st_size / 1e6, rel=0.01)


def test_a_lock_without_wheels_fetches_what_the_index_has_by_version_and_hash(tmp_path: Path) -> None:
    make_wheel(tmp_path / "wheels", "footlights-one", "1.0", footlights_one="")
    notes = talk(tmp_path, "[footlights-one, six<1.17]", "import markupsafe")
    sources = ("--build-sources", "markupsafe")
    assert build_py("lock", str(notes.path), "--without-wheels", *sources).returncode == 0
    folder = tmp_path / "talk.wheels"
    assert [file.name.split("-")[0] for file in sorted(folder.iterdir())] == ["markupsafe", "pyodide"]
    lock = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))
    house = house_of(talk(tmp_path, "[footlights-one, six]", "import markupsafe"))
    assert (house.entries, house.problems) == (lock["packages"], ())
    assert {name: hashlib.sha256(wheel.read_bytes()).hexdigest() for name, wheel in house.wheels.items()} == {
        name: entry["sha256"] for name, entry in lock["packages"].items()
    }
    assert house.wheels["six"].name == "six-1.16.0-py2.py3-none-any.whl"
