"""No slide overflows, on a projector, a laptop and a phone; nothing scrolls by accident."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

OVERFLOWS = """() => [...document.querySelectorAll('.slide')].flatMap(slide => {
  for (const other of document.querySelectorAll('.slide[data-current]')) other.removeAttribute('data-current');
  slide.setAttribute('data-current', '');
  const clipped = part => part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1;
  return [...slide.querySelectorAll('.frame, .body, .heading, pre.code')].filter(clipped).map(part =>
    `${slide.dataset.slide} ${part.className} ${part.scrollWidth}x${part.scrollHeight} in ${part.clientWidth}x${part.clientHeight}`);
})"""


@pytest.mark.parametrize(
    "size", [(1920, 1080), (1280, 720), (1024, 768), (390, 844)], ids=lambda size: f"{size[0]}x{size[1]}"
)
@pytest.mark.parametrize("notes", ["tour", "talk"])
def test_every_slide_fits(notes: str, size: tuple[int, int], browser: Browser, request: pytest.FixtureRequest) -> None:
    file: Path = request.getfixturevalue(notes)
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.goto(file.as_uri(), wait_until="commit")
    page.wait_for_selector('html[data-stage="ready"]')
    page.evaluate("document.fonts.ready")
    overflows = page.evaluate(OVERFLOWS)
    context.close()
    assert overflows == []


def test_the_page_itself_never_scrolls(tour: Path, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(tour.as_uri(), wait_until="commit")
    page.wait_for_selector('html[data-stage="ready"]')
    assert page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == [390, 844]
    context.close()
