"""The conference talk in the benchmark: what its page weighs, and how soon each of its tools shows something."""

from __future__ import annotations

import base64
import hashlib
import re
import statistics
from dataclasses import replace
from pathlib import Path

from figures import Figure, Times, median
from pages import FOLDER

from footlights.deck import plain_text
from footlights.site.notes.notes_file import Notes, read_notes
from footlights.site.page.build import build_page
from footlights.site.project import DEFAULT_NOTES

ABOVE_MS = 100.0
"""How much longer than its code a warmed-up cell may take to its first output."""

_WATCH = """addEventListener("DOMContentLoaded", () => {
  const mark = name => performance.getEntriesByName(name).length || performance.mark(name);
  const look = () => {
    if (document.querySelector('[data-part="warmth"][data-state="ready"]')) mark("bench:warm");
    const cell = document.querySelector('[data-part="slide"][data-current] .cell');
    if (!cell || cell.dataset.state === "idle" || cell.dataset.state === "queued") return;
    if (cell.dataset.state === "failed") mark("bench:failed");
    const { kind, state } = cell.dataset, app = cell.querySelector(".app");
    const shown = app ? app.dataset.state === "open"
      : kind === "compare" ? state === "done" : cell.querySelector(".output").firstChild;
    if (shown) mark("bench:result");
  };
  const attributeFilter = ["data-state", "data-current"];
  new MutationObserver(look).observe(document.documentElement,
    { subtree: true, childList: true, attributes: true, attributeFilter });
});"""

_BEFORE = '<script type="application/json" id="talk">'


def talk_pages() -> tuple[Path, Path]:
    """The conference talk, and the same with cells that run by themselves; both tell when something is shown."""
    notes = read_notes(DEFAULT_NOTES)
    text = re.sub(r"```python (run|app|compare)", r"\g<0> autorun", notes.text)
    return _watched(notes, FOLDER / "conference"), _watched(replace(notes, text=text), FOLDER / "autorun")


def cells() -> list[dict[str, int]]:
    """The talk's cells, by number and slide."""
    deck = read_notes(DEFAULT_NOTES).deck
    return [{"number": cell.identity, "slide": slide.number} for slide in deck.slides for cell in slide.cells]


def talk_figures(times: Times, page_bytes: int) -> list[Figure]:
    """The talk's page, its start, and how long its cells are waited for beyond what their code takes."""
    plain = median(times, "plain")

    def of(name: str, key: str, target: float | None = None) -> Figure:
        value = median(times, key)
        return Figure(name, value, min(times[key]), max(times[key]), "ms", value / plain if target else None, target)

    above = [median(times, f"wait {cell['number']}") - median(times, f"itself {cell['number']}") for cell in cells()]
    mega = page_bytes / 1e6
    words = "wait for a warmed-up cell's first output, above its code, median of the cells"
    return [
        Figure("page weight", mega, mega, mega, "MB"),
        of("first slide", "talkFirst", 0.06),
        of("live Python ready", "talkLive"),
        of("everything that cells import is warmed up", "talkWarm"),
        Figure(words, statistics.median(above), min(above), max(above), "ms", None, ABOVE_MS),
    ]


def tools_table(times: Times) -> str:
    """For each cell how soon it shows something, as a Markdown table."""
    rows = [
        "| cell | opened and run at once: first result | warmed up: first output after | its code takes |",
        "| --- | --- | --- | --- |",
    ]
    deck = read_notes(DEFAULT_NOTES).deck
    for slide in deck.slides:
        for cell in slide.cells:
            cold = f"{median(times, f'cold {cell.identity}') / 1000:.2f} s" if f"cold {cell.identity}" in times else "–"
            wait, itself = (median(times, f"{name} {cell.identity}") for name in ("wait", "itself"))
            rows.append(f"| {plain_text(slide.title)} | {cold} | {wait:.0f} ms | {itself:.0f} ms |")
    return "\n".join(rows)


def _watched(notes: Notes, folder: Path) -> Path:
    page = build_page(notes, folder)
    digest = base64.b64encode(hashlib.sha256(_WATCH.encode()).digest()).decode()
    text = page.read_text(encoding="utf-8").replace("script-src 'sha256-", f"script-src 'sha256-{digest}' 'sha256-", 1)
    page.write_text(text.replace(_BEFORE, f"<script>{_WATCH}</script>{_BEFORE}", 1), encoding="utf-8", newline="\n")
    return page
