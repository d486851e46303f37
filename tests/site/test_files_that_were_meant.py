"""A page holds the files that its notes name, from the notes' folder and ``images/``, and no others."""

import base64
import json
import re
from pathlib import Path

import pytest

from footlights.site.notes.notes_file import read_notes
from footlights.site.page.build import build_page
from footlights.site.project import Unable

SECRET = b"\x89PNG not for the audience"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for notes, between what the notes may show and what they may not."""
    for name in ("talks/img", "images", "private"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "private" / "secret.png").write_bytes(SECRET)
    (tmp_path / "talks" / "img" / "mine.png").write_bytes(b"\x89PNG mine")
    (tmp_path / "images" / "shared.png").write_bytes(b"\x89PNG shared")
    return tmp_path / "talks"


def pictures(folder: Path, *names: str) -> tuple[list[str], list[str], str]:
    """What a page with these pictures publishes the names of, the problems of its notes, and the page."""
    notes = folder / "talk.md"
    shown = "".join(f"\n## {number}\n\n![]({name})\n" for number, name in enumerate(names))
    notes.write_text(f"# Talk\n{shown}", encoding="utf-8")
    read = read_notes(notes)
    page = build_page(read, folder / "out").read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json">(.*?)</script>', page)
    assert found is not None
    return json.loads(found[1])["pictures"], [problem.message for problem in read.deck.problems], page


def embedded(page: str) -> set[bytes]:
    return {base64.b64decode(data) for data in re.findall(r"data:image/png;base64,([^\"]+)", page)}


def test_a_picture_that_is_a_link_to_elsewhere_is_not_there(folder: Path) -> None:
    (folder / "img" / "link.png").symlink_to(folder.parent / "private" / "secret.png")
    names, problems, page = pictures(folder, "img/link.png", "img/mine.png")
    assert (names, problems) == (["img/mine.png"], ["picture img/link.png is not found"])
    assert embedded(page) == {b"\x89PNG mine"}


def test_an_images_folder_that_is_a_link_to_elsewhere_is_not_there(folder: Path) -> None:
    (folder.parent / "images" / "shared.png").unlink()
    (folder.parent / "images").rmdir()
    (folder.parent / "images").symlink_to(folder.parent / "private")
    names, problems, _ = pictures(folder, "secret.png")
    assert (names, problems) == ([], ["picture secret.png is not found"])


def test_links_among_the_notes_and_images_are_followed(folder: Path) -> None:
    (folder / "img" / "link.png").symlink_to(folder.parent / "images" / "shared.png")
    names, problems, page = pictures(folder, "img/link.png")
    assert (names, problems, embedded(page)) == (["img/link.png"], [], {b"\x89PNG shared"})


def test_names_of_pictures_that_the_notes_do_not_show_are_not_published(folder: Path) -> None:
    (folder / "img" / "layoffs-next-month.png").write_bytes(SECRET)
    names, problems, page = pictures(folder, "shared.png")
    assert (names, problems) == (["../images/shared.png"], [])
    assert "layoffs-next-month" not in page


def test_a_picture_with_spaces_in_its_path_is_found(folder: Path) -> None:
    (folder / "My dir").mkdir()
    (folder / "My dir" / "a picture.png").write_bytes(b"\x89PNG spaced")
    names, problems, page = pictures(folder, "<My dir/a picture.png>")
    assert (names, problems, embedded(page)) == (["My dir/a picture.png"], [], {b"\x89PNG spaced"})
    assert pictures(folder, "<My dir/none.png>")[1] == ["picture My dir/none.png is not found"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (r'"a\0b"', "file a\ufffdb is not found"),
        ("x" * 300, f"files: ['{'x' * 118}… is not understood"),
        ("loop", "file 'loop' can't be a file's name"),
        ("link", "file link is not beside the notes"),
        ("img", "file img is not found"),
    ],
)
def test_names_that_no_file_can_have_are_problems(folder: Path, name: str, message: str) -> None:
    (folder / "loop").symlink_to(folder / "loop")
    (folder / "link").symlink_to(folder.parent / "private" / "secret.png")
    notes = folder / "talk.md"
    notes.write_text(f"---\nfiles: [{name}]\n---\n# Talk\n", encoding="utf-8")
    read = read_notes(notes)
    assert ([problem.message for problem in read.deck.problems], read.files()) == ([message], {})


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("", "is a folder; name one of the notes in it, or build --site"),
        ("x" * 300, "can't be read: File name too long"),
    ],
)
def test_what_are_no_notes_is_told_in_a_line(folder: Path, path: str, says: str) -> None:
    with pytest.raises(Unable, match=says):
        read_notes(folder / path)
