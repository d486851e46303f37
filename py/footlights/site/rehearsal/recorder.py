"""``build.py record``: every cell of a talk, run once in the built page without a network, and what it showed kept."""

from __future__ import annotations

import json
import tempfile
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright
from playwright.sync_api import TimeoutError as TookTooLong

from footlights.deck import Cell, Deck, Problem
from footlights.site.notes.notes_file import Notes
from footlights.site.packages.wheelhouse import Wheelhouse
from footlights.site.page.build import talk_parts, write_page
from footlights.site.page.recordings import recorded_cells, write_recording
from footlights.site.project import Unable, say
from footlights.site.rehearsal.browsers import launch_arguments, require_chromium
from footlights.site.rehearsal.expectations import cell_problem

START_MS = 120_000
LONGEST_RUN_MS = 600_000
"""The page itself stops a run after its time budget; this is for a page that does not."""

SLOW_MS = 15_000
SETTLED_MS = 10_000
"""How long an application's first page may go on asking for more."""

SIZE = {"width": 1280, "height": 720}
Message = dict[str, Any]

_QUIET = """() => new Promise(done => {
  const before = footlights.recorded();
  setTimeout(() => done(footlights.recorded() === before), 300);
})"""


def record(notes: Notes, house: Wheelhouse) -> tuple[Path | None, tuple[Problem, ...]]:
    """Run every cell and write the recording beside the notes; its path, or else which cells did not do well.

    Raises Unable where there is no browser, or Python does not start in it.
    """
    deck = notes.deck
    with tempfile.TemporaryDirectory() as folder:
        page = write_page(talk_parts(notes, house), house, Path(folder))
        count = len(recorded_cells(deck))
        say(f"running {count} {'cell' if count == 1 else 'cells'} in a browser without a network …")
        states, shown = _run(page.as_uri(), deck)
    found = (
        cell_problem(cell, states[cell.identity], "".join(map(_text_of, shown.get(cell.name, ()))))
        for _, cell in recorded_cells(deck)
    )
    problems = tuple(replace(problem, path=str(notes.path)) for problem in found if problem)
    return (None if problems else write_recording(notes, deck, house, shown)), problems


def _run(address: str, deck: Deck) -> tuple[dict[int, str], dict[str, list[Message]]]:
    """How each cell ended, by number, and what the kernel said of it, by name."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=require_chromium(), args=launch_arguments())
        try:
            page = browser.new_context(viewport=SIZE, offline=True).new_page()  # type: ignore[arg-type]
            page.goto(address, wait_until="commit")
            page.wait_for_selector('html:is([data-live="ready"], [data-live="failed"])', timeout=START_MS)
            if page.get_attribute("html", "data-live") == "failed":
                words = page.locator('[data-part="message"]').inner_text()
                raise Unable(f"Python did not start in the browser: {words}")
            page.evaluate("footlights.record()")
            states = dict(_ends(page, deck))
            return states, json.loads(page.evaluate("footlights.recorded()"))
        finally:
            browser.close()


def _ends(page: Page, deck: Deck) -> Iterator[tuple[int, str]]:
    for slide, cell in recorded_cells(deck):
        page.evaluate("place => { location.hash = place }", f"#/{slide.number}")
        page.wait_for_selector(f'[data-part="slide"][data-current][data-slide="{slide.number}"]')
        yield cell.identity, _end(page, cell)


def _end(page: Page, cell: Cell) -> str:
    """Run a cell, if it does not run by itself, answer what it asks with nothing, and say how it ended."""
    place = page.locator(f'[data-part="cell"][data-cell="{cell.identity}"]')
    if place.get_attribute("data-state") == "idle":
        place.locator('[data-action="run"]').dispatch_event("click")
    ended = page.locator(
        f'[data-cell="{cell.identity}"]:is([data-state="done"], [data-state="failed"], [data-state="stopped"])'
    )
    question = place.locator(".ask input")
    while True:
        first = ended.or_(question).first
        try:
            first.wait_for(timeout=SLOW_MS, state="attached")
        except TookTooLong:
            say(f"still running the cell of line {cell.line}; with norecord after its python run it is left out …")
            first.wait_for(timeout=LONGEST_RUN_MS, state="attached")
        if ended.count():
            break
        question.press("Enter")
        question.wait_for(state="detached")
    if cell.kind == "app":
        _settle(page, cell)
    return ended.get_attribute("data-state") or ""


def _settle(page: Page, cell: Cell) -> None:
    """Wait for the first page of an application and what it asks for; a stream may go on for ever."""
    try:
        page.wait_for_selector(f'[data-cell="{cell.identity}"] .app[data-state="open"]', timeout=SETTLED_MS)
        page.wait_for_function(_QUIET, timeout=SETTLED_MS)
    except TookTooLong:
        return


def _text_of(message: Message) -> str:
    if message["type"] == "Displayed":
        return "\n".join(map(str, message["bundle"].values())) + "\n"
    if message["type"] == "AppServed":
        return b64decode(message["body"]).decode("utf-8", "replace")
    if message["type"] == "Compared":
        return "\n".join(row["words"] for row in message["rows"])
    return str(message.get("text", ""))
