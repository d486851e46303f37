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


PROBLEMS = '[data-part="problems"]'
FRONT = "---\nduration: 60 min\nfiles: [data.txt]\n---\n"
WITH_PICTURE = f"""{FRONT}# Talk

## One

![](one.svg)

```python run
try:
    seen
except NameError:
    seen = "first"
else:
    seen = open("data.txt").read()
print(seen)
```
"""
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{0}"/>'


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


def test_half_typed_settings_pictures_and_files_leave_the_page_and_pythons_names(
    address: str, notes: Path, open_page: Open
) -> None:
    (notes.parent / "one.svg").write_text(SQUARE.format(20), encoding="utf-8")
    (notes.parent / "data.txt").write_text("before", encoding="utf-8")
    page = open_page(address)
    notes.write_text(WITH_PICTURE, encoding="utf-8")
    picture = page.locator('img[data-picture="one.svg"]')
    page.evaluate("document.documentElement.dataset.same = 'page'")
    press(page, "n", "t")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 20
    cell = page.locator('[data-part="cell"]')
    cell.get_by_role("button", name="Run").click()
    cell.get_by_text("first", exact=True).wait_for()

    notes.write_text(WITH_PICTURE.replace("60 min", '"60 m'), encoding="utf-8")
    page.locator(f"{PROBLEMS}[open][data-behind]").get_by_text("the front matter is not YAML").wait_for()
    assert clock(page, "talk")[1] > 55 * 60, "the talk still takes an hour"

    (notes.parent / "one.svg").write_text(SQUARE.format(30), encoding="utf-8")
    (notes.parent / "data.txt").write_text("after", encoding="utf-8")
    notes.write_text(WITH_PICTURE, encoding="utf-8")
    page.locator(PROBLEMS).wait_for(state="hidden")
    page.wait_for_function("() => document.querySelector('[data-current] img').naturalWidth === 30")
    cell.get_by_role("button", name="Run").click()
    cell.get_by_text("after", exact=True).wait_for()
    assert page.evaluate("document.documentElement.dataset.same") == "page"


def test_an_audiences_page_has_no_panel(tour: Path, open_page: Open) -> None:
    assert open_page(tour, live="").locator(PROBLEMS).count() == 0
