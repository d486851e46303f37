"""A bad day: no snapshot, no Python, no scripts. There are still slides."""

import re
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.conftest import Open
from tests.browser.damage import broken
from tests.browser.speaker import enter, place, press, transcript


def test_without_the_snapshot_python_boots_plainly(tour: Path, open_page: Open, tmp_path: Path) -> None:
    page = open_page(broken(tour, "snapshot", tmp_path))
    press(page, "n", "`")
    enter(page, "import sqlite3; 6 * 7")
    assert "42" in transcript(page, "42")
    assert place(page) == (2, 1)


def test_without_python_the_slides_still_turn(tour: Path, open_page: Open, tmp_path: Path) -> None:
    page = open_page(broken(tour, "wasm", tmp_path), stage="failed", live="failed")
    press(page, "n", "PageDown", "n", "n", "n")
    assert (place(page), page.evaluate("location.hash")) == ((5, 2), "#/5.2")
    press(page, "p", "Home", "End")
    assert place(page)[0] == page.locator(".slide").count()
    assert "Python did not start" in page.locator('[data-part="message"]').inner_text()


def test_a_page_cut_short_still_turns(tour: Path, open_page: Open, tmp_path: Path) -> None:
    text = tour.read_text(encoding="utf-8")
    file = tmp_path / "short.html"
    file.write_text(text[: text.index('data-blob="snapshot"') + 5000], encoding="utf-8")
    page = open_page(file, stage="failed", live="failed")
    press(page, "n")
    assert place(page) == (2, 1)


def test_with_scripts_off_every_slide_can_be_read(tour: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.goto(tour.as_uri(), wait_until="commit")
    page.get_by_text("Late? It counts up, with a sign").wait_for()
    slides = page.locator(".slide")
    boxes = [slides.nth(index).bounding_box() for index in range(slides.count())]
    assert [round(box["y"]) for box in boxes if box] == [720 * index for index in range(len(boxes))]
    assert page.locator(".bar").is_hidden()
    context.close()


def test_on_paper_every_slide_is_a_page(tour: Path, open_page: Open) -> None:
    page = open_page(tour)
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == page.locator(".slide").count()
