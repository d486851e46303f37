"""What Python knows outlives Python: after a hard stop, a reload, a killed browser, and back at the start of a section."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import CASES, Open
from tests.browser.killing import Mortal
from tests.browser.speaker import cell, go_to, press, run_cell

EVERYTHING = "(999, [(42,)], 2, 'hello', True, 3000, 24)\n"
"""Objects of a class, a database, a generator in the middle, a file, a clock that goes on, memory."""


@pytest.fixture(scope="module")
def deck(built: Callable[[Path], Path]) -> Path:
    return built(CASES / "checkpoints.md")


@pytest.fixture
def page(deck: Path, open_page: Open) -> Page:
    return open_page(deck)


def run_and_keep(page: Page, title: str) -> str:
    """Run the cell of a slide, and wait until its names are kept."""
    go_to(page, title)
    before = page.locator("html").get_attribute("data-names-kept") or ""
    printed = run_cell(page)
    page.wait_for_function("(before) => (document.documentElement.dataset.namesKept ?? '') !== before", arg=before)
    return printed


def run_and_stop_hard(page: Page) -> None:
    """Run a loop in C, and stop it."""
    go_to(page, "Third")
    page.locator(cell(page)).get_by_role("button", name="Run").click()
    page.wait_for_selector(f'{cell(page)}[data-state="running"]')
    page.locator(cell(page)).get_by_role("button", name="Stop").click()
    page.wait_for_selector(f'{cell(page)}[data-state="stopped"]')
    page.wait_for_selector('html[data-live="ready"]')


def said(page: Page) -> str:
    return page.locator('[data-part="message"]').inner_text()


def test_names_outlive_a_hard_stop_and_a_reload(page: Page) -> None:
    run_and_keep(page, "First")
    run_and_stop_hard(page)
    assert said(page) == "Python was restarted to stop the code, with the names it had before."
    assert run_and_keep(page, "Second") == EVERYTHING
    page.reload()
    page.wait_for_selector('html[data-stage="ready"][data-live="ready"]')
    go_to(page, "Fourth")
    assert run_cell(page) == "('begun ended', 1000)\n"


def test_names_outlive_a_browser_that_is_killed(deck: Path, mortal: Callable[[], Mortal]) -> None:
    browser = mortal()
    run_and_keep(browser.open(deck), "First")
    browser.kill()
    page = mortal().open(deck)
    page.wait_for_selector('html[data-live="ready"]')
    go_to(page, "Second")
    assert run_cell(page) == EVERYTHING


def test_a_task_goes_on_after_a_reload(page: Page) -> None:
    run_and_keep(page, "First")
    run_and_keep(page, "A task")
    page.reload()
    page.wait_for_selector('html[data-stage="ready"][data-live="ready"]')
    go_to(page, "How far")
    assert run_cell(page) == "True\n"


def test_what_memory_can_not_hold_is_said_and_the_cell_is_run_again_on_request(page: Page) -> None:
    run_and_keep(page, "First")
    go_to(page, "What memory can not hold")
    run_cell(page)
    run_and_stop_hard(page)
    assert said(page).startswith("Python was restarted to stop the code, with the names it had one run ago.")
    page.get_by_role("button", name="Run the cell again").click()
    press(page, "`")
    page.locator('[data-part="repl-input"]').click()
    page.keyboard.type("z, len(x)\n")
    expect(page.locator('[data-part="repl-output"]')).to_contain_text("(1, 1000)")


def test_a_section_is_given_again_with_the_names_it_began_with(page: Page) -> None:
    run_and_keep(page, "First")
    go_to(page, "Second")
    press(page, "n")
    page.wait_for_selector('html[data-section-kept="Two"]')
    go_to(page, "Fourth")
    assert run_cell(page) == "('begun ended', 1000)\n"
    press(page, "Home", "]", "]")
    go_to(page, "Third")
    press(page, "Shift+N")
    page.wait_for_selector('html[data-live="ready"]')
    expect(page.locator('[data-part="message"]')).to_have_text("Python is as it was at the beginning of “Two”.")
    go_to(page, "Fourth")
    assert run_cell(page) == "('begun ended', 1000)\n", "the file was open, and nothing was written to it yet"


def test_the_restart_after_it_goes_on_from_the_section_too_and_a_reload_still_knows_the_sections(page: Page) -> None:
    run_and_keep(page, "First")
    press(page, "Home", "]", "]")
    page.wait_for_selector('html[data-section-kept="Two"]')
    run_and_keep(page, "Fourth")
    page.reload()
    page.wait_for_selector('html[data-stage="ready"][data-live="ready"]')
    page.wait_for_selector("html[data-sections-found]")
    go_to(page, "Third")
    press(page, "Shift+N")
    expect(page.locator('[data-part="message"]')).to_have_text("Python is as it was at the beginning of “Two”.")
    page.wait_for_selector('html[data-live="ready"][data-names-kept="Two"]')
    page.reload()
    page.wait_for_selector('html[data-stage="ready"][data-live="ready"]')
    go_to(page, "Fourth")
    assert run_cell(page) == "('begun ended', 1000)\n", "nothing was written yet"


def test_loops_path_and_hook_are_as_code_left_them(page: Page) -> None:
    run_and_keep(page, "First")
    run_and_keep(page, "A loop of its own")
    page.reload()
    page.wait_for_selector('html[data-stage="ready"][data-live="ready"]')
    go_to(page, "What it was left with")
    assert run_cell(page) == "('slept', True, True)\n"


DROP = """(drawer) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["words"], "given.txt"));
    drawer.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}"""


def test_a_dropped_file_is_what_code_made_of_it(page: Page) -> None:
    press(page, "`")
    page.locator('[data-part="repl"]').evaluate(DROP)
    expect(page.locator('[data-part="repl-output"]')).to_contain_text("given.txt is here")
    press(page, "Escape", "Escape")
    assert run_and_keep(page, "A dropped file") == "'words'\n"
    run_and_stop_hard(page)
    go_to(page, "A dropped file")
    assert run_cell(page) == "'WORDS'\n"


def test_a_second_tab_does_not_go_on_with_the_names_of_the_first(
    deck: Path, context: BrowserContext, open_page: Open
) -> None:
    first = open_page(deck)
    second = open_page(deck)
    second.bring_to_front()
    go_to(second, "Fourth")
    first.bring_to_front()
    run_and_keep(first, "First")
    second.bring_to_front()
    run_and_stop_hard(second)
    assert said(second) == "Python was restarted to stop the code: its names are gone."
    go_to(second, "Fourth")
    assert "NameError: name 'out' is not defined" in run_cell(second, state="failed")
