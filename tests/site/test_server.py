"""``serve``: the page on the loopback address, and changes as they are saved."""

import http.client
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from footlights.site.project import Unable
from footlights.site.served import Served, trouble_of
from footlights.site.server import _server
from tests.serving import served

FRONT = "---\nduration: 60 min\nfiles: [data.csv]\n---\n"


def write_talk(folder: Path) -> Path:
    (folder / "data.csv").write_text("1", encoding="utf-8")
    (folder / "one.png").write_bytes(b"\x89PNG one")
    (folder / "two.png").write_bytes(b"\x89PNG two")
    file = folder / "talk.md"
    file.write_text(f"{FRONT}# Before\n\nhello\n\n![](one.png)\n", encoding="utf-8")
    return file


def port_of(address: str) -> int:
    return int(address.rstrip("/").rsplit(":", 1)[1])


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a server on notes that nobody edits."""
    with served(write_talk(tmp_path_factory.mktemp("still"))) as where:
        yield port_of(where)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return write_talk(tmp_path)


@pytest.fixture
def port(notes: Path) -> Iterator[int]:
    with served(notes) as where:
        yield port_of(where)


def get(port: int, path: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    return connection.getresponse()


Next = Callable[[], tuple[str, dict[str, Any]]]


@pytest.fixture
def change(port: int) -> Next:
    """Gives the next change that the page is told of, its kind and its data."""
    changes = get(port, "/changes")

    def next_change() -> tuple[str, dict[str, Any]]:
        lines = iter(changes.readline, b"")
        kind = next(line for line in lines if line.startswith(b"event: ")).decode().split()[1]
        return kind, json.loads(changes.readline().removeprefix(b"data: "))

    assert next_change() == ("changed", {"problems": [], "behind": False})
    return next_change


def test_the_page_is_served_fresh(still: int) -> None:
    response = get(still, "/")
    page = response.read().decode()
    assert (response.status, response.headers["Cache-Control"]) == (200, "no-store")
    assert "<title>Before</title>" in page


def test_what_is_not_there_is_not_found(still: int) -> None:
    assert get(still, "/../build.py").status == 404


OWN = "127.0.0.1:{port}"


@pytest.mark.parametrize("path", ["/", "/changes"])
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "localhost:{port}"}, 200),
        ({"Host": "[::1]:{port}"}, 200),
        ({"Host": OWN, "Origin": "http://127.0.0.1:{port}", "Sec_Fetch_Site": "same-origin"}, 200),
        ({"Host": "rebound.example:{port}"}, 403),
        ({"Host": "127.0.0.1"}, 403),
        ({"Host": "127.0.0.1:1"}, 403),
        ({"Host": "127.0.0.1:{port}.example"}, 403),
        ({"Host": ""}, 403),
        ({"Host": OWN, "Origin": "http://localhost:{port}"}, 403),
        ({"Host": OWN, "Origin": "https://example.org"}, 403),
        ({"Host": OWN, "Origin": "null"}, 403),
        ({"Host": OWN, "Sec_Fetch_Site": "cross-site"}, 403),
        ({"Host": OWN, "Sec_Fetch_Site": "same-site"}, 403),
    ],
)
def test_only_pages_of_this_machine_are_answered(still: int, path: str, headers: dict[str, str], status: int) -> None:
    asked = {name: value.format(port=still) for name, value in headers.items()}
    assert get(still, path, **asked).status == status


def test_saved_notes_are_sent_to_the_page_with_the_pictures_that_it_lacks(change: Next, notes: Path) -> None:
    text = f"{FRONT}# After\n\n![](two.png)\n\n![](gone.png)\n"
    notes.write_text(text, encoding="utf-8")
    kind, data = change()
    (problem,) = data.pop("problems")
    assert (kind, data) == (
        "changed",
        {
            "text": text,
            "names": ["two.png"],
            "pictures": {"two.png": "data:image/png;base64,iVBORyB0d28="},
            "files": {},
            "behind": False,
        },
    )
    assert (problem["line"], problem["message"]) == (9, "picture gone.png is not found")
    assert problem["hint"] == "Put a file of that name into images/."


def test_a_changed_picture_is_sent_alone(change: Next, notes: Path) -> None:
    (notes.parent / "one.png").write_bytes(b"\x89PNG one, again")
    kind, data = change()
    assert (kind, data) == (
        "changed",
        {
            "names": ["one.png"],
            "pictures": {"one.png": "data:image/png;base64,iVBORyBvbmUsIGFnYWlu"},
            "files": {},
            "problems": [],
            "behind": False,
        },
    )


def test_a_changed_file_is_sent_alone(change: Next, notes: Path) -> None:
    (notes.parent / "data.csv").write_text("2", encoding="utf-8")
    assert change()[1] == {
        "names": ["one.png"],
        "pictures": {},
        "files": {"data.csv": "Mg=="},
        "problems": [],
        "behind": False,
    }


def test_half_a_line_of_yaml_leaves_the_last_good_notes_and_is_told(change: Next, notes: Path, port: int) -> None:
    good = notes.read_text(encoding="utf-8")
    notes.write_text(good.replace("60 min", '"60 m'), encoding="utf-8")
    kind, data = change()
    (problem,) = data["problems"]
    assert (kind, set(data), data["behind"]) == ("changed", {"problems", "behind"}, True)
    assert problem["message"].startswith("the front matter is not YAML")
    assert "<title>Before</title>" in get(port, "/").read().decode()
    notes.write_text(good.replace("hello", "hello again"), encoding="utf-8")
    assert change()[1] == {
        "text": good.replace("hello", "hello again"),
        "names": ["one.png"],
        "pictures": {},
        "files": {},
        "problems": [],
        "behind": False,
    }


def events(port: int, path: str, count: int, **headers: str) -> list[tuple[int, str, dict[str, Any]]]:
    """The first events that are sent: version, kind and data of each."""
    answer = get(port, path, **headers)
    found = []
    while len(found) < count:
        lines = [answer.readline().decode().rstrip("\n") for _ in range(4)]
        version, kind, data = (line.split(": ", 1)[1] for line in lines[:3])
        found.append((int(version), kind, json.loads(data)))
    return found


def version_of(page: str) -> int:
    """The version that a page was given out as."""
    return int(page.split('name="footlights-served" content="')[1].split('"')[0])


def test_a_change_between_giving_out_the_page_and_listening_is_not_lost(change: Next, notes: Path, port: int) -> None:
    before = version_of(get(port, "/").read().decode())
    text = f"{FRONT}# After\n\n![](one.png)\n"
    notes.write_text(text, encoding="utf-8")
    change()
    (version, kind, data), (_, _, wrong) = events(port, f"/changes?since={before}", 2)
    assert (version > before, kind, data["text"], "text" in wrong) == (True, "changed", text, False)
    (again, _, _), _ = events(port, f"/changes?since={version}", 2, Last_Event_ID=str(before))
    assert again == version, "what the browser says last is what counts"
    ((_, _, wrong),) = events(port, f"/changes?since={version}", 1)
    assert wrong == {"problems": [], "behind": False}


@pytest.mark.parametrize("since", ["0", "9999999999999999"])
def test_a_page_of_an_earlier_server_loads_itself_again(still: int, since: str) -> None:
    ((_, kind, _), _) = events(still, f"/changes?since={since}", 2)
    assert kind == "reload"


def test_empty_notes_leave_the_last_good_ones(change: Next, notes: Path, port: int) -> None:
    notes.write_text("\n", encoding="utf-8")
    _, data = change()
    assert ([problem["message"] for problem in data["problems"]], data["behind"]) == (["the notes are empty"], True)
    assert "<title>Before</title>" in get(port, "/").read().decode()


def test_a_picture_that_is_gone_while_the_notes_are_broken_takes_no_page_with_it(
    change: Next, notes: Path, port: int
) -> None:
    notes.write_text(notes.read_text(encoding="utf-8").replace("60 min", '"60 m'), encoding="utf-8")
    change()
    (notes.parent / "one.png").unlink()
    response = get(port, "/")
    assert (response.status, "<title>Before</title>" in response.read().decode()) == (200, True)


def test_a_page_that_cannot_be_built_is_told_in_any_letters(change: Next, notes: Path, port: int) -> None:
    strange = notes.with_name("данные.csv")
    strange.write_text("1", encoding="utf-8")
    notes.write_text("---\nfiles: [данные.csv]\n---\n# T\n\nx\n", encoding="utf-8")
    change()
    strange.unlink()
    strange.symlink_to("data.csv")
    (notes.parent / "talk.recorded.json").write_text("даже не запись", encoding="utf-8")
    response = get(port, "/")
    assert (response.status, "talk.recorded.json is not a recording" in response.read().decode()) == (500, True)


def test_no_other_sites_page_may_frame_the_talk(still: int) -> None:
    assert get(still, "/").headers["Content-Security-Policy"] == "frame-ancestors 'self'"


def looked_at(notes: Path) -> Served:
    """What a server would serve, its looks being taken by hand."""
    return Served(notes)


def test_notes_that_are_still_being_written_are_waited_for(notes: Path) -> None:
    served = looked_at(notes)
    for text in ("# Half", "# Half of the notes", "# The whole of the notes"):
        notes.write_text(text, encoding="utf-8")
        served._look()
        assert served.version == served._first
    served._look()
    assert served.version == served._first + 1


def test_what_is_wrong_is_told_once(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    served = looked_at(notes)
    notes.write_text("# T\n\n![](gone.png)\n\n![](two.png)\n", encoding="utf-8")
    for _ in range(5):
        served._look()
    (notes.parent / "two.png").write_bytes(b"\x89PNG two, again")
    for _ in range(3):
        served._look()
    assert (served.version - served._first, capsys.readouterr().out.count("gone.png is not found")) == (2, 1)


def test_a_port_that_is_taken_gives_way_to_a_free_one(notes: Path) -> None:
    served = looked_at(notes)
    with _server(served, 0) as first, _server(served, first.server_address[1]) as second:
        assert first.server_address != second.server_address


HOSTILE = [
    "---\nduration: 0x" + "1" * 5000 + "\n---\n# A\n",
    "---\nfiles: [\"a\\0b\", " + "x" * 300 + "]\n---\n# A\n",
    "# T\n\n## " + "long " * 80 + "\n\n## next\n",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=["digits", "names", "title"])
def test_the_watcher_outlives_notes_that_nobody_can_read(change: Next, notes: Path, text: str) -> None:
    notes.write_text(text, encoding="utf-8")
    change()
    notes.unlink()
    assert "there is no file" in change()[1]["problems"][0]["message"]
    notes.write_text("# After\n", encoding="utf-8")
    assert change()[1]["text"] == "# After\n"


def test_whatever_a_look_raises_is_told_in_a_line() -> None:
    def of(error: Exception) -> str:
        def look() -> None:
            raise error

        return trouble_of(look)

    assert of(Unable("there is no file")) == "there is no file"
    assert of(RecursionError("too deep")) == "the notes can't be followed: RecursionError: too deep"
    assert trouble_of(lambda: None) == ""
