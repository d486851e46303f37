"""A page that was built anew from changed notes goes on with what was made on the one before."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from footlights.site.notes.notes_file import read_notes
from footlights.site.page.build import build_page
from tests.browser.conftest import Open
from tests.browser.speaker import KEEPS, SHOWN, STORED, go_to, place, press, run_cell, until
from tests.browser.test_ink import LINES, drag

NOTES = """# Then

## One (5 min)

first

### Cell

```python run
print("notes")
```

## Two (5 min)

end
"""
"""Slides: 1 title, 2 agenda, 3 One, 4 Cell, 5 Two."""
EDITED = 'print("edited")'
OLD = "From before the page was loaded."
Build = Callable[[str], Path]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Builds notes in the place of those before."""

    def built(text: str) -> Path:
        (tmp_path / "notes.md").write_text(text, encoding="utf-8")
        return build_page(read_notes(tmp_path / "notes.md"), tmp_path)

    return built


def worked_on(page: Page) -> None:
    """Edit and run the cell, draw on its slide, start the clock."""
    go_to(page, "Cell")
    page.locator(f"{SHOWN} .cm-content").fill(EDITED)
    assert run_cell(page) == "edited\n"
    page.keyboard.press("Escape")
    press(page, "t", "x")
    drag(page, (0.2, 0.8), (0.4, 0.85))
    press(page, "x")
    expect(page.locator(LINES)).to_have_count(1)
    for part in ('"strokes":{"4"', '"since_ms":1', EDITED.replace('"', '\\"')):
        until(page, KEEPS, part)
    until(page, f"async () => (await ({STORED})('output:')).some((text) => text.includes('edited'))")


def shows_what_was_made(page: Page) -> None:
    expect(page.locator(f"{SHOWN} .cm-content")).to_have_text(EDITED)
    expect(page.locator(f'{SHOWN} [data-part="output"]')).to_have_text(f"{OLD}edited")
    expect(page.locator(LINES)).to_have_count(1)
    expect(page.locator('[data-part="talk-clock"]')).to_have_attribute("data-state", "running")


def test_cells_and_slides_keep_what_was_made_of_them_when_notes_change_before_a_reload(
    build: Build, open_page: Open
) -> None:
    page = open_page(build(NOTES))
    worked_on(page)
    build(
        NOTES.replace("## One", "## Zero (1 min)\n\nnew\n\n## One")
        .replace("### Cell", "### Code")
        .replace("notes", "new")
    )
    page.reload()
    page.wait_for_selector('html[data-stage="ready"][data-live="ready"]')
    shows_what_was_made(page)


def test_a_talk_whose_title_was_mended_goes_on(build: Build, open_page: Open) -> None:
    page = open_page(build(NOTES))
    worked_on(page)
    build(NOTES.replace("# Then", "# Now"))
    page.reload()
    page.wait_for_selector('html[data-stage="ready"][data-live="ready"]')
    assert (page.title(), place(page)) == ("Now", (4, 1))
    shows_what_was_made(page)


def test_another_talk_at_the_same_address_begins_anew_and_leaves_the_first_as_it_was(
    build: Build, open_page: Open
) -> None:
    page = open_page(build(NOTES))
    worked_on(page)
    build("# Others\n\n## Three\n\nwords\n\n## Four\n\nmore words\n\n### Five\n\nand more\n")
    page.goto(page.url.split("#")[0])
    page.reload()
    page.wait_for_selector('html[data-stage="ready"][data-live="ready"]')
    assert (page.title(), place(page)) == ("Others", (1, 1))
    expect(page.locator('[data-part="talk-clock"]')).to_have_attribute("data-state", "idle")
    build(NOTES)
    page.reload()
    page.wait_for_selector('html[data-stage="ready"][data-live="ready"]')
    press(page, "4", "Enter")
    shows_what_was_made(page)
