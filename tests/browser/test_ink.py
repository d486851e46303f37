"""Pointing and drawing on slides, from either window: shown in both at once, kept, and out of the way of the slide."""

from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, CDPSession, Page, expect

from footlights.talk import run_events
from tests.browser.conftest import CASES, Open
from tests.browser.speaker import KEEPS, SHOWN, cell, go_to, place, press, until
from tests.browser.test_speaker_window import both_windows

TRANSFORM = "(begin) => getComputedStyle(document.querySelector('.slide[data-current]')).transform.startsWith(begin)"
SEEN = f"{SHOWN} > .ink path:not([data-wiped])"
LINES = f"{SHOWN} > .ink path:not([data-laser]):not([data-gesture])"


@pytest.fixture
def windows(built: Callable[[Path], Path], open_shared: Open) -> Iterator[tuple[Page, Page]]:
    """The slides without a drawing, and the speaker's window."""
    page = open_shared(built(CASES / "speaker.md"))
    with both_windows(page) as both:
        yield both
    for slide in page.locator(".slide:has(> .ink path)").all():
        press(page, "g", *(slide.get_attribute("data-slide") or ""), "Enter", "Shift+Y")


def drag(window: Page, *points: tuple[float, float], lift: bool = True) -> None:
    """Press on the slide and move over these places, in shares of its sides."""
    box = window.locator(SHOWN).bounding_box()
    assert box
    at = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
    window.mouse.move(*at[0])
    window.mouse.down()
    for each in at[1:]:
        window.mouse.move(*each, steps=4)
    if lift:
        window.mouse.up()


def paths(window: Page) -> list[str]:
    return [path.get_attribute("d") or "" for path in window.locator(LINES).all()]


def test_a_line_is_seen_in_both_windows_while_it_is_drawn_and_after(windows: tuple[Page, Page]) -> None:
    for drawing, other in (windows, windows[::-1]):
        go_to(drawing, "A cell")
        press(drawing, "x")
        drag(drawing, (0.25, 0.25), (0.75, 0.75), lift=False)
        expect(other.locator(f"{SHOWN} > .ink [data-gesture]")).to_have_count(1)
        drawing.mouse.up()
        expect(other.locator(f"{SHOWN} > .ink [data-gesture]")).to_have_count(0)
        (path,) = paths(other)
        assert paths(drawing) == [path]
        ends = [[round(int(number) / 1000) for number in pair.split()] for pair in path[1:].split("L")]
        assert (ends[0], ends[-1]) == ([2, 2], [8, 8]) or (ends[0], ends[-1]) == ([3, 3], [7, 7])
        press(drawing, "Shift+Y", "Escape")
        expect(other.locator(LINES)).to_have_count(0)


def test_pen_marker_eraser_and_undo(windows: tuple[Page, Page]) -> None:
    page, window = windows
    go_to(page, "A cell")
    press(window, "x")
    drag(window, (0.2, 0.2), (0.2, 0.8))
    press(window, "h")
    drag(window, (0.4, 0.2), (0.4, 0.8))
    kinds = [line.get_attribute("class") for line in page.locator(LINES).all()]
    assert kinds == ["ink-pen", "ink-highlighter"]
    press(window, "Shift+X")
    drag(window, (0.1, 0.5), (0.3, 0.5))
    assert [line.get_attribute("class") for line in page.locator(LINES).all()] == ["ink-highlighter"]
    press(window, "y")
    expect(page.locator(LINES)).to_have_count(2)


def test_an_eraser_wipes_off_in_both_windows_while_it_moves_and_all_that_it_met(windows: tuple[Page, Page]) -> None:
    for wiping, other in (windows, windows[::-1]):
        go_to(wiping, "A cell")
        press(wiping, "x")
        for x in (0.2, 0.4, 0.6):
            drag(wiping, (x, 0.2), (x, 0.8))
        drawn = paths(wiping)
        press(wiping, "Shift+X")
        drag(wiping, (0.1, 0.5), (0.5, 0.5), lift=False)
        for window in (wiping, other):
            expect(window.locator(SEEN)).to_have_count(1)
        wiping.mouse.up()
        assert (paths(wiping), paths(other)) == (drawn[2:], drawn[2:])
        press(wiping, "y", "y")
        expect(other.locator(SEEN)).to_have_count(3)
        assert sorted(paths(wiping)) == sorted(drawn)
        press(wiping, "Shift+Y", "Escape")


def test_a_pen_presses_nothing_below_it_and_keys_still_turn_slides(windows: tuple[Page, Page]) -> None:
    page, _ = windows
    go_to(page, "A cell")
    press(page, "x")
    page.locator(cell(page)).get_by_role("button", name="Run").click(force=True)
    assert page.locator(cell(page)).get_attribute("data-state") == "idle"
    expect(page.locator(LINES)).to_have_count(1)
    press(page, "n")
    assert place(page) == (6, 1)
    press(page, "p", "Escape")
    page.locator(cell(page)).get_by_role("button", name="Run").click()
    page.wait_for_selector(f'{cell(page)}[data-state="done"]')


def test_drawings_are_in_the_overview_and_outlive_the_page(windows: tuple[Page, Page]) -> None:
    page, window = windows
    go_to(page, "A cell")
    press(page, "x")
    drag(page, (0.2, 0.2), (0.8, 0.4))
    drawn = paths(page)
    press(page, "o")
    expect(page.locator('.slide[data-slide="5"] > .ink path')).to_be_visible()
    press(page, "Escape")
    until(page, KEEPS, arg=drawn[0])
    window.close()
    page.reload()
    page.wait_for_selector('html[data-stage="ready"]')
    expect(page.locator(LINES)).to_have_count(1)
    assert paths(page) == drawn


def test_the_laser_is_where_the_pointer_is_in_both_windows_and_goes_with_it(windows: tuple[Page, Page]) -> None:
    page, window = windows
    press(window, "l")
    box = window.locator(SHOWN).bounding_box()
    assert box
    window.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 4)
    dot = page.locator(f'{SHOWN} > .ink [data-laser="dot"]')
    expect(dot).to_have_attribute("d", "M5000 2500L5000 2500")
    window.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(dot).to_have_attribute("d", "M5000 5000L5000 5000")
    window.mouse.move(2, 2)
    expect(dot).to_have_count(0)
    window.mouse.move(box["x"] + 20, box["y"] + 20)
    expect(dot).to_have_count(1)
    press(window, "l")
    expect(dot).to_have_count(0)


def test_pointing_at_code_with_a_button_down_writes_nothing_and_presses_only_buttons(
    windows: tuple[Page, Page],
) -> None:
    for window in windows:
        go_to(window, "A cell")
        code = window.locator(f"{SHOWN} .cm-content")
        before = code.inner_text()
        press(window, "l")
        box = code.bounding_box()
        assert box
        window.mouse.move(box["x"] + 10, box["y"] + 10)
        window.mouse.down()
        window.mouse.move(box["x"] + 80, box["y"] + 20, steps=3)
        window.mouse.up()
        press(window, "l", "n", "p")
        assert code.inner_text() == before
        press(window, "l")
        window.locator(cell(window)).get_by_role("button", name="Run").click()
        window.wait_for_selector(f'{cell(window)}[data-state="done"]')
        press(window, "l")


def test_a_region_fills_the_slide_in_both_windows(windows: tuple[Page, Page]) -> None:
    page, window = windows
    go_to(page, "A cell")
    before = page.locator(f"{SHOWN} .cell").bounding_box()
    press(window, "z")
    drag(window, (0.25, 0.25), (0.75, 0.75))
    for each in windows:
        each.wait_for_function(TRANSFORM, arg="matrix(2,")
    near = page.locator(f"{SHOWN} .cell").bounding_box()
    assert before
    assert near
    assert near["width"] == pytest.approx(2 * before["width"], rel=0.01)
    press(page, "z")
    page.wait_for_function(TRANSFORM, arg="none")


def test_a_finger_draws_and_turns_no_slide(built: Callable[[Path], Path], browser, open_page: Open) -> None:  # type: ignore[no-untyped-def]
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(built(CASES / "speaker.md").as_uri())
    page.wait_for_selector('html[data-stage="ready"]')
    page.get_by_role("button", name="Draw").click()
    session = context.new_cdp_session(page)
    touch = lambda kind, *points: session.send(  # noqa: E731
        "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]}
    )
    touch("touchStart", (300, 300))
    for x in (250, 200, 150, 100):
        touch("touchMove", (x, 300))
    touch("touchEnd")
    expect(page.locator(LINES)).to_have_count(1)
    assert place(page) == (1, 1)
    expect(page.get_by_role("toolbar", name="Drawing")).to_be_visible()
    page.get_by_role("button", name="Put the pen away").click()
    expect(page.get_by_role("toolbar", name="Drawing")).to_be_hidden()
    context.close()


Points = tuple[tuple[float, float], ...]


def under_a_finger(session: CDPSession, points: Points, *, lift: bool = True) -> None:
    kinds = ("touchStart", *["touchMove"] * (len(points) - 1))
    for kind, (x, y) in zip(kinds, points, strict=True):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    if lift:
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def under_a_pen(session: CDPSession, points: Points, *, lift: bool = True) -> None:
    kinds = ("mousePressed", *["mouseMoved"] * (len(points) - 1), *(["mouseReleased"] if lift else []))
    for kind, (x, y) in zip(kinds, (*points, points[-1]), strict=False):
        held = {"pointerType": "pen", "button": "left", "buttons": 1, "clickCount": 1, "force": 0.5}
        session.send("Input.dispatchMouseEvent", {"type": kind, "x": x, "y": y, **held})


@pytest.mark.parametrize("stroke", [under_a_finger, under_a_pen])
def test_every_tool_works_under_a_finger_and_a_pen(
    built: Callable[[Path], Path], context: BrowserContext, open_page: Open, stroke: Callable[..., None]
) -> None:
    page = open_page(built(CASES / "speaker.md"))
    session = context.new_cdp_session(page)
    go_to(page, "A cell")
    at = place(page)
    for key, kind in (("x", "ink-pen"), ("h", "ink-highlighter")):
        press(page, key)
        stroke(session, ((300, 200), (400, 260), (500, 320)))
        expect(page.locator(f"{LINES}.{kind}")).to_have_count(1)
    press(page, "Shift+X")
    stroke(session, ((400, 160), (400, 260), (400, 360)))
    expect(page.locator(LINES)).to_have_count(0)
    press(page, "z")
    box = page.locator(SHOWN).bounding_box()
    assert box
    quarter = ((box["width"] * share, box["height"] * share) for share in (0.25, 0.5, 0.75))
    stroke(session, tuple(quarter))
    page.wait_for_function(TRANSFORM, arg="matrix(2,")
    press(page, "z", "l")
    stroke(session, ((300, 200), (400, 260)), lift=False)
    expect(page.locator(f'{SHOWN} > .ink [data-laser="dot"]')).to_have_count(1)
    assert place(page) == at


def test_a_second_finger_takes_nothing_from_the_first(
    built: Callable[[Path], Path], context: BrowserContext, open_page: Open
) -> None:
    page = open_page(built(CASES / "speaker.md"))
    session = context.new_cdp_session(page)
    touch = lambda kind, *points: session.send(  # noqa: E731
        "Input.dispatchTouchEvent",
        {"type": kind, "touchPoints": [{"x": x, "y": y, "id": at} for at, (x, y) in enumerate(points)]},
    )
    go_to(page, "A cell")
    press(page, "x")
    under_a_finger(session, ((300, 200), (500, 320)))
    expect(page.locator(LINES)).to_have_count(1)
    press(page, "Shift+X")
    touch("touchStart", (400, 160))
    touch("touchMove", (400, 260))
    touch("touchStart", (400, 260), (700, 500))
    touch("touchMove", (400, 360), (720, 500))
    touch("touchEnd", (400, 360))
    expect(page.locator(SEEN)).to_have_count(0)
    touch("touchEnd")
    expect(page.locator(LINES)).to_have_count(0)


def test_a_frozen_picture_has_no_laser_and_takes_lines_when_it_thaws(windows: tuple[Page, Page]) -> None:
    page, window = windows
    go_to(page, "A cell")
    press(window, "i", "x")
    drag(window, (0.2, 0.2), (0.8, 0.8))
    expect(window.locator(LINES)).to_have_count(1)
    assert page.locator(".ink path").count() == 0
    press(window, "i")
    expect(page.locator(LINES)).to_have_count(1)


HEARD = """(unasked) => {
  const said = globalThis.heard ??= [];
  const stringify = JSON.stringify.original ?? JSON.stringify;
  JSON.stringify = (value, ...more) => {
    if (typeof value?.type === "string" && !unasked.includes(value.type)) said.push(value.type);
    return stringify(value, ...more);
  };
  JSON.stringify.original = stringify;
}"""
"""What goes through the page's one door to Python, but for what comes unasked."""
UNASKED = ["Ticked", *(name for name, kind in vars(run_events).items() if is_dataclass(kind))]
"""The clock's ticks, and what the kernel says."""
TOOLS = {
    "no tool": ([], []),
    "laser": (["l"], []),
    "pen": (["x"], ["StrokeDrawn"]),
    "highlighter": (["h"], ["StrokeDrawn"]),
    "eraser": (["Shift+X"], ["StrokeErased"]),
    "magnifier": (["z"], ["RegionMagnified"]),
}


@pytest.mark.parametrize("tool", TOOLS)
def test_no_pointer_move_enters_python(windows: tuple[Page, Page], tool: str) -> None:
    keys, said_at_the_end = TOOLS[tool]
    slides, _ = windows
    slides.evaluate(HEARD, UNASKED)
    for window in windows:
        go_to(window, "A cell")
        press(window, "x")
        drag(window, (0.2, 0.5), (0.8, 0.5))
        press(window, "Escape", *keys)
        slides.evaluate("heard.length = 0")
        drag(window, (0.3, 0.3), (0.5, 0.7), (0.7, 0.3), lift=False)
        assert slides.evaluate("heard") == []
        window.mouse.up()
        press(window, "Escape", "Shift+Y")
        slides.wait_for_function("() => heard.includes('KeyPressed')")
        told = [each for each in slides.evaluate("heard") if each != "KeyPressed"]
        assert told == said_at_the_end
