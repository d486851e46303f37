"""Every key of the table, wherever the focus is: what the talk takes, the talk has; the rest stays with what has the focus."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from footlights.talk.events import KeyPressed
from footlights.talk.fields import Focus
from footlights.talk.stage.keys import BINDINGS, intent_of
from tests.browser.conftest import CASES, Open
from tests.browser.speaker import SHOWN, go_to, place, press, run_cell
from tests.browser.test_speaker_window import open_speaker

CHORDS = [chord for binding in BINDINGS for chord in (*binding.chords, *binding.everywhere)]
CLICKERS = [
    "PageUp",
    "PageDown",
    "ArrowLeft",
    "ArrowRight",
    "ArrowUp",
    "ArrowDown",
    ".",
    "b",
    "F5",
    "Escape",
    "Tab",
    "Enter",
]
"""What clickers send (Logitech, Kensington, AirTurn)."""
OPENS = {"s", "Shift+S", "f", "F5"}
"""These open a window or fill the screen, which Escape does not undo: they are pressed where a page can spare it."""
RECORDS = """() => {
  if (globalThis.taken) return;
  globalThis.taken = [];
  addEventListener('keydown', ({ key, defaultPrevented }) => taken.push([key, defaultPrevented]));
}"""


def pressed(chord: str, focus: Focus) -> KeyPressed:
    *held, key = chord.split("+") if chord != "+" else ["+"]
    return KeyPressed(1, key or "+", "Shift" in held, "Ctrl" in held, "Alt" in held, "Meta" in held, focus)


def playwright_key(chord: str) -> str:
    return chord.replace("Ctrl+", "Control+").replace("+ ", "+Space") if chord != " " else "Space"


def on_slide(page: Page) -> None:
    go_to(page, "A cell")
    page.evaluate("document.activeElement.blur()")


def in_editor(page: Page) -> None:
    go_to(page, "A cell")
    page.locator(f"{SHOWN} .cm-content").focus()


def in_repl(page: Page) -> None:
    go_to(page, "A cell")
    press(page, "`")
    page.locator('[data-part="repl-input"]').focus()


def in_search(page: Page) -> None:
    go_to(page, "A cell")
    press(page, "/")
    page.locator('[data-part="search"] input').focus()


def in_plan(page: Page) -> None:
    go_to(page, "A cell")
    press(page, "Shift+P")
    page.locator('[data-part="replan"] input').first.focus()


def on_button(page: Page) -> None:
    go_to(page, "A cell")
    page.locator('.bar [data-intent="theme"]').focus()


@pytest.fixture
def page(built: Callable[[Path], Path], open_page: Open) -> Page:
    opened = open_page(built(CASES / "focus.md"))
    opened.evaluate(RECORDS)
    return opened


def reset(page: Page) -> None:
    """Nothing is open, and the talk is on its slides."""
    press(page, "Escape", "Escape", "Escape", "Escape")
    page.wait_for_selector('html[data-mode="talk"]')


@pytest.mark.parametrize(
    "focused, focus",
    [
        (on_slide, "page"),
        (on_button, "control"),
        (in_editor, "editor"),
        (in_repl, "editor"),
        (in_search, "editor"),
        (in_plan, "editor"),
    ],
    ids=["slide", "button", "editor", "REPL", "search", "panel"],
)
def test_every_key_does_what_the_table_says_where_the_focus_is(
    page: Page, focused: Callable[[Page], None], focus: Focus
) -> None:
    wrong = []
    for chord in dict.fromkeys(CHORDS):
        if chord in OPENS:
            continue
        focused(page)
        page.evaluate("taken.length = 0")
        page.keyboard.press(playwright_key(chord))
        (_, prevented), *_ = page.evaluate("taken") or [("", True)]  # what an editor takes does not come so far
        intended = intent_of(pressed(chord, focus)) is not None
        if intended and not prevented:
            wrong.append(f"{chord} is not taken")
        if not intended and focus == "control" and prevented:
            wrong.append(f"{chord} is taken")
        if focus == "editor" and len(chord) == 1:
            place_before = place(page)
            if place_before[0] != 4:
                wrong.append(f"{chord} has turned the slide")
        reset(page)
    assert wrong == []


@pytest.mark.parametrize("key", CLICKERS)
@pytest.mark.parametrize("focused", [on_slide, in_editor, in_repl, in_search, in_plan], ids=["slide", "editor", "REPL", "search", "panel"])  # fmt: skip
def test_a_clicker_does_no_harm(page: Page, focused: Callable[[Page], None], key: str) -> None:
    focused(page)
    code = page.locator(f"{SHOWN} .cm-content").inner_text()
    page.keyboard.press(key)
    turned = {"PageUp": -1, "PageDown": 1}.get(key)
    if turned:
        assert place(page)[0] in (4 + turned, 4)
    reset(page)
    go_to(page, "A cell")
    text = page.locator(f"{SHOWN} .cm-content").inner_text()
    assert text.replace(".", "").replace("b", "").split() == code.replace(".", "").replace("b", "").split()
    assert page.locator("html").get_attribute("data-stage") == "ready"


def test_in_a_frame_of_an_output_and_of_an_application_a_clicker_turns_slides(page: Page) -> None:
    for title in ("Output with scripts", "An application"):
        go_to(page, title)
        run_cell(page)
        frame = page.locator(f"{SHOWN} iframe")
        frame.wait_for()
        box = frame.bounding_box()
        assert box
        page.mouse.click(box["x"] + 20, box["y"] + 20)
        before = place(page)
        page.keyboard.press("PageDown")
        page.wait_for_function("(before) => location.hash !== before", arg=f"#/{before[0]}")
        assert place(page)[0] == before[0] + 1


@pytest.mark.parametrize("focused, focus", [(on_slide, "page"), (in_editor, "editor")], ids=["slide", "editor"])
def test_every_key_does_the_same_in_the_speakers_window(
    page: Page, focused: Callable[[Page], None], focus: Focus
) -> None:
    window = open_speaker(page)
    window.evaluate(RECORDS)
    wrong = []
    for chord in dict.fromkeys(CHORDS):
        if chord in OPENS:
            continue
        focused(window)
        window.evaluate("taken.length = 0")
        window.keyboard.press(playwright_key(chord))
        (_, prevented), *_ = window.evaluate("taken") or [("", True)]
        if intent_of(pressed(chord, focus)) is not None and not prevented:
            wrong.append(chord)
        reset(window)
        assert place(page)[0] == place(window)[0]
    assert wrong == []
