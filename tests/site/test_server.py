"""``serve``: the page on the loopback address, and changes as they are saved."""

import http.client
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import served


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    file = tmp_path / "talk.md"
    file.write_text("# Before\n\nhello\n", encoding="utf-8")
    return file


@pytest.fixture
def port(notes: Path) -> Iterator[int]:
    with served(notes) as where:
        yield int(where.rstrip("/").rsplit(":", 1)[1])


def get(port: int, path: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    return connection.getresponse()


def test_the_page_is_served_fresh(port: int) -> None:
    response = get(port, "/")
    page = response.read().decode()
    assert (response.status, response.headers["Cache-Control"]) == (200, "no-store")
    assert "<title>Before</title>" in page


def test_what_is_not_there_is_not_found(port: int) -> None:
    assert get(port, "/../build.py").status == 404


def test_saved_notes_are_sent_to_the_page(port: int, notes: Path) -> None:
    changes = get(port, "/changes")
    notes.write_text("# After\n\nhello again\n", encoding="utf-8")
    assert changes.readline() == b"event: notes\n"
    assert json.loads(changes.readline().removeprefix(b"data: ")) == "# After\n\nhello again\n"
