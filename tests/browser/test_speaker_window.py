"""The speaker's window: a second window of the same talk, opened, closed, lost and found."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, FrameLocator, Page, Playwright, expect

from footlights.site.rehearsal.browsers import launch_arguments, require_chromium
from tests.browser.conftest import CASES, Open
from tests.browser.speaker import ON_THE_DAY, SHOWN, STORED, cell, go_to, named, place, press, until, words_of

CONNECTED = '[data-part="speaker"][data-state="connected"]'
LAPTOP = {"width": 1280, "height": 800}


@pytest.fixture
def deck(built: Callable[[Path], Path]) -> Path:
    return built(CASES / "speaker.md")


def open_speaker(page: Page) -> Page:
    """Press s in the slides' window; the speaker's window, once it is painted."""
    with page.expect_popup() as opened:
        press(page, "s")
    window = opened.value
    window.set_viewport_size(LAPTOP)  # type: ignore[arg-type]
    window.wait_for_selector(CONNECTED)
    return window


@contextmanager
def both_windows(page: Page) -> Iterator[tuple[Page, Page]]:
    """A page and its speaker's window, whose console must be clean too; the page is alone again at the end."""
    errors: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(message.text)

    page.context.on("console", heard)
    yield page, open_speaker(page)
    page.context.remove_listener("console", heard)
    for other in page.context.pages:
        if other is not page:
            other.close()
    if page.locator("html[data-frozen]").count():
        press(page, "i")
    assert errors == []


@pytest.fixture
def windows(deck: Path, open_shared: Open) -> Iterator[tuple[Page, Page]]:
    """The slides and the speaker's window."""
    with both_windows(open_shared(deck)) as both:
        yield both


def open_still(deck: Path, open_page: Open, place: str = "") -> Page:
    """A page whose clock the test holds."""
    open_page("about:blank", stage="", live="").context.clock.install(time=ON_THE_DAY)
    return open_page(deck, place=place)


def wait_still(page: Page, seconds: int) -> None:
    """So much later, to the second."""
    page.context.clock.pause_at(page.evaluate("Date.now() / 1000") + seconds)


def part(window: Page, name: str) -> str:
    return window.locator(f'[data-part="{name}"]').inner_text()


def test_it_shows_the_slide_what_comes_next_and_the_notes(windows: tuple[Page, Page]) -> None:
    page, window = windows
    assert part(window, "notes") == "Say hello first."
    expect(window.locator('[data-part="notes"] strong')).to_have_text("hello")
    go_to(page, "Steps")
    assert (place(page), place(window)) == ((4, 1), (4, 1))
    assert window.locator(SHOWN).inner_text() == page.locator(SHOWN).inner_text()
    assert part(window, "next").startswith("Next: step 2 of 2")
    expect(window.locator('[data-part="next"] .slide[data-current]')).to_contain_text("Then that.")
    assert window.locator('[data-part="notes"] li').all_inner_texts() == ["Wait for it", "print comes later"]
    press(page, "n")
    assert part(window, "next").startswith("Next: slide 5")
    press(window, "End")
    assert (place(page), part(window, "next-words")) == (place(window), "After this: the end")


def test_nothing_of_it_is_on_the_slides(windows: tuple[Page, Page]) -> None:
    page, window = windows
    expect(window.locator('[data-part="problems"] summary')).to_have_text("1 problem in the notes")
    press(window, "i")
    seen = page.locator("body").inner_text()
    assert [word for word in ("hello", "problem", "Frozen", "nowhere") if word in seen] == []
    assert page.locator('[data-part="speaker"], [data-part="notes"], [data-part="plan"]').count() == 0


def test_a_key_turns_the_slides_from_either_window(windows: tuple[Page, Page]) -> None:
    page, window = windows
    press(window, *["PageDown"] * 3)
    assert (place(page), place(window)) == ((4, 1), (4, 1))
    press(page, "PageDown")
    assert (place(page), place(window)) == ((4, 2), (4, 2))
    window.get_by_role("button", name="Previous").click()
    assert (place(page), place(window)) == ((4, 1), (4, 1))


def test_clocks_plan_and_pace_are_those_of_the_talk(deck: Path, open_page: Open) -> None:
    page = open_still(deck, open_page)
    window = open_speaker(page)
    press(window, "]", "t")
    wait_still(page, 70)
    for name in ("section-clock", "talk-clock"):
        remaining = page.locator(f'[data-part="{name}"]').get_attribute("data-remaining-s") or ""
        expect(window.locator(f'[data-part="{name}"]')).to_have_attribute("data-remaining-s", remaining)
    pace = window.locator('[data-part="pace"]')
    assert pace.get_attribute("data-ahead-s") == page.locator('[data-part="pace"]').get_attribute("data-ahead-s")
    assert re.fullmatch(
        r"\d+ \w+ (ahead|behind)\nends \d\d:\d\d, (as planned|\d+ min (after|before) \d\d:\d\d)", pace.inner_text()
    )
    rows = window.locator('[data-part="plan"] li[data-when]')
    assert [row.get_attribute("data-when") for row in rows.all()] == ["now", "next", "next"]
    assert rows.first.inner_text().startswith("Beginning\n1 min of 5 min")
    assert re.fullmatch(r"\d\d:\d\d", part(window, "time"))


def test_code_appears_as_it_is_typed_in_either_window(windows: tuple[Page, Page]) -> None:
    page, window = windows
    go_to(page, "A cell")
    code = cell(page)
    for typing, other, text in ((page, window, "1"), (window, page, "2")):
        typing.locator(f"{code} .cm-content").click()
        press(typing, "Control+End")
        typing.keyboard.type(f"\nprint({text})")
        expect(other.locator(f"{code} .cm-line").last).to_have_text(f"print({text})")
    press(page, "Control+End")
    window.locator(f"{code} .cm-content").click()
    press(window, "Control+Home")
    window.keyboard.type("# above\n")
    press(page, "x")
    expect(window.locator(f"{code} .cm-line")).to_have_text(
        ["# above", 'name = "speaker"', 'print("hello", name)', "print(1)", "print(2)x"]
    )
    window.locator(code).get_by_role("button", name="Original").click()
    expect(page.locator(f"{code} .cm-line")).to_have_count(2)


def test_what_comes_next_shows_code_as_it_was_edited(windows: tuple[Page, Page]) -> None:
    page, window = windows
    go_to(page, "A cell")
    page.locator(f"{cell(page)} .cm-content").click()
    press(page, "Control+End")
    page.keyboard.type("\nprint('again')")
    page.evaluate("document.activeElement.blur()")
    press(page, "p")
    expect(window.locator('[data-part="next"] pre.code > code')).to_contain_text("print('again')")
    press(page, "n")
    page.locator(cell(page)).get_by_role("button", name="Original").click()


def test_a_cell_runs_from_the_speakers_window_and_prints_in_both(windows: tuple[Page, Page]) -> None:
    page, window = windows
    go_to(window, "A cell")
    code = cell(page)
    window.locator(code).get_by_role("button", name="Run").click()
    for each in windows:
        each.wait_for_selector(f'{code}[data-state="done"]')
        expect(each.locator(f'{code} [data-part="output"]')).to_have_text("hello speaker\n")
    assert window.locator('[data-part="slide-cells"] li').all_inner_texts() == ["Python ready", "greeting ✓ done"]
    press(window, "n", "p")
    expect(window.locator(f'{code} [data-part="output"]')).to_have_text("hello speaker\n")


def test_input_is_answered_from_either_window(windows: tuple[Page, Page]) -> None:
    page, window = windows
    go_to(page, "Asks")
    code = cell(page)
    for asked, other in ((window, page), (page, window)):
        press(page, "Control+Enter")
        for each in windows:
            each.wait_for_selector(f"{code} .ask input")
        asked.locator(f"{code} .ask input").fill("you")
        expect(other.locator(f"{code} .ask input")).to_have_value("you")
        asked.locator(f"{code} .ask input").press("Enter")
        other.wait_for_selector(f'{code}[data-state="done"]')
        assert words_of(other, f'{code} [data-part="output"]') == "Your name? you\nhello you\n"


def test_code_without_end_is_stopped_from_the_speakers_window(windows: tuple[Page, Page]) -> None:
    page, window = windows
    go_to(page, "Goes on")
    code = cell(page)
    press(page, "Control+Enter")
    window.wait_for_selector(f'{code}[data-state="running"]')
    window.locator(code).get_by_role("button", name="Stop").click()
    for each in windows:
        each.wait_for_selector(f'{code}[data-state="stopped"]')


def test_values_are_dressed_in_both_windows(windows: tuple[Page, Page]) -> None:
    page = windows[0]
    go_to(page, "Shows")
    press(page, "Control+Enter")
    borders = []
    for each in windows:
        each.wait_for_selector(f'{cell(page)}[data-state="done"]')
        apart = each.locator(f"{cell(page)} .apart td")
        apart.wait_for()
        borders.append(
            apart.evaluate("cell => getComputedStyle(cell).borderBottomWidth + getComputedStyle(cell).padding")
        )
    assert borders[0].split("px")[0] == borders[1].split("px")[0]


def content_of(window: Page) -> FrameLocator:
    """What the output of the slide's cell shows with scripts: a frame in the frame that cuts it off."""
    return window.frame_locator(f"{SHOWN} iframe").frame_locator("iframe")


def test_what_has_scripts_stands_in_both_windows_each_for_itself(windows: tuple[Page, Page]) -> None:
    page, window = windows
    go_to(page, "Interactive")
    press(page, "Control+Enter")
    for each in windows:
        expect(content_of(each).locator("#x")).to_have_text("after")
    content_of(window).locator("button").click()
    expect(content_of(window).locator("button")).to_have_text("1")
    expect(content_of(page).locator("button")).to_have_text("0")
    press(page, "n", "p")
    expect(content_of(window).locator("button")).to_have_text("0")


def test_what_has_scripts_and_was_put_by_is_there_when_it_is_brought_back(windows: tuple[Page, Page]) -> None:
    page, window = windows
    lines = "import sys\nfor n in range(150): print(n, file=(sys.stdout, sys.stderr)[n % 2])"
    scripted = "type('S', (), {'_repr_html_': lambda self: '<p id=x>before</p><script>x.textContent = 1</script>'})()"
    output = shows(windows, f"display({scripted})\n{lines}", "done")
    for _ in range(2):
        window.locator(f"{output} [data-earlier]").click()
    for each in windows:
        expect(content_of(each).locator("#x")).to_have_text("1")
    assert page.locator(output).locator("iframe").count() == 1


def test_what_has_scripts_is_shown_again_in_both_windows(deck: Path, open_page: Open) -> None:
    page = open_page(deck)
    go_to(page, "Interactive")
    press(page, "Control+Enter")
    expect(content_of(page).locator("#x")).to_have_text("after")
    until(page, f"async () => (await ({STORED})('output:')).join().includes('after')")
    page.reload()
    page.wait_for_selector('html[data-live="ready"]')
    with both_windows(page) as windows:
        again = [
            each.locator(SHOWN).get_by_role("button", name="Show the interactive output again") for each in windows
        ]
        again[1].click()
        for each, button in zip(windows, again, strict=True):
            expect(content_of(each).locator("#x")).to_have_text("after")
            expect(button).to_have_count(0)


def test_a_clicker_turns_slides_from_inside_what_has_scripts_in_the_speakers_window(
    windows: tuple[Page, Page],
) -> None:
    page, window = windows
    go_to(page, "Interactive")
    press(page, "Control+Enter")
    content_of(window).locator("#x").click()
    window.wait_for_function("() => document.activeElement?.tagName === 'IFRAME'")
    before = place(page)[0]
    press(window, "PageDown")
    page.wait_for_function("(next) => location.hash.startsWith(`#/${next}`)", arg=before + 1)
    window.wait_for_function("() => document.activeElement === document.body")


def test_the_repl_is_one_in_both_windows(windows: tuple[Page, Page]) -> None:
    page, window = windows
    press(window, "`")
    window.locator('[data-part="repl-input"]').wait_for()
    window.keyboard.type("6 *")
    expect(page.locator('[data-part="repl-input"]')).to_have_text("6 *")
    window.keyboard.type(" 7\n")
    for each in windows:
        expect(each.locator('[data-part="repl-output"]')).to_have_text(re.compile(r"^>>> 6 \* 7\s+42\s*$"))


def test_the_overview_is_the_speakers_own_and_help_too(windows: tuple[Page, Page]) -> None:
    page, window = windows
    for key, mode in (("o", "overview"), ("?", "help")):
        press(window, key)
        window.wait_for_selector(f'html[data-mode="{mode}"]')
        assert page.locator("html").get_attribute("data-mode") == "talk"
        press(window, "Escape")
    press(window, "o", "ArrowRight", "ArrowRight", "Enter")
    assert (place(page), place(window)) == ((3, 1), (3, 1))
    press(page, "o")
    window.wait_for_selector('html[data-mode="overview"]')


def test_sizes_of_notes_and_parts_are_the_windows_own_and_are_kept(windows: tuple[Page, Page]) -> None:
    page, window = windows
    size = "parseFloat(getComputedStyle(document.querySelector('[data-part=\"notes-text\"]')).fontSize)"
    before, slides = window.evaluate(size), page.locator("html").get_attribute("style")
    press(window, "+", "+")
    assert window.evaluate(size) == pytest.approx(before * 1.2, rel=0.01)
    edge = window.locator('[data-splits="slide"]')
    box = edge.bounding_box()
    assert box
    window.mouse.move(box["x"] + 4, box["y"] + 100)
    window.mouse.down()
    window.mouse.move(box["x"] - 120, box["y"] + 100)
    window.mouse.up()
    left = window.locator(".speaker-left").bounding_box()
    assert left
    assert left["width"] < box["x"] - 80
    window.close()
    again = open_speaker(page)
    assert again.evaluate(size) == pytest.approx(before * 1.2, rel=0.01)
    assert again.locator(".speaker-left").bounding_box() == left
    assert page.locator("html").get_attribute("style") == slides


def test_the_parts_of_a_window_that_is_higher_than_wide_are_resized_too(windows: tuple[Page, Page]) -> None:
    page, window = windows
    window.set_viewport_size({"width": 390, "height": 844})
    for name, deck in (("slide", "speaker-deck"), ("next", "next-deck")):
        edge = window.locator(f'[data-splits="{name}"]')
        box, before = edge.bounding_box(), window.locator(f'[data-part="{deck}"]').bounding_box()
        assert box
        assert before
        window.mouse.move(box["x"] + 100, box["y"] + box["height"] / 2)
        window.mouse.down()
        window.mouse.move(box["x"] + 100, box["y"] + box["height"] / 2 - 40)
        window.mouse.up()
        after = window.locator(f'[data-part="{deck}"]').bounding_box()
        assert after
        assert after["height"] == pytest.approx(before["height"] - 40, abs=1.5)
        assert after["width"] / after["height"] == pytest.approx(before["width"] / before["height"], rel=0.02)
        edge.press("ArrowDown")
        expect(edge).to_have_attribute("aria-orientation", "horizontal")
        larger = window.locator(f'[data-part="{deck}"]').bounding_box()
        assert larger
        assert larger["width"] > after["width"]
    sizes = [window.locator(f'[data-part="{deck}"]').bounding_box() for deck in ("speaker-deck", "next-deck")]
    window.close()
    again = open_speaker(page)
    again.set_viewport_size({"width": 390, "height": 844})
    assert [again.locator(f'[data-part="{deck}"]').bounding_box() for deck in ("speaker-deck", "next-deck")] == sizes


def test_a_frozen_picture_stays_while_the_speaker_looks_ahead(deck: Path, open_page: Open) -> None:
    page = open_page(deck)
    window = open_speaker(page)
    go_to(page, "A cell")
    press(window, "i")
    page.wait_for_selector("html[data-frozen]")
    press(window, "n", "n")
    assert (place(page), place(window)) == ((5, 1), (7, 1))
    expect(window.locator('[data-part="frozen"]')).to_contain_text("the audience sees slide 5")
    press(window, "p", "p")
    press(window, "Control+Enter")
    window.wait_for_selector(f'{cell(window)}[data-state="done"]')
    expect(window.locator(f'{cell(window)} [data-part="output"]')).to_have_text("hello speaker\n")
    window.locator(f"{cell(window)} [data-action='enlarge']").click()
    expect(window.locator(cell(window))).to_have_attribute("data-enlarged", "")
    assert page.locator(f'{cell(page)} [data-part="output"]').inner_text() == ""
    assert page.get_attribute(cell(page), "data-enlarged") is None
    press(window, "i")
    page.wait_for_selector("html:not([data-frozen])")
    expect(page.locator(f'{cell(page)} [data-part="output"]')).to_have_text("hello speaker\n")
    expect(page.locator(cell(page))).to_have_attribute("data-enlarged", "")
    page.locator(f"{cell(page)} [data-action='enlarge']").click()
    for each in (page, window):
        expect(each.locator(cell(page))).not_to_have_attribute("data-enlarged", "")
    press(window, "i", "n")
    window.close()
    page.wait_for_selector("html:not([data-frozen])")
    assert place(page) == (5, 1)


def test_slides_that_are_loaded_anew_while_frozen_show_what_the_audience_saw(deck: Path, open_page: Open) -> None:
    page = open_page(deck)
    window = open_speaker(page)
    go_to(page, "A cell")
    named(page, "#/5")
    press(window, "i", "End")
    assert (place(page)[0], place(window)[0]) == (5, 12)
    page.reload()
    page.wait_for_selector('html[data-stage="ready"]')
    assert (place(page), page.evaluate("location.hash")) == ((5, 1), "#/5")


def test_a_window_that_was_closed_comes_back(windows: tuple[Page, Page]) -> None:
    page, window = windows
    go_to(page, "A cell")
    window.close()
    press(page, "n")
    assert place(page) == (6, 1)
    assert place(open_speaker(page)) == (6, 1)


def test_a_window_that_was_loaded_anew_is_drawn_anew(
    deck: Path, open_page: Open, served_over_http: Callable[[Path], str]
) -> None:
    page = open_page(served_over_http(deck))
    window = open_speaker(page)
    go_to(page, "A cell")
    window.reload()
    window.wait_for_selector(CONNECTED)
    assert place(window) == (5, 1)
    press(window, "n")
    assert (place(page), place(window)) == ((6, 1), (6, 1))


def test_on_a_file_a_window_that_was_loaded_anew_goes_and_s_brings_it_back(windows: tuple[Page, Page]) -> None:
    page, window = windows
    with window.expect_event("close"):
        window.evaluate("location.reload()")
    press(page, "n")
    assert place(open_speaker(page)) == place(page) == (2, 1)


def test_s_again_opens_no_second_window(windows: tuple[Page, Page]) -> None:
    page, _ = windows
    press(page, "s", "s")
    assert len(page.context.pages) == 2


def test_slides_that_are_loaded_anew_say_so_and_on_a_file_s_brings_the_window_back(windows: tuple[Page, Page]) -> None:
    page, window = windows
    press(page, "n", "t")
    page.reload(wait_until="commit")
    window.wait_for_selector('[data-part="speaker"][data-state="searching"]')
    expect(window.locator(".speaker-lost")).to_contain_text("Press s")
    page.wait_for_selector('html[data-stage="ready"]')
    again = open_speaker(page)
    assert (place(page), place(again), len(page.context.pages)) == ((2, 1), (2, 1), 2)


def test_over_http_slides_that_are_loaded_anew_find_the_window_by_themselves(
    deck: Path, open_page: Open, served_over_http: Callable[[Path], str]
) -> None:
    page = open_page(served_over_http(deck))
    window = open_speaker(page)
    press(window, "n", "n", "n")
    page.reload(wait_until="commit")
    page.wait_for_selector('html[data-stage="ready"]')
    window.wait_for_selector(CONNECTED)
    expect(window.locator(SHOWN)).to_have_attribute("data-slide", "4")
    press(window, "n")
    assert (place(page), place(window)) == ((4, 2), (4, 2))
    window.close()
    page.reload(wait_until="commit")
    page.wait_for_selector('html[data-stage="ready"]')
    assert len(page.context.pages) == 1


@pytest.mark.parametrize(
    "screens, allowed, fills, words",
    [
        ("{0,0 1280x800}{1280,0 1920x1080}", True, True, "The slides are on the other screen."),
        ("{0,0 1280x800}", True, False, "There is one screen only"),
        ("{0,0 1280x800}{1280,0 1920x1080}", False, False, "The browser may not move windows here"),
    ],
    ids=["a projector beside", "one screen", "not allowed"],
)
def test_one_key_puts_the_slides_on_the_projector(
    playwright: Playwright, deck: Path, screens: str, allowed: bool, fills: bool, words: str
) -> None:
    arguments = [*launch_arguments(), f"--screen-info={screens}"]
    browser = playwright.chromium.launch(executable_path=require_chromium(), args=arguments)
    try:
        page = browser.new_context(no_viewport=True).new_page()
        if allowed:
            target = page.context.new_cdp_session(page).send("Target.getTargetInfo")["targetInfo"]
            grant = {"permissions": ["windowManagement"], "browserContextId": target["browserContextId"]}
            browser.new_browser_cdp_session().send("Browser.grantPermissions", grant)
        page.goto(deck.as_uri())
        page.wait_for_selector('html[data-stage="ready"]')
        window = open_speaker(page)
        press(page, "Shift+S")
        expect(window.locator('[data-part="message"]')).to_contain_text(words)
        assert page.evaluate("document.fullscreenElement !== null") is fills
        assert words not in page.locator("body").inner_text()
    finally:
        browser.close()


def plan_rows(window: Page) -> list[tuple[int, int, int]]:
    rows = window.locator('[data-part="replan"] [data-section]').all()
    return [
        tuple(int(row.get_attribute(name) or 0) for name in ("data-section", "data-budget-s", "data-new-budget-s"))  # type: ignore[misc]
        for row in rows
    ]


APART = """() => {
    const boxes = ['.speaker-left > .deck', '[data-part="next"]', '[data-part="notes"]', '[data-part="plan"]', '[data-part="pace"]']
        .map((part) => document.querySelector(part).getBoundingClientRect());
    const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
    return boxes.flatMap((a, at) => [
        ...(a.width > 40 && a.height > 12 && a.left >= 0 && a.right <= innerWidth ? [] : [`part ${at} has no room`]),
        ...boxes.slice(at + 1).flatMap((b, next) => (overlap(a, b) ? [`${at} over ${at + 1 + next}`] : [])),
    ]).concat(document.documentElement.scrollWidth > innerWidth ? ['wider than the window'] : []);
}"""
"""What is wrong with how the parts of the speaker's window stand: nothing, in a list."""


def test_every_part_has_room_on_a_laptop_a_tablet_and_a_phone(windows: tuple[Page, Page]) -> None:
    page, window = windows
    try:
        for title, (width, height) in product(("A cell", "Shows"), ((1280, 800), (1024, 768), (390, 844))):
            go_to(page, title)
            window.set_viewport_size({"width": width, "height": height})
            assert (title, width, window.evaluate(APART)) == (title, width, [])
    finally:
        window.set_viewport_size(LAPTOP)


@pytest.fixture
def late(built: Callable[[Path], Path], open_page: Open) -> tuple[Page, Page]:
    """The slides and the speaker's window of a talk that comes to its second section four minutes late."""
    page = open_still(built(CASES / "planned.md"), open_page)
    window = open_speaker(page)
    press(window, "]", "t")
    wait_still(page, 8 * 60)
    press(window, "]")
    return page, window


def test_a_new_plan_is_shown_beside_the_old_one_taken_and_undone(late: tuple[Page, Page]) -> None:
    page, window = late
    press(window, "Shift+P")
    rows = plan_rows(window)
    assert [(section, had_s) for section, had_s, _ in rows] == [(2, 600), (3, 360)]
    assert sum(new_s for _, _, new_s in rows) == pytest.approx(720, abs=2)
    assert page.locator('[data-part="replan"]').is_hidden()
    window.get_by_role("checkbox", name="c gives back 2:00").check()
    fewer = plan_rows(window)
    assert fewer[0][2] < rows[0][2]
    assert fewer[1][2] > rows[1][2]
    window.get_by_role("button", name="Take", exact=True).click()
    assert window.locator('[data-part="replan"]').is_hidden()
    assert abs(int(window.locator('[data-part="pace"]').get_attribute("data-ahead-s") or 9)) <= 1
    assert part(window, "pace").startswith("on time")
    press(window, "n", "n")
    assert place(window) == place(page) == (8, 1)
    press(window, "o")
    expect(window.locator('.slide[data-slide="7"]')).to_have_attribute("data-dropped", "")
    window.locator('.slide[data-slide="7"]').click()
    assert place(page) == (7, 1)
    window.get_by_role("button", name="Undo").click()
    press(window, "[")
    assert part(window, "pace").startswith("4 min behind")


def test_a_bullet_that_is_left_out_is_greyed_for_the_speaker_alone_and_comes_back_with_a_click(
    late: tuple[Page, Page],
) -> None:
    page, window = late
    demo = '.deck .slide[data-slide="9"] [data-optional]'
    press(window, "Shift+P")
    window.get_by_role("checkbox", name="d: a demo gives back 1:00").check()
    window.get_by_role("button", name="Take", exact=True).click()
    press(window, "End")
    expect(page.locator(demo)).to_contain_text("a demo")
    expect(page.locator(demo)).to_be_hidden()
    expect(window.locator(f".speaker-left {demo}")).to_be_visible()
    press(page, "o")
    expect(page.locator(demo)).to_be_visible()
    press(page, "o")
    expect(page.locator(demo)).to_be_hidden()
    window.locator(f".speaker-left {demo}").click()
    expect(page.locator(demo)).to_be_visible()


def test_a_plan_that_is_left_stays_and_the_end_is_set_by_hand(late: tuple[Page, Page]) -> None:
    _, window = late
    press(window, "Shift+P")
    window.get_by_label("Ends at, or minutes from now").fill("8 min")
    assert sum(new_s for _, _, new_s in plan_rows(window)) == 480
    window.get_by_label("Ends at, or minutes from now").fill("1 min")
    expect(window.get_by_role("button", name="Take", exact=True)).to_be_disabled()
    expect(window.locator(".replan-trouble")).to_contain_text("too much")
    window.get_by_role("button", name="Leave").click()
    assert part(window, "pace").startswith("4 min behind")


def test_without_a_window_of_their_own_the_speaker_re_plans_on_the_slides(late: tuple[Page, Page]) -> None:
    page, window = late
    window.close()
    page.context.clock.run_for(2_000)
    press(page, "Shift+P")
    expect(page.locator('[data-part="replan"]')).to_be_visible()
    press(page, "Escape")
    expect(page.locator('[data-part="replan"]')).to_be_hidden()


def test_what_is_typed_is_there_after_a_reload_at_once(windows: tuple[Page, Page]) -> None:
    page, window = windows
    go_to(window, "A cell")
    window.locator(f"{cell(window)} .cm-content").click()
    press(window, "ControlOrMeta+a")
    window.keyboard.insert_text("6 * 7")
    press(window, "Escape", "`")
    window.locator('[data-part="repl-input"]').click()
    window.keyboard.type("half a line")
    page.reload()
    page.wait_for_selector('html[data-live="ready"]')
    expect(page.locator(f"{SHOWN} .cm-content")).to_have_text("6 * 7")
    expect(page.locator('[data-part="repl-input"]')).to_have_text("half a line")


def shows(windows: tuple[Page, Page], code: str, state: str) -> str:
    """The output of a cell that says so much, in both windows; its selector."""
    page = windows[0]
    go_to(page, "A cell")
    selector = cell(page)
    page.locator(f"{selector} .cm-content").click()
    press(page, "Control+a")
    page.keyboard.insert_text(code)
    press(page, "Control+Enter")
    for each in windows:
        each.wait_for_selector(f'{selector}[data-state="{state}"]')
        each.wait_for_selector(f'{selector} [data-part="output"]:not([data-arriving])')
    return f'{selector} [data-part="output"]'


SCROLLED = """([selector, above]) => {
  const place = document.querySelector(selector);
  const share = place.scrollTop / (place.scrollHeight - place.clientHeight);
  return above ? share > 0.99 : share < 0.5;
}"""


def test_an_output_that_is_scrolled_in_either_window_is_so_in_both(windows: tuple[Page, Page]) -> None:
    output = shows(windows, "for number in range(300): print(number)", "done")
    for scrolling, other, by, above in ((*windows[::-1], -9_000, False), (*windows, 9_000, True)):
        scrolling.locator(output).hover()
        scrolling.mouse.wheel(0, by)
        for each in (scrolling, other):
            each.wait_for_function(SCROLLED, arg=[output, above])


@pytest.mark.parametrize(
    ("code", "state"), [("1 / 0", "failed"), ('{"talk": {"minutes": list(range(40)), "rooms": list("abc")}}', "done")]
)
def test_what_is_unfolded_in_either_window_is_so_in_both(windows: tuple[Page, Page], code: str, state: str) -> None:
    output = shows(windows, code, state)
    folded = f"{output} details:not([open])"
    before = windows[0].locator(folded).count()
    assert before > 0
    for pressed, other, after in ((*windows[::-1], before - 1), (*windows, before)):
        pressed.locator(f"{output} summary").last.click()
        expect(other.locator(folded)).to_have_count(after)


def test_an_output_is_as_it_was_left_when_its_slide_is_shown_again(windows: tuple[Page, Page]) -> None:
    page, window = windows
    code = "for number in range(300): print(number)\n1 / 0"
    output = shows(windows, code, "failed")
    window.locator(f"{output} summary").click()
    window.locator(output).hover()
    window.mouse.wheel(0, -9_000)
    page.wait_for_function(SCROLLED, arg=[output, False])
    press(page, "n", "p")
    expect(window.locator(f"{output} details[open]")).to_have_count(1)
    window.wait_for_function(SCROLLED, arg=[output, False])


def test_a_line_that_failed_is_no_longer_marked_once_the_code_ran_while_the_picture_was_frozen(
    windows: tuple[Page, Page],
) -> None:
    page, window = windows
    output = shows(windows, "1 / 0", "failed")
    failed = f"{SHOWN} .cm-line.failed"
    expect(page.locator(failed)).to_have_count(1)
    press(window, "i")
    window.locator(f"{cell(window)} .cm-content").click()
    press(window, "Control+a")
    window.keyboard.insert_text("1 / 2")
    press(window, "Control+Enter")
    expect(window.locator(output)).to_have_text("0.5")
    press(window, "Escape", "Escape", "i")
    expect(page.locator(output)).to_have_text("0.5")
    expect(page.locator(failed)).to_have_count(0)


def test_what_came_before_is_brought_back_in_both_windows(windows: tuple[Page, Page]) -> None:
    page, window = windows
    code = "import sys\nfor n in range(100): print(n, file=(sys.stdout, sys.stderr)[n % 2])"
    output = shows(windows, code, "done")
    expect(page.locator(output)).not_to_contain_text("7\n8\n9\n")
    window.locator(f"{output} [data-earlier]").click()
    expect(page.locator(output)).to_contain_text("7\n8\n9\n")
