"""A rehearsal in the page: begun and ended by a key, its budgets accepted one by one and kept in the notes."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from footlights.site.notes.notes_file import read_notes
from footlights.site.page.build import build_page
from tests.browser.conftest import Open
from tests.browser.speaker import ON_THE_DAY, go_to, press
from tests.browser.test_speaker_window import open_speaker, wait_still
from tests.serving import served

NOTES = "# T\r\n\r\n## One (2 min)\r\n\r\nx\r\n\r\n## Two (~5 mins)\r\n\r\nö\r\n"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    file = tmp_path / "talk.md"
    file.write_bytes(NOTES.encode())
    return file


def rehearse(page: Page, address: str) -> None:
    """Open the talk at a clock of our own, and rehearse: three minutes of the first section, five of the second."""
    page.context.clock.install(time=ON_THE_DAY)
    page.goto(address)
    page.wait_for_selector('html[data-stage="ready"]')
    press(page, "]")
    wait_still(page, 1)
    press(page, "Shift+R")
    page.wait_for_selector("html[data-rehearsing]")
    wait_still(page, 180)
    press(page, "]")
    wait_still(page, 300)
    press(page, "Shift+R")
    page.wait_for_selector("html:not([data-rehearsing])")


def test_planned_and_actual_are_side_by_side_and_changed_notes_are_kept_as_a_file(
    notes: Path, tmp_path: Path, open_page: Open
) -> None:
    built = build_page(read_notes(notes), tmp_path / "out")
    page = open_page(built)
    rehearse(page, built.as_uri())
    rows = page.locator('[data-part="rehearsals"] tr[data-section]')
    assert [[cell.strip() for cell in row.inner_text().split("\t")] for row in rows.all()] == [
        ["One", "", "2:00", "3:00", "▲ over"], ["Two", "", "5:00", "5:00", ""],
    ]  # fmt: skip
    expect(page.get_by_role("cell", name="–")).to_have_count(0)
    page.get_by_role("button", name="One", exact=True).click()
    slides = page.locator("tbody[data-open] .rehearsals-slide")
    assert [[cell.strip() for cell in row.inner_text().split("\t")] for row in slides.all()] == [
        ["One", "", "2:00", "3:00", "▲ over"],
    ]  # fmt: skip
    change = page.locator(".rehearsals-changes li")
    assert change.locator("code").inner_text() == "## One (23 min)"
    assert (change.locator("del").inner_text(), change.locator("ins").inner_text()) == ("2", "3")
    change.get_by_role("button", name="Accept").click()
    expect(change).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the notes").click()
    assert (download.value.suggested_filename, download.value.path().read_bytes()) == (
        "talk.md", NOTES.replace("(2 min)", "(3 min)").encode(),
    )  # fmt: skip
    with page.expect_download() as download:
        page.get_by_role("button", name="Export CSV").click()
    assert len(download.value.path().read_text(encoding="utf-8").splitlines()) == 3


def test_served_notes_are_written_and_nothing_but_the_budget_changes(notes: Path, open_page: Open) -> None:
    with served(notes) as address:
        page = open_page(address)
        rehearse(page, address)
        page.get_by_role("button", name="Accept").click()
        page.get_by_role("button", name="Save the notes").click()
        expect(page.locator('[data-part="message"]')).to_have_text("The notes' file has the new budgets.")
        assert notes.read_bytes() == NOTES.replace("(2 min)", "(3 min)").encode()


def test_notes_that_were_changed_meanwhile_are_left_as_they_are(
    notes: Path, context: BrowserContext, open_page: Open
) -> None:
    context.route("**/changes*", lambda _route: None)  # the page does not hear of it
    with served(notes) as address:
        page = open_page(address, tolerated="409")
        rehearse(page, address)
        page.get_by_role("button", name="Accept").click()
        other = NOTES.replace("x", "changed").encode()
        notes.write_bytes(other)
        page.get_by_role("button", name="Save the notes").click()
        expect(page.locator('[data-part="message"]')).to_contain_text("left as it is")
        assert notes.read_bytes() == other


def test_the_report_is_the_speakers_where_they_have_a_window(notes: Path, tmp_path: Path, open_page: Open) -> None:
    built = build_page(read_notes(notes), tmp_path / "out")
    page = open_page(built)
    rehearse(page, built.as_uri())
    window = open_speaker(page)
    expect(window.locator('[data-part="rehearsals"]')).to_be_visible()
    expect(page.locator('[data-part="rehearsals"]')).to_be_hidden()
    press(window, "Escape")
    expect(window.locator('[data-part="rehearsals"]')).to_be_hidden()


TIMED = "# T\n\n## One (2 min)\n\n### A (1 min)\n\nx\n\n### B (1 min)\n\n- a (30 sec)\n- b (30 sec)\n\n## Two (~5 mins)\n\nö\n"


def test_the_lines_that_change_together_are_accepted_together(tmp_path: Path, open_page: Open) -> None:
    (tmp_path / "timed.md").write_text(TIMED, encoding="utf-8")
    built = build_page(read_notes(tmp_path / "timed.md"), tmp_path / "out")
    page = open_page(built)
    page.context.clock.install(time=ON_THE_DAY)
    page.reload()
    page.wait_for_selector('html[data-stage="ready"]')
    go_to(page, "B")
    wait_still(page, 1)
    press(page, "Shift+R")
    page.wait_for_selector("html[data-rehearsing]")
    wait_still(page, 180)
    press(page, "Shift+R")
    page.wait_for_selector("html:not([data-rehearsing])")
    change = page.locator(".rehearsals-changes li")
    assert change.locator("del").all_inner_texts() == ["2", "1", "30", "30"]
    assert change.locator("ins").all_inner_texts() == ["4", "3", "90", "90"]
    change.get_by_role("button", name="Accept").click()
    expect(change).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the notes").click()
    saved = TIMED.replace("(2 min)", "(4 min)").replace("B (1 min)", "B (3 min)").replace("30 sec", "90 sec")
    assert download.value.path().read_text(encoding="utf-8") == saved
