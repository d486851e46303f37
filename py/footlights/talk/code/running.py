"""Code on its way through the kernel: one run at a time, the others wait.

    queued  --RunStarted-->  running  --RunEnded-->  done | failed | stopped

A stop is soft first. When the run has not ended after a while, its engine is replaced: one long C
call cannot be interrupted from outside. Runs of all engines stand in one queue, so that what the
audience sees happens in the order in which it was asked for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from footlights.deck import PYODIDE, Cell
from footlights.talk.code import apps, checkpoints, comparing, engines, readiness, recordings, restarts
from footlights.talk.code.queue import all_runs, needing, setup_before, without_cells
from footlights.talk.effects import ClearOutput, EchoInput, Effect, InterruptKernel, ReplaceKernel, StartRun, WatchRun
from footlights.talk.fields import Reported
from footlights.talk.kernel_state import KernelState, Live, Run, RunState
from footlights.talk.run_events import Measured
from footlights.talk.state import Message, Talk

BUDGET_S = 120.0
"""How long code may run unless its cell says otherwise: no demonstration takes longer."""

Change = tuple[Talk, tuple[Effect, ...]]


def submit_cell(talk: Talk, cell: Cell, shown: str, setup: str = "") -> Change:
    """Queue a cell as it is shown; ``setup`` runs before it, if its engine has not run it yet.

    A cell waits only once. One that asks for an engine that is not here fails at once.
    """
    kernel = talk.kernel
    if any(run.cell == cell.identity for run in all_runs(kernel)):
        return talk, ()
    here = tuple(name for name in cell.engines if engines.is_here(talk, name))
    if not here:
        message = Message(engines.missing_words(cell.engine), talk.now_ms + 15_000)
        return _marked(replace(talk, message=message), Run(0, cell.identity, ""), RunState.FAILED), ()
    compares = cell.engines if cell.kind == "compare" else ()
    default_s = engines.COMPARED_S if compares else BUDGET_S
    run = Run(
        kernel.next_run,
        cell.identity,
        cell.code(shown),
        budget_s=cell.timeout_s or default_s,
        engine=here[0],
        compares=compares,
        serves=cell.kind == "app",
        setup="" if compares else setup,
    )
    if compares:
        return _queue(talk, run, (), ())
    return _queue(talk, run, setup_before(kernel, run, setup), (ClearOutput(cell.identity),))


def submit_line(talk: Talk, source: str) -> Change:
    """Queue what was entered in the REPL, for the engine that it speaks to."""
    kernel = talk.kernel
    echoed = kernel.current is None and not kernel.waiting
    run = Run(kernel.next_run, 0, source, budget_s=BUDGET_S, engine=talk.repl.engine, echoed=echoed)
    return _queue(talk, run, (), ())


def _queue(talk: Talk, run: Run, before: tuple[Run, ...], effects: tuple[Effect, ...]) -> Change:
    """Put a run behind those that wait; it starts at once when its engine is free."""
    kernel = talk.kernel
    run = replace(run, number=run.number + len(before))
    queued = replace(kernel, waiting=(*kernel.waiting, *before, run), next_run=run.number + 1)
    talk, started_now = start_waiting(_marked(replace(talk, kernel=queued), run, RunState.QUEUED))
    return talk, (*effects, *started_now)


def start_waiting(talk: Talk) -> Change:
    """Hand the next waiting run to its engine, if nothing else runs; those that can't run any more have failed."""
    effects: tuple[Effect, ...] = ()
    while not talk.kernel.current and talk.kernel.waiting and _lacks_python(talk, talk.kernel.waiting[0]):
        talk, shown = _without_python(talk, talk.kernel.waiting[0])
        effects += shown
    kernel = talk.kernel
    if kernel.current or not kernel.waiting:
        return talk, effects
    run, *waiting = kernel.waiting
    needs_kernel = PYODIDE in (run.engine, *run.compares)
    if needs_kernel and kernel.live not in (Live.READY, Live.FAILED):
        return talk, effects
    live = Live.BUSY if needs_kernel and kernel.live is Live.READY else kernel.live
    talk = replace(talk, kernel=replace(kernel, live=live, current=run, waiting=tuple(waiting), stopping=False))
    if run.compares:
        talk, more = _compare(_marked(talk, run, RunState.RUNNING), replace(run, started_ms=talk.now_ms))
        return talk, (*effects, *more)
    echo = () if run.echoed or run.cell else (EchoInput(run.source),)
    source = engines.code_for(run.engine, run.source)
    return talk, (*effects, *echo, StartRun(run.number, run.cell, source, run.engine, run.serves))


def _lacks_python(talk: Talk, run: Run) -> bool:
    """Whether a run can't be without the live kernel, which there is none of; a comparison has other engines."""
    needs_kernel = PYODIDE in (run.engine, *run.compares) and talk.kernel.live is Live.FAILED
    return needs_kernel and (not run.compares or recordings.has(talk, run.cell))


def _without_python(talk: Talk, run: Run) -> Change:
    """The first of those that wait can't run: its cell shows what was recorded, or has failed."""
    if recordings.has(talk, run.cell):
        talk, shown = recordings.show(talk, run.cell)
    else:
        original = recordings.of_original(talk, run.cell)
        hint = " Original brings back the code that was recorded." if original else ""
        message = Message(f"Live Python is not available.{hint}", talk.now_ms + 10_000)
        kernel = replace(talk.kernel, waiting=talk.kernel.waiting[1:])
        talk, shown = _marked(replace(talk, kernel=kernel, message=message), run, RunState.FAILED), ()
    return talk, shown


def started(talk: Talk, number: int) -> Change:
    """The kernel took the run up: its time begins, once."""
    run = talk.kernel.current
    if run is None or run.number != number or run.started_ms is not None:
        return talk, ()
    run = replace(run, started_ms=talk.now_ms)
    talk = _marked(replace(talk, kernel=replace(talk.kernel, current=run)), run, RunState.RUNNING)
    return talk, (_watch(run),)


def _watch(run: Run) -> WatchRun:
    return WatchRun(run.number, round(run.budget_s * 1000), run.engine)


def timed_out(talk: Talk, number: int, engine: str) -> Change:
    """A run that is still busy after its budget is stopped; one that waits for the speaker is given more."""
    run = talk.kernel.current
    if run is None or run.number != number or run.engine != engine or talk.kernel.stopping:
        return talk, ()
    if run.asks:
        return talk, (_watch(run),)
    if run.compares:
        return _interrupted(replace(talk, kernel=replace(talk.kernel, current=replace(run, overdue=True))))
    more = " A cell may have more: timeout=10m" if run.budget_s == BUDGET_S else ""
    words = f"Stopped after {run.budget_s:g} s, its time budget.{more}"
    return _interrupted(replace(talk, message=Message(words, talk.now_ms + 10_000)))


def waits(talk: Talk, number: int, **what: Any) -> Change:
    """What the run waits for: ``asks`` for the speaker, ``loading`` for these packages; a comparison never waits."""
    run = talk.kernel.current
    if run is None or run.number != number or run.compares:
        return talk, ()
    return replace(talk, kernel=replace(talk.kernel, current=replace(run, **what))), ()


def ended(talk: Talk, number: int, state: RunState) -> Change:
    """The run says that it is over. A comparison is over when its last engine has measured."""
    run = talk.kernel.current
    if run is None or run.number != number or run.compares:
        return talk, ()
    return _over(talk, run, state)


def _over(talk: Talk, run: Run, state: RunState) -> Change:
    """The run has ended, one way or another; the next one may start. A cell whose setup is not done does not run."""
    kernel = _freed(talk.kernel, run)
    if run.cell and not run.is_setup and state is RunState.DONE:
        ran, since = ((*(cell for cell in cells if cell != run.cell), run.cell) for cells in (kernel.ran, kernel.since))
        kernel = replace(kernel, ran=ran, since=since)
    if run.is_setup and state is RunState.DONE:
        kernel = replace(kernel, set_up=kernel.set_up | {(run.engine, run.source)})
        state = RunState.QUEUED if any(other.cell == run.cell for other in kernel.waiting) else RunState.STOPPED
    elif run.is_setup:
        for other in needing(kernel, run):
            talk = _marked(talk, other, RunState.STOPPED)
        kernel = without_cells(kernel, {run.cell, *(other.cell for other in needing(kernel, run))})
    return start_waiting(_marked(replace(talk, kernel=kernel), run, state))


def _freed(kernel: KernelState, run: Run) -> KernelState:
    live = Live.READY if run.engine == PYODIDE and kernel.live is Live.BUSY else kernel.live
    return replace(kernel, live=live, current=None, stopping=False)


def _compare(talk: Talk, run: Run) -> Change:
    """A comparison begins with the first of its engines that can run."""
    talk, here = comparing.begun(talk, run)
    run = replace(run, compares=here)
    if not here:
        return start_waiting(_marked(replace(talk, kernel=_freed(talk.kernel, run)), run, RunState.FAILED))
    return comparing.ask(talk, run)


def measured(talk: Talk, event: Measured) -> Change:
    """One engine of a comparison is done: the next is asked, or the run is over."""
    run = talk.kernel.current
    if run is None or run.number != event.run or run.engine != event.engine or not run.compares:
        return talk, ()
    return _compared(comparing.measured(talk, run, event), run)


def _compared(talk: Talk, run: Run) -> Change:
    talk, run = comparing.without_gone(talk, run)
    on = comparing.goes_on(talk, run)
    if on is not None:
        return on
    stopped = talk.kernel.stopping and not run.overdue
    talk = comparing.given_up(talk, run)
    kernel = _freed(talk.kernel, replace(run, engine=PYODIDE))
    state = RunState.STOPPED if stopped else RunState.DONE
    return start_waiting(_marked(replace(talk, kernel=kernel), run, state))


def stop(talk: Talk) -> Change:
    """Ask the running code to stop and forget what waits; a comparison ends with the engine that runs."""
    talk = _without_waiting(talk)
    run = talk.kernel.current
    if run is not None and run.overdue:
        talk = replace(talk, kernel=replace(talk.kernel, current=replace(run, overdue=False)))
    return _interrupted(talk)


def _interrupted(talk: Talk) -> Change:
    run = talk.kernel.current
    if run is None or talk.kernel.stopping:
        return talk, () if run else apps.stop(talk)
    talk = replace(talk, kernel=replace(talk.kernel, stopping=True))
    return talk, (InterruptKernel(run.number, engines.patience_ms(run.engine), run.engine),)


def stop_timed_out(talk: Talk, number: int) -> Change:
    """The soft stop had no effect: a fresh engine takes over."""
    run = talk.kernel.current
    if run is None or run.number != number or not talk.kernel.stopping:
        return talk, ()
    replaced = (ReplaceKernel(number, run.engine),)
    live = Live.STOPPED if run.engine == PYODIDE else talk.kernel.live
    words = f"{restarts.spoken(run.engine)} was restarted to stop the code"
    talk = restarts.names_gone(replace(talk, kernel=replace(talk.kernel, live=live)), run.engine, words)
    if run.compares:
        talk, effects = _compared(comparing.ended(talk, run, RunState.STOPPED), run)
        return talk, (*replaced, *effects)
    talk, effects = _over(talk, run, RunState.STOPPED)
    return talk, (*replaced, *effects)


def kernel_changed(talk: Talk, live: Reported, reason: str, about: str | None = None) -> Change:
    """The live kernel came up or died; a run that it died with has failed. One that was given up is not ready."""
    run = talk.kernel.current
    own = run if run is not None and run.engine == PYODIDE else None
    if live is Live.READY:
        if talk.kernel.live in (Live.READY, Live.BUSY, Live.STOPPED):
            return talk, ()
        talk = checkpoints.came_back(talk, about)
        return start_waiting(replace(talk, kernel=replace(talk.kernel, live=Live.READY)))
    was_idle = talk.kernel.live is Live.READY
    talk = readiness.gone_cold(replace(talk, kernel=replace(restarts.not_set_up(talk.kernel, PYODIDE), live=live)))
    talk, effects = _broke(talk, own) if own is not None else (talk, ())
    if was_idle and live is Live.BOOTING:
        talk = restarts.names_gone(talk, PYODIDE, _broke_words(PYODIDE))
    if live is not Live.FAILED:
        return talk, effects
    talk, more = start_waiting(talk)
    words = f"Live Python is not available: {reason.rstrip('.')}." if reason else "Live Python is not available."
    instead = "Cells show what was recorded. " if talk.recorded.cells else ""
    return replace(talk, message=Message(instead + words)), (*effects, *more)


def _broke(talk: Talk, run: Run, reason: str = "") -> Change:
    """The engine is gone, and what it ran has failed with it; a comparison goes on with the next one."""
    talk = restarts.names_gone(talk, run.engine, _broke_words(run.engine))
    if run.compares:
        error = f"it broke: {reason}" if reason else "it broke"
        return _compared(comparing.ended(talk, run, RunState.FAILED, error), run)
    return _over(talk, run, RunState.FAILED)


def _broke_words(engine: str) -> str:
    return f"{restarts.spoken(engine)} broke and was restarted"


def engine_died(talk: Talk, engine: str, reason: str) -> Change:
    """Another engine broke: what it ran has failed; it starts anew with its next run."""
    run = talk.kernel.current
    if engine == PYODIDE or not engines.is_here(talk, engine):
        return talk, ()
    if run is not None and run.engine == engine:
        return _broke(talk, run, reason)
    return restarts.names_gone(talk, engine, f"{restarts.spoken(engine)} broke"), ()


def _without_waiting(talk: Talk) -> Talk:
    for run in talk.kernel.waiting:
        talk = _marked(talk, run, RunState.STOPPED)
    return replace(talk, kernel=replace(talk.kernel, waiting=()))


def _marked(talk: Talk, run: Run, state: RunState) -> Talk:
    return replace(talk, cells={**talk.cells, run.cell: state}) if run.cell else talk
