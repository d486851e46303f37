"""The deck on stage: at once, driven by Python, and never a slide lost."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from footlights.site.notes.notes_file import read_notes
from footlights.site.page.build import build_page
from tests.browser.conftest import PROJECT, Open
from tests.browser.speaker import ON_THE_DAY, SHOWN, STORED, go_to, named, place, press, until
from tests.browser.test_speaker_window import open_still, wait_still


@pytest.mark.parametrize("over", ["file", "http"])
def test_the_page_boots_from_the_snapshot(
    over: str, tour: Path, open_page: Open, served_over_http: Callable[[Path], str]
) -> None:
    page = open_page(tour if over == "file" else served_over_http(tour))
    marks = page.evaluate("performance.getEntriesByType('mark').map(mark => mark.name)")
    assert {"footlights:first-slide", "footlights:stage-ready", "footlights:live-ready"} <= set(marks)


def test_python_takes_over_in_place(tour: Path, context: BrowserContext, open_page: Open) -> None:
    context.add_init_script(
        "addEventListener('DOMContentLoaded', () => { window.before = [...document.querySelectorAll('.slide')] })"
    )
    page = open_page(tour)
    same = "window.before.every((slide, index) => slide === document.querySelectorAll('.slide')[index])"
    assert page.evaluate(same)


@pytest.mark.parametrize("renderer", ["markdown-it", "python-markdown"])
def test_what_python_renders_in_the_page_is_what_was_pre_rendered(
    renderer: str, open_page: Open, tmp_path: Path
) -> None:
    notes = tmp_path / "tour.md"
    text = (PROJECT / "notes" / "tour.md").read_text(encoding="utf-8")
    notes.write_text(text.replace("lang: en", f"lang: en\nmarkdown: {renderer}"), encoding="utf-8")
    built = build_page(read_notes(notes), tmp_path)
    other_keys = re.sub(r'(<section class="slide"[^>]* data-key=")', r"\1x", built.read_text(encoding="utf-8"))
    changed = tmp_path / "changed.html"
    changed.write_text(other_keys, encoding="utf-8")

    def slides_of(file: Path) -> list[str]:
        """Every slide's HTML, once it is there and its code has its colours."""
        page = open_page(file)
        page.wait_for_function("() => [...document.querySelectorAll('.slide')].every(slide => slide.firstElementChild)")
        page.wait_for_function("() => !document.querySelector('code[data-language=python]:not([data-coloured])')")
        slides: list[str] = page.evaluate("[...document.querySelectorAll('.slide')].map(slide => slide.innerHTML)")
        return slides

    assert slides_of(changed) == slides_of(built)


def test_keys_move_and_the_address_bar_follows(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    press(page, "ArrowRight", "Space", "PageDown", "n")
    assert place(page) == (5, 1)
    named(page, "#/5")
    press(page, "n")
    assert place(page) == (5, 2)
    named(page, "#/5.2")
    press(page, "ArrowLeft", "PageUp")
    assert place(page) == (4, 1)
    press(page, "End")
    last = place(page)
    press(page, "n")
    assert place(page) == last
    press(page, "Home")
    assert place(page) == (1, 1)


def test_the_browsers_back_and_forward_go_through_the_slides(tour: Path, open_page: Open) -> None:
    page = open_page(tour)
    for number in (2, 3):
        press(page, "n")
        named(page, f"#/{number}")
    page.evaluate("history.back()")
    page.wait_for_selector(f'{SHOWN}[data-slide="2"]')
    page.evaluate("history.back()")
    page.wait_for_selector(f'{SHOWN}[data-slide="1"]')
    page.evaluate("history.go(2)")
    page.wait_for_selector(f'{SHOWN}[data-slide="3"]')


def test_slides_that_are_passed_at_once_are_no_way_back(tour: Path, open_page: Open) -> None:
    page = open_still(tour, open_page, "#/2")
    entries = page.evaluate("history.length")
    wait_still(page, 1)
    press(page, "n", "n", "n")
    assert (place(page), page.evaluate("location.hash")) == ((5, 1), "#/2")
    wait_still(page, 1)
    named(page, "#/5")
    assert page.evaluate("history.length") == entries + 1
    page.evaluate("history.back()")
    page.wait_for_selector(f'{SHOWN}[data-slide="2"]')


def test_a_page_that_goes_before_its_address_follows_opens_where_it_was(tour: Path, open_page: Open) -> None:
    page = open_page(tour, place="#/2")
    for slide in range(3, 6):
        press(page, "n")
        page.reload(wait_until="commit")
        page.wait_for_selector('html[data-stage="ready"]')
        assert place(page) == (slide, 1)
        named(page, f"#/{slide}")


def test_a_place_in_the_address_bar_opens_there(tour: Path, open_page: Open) -> None:
    assert place(open_page(tour, place="#/5.2")) == (5, 2)


def test_steps_are_revealed_without_moving_anything(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    go_to(page, "One step at a time")
    first = page.locator(f"{SHOWN} .body > p").bounding_box()
    visible = page.locator(f"{SHOWN} .body p:visible")
    counts = [visible.count()]
    for _ in range(2):
        press(page, "n")
        counts.append(visible.count())
    assert counts == [1, 2, 3]
    assert page.locator(f"{SHOWN} .body > p").first.bounding_box() == first


def test_keys_pressed_before_python_is_there_are_not_lost(tour: Path, context: BrowserContext, open_page: Open) -> None:
    context.add_init_script(
        "document.addEventListener('DOMContentLoaded', () => {"
        " for (const key of ['ArrowRight', 'ArrowRight', 't', 'o'])"
        "  window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })) })"
    )
    context.clock.install(time=ON_THE_DAY)
    page = open_page(tour)
    assert place(page) == (3, 1)
    assert page.get_attribute("html", "data-mode") == "overview"
    assert page.locator('[data-part="talk-clock"]').get_attribute("data-state") == "running"


def test_a_key_pressed_while_the_page_still_arrives_is_not_lost(
    tour: Path, context: BrowserContext, open_page: Open
) -> None:
    context.add_init_script(
        "new MutationObserver((_, observer) => { if (document.querySelector('.slide')) { observer.disconnect();"
        " window.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown', cancelable: true })) } })"
        ".observe(document, { childList: true, subtree: true })"
    )
    assert place(open_page(tour)) == (2, 1)


def test_the_overview_shows_every_slide_and_opens_the_chosen_one(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    press(page, "o")
    assert page.locator('[data-part="slide"]:visible').count() == page.locator('[data-part="slide"]').count()
    press(page, "n", "n", "Enter")
    assert (place(page), page.get_attribute("html", "data-mode")) == ((3, 1), "talk")
    press(page, "o")
    page.locator('[data-part="slide"][data-slide="7"]').click()
    assert place(page) == (7, 1)


def test_help_lists_the_keys_and_escape_leaves_it(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    press(page, "?")
    assert "Start or pause the clock" in page.locator('[data-part="help"]').inner_text()
    press(page, "Escape")
    assert page.locator('[data-part="help"]').is_hidden()


def test_what_keys_do_can_be_pressed_in_the_help(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    page.get_by_role("button", name="Help").click()
    page.get_by_role("button", name="Re-plan, or set the end").click()
    page.wait_for_selector('[data-part="replan"]:visible')
    assert page.get_attribute("html", "data-mode") == "talk"
    press(page, "Escape", "?")
    page.get_by_role("button", name="Last section", exact=True).click()
    page.wait_for_selector('html[data-mode="talk"]')
    assert place(page)[0] > 20
    press(page, "Home")


def test_every_control_is_within_a_phones_screen(tour: Path, open_page: Open) -> None:
    page = open_page(tour)
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_selector('html[data-live="ready"]')
    page.locator(".bar").hover()
    page.locator('.bar [data-part="warmth"]').wait_for()
    boxes = [button.bounding_box() for button in page.locator(".bar .controls button").all()]
    assert [box for box in boxes if not box or box["x"] < 0 or box["x"] + box["width"] > 390 or box["width"] < 32] == []


def test_blank_covers_everything_and_the_next_slide_uncovers(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    press(page, "b")
    assert page.locator('[data-part="blank"]').bounding_box() == {"x": 0, "y": 0, "width": 1280, "height": 720}
    press(page, "n")
    assert page.locator('[data-part="blank"]').is_hidden()


def test_the_agenda_lists_sections_and_budgets(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    press(page, "End", "a")
    rows = page.locator(f'{SHOWN} [data-part="agenda"] > li').all_inner_texts()
    assert [" ".join(row.split()) for row in rows] == [
        "1 Slides from notes 4 min",
        "2 Pictures and quotes 3 min",
        "3 Live Python 5 min",
        "4 The clock 2 min",
        "5 Questions ≈ 6 min",
    ]


def test_full_screen_is_entered_and_left(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    press(page, "f")
    page.wait_for_function("() => document.fullscreenElement !== null")
    press(page, "F5")
    page.wait_for_function("() => document.fullscreenElement === null")
    assert page.get_attribute("html", "data-stage") == "ready"


def test_the_theme_is_the_systems_first_and_then_remembered(tour: Path, open_page: Open) -> None:
    page = open_page(tour)
    assert page.get_attribute("html", "data-scheme") == "dark"
    page.emulate_media(color_scheme="light")
    page.wait_for_selector('html[data-scheme="light"]')
    press(page, "d")
    assert page.get_attribute("html", "data-scheme") == "dark"
    until(page, f"async () => JSON.parse((await ({STORED})('talk'))[0] ?? '{{}}').theme === 'dark'")
    page.reload(wait_until="commit")
    page.wait_for_selector('html[data-stage="ready"][data-scheme="dark"]')


@pytest.mark.parametrize(
    "layout, part, times", [("bullets", ".frame", 1.2), ("code", ".body", 1.2), ("title", ".frame", 1.04)]
)
def test_text_grows_at_the_lectern(layout: str, part: str, times: float, tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    slide = page.locator(f'.slide[data-layout="{layout}"]').first
    press(page, "g", *(slide.get_attribute("data-slide") or ""), "Enter")
    size = f"parseFloat(getComputedStyle(document.querySelector('.slide[data-current] {part}')).fontSize)"
    normal = page.evaluate(size)
    press(page, "+", "+")
    assert page.evaluate(size) == pytest.approx(normal * times, rel=0.01)
    press(page, "0")
    assert page.evaluate(size) == normal


def test_the_wheel_is_not_hijacked(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    page.mouse.move(640, 300)
    page.mouse.wheel(0, 800)
    page.wait_for_function(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
    )
    assert place(page) == (1, 1)


def swipe(page: Page, from_x: int, to_x: int) -> None:
    client = page.context.new_cdp_session(page)
    client.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": from_x, "y": 400}]})
    client.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": to_x, "y": 405}]})
    client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_swipe_turns_the_slide(tour: Path, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(tour.as_uri(), wait_until="commit")
    page.wait_for_selector('html[data-stage="ready"]')
    swipe(page, 300, 80)
    page.wait_for_selector(f'{SHOWN}[data-slide="2"]')
    swipe(page, 80, 300)
    page.wait_for_selector(f'{SHOWN}[data-slide="1"]')
    context.close()


def test_controls_have_names_and_work(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    page.get_by_role("button", name="Next").click()
    assert place(page) == (2, 1)
    page.get_by_role("button", name="Previous").click()
    assert place(page) == (1, 1)
