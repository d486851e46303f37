"""``build.py shots``: the README's screenshots and its animated tour, taken of the built talk in a real browser."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from footlights.site.notes.notes_file import read_notes
from footlights.site.page.build import build_page
from footlights.site.project import DEFAULT_NOTES, PROJECT, say
from footlights.site.rehearsal.browsers import launch_arguments, require_chromium
from footlights.site.rehearsal.film import film_tour
from footlights.site.writing import write_whole

FOLDER = PROJECT / "docs" / "shots"
TOUR = PROJECT / "notes" / "tour.md"
SIZE = {"width": 1280, "height": 720}


def take_shots() -> int:
    """Write the README's pictures into ``docs/shots``."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as built, sync_playwright() as playwright:
        talk = build_page(read_notes(DEFAULT_NOTES), Path(built) / "talk")
        tour = build_page(read_notes(TOUR), Path(built) / "tour")
        browser = playwright.chromium.launch(executable_path=require_chromium(), args=launch_arguments())
        shots = (
            ("dark", _title, talk),
            ("dark", _live, talk),
            ("dark", _app, talk),
            ("dark", _compared, tour),
            ("dark", _speaker, talk),
            ("light", _overview, talk),
        )
        for theme, shoot, page_file in shots:
            page = browser.new_context(viewport=SIZE, color_scheme=theme, offline=True).new_page()  # type: ignore[arg-type]
            page.goto(page_file.resolve().as_uri())
            page.wait_for_selector('html[data-live="ready"]')
            file, shown = shoot(page)
            write_whole(file, shown.screenshot())
            say(f"wrote {file.relative_to(PROJECT)}")
        page = browser.new_context(viewport=SIZE, color_scheme="dark", offline=True).new_page()  # type: ignore[arg-type]
        page.goto(tour.resolve().as_uri())
        page.wait_for_selector('html[data-live="ready"]')
        write_whole(FOLDER / "tour.webp", film_tour(page))
        say("wrote docs/shots/tour.webp")
        browser.close()
    return 0


def _title(page: Page) -> tuple[Path, Page]:
    return FOLDER / "title.png", page


def _live(page: Page) -> tuple[Path, Page]:
    """The last slide with a cell, which has run, the clock running."""
    slide = page.locator('[data-part="slide"]', has=page.locator(".cell")).last
    for key in ("t", "g", *(slide.get_attribute("data-slide") or ""), "Enter"):
        page.keyboard.press(key)
    slide.get_by_role("button", name="Run").first.click()
    slide.locator('.cell[data-state="done"]').wait_for()
    slide.locator(".output > span").first.wait_for()
    page.mouse.move(640, 10)
    return FOLDER / "live.png", page


def _app(page: Page) -> tuple[Path, Page]:
    """The first slide with a web application, its first page shown."""
    slide = page.locator('[data-part="slide"]', has=page.locator('.cell[data-kind="app"]')).first
    for key in ("t", "g", *(slide.get_attribute("data-slide") or ""), "Enter"):
        page.keyboard.press(key)
    slide.get_by_role("button", name="Run").first.click()
    slide.locator('.app[data-state="open"]').wait_for()
    page.frames[-1].get_by_text("/talks").first.wait_for()
    page.mouse.move(640, 10)
    return FOLDER / "app.png", page


def _compared(page: Page) -> tuple[Path, Page]:
    """The slide that compares, once all engines have answered."""
    slide = page.locator('[data-part="slide"]', has=page.locator('.cell[data-kind="compare"]')).first
    for key in ("t", "g", *(slide.get_attribute("data-slide") or ""), "Enter"):
        page.keyboard.press(key)
    slide.get_by_role("button", name="Run").first.click()
    slide.locator('.cell[data-state="done"]').wait_for(timeout=60_000)
    page.mouse.move(640, 10)
    return FOLDER / "compared.png", page


def _overview(page: Page) -> tuple[Path, Page]:
    page.keyboard.press("o")
    return FOLDER / "overview.png", page


def _speaker(page: Page) -> tuple[Path, Page]:
    """The speaker's window in the middle of a section, a little after its beginning."""
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    window = opened.value
    window.set_viewport_size({"width": 1280, "height": 800})
    slide = window.locator('[data-part="slide"]', has=window.locator(".cell")).first
    for key in ("t", "g", *(slide.get_attribute("data-slide") or ""), "Enter", "Control+Enter"):
        window.keyboard.press(key)
    slide.locator('.cell[data-state="done"]').wait_for()
    slide.locator(".output > *").first.wait_for()
    window.wait_for_selector('[data-part="notes-text"] p')
    return FOLDER / "speaker.png", window
