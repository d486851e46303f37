"""The conference talk: every tool that its notes name runs in the page, offline, and says what it must."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from footlights.deck import Cell, Deck
from footlights.site.notes.notes_file import read_notes
from footlights.site.packages.wheelhouse import wheelhouse_of
from footlights.site.page.recordings import recordings_of
from footlights.site.rehearsal.browsers import launch_arguments, require_chromium
from tests.browser.conftest import PROJECT, Open
from tests.browser.damage import without_live_python
from tests.browser.speaker import SHOWN, run_cell, start_app

NOTES = PROJECT / "notes" / "python-web-conference.md"
TOOLS = (
    *["SQLAlchemy", "WebTest", "FastAPI", "Pydantic", "Django", "Secure.py", "Pyup.io", "Safety", "Dependabot"],
    *["Skulpt", "Brython", "Pyodide", "MicroPython", "Nornir", "OpenAPI", "JSON Schema", "OpenTelemetry"],
    *["EventBridge", "Anvil", "Divio", "Machine learning", "Ethics", "Zen of Python", "production", "roll-out"],
)
PAGES = {"/docs": "Talks", "/admin/": "Django administration", "/": "Live?"}
"""What the first page of each application shows."""


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """With its windows and all that it compiles, as on the day of the talk."""
    launched = playwright.chromium.launch(executable_path=require_chromium(), args=launch_arguments())
    yield launched
    launched.close()


@pytest.fixture(scope="session")
def deck() -> Deck:
    return read_notes(NOTES).deck


def cells(deck: Deck) -> Iterator[tuple[int, Cell]]:
    return ((slide.number, cell) for slide in deck.slides for cell in slide.cells)


def show(page: Page, slide: int) -> None:
    page.evaluate("place => { location.hash = place }", f"#/{slide}")
    page.wait_for_selector(f'{SHOWN}[data-slide="{slide}"]')


def test_the_notes_have_no_problems_and_keep_to_their_time(deck: Deck) -> None:
    assert deck.problems == ()
    assert sum(section.budget_s for section in deck.sections) == deck.duration_s == 30 * 60


def test_every_tool_has_its_slide_and_every_live_slide_its_speaker_notes(deck: Deck) -> None:
    text = NOTES.read_text(encoding="utf-8")
    assert [tool for tool in TOOLS if tool not in text] == []
    silent = [slide.title for slide in deck.slides if slide.cells and not slide.speaker_notes]
    assert silent == []


def test_every_cell_but_a_comparison_says_what_it_must_print(deck: Deck) -> None:
    mute = [cell.line for _, cell in cells(deck) if not cell.expect and cell.kind == "run"]
    assert mute == []


def test_every_cell_and_every_application_of_the_talk_runs_in_the_page(talk: Path, deck: Deck, open_page: Open) -> None:
    page = open_page(talk)
    for slide, cell in cells(deck):
        show(page, slide)
        printed = run_cell(page)
        if cell.kind == "app":
            page.wait_for_selector(f'{SHOWN} .app[data-state="open"]')
            expect(page.frames[-1].locator("body")).to_contain_text(PAGES[cell.path or "/"])
        elif cell.kind == "compare":
            assert printed.count("[193, 197, 199]") == 4
        else:
            assert cell.expect in printed
        if "altair" in cell.whole:
            page.frame_locator(f"{SHOWN} .scripted iframe").frame_locator("iframe").locator("svg.marks").wait_for()


def test_the_talks_recording_is_of_these_cells_and_packages(deck: Deck) -> None:
    notes = read_notes(NOTES)
    recordings = recordings_of(notes, deck, wheelhouse_of(notes, deck))
    assert recordings.problems == ()
    assert list(recordings.cells) == [cell.name for _, cell in cells(deck)]


def test_without_live_python_every_cell_and_application_of_the_talk_shows_what_was_recorded(
    talk: Path, deck: Deck, tmp_path: Path, open_page: Open
) -> None:
    page = open_page(without_live_python(talk, tmp_path), live="failed")
    for slide, cell in cells(deck):
        show(page, slide)
        page.locator(f"{SHOWN} .cell").get_by_role("button", name="Run").click()
        page.wait_for_selector(f'{SHOWN} .cell[data-state="recorded"]')
        if cell.kind == "app":
            page.wait_for_selector(f'{SHOWN} .app[data-state="open"]')
            expect(page.frames[-1].locator("body")).to_contain_text(PAGES[cell.path or "/"])
        elif cell.kind == "compare":
            expect(page.locator(f"{SHOWN} .comparison")).to_contain_text("[193, 197, 199]")
        else:
            expect(page.locator(f"{SHOWN} .output")).to_contain_text(cell.expect)
        if "altair" in cell.whole:
            page.frame_locator(f"{SHOWN} .scripted iframe").frame_locator("iframe").locator("svg.marks").wait_for()


def test_the_preflight_of_the_talk_finds_everything_while_python_still_warms_up(talk: Path, open_page: Open) -> None:
    page = open_page(talk, place="#/preflight")
    panel = '[data-part="preflight"]'
    page.wait_for_selector(f'{panel}:is([data-state="good"], [data-state="bad"])', timeout=120_000)
    assert page.locator(f"{panel} li[data-state=bad]").all_inner_texts() == []


def test_django_lets_ada_in_and_fastapi_reads_what_she_adds(talk: Path, open_shared: Open) -> None:
    page = open_shared(talk)
    login = start_app(page, "FastAPI with Django, one process")
    login.fill("#id_username", "ada")
    login.fill("#id_password", "pw")
    login.locator("#id_password").press("Enter")
    page.locator(f'{SHOWN} iframe[title^="Site administration"]').wait_for()
    address = page.locator(f"{SHOWN} .app-address")
    address.fill("/admin/conference/talk/add/")
    address.press("Enter")
    page.locator(f'{SHOWN} iframe[title^="Add talk"]').wait_for()
    page.frames[-1].fill("#id_title", "Live in a slide")
    page.frames[-1].locator("input[name=_save]").press("Enter")
    page.locator(f'{SHOWN} iframe[title^="Select talk"]').wait_for()
    address.fill("/api/talks")
    address.press("Enter")
    expect(page.locator(f"{SHOWN} .app-address")).to_have_value("localhost:8000/api/talks")
    page.locator(f'{SHOWN} iframe[title="The application\'s page"]').wait_for()
    assert re.findall(r'"title": "([^"]+)"', page.frames[-1].inner_text("body")) == [
        "Ethics",
        "Nornir",
        "Live in a slide",
    ]


def test_a_form_in_python_counts_votes(talk: Path, open_shared: Open) -> None:
    page = open_shared(talk)
    form = start_app(page, "The idea of Anvil, not Anvil itself")
    form.locator("button").press("Enter")
    expect(form.locator("p")).to_have_text("6 votes")
    expect(form.locator("table")).to_contain_text("4")
