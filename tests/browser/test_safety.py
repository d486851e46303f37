"""A deck can come from anyone: what its notes hold cannot run in the page."""

from pathlib import Path

from playwright.sync_api import BrowserContext

from footlights.site.build import build_page
from footlights.site.notes import read_notes

HOSTILE = """# Hello

<img src=x onerror="window.hacked = 1"> <script>window.hacked = 2</script>
<a href="javascript:window.hacked = 3">click</a> [too](javascript:window.hacked=4)
<svg onload="window.hacked = 5"></svg> <iframe srcdoc="<script>parent.hacked = 6</script>"></iframe>

## After </section></main>

<div onclick="window.hacked = 7">div
"""


def test_scripts_in_notes_never_run(tmp_path: Path, context: BrowserContext) -> None:
    notes = tmp_path / "hostile.md"
    notes.write_text(HOSTILE, encoding="utf-8")
    page = context.new_page()
    page.goto(build_page(read_notes(notes), tmp_path / "out").as_uri(), wait_until="commit")
    page.wait_for_selector('html[data-live="ready"]')
    for link in page.locator(".slide a").all():
        link.dispatch_event("click")
    assert page.evaluate("window.hacked") is None
    assert page.locator(".slide").count() == 2
    assert page.locator(".slide iframe, .slide script, .slide [onclick]").count() == 0


def test_the_page_cannot_evaluate_text(tmp_path: Path, context: BrowserContext) -> None:
    notes = tmp_path / "plain.md"
    notes.write_text("# Hello\n", encoding="utf-8")
    page = context.new_page()
    page.goto(build_page(read_notes(notes), tmp_path / "out").as_uri(), wait_until="commit")
    page.wait_for_selector('html[data-stage="ready"]')
    page.add_init_script("0")
    blocked = """() => { const marker = document.createElement('div');
      try { marker.innerHTML = '<b>x</b>'; return 'let through'; } catch (error) { return error.name; } }"""
    assert page.evaluate(blocked) == "TypeError"
