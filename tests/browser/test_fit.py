"""No slide overflows, on a projector, a laptop and a phone; nothing scrolls by accident."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Open
from tests.browser.speaker import SHOWN, cell, go_to, place, press, run_cell

OVERFLOWS = """() => {
const shown = document.querySelector('.slide[data-current]');
const overflows = [...document.querySelectorAll('.slide')].flatMap(slide => {
  for (const other of document.querySelectorAll('.slide[data-current]')) other.removeAttribute('data-current');
  slide.setAttribute('data-current', '');
  const clipped = part => part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1;
  return [...slide.querySelectorAll('.frame, .body, .heading, pre.code')].filter(clipped).map(part =>
    `${slide.dataset.slide} ${part.className}${part.closest('.cell') ? ' in a cell' : ''} ${part.scrollWidth}x${part.scrollHeight} in ${part.clientWidth}x${part.clientHeight}`);
});
for (const other of document.querySelectorAll('.slide[data-current]')) other.removeAttribute('data-current');
shown.setAttribute('data-current', '');
return overflows; }"""


@pytest.mark.parametrize(
    "size", [(1920, 1080), (1280, 720), (1024, 768), (390, 844)], ids=lambda size: f"{size[0]}x{size[1]}"
)
@pytest.mark.parametrize("notes", ["tour", "talk"])
def test_every_slide_fits(notes: str, size: tuple[int, int], open_shared: Open, request: pytest.FixtureRequest) -> None:
    page = open_shared(request.getfixturevalue(notes))
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.wait_for_selector('html[data-fonts="ready"]')
    assert page.evaluate("[innerWidth, innerHeight]") == list(size)
    assert page.evaluate(OVERFLOWS) == []


def test_every_face_is_there_before_a_slide_needs_it(tour: Path, open_page: Open) -> None:
    page = open_page(tour)
    page.wait_for_selector('html[data-fonts="ready"]')
    states = page.evaluate("[...document.fonts].map(face => `${face.family} ${face.style} ${face.status}`)")
    assert "Atkinson Mono normal loaded" in [state.replace('"', "") for state in states]
    assert [state for state in states if not state.endswith(" loaded")] == []


@pytest.mark.parametrize("pluses", [3, 6])
@pytest.mark.parametrize("notes", ["tour", "talk"])
def test_larger_text_goes_on_over_more_slides_and_only_code_of_a_cell_scrolls(
    notes: str, pluses: int, open_shared: Open, request: pytest.FixtureRequest
) -> None:
    page = open_shared(request.getfixturevalue(notes))
    slides = page.locator(".slide").count()
    page.wait_for_selector('html[data-fonts="ready"]')
    press(page, *["+"] * pluses)
    page.wait_for_function("() => [...document.querySelectorAll('.slide')].every(slide => slide.firstElementChild)")
    assert page.locator(".slide").count() > slides
    assert [overflow for overflow in page.evaluate(OVERFLOWS) if " in a cell " not in overflow] == []


def test_text_of_another_size_keeps_the_place_and_what_a_cell_printed(tour: Path, open_page: Open) -> None:
    page = open_page(tour)
    go_to(page, "A cell, and what it prints")
    printed = run_cell(page)
    press(page, "+", "+", "+", "+")
    page.wait_for_function("() => [...document.querySelectorAll('.slide')].every(slide => slide.firstElementChild)")
    assert page.locator(f"{SHOWN} h2").inner_text() == "A cell, and what it prints"
    assert page.locator(f'{cell(page)} [data-part="output"]').inner_text() == printed
    shown = place(page)
    press(page, "ArrowRight", "ArrowLeft")
    page.reload()
    page.wait_for_selector('html[data-stage="ready"]')
    assert place(page) == shown
    press(page, "0")
    assert page.locator(f"{SHOWN} h2").inner_text() == "A cell, and what it prints"


def test_the_page_itself_never_scrolls(tour: Path, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(tour.as_uri(), wait_until="commit")
    page.wait_for_selector('html[data-stage="ready"]')
    assert page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == [390, 844]
    context.close()


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_all_keys_are_on_one_screen(tour: Path, open_shared: Open, size: tuple[int, int]) -> None:
    page = open_shared(tour)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    press(page, "?")
    page.wait_for_selector('html[data-mode="help"]')
    assert page.evaluate("(help => help.scrollHeight - help.clientHeight)(document.querySelector('.help'))") == 0
    press(page, "Escape")
