"""A served page follows the notes: what is saved in the editor is on stage, and the speaker stays where they are."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import Open
from tests.browser.speaker import SHOWN, clock, place, press
from tests.serving import served


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    file = tmp_path / "talk.md"
    file.write_text("# Talk\n\n- One (5 min)\n  - a\n- Two (3 min)\n  - b\n", encoding="utf-8")
    return file


@pytest.fixture
def address(notes: Path) -> Iterator[str]:
    with served(notes) as where:
        yield where


def test_saved_notes_are_on_stage_and_place_and_clock_stay(address: str, notes: Path, open_page: Open) -> None:
    page = open_page(address)
    press(page, "n", "n", "t")
    notes.write_text("# Talk\n\n- One (4 min)\n  - a\n  - fresh <b>bold</b> words\n- Two\n  - b\n", encoding="utf-8")
    page.locator(SHOWN).get_by_text("fresh bold words").wait_for()
    state, remaining_s = clock(page, "section")
    assert (place(page), state) == ((3, 1), "running")
    assert 200 < remaining_s <= 240
