"""Other Pythons run in sandboxes of the built page; each keeps the same contract, and they can be compared."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from footlights.site.notes.notes_file import read_notes
from footlights.site.page.build import build_page
from tests.browser.conftest import Open
from tests.browser.speaker import cell, enter, go_to, press, run_cell, transcript

ENGINES = ("Pyodide", "MicroPython", "Skulpt", "Brython")


@pytest.fixture
def at(engines: Path, open_shared: Open) -> Callable[[str], Page]:
    def open_at(title: str) -> Page:
        page = open_shared(engines)
        go_to(page, title)
        return page

    return open_at


@pytest.fixture
def repl_of(engines: Path, open_shared: Open) -> Callable[[str], Page]:
    """Opens the REPL and has it speak to an engine."""

    def open_repl(engine: str) -> Page:
        page = open_shared(engines)
        press(page, "`")
        page.get_by_role("button", name=engine, exact=True).click()
        page.locator('[data-part="repl-input"]').click()
        return page

    return open_repl


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_runs_streams_fails_and_keeps_its_names(engine: str, repl_of: Callable[[str], Page]) -> None:
    page = repl_of(engine)
    enter(page, "answer = 40")
    enter(page, "answer + 2")
    transcript(page, "42")
    enter(page, "print('left', 'right'); undefined_name")
    assert "left right" in transcript(page, "NameError")
    enter(page, "answer")
    transcript(page, "40")


@pytest.mark.parametrize("engine", ENGINES)
def test_an_endless_loop_is_stopped_and_the_engine_goes_on(engine: str, repl_of: Callable[[str], Page]) -> None:
    page = repl_of(engine)
    enter(page, "print('be' + 'fore')")
    transcript(page, "before")
    page.keyboard.insert_text("while True: pass")
    press(page, "Enter", "Enter")
    page.wait_for_selector('[data-part="repl"][data-busy]')
    press(page, "Control+c")
    page.wait_for_selector('[data-part="repl"]:not([data-busy])')
    enter(page, "print('af' + 'ter')")
    transcript(page, "after")


def test_the_names_of_engines_are_apart(repl_of: Callable[[str], Page]) -> None:
    page = repl_of("Skulpt")
    enter(page, "mine = 'skulpt'")
    page.get_by_role("button", name="Brython", exact=True).click()
    page.locator('[data-part="repl-input"]').click()
    enter(page, "mine")
    transcript(page, "NameError")


def test_skulpt_asks_for_input_in_the_transcript(repl_of: Callable[[str], Page]) -> None:
    page = repl_of("Skulpt")
    enter(page, "input('Who? ') + '!'")
    page.locator('[data-part="repl"] .ask input').fill("Ann")
    press(page, "Enter")
    transcript(page, "'Ann!'")


@pytest.mark.parametrize("engine", ["MicroPython", "Brython"])
def test_an_engine_that_lacks_input_says_so(engine: str, repl_of: Callable[[str], Page]) -> None:
    page = repl_of(engine)
    enter(page, "input('Who? ')")
    transcript(page, f"{engine} has no input() in this page")


def test_a_module_that_an_engine_has_not_is_an_error_and_no_request(repl_of: Callable[[str], Page]) -> None:
    page = repl_of("Brython")
    enter(page, "import numpy")
    transcript(page, "ModuleNotFoundError")


def test_a_cell_runs_on_the_engine_it_names(at: Callable[[str], Page]) -> None:
    page = at("Skulpt")
    assert run_cell(page) == "42\n"
    expect(page.locator(f"{cell(page)} .engine")).to_have_text("Skulpt")


def test_an_error_of_another_engine_is_short_and_its_line_is_marked(at: Callable[[str], Page]) -> None:
    page = at("Brython")
    page.wait_for_selector(f"{cell(page)} .cm-editor")
    assert run_cell(page, state="failed") == (
        "Traceback (most recent call last):\n"
        '  File "<cell 3>", line 3, in <module>\n'
        '  File "<cell 3>", line 2, in inner\n'
        "ZeroDivisionError: division by zero\n"
    )
    expect(page.locator(f"{cell(page)} .cm-line.failed")).to_have_text("    return 1 / 0")


def test_a_loop_in_micropython_is_ended_and_the_slide_says_so(at: Callable[[str], Page]) -> None:
    page = at("MicroPython")
    selector = cell(page)
    page.locator(selector).get_by_role("button", name="Run").click()
    expect(page.locator(f'{selector} [data-part="output"]')).to_contain_text("micropython")
    page.locator(selector).get_by_role("button", name="Stop").click()
    page.wait_for_selector(f'{selector}[data-state="stopped"]')
    expect(page.locator('[data-part="message"]')).to_contain_text("MicroPython was restarted")
    assert page.get_attribute("html", "data-live") == "ready"


def test_a_comparison_shows_output_error_and_time_of_every_engine(at: Callable[[str], Page]) -> None:
    page = at("Compared")
    run_cell(page)
    rows = page.locator(f"{cell(page)} .comparison tbody tr")
    assert rows.locator("th").all_inner_texts() == list(ENGINES)
    assert rows.locator(".printed").all_inner_texts() == ["610 ⏎ 1.5 3"] * 4
    for time in rows.locator(".time strong").all_inner_texts():
        assert float(time.split()[0]) > 0
    assert rows.locator("td:last-child").all_inner_texts() != [""] * 4


def test_a_stop_ends_a_comparison_and_names_survive_it(at: Callable[[str], Page]) -> None:
    page = at("Compared in vain")
    press(page, "`")
    page.locator('[data-part="repl-input"]').click()
    enter(page, "kept = 'kept'")
    press(page, "Escape")
    selector = cell(page)
    page.locator(selector).get_by_role("button", name="Run").click()
    page.wait_for_selector(f'{selector} tr[data-engine="Pyodide"][data-state="running"]')
    page.locator(selector).get_by_role("button", name="Stop").click()
    page.wait_for_selector(f'{selector}[data-state="stopped"]')
    states = [row.get_attribute("data-state") for row in page.locator(f"{selector} tbody tr").all()]
    assert states == ["stopped", "stopped"]
    press(page, "`")
    page.locator('[data-part="repl-input"]').click()
    enter(page, "kept * 2")
    transcript(page, "'keptkept'")


def test_an_engine_that_takes_too_long_does_not_hold_up_the_others(at: Callable[[str], Page]) -> None:
    page = at("Slow in one")
    run_cell(page)
    rows = page.locator(f"{cell(page)} .comparison tbody tr")
    assert [row.get_attribute("data-state") for row in rows.all()] == ["done", "stopped", "done"]


def test_a_page_carries_only_the_engines_that_its_notes_use(tmp_path: Path, open_page: Open) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text("# T\n\n## S\n\n```python run engine=skulpt\n1\n```\n", encoding="utf-8")
    page = open_page(build_page(read_notes(notes), tmp_path / "out"))
    press(page, "`")
    assert page.locator(".engines button").all_inner_texts() == ["Pyodide", "Skulpt"]
    press(page, "Escape")


def test_what_runs_in_a_sandbox_reaches_no_host_and_not_the_page(engines: Path, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(engines.as_uri())
    page.wait_for_selector('html[data-stage="ready"]')
    press(page, "`")
    page.get_by_role("button", name="Skulpt", exact=True).click()
    page.locator('[data-part="repl-input"]').click()
    enter(page, "'up'")
    transcript(page, "'up'\n'up'")
    frame = page.locator("iframe").element_handle()
    inside = frame.content_frame() if frame else None
    assert inside is not None
    fetched = inside.evaluate("() => fetch('http://127.0.0.1:9/').then(() => 'reached', () => 'blocked')")
    reached = inside.evaluate("() => { try { return String(parent.document) } catch (error) { return error.name } }")
    assert (fetched, reached, inside.evaluate("() => self.origin")) == ("blocked", "SecurityError", "null")
