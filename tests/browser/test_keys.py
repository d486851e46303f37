"""Every key of the table, wherever the focus is: what is the talk's, the talk has; the rest stays with what has the focus."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from footlights.talk.events import KeyPressed
from footlights.talk.fields import Focus
from footlights.talk.stage.keys import BINDINGS, intent_of
from tests.browser.conftest import CASES, Open
from tests.browser.speaker import SHOWN, go_to, place, press, run_cell
from tests.browser.test_speaker_window import open_speaker

EVERY_KEY = Path(__file__).with_name("every_key.js").read_text(encoding="utf-8")
FOCUSES: dict[str, Focus] = {
    "slide": "page",
    "button": "control",
    "editor": "editor",
    "REPL": "editor",
    "search": "editor",
    "panel": "editor",
    "help": "page",
    "overview": "page",
}
CLICKERS = ("PageUp", "PageDown", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", ".", "b", "F5", "Escape", "Tab", "Enter")  # fmt: skip
"""What clickers send (Logitech, Kensington, AirTurn)."""
HOME = 3
"""The slide "A cell" of the notes."""

Row = tuple[str, str, dict[str, bool], bool]


def row(focus: str, chord: str) -> Row | None:
    """What is to become of a chord: the talk's is taken, an editor's character and a button's key are not.

    None for what is an editor's command, which is told by its own tests.
    """
    *held, key = [chord] if chord in ("+", "-") else chord.split("+")
    shift, ctrl, alt, meta = (name in held for name in ("Shift", "Ctrl", "Alt", "Meta"))
    intended = intent_of(KeyPressed(1, key, shift, ctrl, alt, meta, FOCUSES[focus])) is not None
    writes = FOCUSES[focus] == "editor" and len(chord) == 1
    if not intended and focus != "button" and not writes:
        return None
    return focus, key, {f"{name.lower()}Key": True for name in held}, intended


def rows_of(focus: str) -> list[Row]:
    return [asked for chord in CHORDS if (asked := row(focus, chord))]


CHORDS = dict.fromkeys((*(chord for each in BINDINGS for chord in (*each.chords, *each.everywhere)), *CLICKERS))
ROWS = [asked for focus in FOCUSES for asked in sorted(rows_of(focus), key=lambda asked: asked[3])]


def called(view: str = "window", home: int = HOME) -> str:
    """The script, on a window and a slide with a cell; its pop-ups are blocked, as browsers do when no one pressed a key."""
    return f"""(() => {{
      const open = window.open;
      window.open = () => null;
      return ({EVERY_KEY.rstrip().removesuffix(";")})({{ view: {view}, home: {home}, rows: {json.dumps(ROWS)} }})
        .finally(() => {{ window.open = open; }});
    }})()"""


@pytest.fixture
def page(built: Callable[[Path], Path], open_shared: Open) -> Page:
    return open_shared(built(CASES / "focus.md"))


@pytest.fixture(autouse=True)
def on_the_cell(page: Page) -> None:
    press(page, "Escape", "Escape", "Escape")
    go_to(page, "A cell")


def test_every_key_is_taken_or_left_as_the_table_says_where_the_focus_is(page: Page) -> None:
    assert place(page)[0] == HOME
    assert page.evaluate(called()) == []


def test_and_in_the_speakers_window(page: Page) -> None:
    window = open_speaker(page)
    assert window.evaluate(called()) == []
    window.close()


HOLDS = {
    "slide": ([], "body"),
    "editor": ([], f"{SHOWN} .cm-content"),
    "REPL": (["`"], '[data-part="repl-input"]'),
    "search": (["/"], '[data-part="search"] input'),
    "panel": (["Shift+P"], '[data-part="replan"] input'),
}
"""The keys that lead to a place, and what has the focus there."""


@pytest.mark.parametrize("focus", HOLDS)
def test_a_clicker_does_no_harm(page: Page, focus: str) -> None:
    opens, holder = HOLDS[focus]
    for key in CLICKERS:
        press(page, *opens)
        page.locator(holder).first.focus()
        page.keyboard.press(key)
        if key in ("PageUp", "PageDown") and focus != "panel":
            page.wait_for_function("(home) => !location.hash.startsWith(`#/${home}`)", arg=HOME)
        if key == "F5":
            page.evaluate("document.exitFullscreen().catch(() => {})")
        press(page, "Escape", "Escape", "Escape")
        go_to(page, "A cell")
        code = page.locator(f"{SHOWN} .cm-content")
        expect(code, key).to_have_text(re.compile(r"^[.b\s]*1 \+ 1[.b\s]*$"))
        assert page.locator("html").get_attribute("data-stage") == "ready"


@pytest.mark.parametrize("title", ["Output with scripts", "An application"])
def test_in_a_frame_of_an_output_and_of_an_application_a_clicker_turns_slides(page: Page, title: str) -> None:
    go_to(page, title)
    run_cell(page)
    frame = page.locator(f"{SHOWN} iframe")
    frame.wait_for()
    box = frame.bounding_box()
    assert box
    page.mouse.click(box["x"] + 20, box["y"] + 20)
    before = place(page)[0]
    page.keyboard.press("PageDown")
    page.wait_for_function("(next) => location.hash.startsWith(`#/${next}`)", arg=before + 1)
