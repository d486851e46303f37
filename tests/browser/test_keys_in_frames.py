"""Every key of the table while a frame has the focus: a clicker's are the talk's, the rest stays with what is in the frame."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, TimeoutError

from tests.browser.conftest import CASES, Open
from tests.browser.speaker import SHOWN, go_to, press, run_cell
from tests.browser.test_keys import CHORDS

STATE = """() => {
  const { namesKept, fonts, sectionsFound, live, stage, ...told } = document.documentElement.dataset;
  const parts = document.querySelectorAll('[data-part]:not([data-part="slide"], [data-part="slide"] *)');
  const open = [...parts].filter((part) => part.getClientRects().length).map((part) => part.dataset.part);
  const { slide, revealed } = document.querySelector("[data-part=slide][data-current]").dataset;
  return JSON.stringify([`${slide}.${revealed}`, told, open]);
}"""
"""Where the talk stands and what is open, in all that a key of the table could change but times."""
PASSED_ON = ("PageUp", "PageDown", "Escape", "ArrowLeft", "ArrowRight", "Home", "End", ".")
"""What turns slides or leaves, as on the slide itself."""
FRAMES = {"Output with scripts": (*PASSED_ON, " ", "Shift+ "), "An application": PASSED_ON}
"""A space scrolls an application's page."""
SAYS = {"Output with scripts": "after", "An application": "an application"}
BROWSERS = ("Tab", "F5", "Ctrl+.", "Meta+.")
"""Tab leaves the frame; F5 and the stop are told by what they do."""


def of_playwright(chord: str) -> str:
    """A chord as Playwright spells it."""
    parts = [chord] if chord == "+" else chord.split("+")
    return "+".join({"Ctrl": "Control", " ": "Space"}.get(part, part) for part in parts)


@pytest.fixture
def page(built: Callable[[Path], Path], open_shared: Open) -> Page:
    return open_shared(built(CASES / "focus.md"))


def enter(page: Page, title: str) -> None:
    """Press in the frame, as one does who uses what is in it."""
    go_to(page, title)
    box = page.locator(f"{SHOWN} iframe").bounding_box()
    assert box
    page.mouse.click(box["x"] + 20, box["y"] + 20)
    page.wait_for_function("() => document.activeElement?.tagName === 'IFRAME'")


def leave(page: Page) -> None:
    """The focus is the slide's, and nothing is open: what a frame passes on comes a little later."""
    page.evaluate("document.activeElement.blur()")
    press(page, "Escape")
    page.wait_for_selector('html[data-mode="talk"]')


def state(page: Page) -> Any:
    return json.loads(page.evaluate(STATE))


@pytest.mark.parametrize("title", FRAMES)
def test_keys_that_turn_slides_do_so_from_a_frame_and_all_others_change_nothing(page: Page, title: str) -> None:
    go_to(page, title)
    run_cell(page)
    page.locator(f"{SHOWN} iframe").wait_for()
    page.frames[-1].get_by_text(SAYS[title]).wait_for()
    for key in FRAMES[title]:
        leave(page)
        go_to(page, title)
        press(page, of_playwright(key))
        expected = page.evaluate(STATE)
        leave(page)
        enter(page, title)
        press(page, of_playwright(key))
        with suppress(TimeoutError):
            page.wait_for_function(f"(expected) => ({STATE})() === expected", arg=expected)
        assert (key, state(page)) == (key, json.loads(expected))
    leave(page)
    enter(page, title)
    before = state(page)
    for chord in CHORDS:
        if chord not in (*FRAMES[title], *BROWSERS):
            press(page, of_playwright(chord))
    assert page.evaluate("document.activeElement?.tagName") == "IFRAME"
    press(page, "PageDown")
    page.wait_for_function(f"(place) => JSON.parse(({STATE})())[0] !== place", arg=before[0])
    press(page, "PageUp")
    page.wait_for_function(f"(place) => JSON.parse(({STATE})())[0] === place", arg=before[0])
    assert state(page) == before


@pytest.mark.parametrize("title", FRAMES)
def test_the_stop_and_full_screen_work_from_a_frame(page: Page, title: str) -> None:
    leave(page)
    go_to(page, title)
    run_cell(page)
    page.locator(f"{SHOWN} iframe").wait_for()
    page.frames[-1].get_by_text(SAYS[title]).wait_for()
    press(page, "`")
    page.locator('[data-part="repl-input"]').wait_for()
    page.keyboard.insert_text("while True: pass")
    press(page, "Enter", "Enter", "Escape")
    page.wait_for_selector('html[data-live="busy"]')
    enter(page, title)
    press(page, "Control+.")
    page.wait_for_selector('html[data-live="ready"]')
    enter(page, title)
    press(page, "F5")
    page.wait_for_function("() => document.fullscreenElement !== null")
    page.evaluate("document.exitFullscreen()")
    page.wait_for_function("() => document.fullscreenElement === null")
    leave(page)
