"""What was measured, as figures with their targets, and as a table."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

PRESSES = 200
Times = Mapping[str, Sequence[float]]


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


def figures_of(times: Times, page_bytes: int) -> list[Figure]:
    """The figures with their targets: shares of the yardstick, a frame, a weight."""
    return [*_start_up(times), *_keys(times), *_live(times), *_weights(times, page_bytes)]


TWO_FRAMES_MS = 33.3


def speaker_figures(times: Times) -> list[Figure]:
    """How soon the speaker's window is painted, and a key of either window in both."""

    def of(name: str, key: str, share: float, target: float | None = None, unit: str = "ms") -> Figure:
        values = sorted(times[key])
        return Figure(name, values[round(share * (len(values) - 1))], values[0], values[-1], unit, None, target)

    return [
        of("speaker window, key to first paint, slowest", "speakerOpens", 1.0, 300.0),
        of("key in the slides' window to both painted, 95th percentile", "keyInStage", 0.95, TWO_FRAMES_MS),
        of("key in the speaker's window to both painted, 95th percentile", "keyInSpeaker", 0.95, TWO_FRAMES_MS),
        of("memory with both windows", "bothWindowsMemory", 0.5, unit="MB"),
    ]


def names_figures(times: Times) -> list[Figure]:
    """What a key, an empty cell and a loop take while names are kept, or due to be, beside what they take else."""

    def of(name: str, key: str, share: float, alone: str = "", target: float | None = None) -> Figure:
        values = sorted(times[key])
        value = values[round(share * (len(values) - 1))]
        yardstick = sorted(times[alone])[round(share * (len(times[alone]) - 1))] if alone else None
        return Figure(name, value, values[0], values[-1], "ms", value / yardstick if yardstick else None, target)

    return [
        of("key, 95th percentile", "keyAlone", 0.95),
        of("key while names are kept, 95th percentile", "keyWhileKept", 0.95, "keyAlone", 1.1),
        of("key while names are kept, slowest", "keyWhileKept", 1.0, "keyAlone"),
        of("empty cell, there and back", "cellAlone", 0.5),
        of("empty cell in the second and a half after another", "cellWhileKept", 0.5, "cellAlone", 1.1),
        of("empty cell in the second and a half after another, slowest", "cellWhileKept", 1.0),
        of("loop, names kept", "workAlone", 0.5),
        of("loop right after another cell, names due to be kept", "workWhileDue", 0.5, "workAlone", 1.02),
    ]


def flood_figures(times: Times) -> list[Figure]:
    """How soon a key is answered while each of the cells floods its output."""
    figures = []
    for name, presses in times.items():
        values = sorted(presses)
        late = values[round(0.95 * (len(values) - 1))]
        figures.append(Figure(f"{name}: key, 95th percentile", late, values[0], values[-1], "ms", None, 100.0))
    return figures


def median(times: Times, key: str) -> float:
    """The median of the runs of one thing."""
    return statistics.median(times[key])


def _start_up(times: Times) -> list[Figure]:
    plain = median(times, "plain")

    def of(name: str, key: str, target: float | None = None, yardstick: float = plain) -> Figure:
        value, runs = median(times, key), times[key]
        return Figure(name, value, min(runs), max(runs), "ms", value / yardstick if target else None, target)

    def sooner(name: str, key: str) -> Figure:
        ratio = median(times, "pyscript") / median(times, key)
        return Figure(name, ratio, ratio, ratio, "×", None, 4.0, at_least=True)

    second, one_file = median(times, "site2Live"), median(times, "fileLive")
    reveal = median(times, "revealFirst")
    return [
        of("plain loadPyodide (yardstick)", "plain"),
        of("PyScript's first output", "pyscript"),
        of("the same with MicroPython", "mpy"),
        of("reveal.js, first slide of 60", "revealFirst"),
        of("one file of the same 60, first slide, of reveal.js's", "sixtyFirst", 0.6, reveal),
        *(
            of(f"{name}: {what}", f"{key}{mark}", target)
            for name, key in (
                ("one file on file://", "file"),
                ("one file over HTTP", "http"),
                ("site, first visit", "site1"),
                ("site, second visit", "site2"),
            )
            for what, mark, target in (
                ("first slide", "First", 0.06 if key == "file" else None),
                ("stage ready", "Stage", 0.15 if key in ("file", "site2") else None),
                ("live Python ready", "Live", 0.3 if key in ("file", "site2") else None),
            )
        ),
        of("live Python, one file, of PyScript's first output with MicroPython", "fileLive", 1.0, median(times, "mpy")),
        sooner("live Python sooner than PyScript's first output, one file", "fileLive"),
        sooner("the same, site on its second visit", "site2Live"),
        Figure("site's second visit, of the one file's time to live Python", second / one_file, 0, 0, "×", None, 1.0),
    ]


def _keys(times: Times) -> list[Figure]:
    def of(name: str, key: str, share: float, target: float | None = None) -> Figure:
        rounds = [sorted(times[key][at : at + PRESSES]) for at in range(0, len(times[key]), PRESSES)]
        values = [each[round(share * (len(each) - 1))] for each in rounds]
        return Figure(name, statistics.median(values), min(values), max(values), "ms", None, target)

    return [
        of("key to painted slide, median", "keyToPaint", 0.5),
        of("key to painted slide, 95th percentile", "keyToPaint", 0.95, 8.0),
        of("reveal.js, key to painted slide, median", "revealKey", 0.5),
        of("reveal.js, key to painted slide, 95th percentile", "revealKey", 0.95),
    ]


def _live(times: Times) -> list[Figure]:
    def of(name: str, key: str, target: float | None = None, share: float = 0.5) -> Figure:
        values = sorted(times[key])
        return Figure(name, values[round(share * (len(values) - 1))], values[0], values[-1], "ms", None, target)

    ratio = median(times, "plainWork") / median(times, "work")
    return [
        of("empty cell, there and back", "roundTrip", 30.0),
        of("key while 10,000 lines are printed, 95th percentile", "keysWhilePrinting", 50.0, 0.95),
        of("stop to prompt, softly", "softStop", 200.0),
        of("stop to prompt, by restart", "restart", 100.0),
        of("editor mounted", "editorMount", 50.0),
        Figure("speed of a loop, of plain Pyodide's", ratio, ratio, ratio, "×", None, 1.0, at_least=True),
    ]


def _weights(times: Times, page_bytes: int) -> list[Figure]:
    mega = page_bytes / 1e6
    share = median(times, "memory") / median(times, "plainMemory")

    def of(name: str, key: str, unit: str, ratio: float | None = None, target: float | None = None) -> Figure:
        return Figure(name, median(times, key), min(times[key]), max(times[key]), unit, ratio, target)

    return [
        Figure("page weight", mega, mega, mega, "MB", None, 19.0),
        of("memory of stage and live Python, of plain Pyodide's page", "memory", "MB", share, 1.5),
        of("memory of a plain Pyodide page", "plainMemory", "MB"),
        of("longest task after the first paint", "longTask", "ms"),
    ]


def table(figures: list[Figure]) -> str:
    """The figures as a Markdown table."""
    rows = ["| what | median | lowest to highest | of the yardstick | to reach |", "| --- | --- | --- | --- | --- |"]
    for figure in figures:
        ratio = "" if figure.ratio is None else f"{figure.ratio:.3f}"
        target = "" if figure.target is None else f"{figure.target:g} {'✓' if figure.met else '✗ missed'}"
        spread = "" if figure.unit == "×" else f"{figure.low:.1f} to {figure.high:.1f}"
        value = f"{figure.value:.{2 if figure.unit == '×' else 1}f} {figure.unit}"
        rows.append(f"| {figure.name} | {value} | {spread} | {ratio} | {target} |")
    return "\n".join(rows)
