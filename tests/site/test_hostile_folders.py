"""A folder that came from a stranger: links in circles, pipes, devices, gigabytes and depth beside the notes."""

import json
import os
import time
import zipfile
from pathlib import Path

import pytest

from footlights.deck import section_element
from footlights.site.notes.notes_file import Notes, read_notes
from footlights.site.packages.locks import checked_entry
from footlights.site.packages.resolving import wheels_in
from footlights.site.packages.wheelhouse import EMPTY, wheelhouse_of
from footlights.site.page.build import build_page
from footlights.site.page.parts import pictures_in, with_pictures
from footlights.site.page.recordings import recordings_of
from footlights.site.page.sites import site_of
from footlights.site.project import Unable
from tests.deck.test_drawings import DOT, nested, svg
from tests.site.wheel_making import make_wheel

DEEP = "[" * 200_000
NOTES = "---\npackages: [footlights-one]\n---\n# Talk\n\n![](one.svg)\n"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    file = tmp_path / "talk.md"
    file.write_text(NOTES, encoding="utf-8")
    (tmp_path / "one.svg").write_text(svg(DOT), encoding="utf-8")
    return file


def test_links_in_circles_below_the_notes_are_no_pictures(notes: Path) -> None:
    (notes.parent / "a.png").symlink_to("b.png")
    (notes.parent / "b.png").symlink_to("a.png")
    (notes.parent / "folder").symlink_to("folder")
    (notes.parent / "wheels").symlink_to("wheels")
    read = read_notes(notes)
    assert (list(read.pictures), read.deck.problems) == (["one.svg"], ())
    assert wheels_in(notes.parent / "wheels") == []


def deep(file: Path) -> None:
    file.write_text(DEEP, encoding="utf-8")


def pipe(file: Path) -> None:
    os.mkfifo(file)


def device(file: Path) -> None:
    file.symlink_to("/dev/zero")


@pytest.mark.parametrize(
    ("make", "says"), [(deep, "it is nested too deep"), (pipe, "it is no file"), (device, "it leads to elsewhere")]
)
def test_what_is_no_lock_is_told_and_not_waited_for(notes: Path, make: object, says: str) -> None:
    assert callable(make)
    (notes.parent / "talk.wheels").mkdir()
    make(notes.parent / "talk.wheels" / "pyodide-lock.json")
    read = read_notes(notes)
    (problem,) = wheelhouse_of(read, read.deck).problems
    assert problem.message.endswith(f"pyodide-lock.json is not a lock of packages: {says}")


def test_what_is_no_recording_is_told(notes: Path) -> None:
    deep(notes.parent / "talk.recorded.json")
    read = read_notes(notes)
    with pytest.raises(Unable, match=r"is not a recording: .*it is nested too deep"):
        recordings_of(read, read.deck, EMPTY)


@pytest.mark.parametrize("make", [pipe, device])
def test_what_are_no_notes_is_told_and_not_waited_for(tmp_path: Path, make: object) -> None:
    assert callable(make)
    make(tmp_path / "talk.md")
    with pytest.raises(Unable, match="can't be read: it is no file"):
        read_notes(tmp_path / "talk.md")


def test_a_wheel_whose_metadata_unpacks_to_gigabytes_is_none(tmp_path: Path) -> None:
    good = make_wheel(tmp_path, "footlights-one", footlights_one="")
    with zipfile.ZipFile(tmp_path / "bomb-1-py3-none-any.whl", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb-1.dist-info/METADATA", b"x" * 20_000_000)
    (tmp_path / "no_zip-1-py3-none-any.whl").write_text("no zip", encoding="utf-8")
    assert wheels_in(tmp_path) == [good]


@pytest.mark.parametrize(
    "file_name",
    [
        *("x-1-1/../../../mine/victim-py3-none-any.whl", "x-1-1/victim-py3-none-any.whl"),
        *("x-1-1\\victim-py3-none-any.whl", "x-1-1..-py3-none-any.whl", f"x-1-{'1' * 300}-py3-none-any.whl"),
    ],
)
def test_a_lock_names_no_file_that_lies_elsewhere(file_name: str) -> None:
    entry = {
        **{"name": "x", "version": "1", "file_name": file_name, "sha256": "0" * 64, "imports": [], "depends": []},
        **{"install_dir": "site", "package_type": "package", "unvendored_tests": False},
    }
    with pytest.raises(ValueError, match="is not a file's name"):
        checked_entry("x", entry)


def test_a_drawing_that_a_browser_would_stand_still_for_is_not_shown_and_told(notes: Path) -> None:
    (notes.parent / "one.svg").write_text(nested(6), encoding="utf-8")
    read = read_notes(notes)
    (problem,) = read.deck.problems
    assert (problem.line, problem.message) == (6, "picture one.svg is not shown: it paints more than 50,000 elements")
    assert list(read.pictures) == []


def test_a_drawing_of_a_site_is_no_document_of_it(notes: Path) -> None:
    notes.write_text("# Talk\n\n![](one.svg)\n", encoding="utf-8")
    (notes.parent / "one.svg").write_text(svg("<script>alert(1)</script>"), encoding="utf-8")
    page = site_of(notes, notes.parent / "site").page
    assert 'src="data:image/svg+xml;base64,' in page.read_text(encoding="utf-8")
    assert [file.name for file in page.parent.rglob("*.svg*")] == []
    assert "/assets/*.svg\n  Content-Security-Policy: sandbox" in (page.parent / "_headers").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["it's.png", 'a"b.png', "a & b.png", "a&amp;b.png"])
def test_a_picture_with_any_name_is_shown(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x89PNG")
    quoted = name.replace("&", "%26").replace('"', "%22").replace(" ", "%20")
    (tmp_path / "talk.md").write_text(f"# Talk\n\n![]({quoted})\n", encoding="utf-8")
    read = read_notes(tmp_path / "talk.md")
    html = "".join(section_element(read.deck, slide) for slide in read.deck.slides)
    assert pictures_in(html) == {name}
    assert 'src="here"' in with_pictures(html, {name: "here"})


def test_pictures_above_are_found_from_the_notes_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("talks", "images"):
        (tmp_path / folder).mkdir()
    (tmp_path / "images" / "a.png").write_bytes(b"\x89PNG")
    (tmp_path / "talks" / "talk.md").write_text("# Talk\n\n![](a.png)\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "talks")
    assert read_notes(Path("talk.md")).deck.problems == ()


def test_many_files_in_many_lines_are_looked_for_once(tmp_path: Path) -> None:
    names = ", ".join(json.dumps(f"\x5a{number}") for number in range(1700))
    text = f"---\nfiles: [{names}]\n---\n# T\n" + "\n" * 80_000
    start = time.process_time()
    assert len(Notes(tmp_path / "talk.md", text, {}, ()).deck.problems) == 1700
    assert time.process_time() - start < 8


def test_a_page_of_such_a_folder_is_built(notes: Path) -> None:
    (notes.parent / "a.png").symlink_to("a.png")
    notes.write_text("# Talk\n\n![](one.svg)\n", encoding="utf-8")
    assert build_page(read_notes(notes), notes.parent / "out").is_file()
