"""A served page follows the notes: what is saved in the editor is on stage, and the speaker stays where they are."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator

from tests.browser.conftest import Open
from tests.browser.speaker import SHOWN, clock, place, press
from tests.serving import served


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    file = tmp_path / "talk.md"
    file.write_text("# Talk\n\n- One (5 min)\n  - a\n- Two (3 min)\n  - b\n", encoding="utf-8")
    return file


CELL = '[data-part="cell"]'
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


ASKING = """# Talk

## One

```python run{id}
while True:
    answer = input("next? ")
    print("got", answer)
```
"""
ABOVE = "## Zero\n\n```python run\n'upper'\n```\n\n## One\n\n- with a bullet\n"


@pytest.mark.parametrize("id", ["", " id=asking"])
def test_a_cell_that_runs_while_its_notes_change_runs_on_where_it_stands_now(
    address: str, notes: Path, open_page: Open, id: str
) -> None:
    text = ASKING.replace("{id}", id)
    notes.write_text(text, encoding="utf-8")
    page = open_page(address, place="#/2")
    asking = page.locator(CELL, has_text="while True")
    asking.get_by_role("button", name="Run").click()
    answer(asking, "one")

    notes.write_text(text.replace("## One\n", ABOVE), encoding="utf-8")
    above = page.locator(CELL, has_text="upper")
    above.wait_for(state="attached")
    assert (state(above), state(asking), place(page)) == ("idle", "running", (4, 1))
    answer(asking, "two")

    notes.write_text(text.replace("## One\n", ABOVE).replace('"got"', '"has"'), encoding="utf-8")
    asking.locator(".cm-content", has_text="has").wait_for()
    assert (state(above), state(asking)) == ("idle", "running")
    answer(asking, "three")
    asking.get_by_role("button", name="Stop").click()
    page.locator(f'{CELL}[data-state="stopped"]', has_text="while True").wait_for()
    assert output(asking)[:3] == ["next? one", "got one", "next? two"]

    notes.write_text(text.replace('"got"', '"had"'), encoding="utf-8")
    asking.locator(".cm-content", has_text="had").wait_for()
    assert (state(asking), output(asking)) == ("idle", []), "of other code nothing is shown"


def state(cell: Locator) -> str | None:
    return cell.get_attribute("data-state")


def answer(cell: Locator, line: str) -> None:
    """Answer what the cell asks, and wait for what it says to that and for its next question."""
    cell.get_by_role("textbox", name="next?").press_sequentially(line)
    cell.get_by_role("textbox", name="next?").press("Enter")
    cell.get_by_text(f"got {line}").wait_for()
    cell.get_by_role("textbox", name="next?").wait_for()


def output(cell: Locator) -> list[str]:
    return cell.locator('[data-part="output"]').inner_text().split("\n")[:-1]


def test_a_slide_that_is_copied_in_the_notes_is_there_twice(address: str, notes: Path, open_page: Open) -> None:
    page = open_page(address)
    text = "# Talk\n\n## One (5 min)\n\nfirst\n\n### Same\n\nwords\n"
    notes.write_text(text, encoding="utf-8")
    page.locator(".slide", has_text="words").wait_for(state="attached")
    notes.write_text(text + "\n### Same\n\nwords\n", encoding="utf-8")
    page.wait_for_function("() => document.querySelectorAll('[data-part=slide]').length === 4")
    page.wait_for_function("() => [...document.querySelectorAll('.slide')].at(-1).textContent.includes('words')")
    slides = page.locator(".slide").all_text_contents()
    assert [text.strip().endswith("words") for text in slides] == [False, False, True, True]
