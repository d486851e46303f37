"""A cell that compares: the same code on one Python after the other, each with fresh names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from footlights.deck import PYODIDE
from footlights.talk.code import engines
from footlights.talk.effects import Effect, MeasureRun, WatchRun
from footlights.talk.kernel_state import Live, Measure, Run, RunState
from footlights.talk.run_events import Measured
from footlights.talk.state import Talk
from footlights.talk.view_model import ComparisonRow

Change = tuple[Talk, tuple[Effect, ...]]
MOST_SHOWN = 120
"""Characters of output in a row of the table."""


def begun(talk: Talk, run: Run) -> tuple[Talk, tuple[str, ...]]:
    """The table is laid out; gives the engines that can be asked. Those that can't are told why."""
    rows = tuple(_first_row(talk, name) for name in run.compares)
    here = tuple(row.engine for row in rows if row.state is RunState.QUEUED)
    return _with_rows(talk, run.cell, rows), here


def _first_row(talk: Talk, engine: str) -> Measure:
    if not engines.is_here(talk, engine):
        return Measure(engine, RunState.FAILED, error="not in this page")
    if engine == PYODIDE and talk.kernel.live is Live.FAILED:
        return Measure(engine, RunState.FAILED, error="not available")
    return Measure(engine)


def ask(talk: Talk, run: Run) -> Change:
    """Have the first of the run's engines run the code."""
    engine = run.compares[0]
    run = replace(run, engine=engine)
    talk = _replaced(talk, run.cell, Measure(engine, RunState.RUNNING))
    live = Live.BUSY if engine == PYODIDE else talk.kernel.live
    talk = replace(talk, kernel=replace(talk.kernel, live=live, current=run))
    watch = WatchRun(run.number, round(run.budget_s * 1000), engine)
    return talk, (MeasureRun(run.number, run.cell, run.source, engine), watch)


def measured(talk: Talk, run: Run, event: Measured) -> Talk:
    """An engine is done."""
    values = (event.state, event.printed, event.error, event.times_ms, event.startup_ms)
    return _replaced(talk, run.cell, Measure(event.engine, *values))


def ended(talk: Talk, run: Run, state: RunState, error: str = "") -> Talk:
    """An engine was ended before it was done."""
    return _replaced(talk, run.cell, Measure(run.engine, state, error=error))


def goes_on(talk: Talk, run: Run) -> Change | None:
    """The next engine is asked; None when there is none, or the speaker has stopped the comparison."""
    if len(run.compares) < 2 or (talk.kernel.stopping and not run.overdue):
        return None
    talk = replace(talk, kernel=replace(talk.kernel, stopping=False))
    return ask(talk, replace(run, compares=run.compares[1:], overdue=False))


def without_gone(talk: Talk, run: Run) -> tuple[Talk, Run]:
    """The comparison without the live kernel, where that is asked next and has gone meanwhile."""
    if run.compares[1:2] != (PYODIDE,) or talk.kernel.live in (Live.READY, Live.BUSY):
        return talk, run
    talk = ended(talk, replace(run, engine=PYODIDE), RunState.FAILED, "not available")
    return talk, replace(run, compares=(run.compares[0], *run.compares[2:]))


def given_up(talk: Talk, run: Run) -> Talk:
    """The comparison was stopped: what had not ended by then never will."""
    if run.cell not in talk.comparisons:
        return talk
    rows = (
        replace(row, state=RunState.STOPPED) if row.state in (RunState.QUEUED, RunState.RUNNING) else row
        for row in talk.comparisons[run.cell]
    )
    return _with_rows(talk, run.cell, tuple(rows))


def rows(measures: tuple[Measure, ...]) -> tuple[ComparisonRow, ...]:
    """What is painted: each time against the quickest, as a bar against the slowest."""
    times = {row.engine: median(row.times_ms) for row in measures if row.state is RunState.DONE and row.times_ms}
    quickest, slowest = min(times.values(), default=0.0), max(times.values(), default=0.0)
    first = next((row.printed for row in measures if row.state is RunState.DONE), "")
    return tuple(
        ComparisonRow(
            engine=engines.title_of(row.engine),
            state=row.state,
            words=_words(row),
            differs=row.state is RunState.DONE and row.printed != first,
            time=spell_ms(times[row.engine]) if row.engine in times else "",
            share=round(times[row.engine] / slowest, 4) if slowest and row.engine in times else 0,
            ratio=_ratio(times.get(row.engine), quickest),
            startup="" if row.startup_ms is None else spell_ms(row.startup_ms),
            runs=len(row.times_ms),
        )
        for row in measures
    )


def spell_ms(milliseconds: float) -> str:
    """``0.42 ms``, ``12 ms``, ``1.3 s``: two figures are as true as such a time gets."""
    if milliseconds >= 1000:
        return f"{milliseconds / 1000:.1f} s"
    if milliseconds >= 10:
        return f"{milliseconds:.0f} ms"
    return f"{milliseconds:.1f} ms" if milliseconds >= 1 else f"{milliseconds:.2f} ms"


def median(values: tuple[float, ...]) -> float:
    """The middle value; ``statistics`` would bring decimals and fractions into every page's snapshot."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _words(row: Measure) -> str:
    if row.state is RunState.QUEUED:
        return "waiting"
    if row.state is RunState.RUNNING:
        return "running"
    if row.state is RunState.STOPPED:
        return "stopped"
    text = row.printed if row.state is RunState.DONE else row.error.strip().rsplit("\n", 1)[-1]
    line = " ⏎ ".join(text.strip().split("\n"))
    return line if len(line) <= MOST_SHOWN else line[: MOST_SHOWN - 1] + "…"


def _ratio(time_ms: float | None, quickest_ms: float) -> str:
    ratio = time_ms / quickest_ms if time_ms and quickest_ms else 1.0
    if ratio < 1.05:
        return ""
    return f"× {ratio:.0f}" if ratio >= 10 else f"× {ratio:.1f}"


def _replaced(talk: Talk, cell: int, row: Measure) -> Talk:
    if cell not in talk.comparisons:
        return talk
    kept = (row if other.engine == row.engine else other for other in talk.comparisons[cell])
    return _with_rows(talk, cell, tuple(kept))


def _with_rows(talk: Talk, cell: int, measures: tuple[Measure, ...]) -> Talk:
    comparisons: Mapping[int, tuple[Measure, ...]] = {**talk.comparisons, cell: measures}
    return replace(talk, comparisons=comparisons)
