"""``check --offline``: the built page in a real browser without a network, and what its preflight says there."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from footlights.site.notes.notes_file import Notes
from footlights.site.packages.wheelhouse import Wheelhouse
from footlights.site.page.build import talk_parts, write_page
from footlights.site.project import say
from footlights.site.rehearsal.browsers import launch_arguments, require_chromium

PATIENCE_MS = 120_000
_SIGNS = {"good": "✓", "bad": "✕", "note": "○"}


def fly_offline(notes: Notes, house: Wheelhouse) -> bool:
    """Build the page, try everything in it with the network off, print a line for each; whether all is there."""
    say("trying the page in a browser without a network …")
    with tempfile.TemporaryDirectory() as folder:
        page = write_page(talk_parts(notes, house), house, Path(folder))
        lines, ready = _flown(page.as_uri())
    print("\n".join(lines), file=sys.stderr)
    return ready


def _flown(address: str) -> tuple[list[str], bool]:
    """The preflight's lines, and whether all is there."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=require_chromium(), args=launch_arguments())
        try:
            context = browser.new_context(offline=True)
            page = context.new_page()
            page.goto(f"{address}#/preflight", wait_until="commit")
            panel = '[data-part="preflight"]'
            page.wait_for_selector(f'{panel}[data-state="good"], {panel}[data-state="bad"]', timeout=PATIENCE_MS)
            rows = page.locator(f"{panel} li")
            lines = [_line(row.get_attribute("data-state") or "", row.inner_text().split("\n")) for row in rows.all()]
            return lines, page.locator(panel).get_attribute("data-state") == "good"
        finally:
            browser.close()


def _line(state: str, words: list[str]) -> str:
    name, verdict, *remedy = [word.strip() for word in words if word.strip()]
    hint = "".join(f"\n    {each}" for each in remedy) if state == "bad" else ""
    return f"{_SIGNS.get(state, '?')} {name}: {verdict}{hint}"
