"""Code on its way through the kernel: one run at a time, the others wait.

    queued  --RunStarted-->  running  --RunEnded-->  done | failed | stopped

A stop is soft first. When the run has not ended after ``PATIENCE_MS``, the kernel is replaced:
one long C call cannot be interrupted from outside.
"""

from __future__ import annotations

from dataclasses import replace

from footlights.talk.effects import ClearOutput, EchoInput, Effect, InterruptKernel, ReplaceKernel, StartRun, WatchRun
from footlights.talk.state import Kernel, Live, Message, Run, RunState, Talk

PATIENCE_MS = 400
"""How long a soft stop may take before the kernel is replaced (a fresh one takes about as long)."""

BUDGET_S = 120.0
"""How long code may run unless its cell says otherwise: no demonstration takes longer."""

Change = tuple[Talk, tuple[Effect, ...]]


def submit(talk: Talk, cell: int, source: str, budget_s: float = BUDGET_S, setup: str = "") -> Change:
    """Queue a run; it starts at once when the kernel is free. A cell waits only once.

    ``setup`` runs before it, if the kernel has not run it yet.
    """
    kernel = talk.kernel
    if cell and any(run.cell == cell for run in _runs(kernel)):
        return talk, ()
    wanted = setup and setup not in kernel.set_up and all(other.source != setup for other in _runs(kernel))
    before = (Run(kernel.next_run, cell, setup, is_setup=True, budget_s=budget_s),) if wanted else ()
    echoed = kernel.current is None and not kernel.waiting
    run = Run(kernel.next_run + len(before), cell, source, budget_s=budget_s, echoed=echoed)
    queued = replace(kernel, waiting=(*kernel.waiting, *before, run), next_run=run.number + 1)
    talk, effects = start_waiting(_marked(replace(talk, kernel=queued), run, RunState.QUEUED))
    return talk, (*((ClearOutput(cell),) if cell else ()), *effects)


def _runs(kernel: Kernel) -> tuple[Run, ...]:
    return (*((kernel.current,) if kernel.current else ()), *kernel.waiting)


def start_waiting(talk: Talk) -> Change:
    """Hand the next waiting run to a kernel that is free."""
    kernel = talk.kernel
    if kernel.live is not Live.READY or kernel.current or not kernel.waiting:
        return talk, ()
    run, *waiting = kernel.waiting
    echo = () if run.echoed or run.cell else (EchoInput(run.source),)
    busy = replace(kernel, live=Live.BUSY, current=run, waiting=tuple(waiting), stopping=False)
    return replace(talk, kernel=busy), (*echo, StartRun(run.number, run.cell, run.source))


def started(talk: Talk, number: int) -> Change:
    """The kernel took the run up: its time begins."""
    run = talk.kernel.current
    if run is None or run.number != number:
        return talk, ()
    run = replace(run, started_ms=talk.now_ms)
    talk = _marked(replace(talk, kernel=replace(talk.kernel, current=run)), run, RunState.RUNNING)
    return talk, (WatchRun(number, round(run.budget_s * 1000)),)


def timed_out(talk: Talk, number: int) -> Change:
    """A run that is still busy after its budget is stopped; one that waits for the speaker is given more."""
    run = talk.kernel.current
    if run is None or run.number != number:
        return talk, ()
    if run.asks:
        return talk, (WatchRun(number, round(run.budget_s * 1000)),)
    words = f"Stopped after {run.budget_s:g} s, its time budget. A cell may have more: timeout=10m"
    return stop(replace(talk, message=Message(words, talk.now_ms + 10_000)))


def asking(talk: Talk, number: int, asks: bool) -> Change:
    """The run waits for the speaker's input, or has got it."""
    run = talk.kernel.current
    if run is None or run.number != number:
        return talk, ()
    return replace(talk, kernel=replace(talk.kernel, current=replace(run, asks=asks))), ()


def ended(talk: Talk, number: int, state: RunState) -> Change:
    """The run is over; the next one may start. A cell whose setup failed does not run."""
    run = talk.kernel.current
    if run is None or run.number != number:
        return talk, ()
    kernel = replace(talk.kernel, live=Live.READY, current=None, stopping=False)
    if run.cell and not run.is_setup and state is RunState.DONE:
        kernel = replace(kernel, ran=(*(cell for cell in kernel.ran if cell != run.cell), run.cell))
    if run.is_setup and state is RunState.DONE:
        kernel, state = replace(kernel, set_up=kernel.set_up | {run.source}), RunState.QUEUED
    elif run.is_setup:
        kernel = replace(kernel, waiting=tuple(other for other in kernel.waiting if other.cell != run.cell))
    return start_waiting(_marked(replace(talk, kernel=kernel), run, state))


def stop(talk: Talk) -> Change:
    """Ask the running code to stop and forget what waits."""
    talk = _without_waiting(talk)
    run = talk.kernel.current
    if run is None or talk.kernel.stopping:
        return talk, ()
    return replace(talk, kernel=replace(talk.kernel, stopping=True)), (InterruptKernel(run.number, PATIENCE_MS),)


def stop_timed_out(talk: Talk, number: int) -> Change:
    """The soft stop had no effect: a fresh kernel takes over."""
    run = talk.kernel.current
    if run is None or run.number != number or not talk.kernel.stopping:
        return talk, ()
    kernel = replace(talk.kernel, live=Live.STOPPED, current=None, stopping=False)
    talk = _marked(replace(talk, kernel=kernel), run, RunState.STOPPED)
    return _names_gone(talk, "Python was restarted to stop the code: its names are gone."), (ReplaceKernel(number),)


def _names_gone(talk: Talk, words: str) -> Talk:
    """The kernel's names are lost: say so, and offer to run the cells again that had run in it."""
    replay = talk.kernel.ran or talk.replay
    kernel = replace(talk.kernel, set_up=frozenset(), ran=())
    return replace(talk, kernel=kernel, replay=replay, message=Message(words, talk.now_ms + 15_000))


def kernel_changed(talk: Talk, live: str, reason: str) -> Change:
    """The kernel came up or died; a run that it died with has failed."""
    run = talk.kernel.current
    if live == Live.READY:
        if run is not None:
            return talk, ()
        return start_waiting(replace(talk, kernel=replace(talk.kernel, live=Live.READY)))
    if run is not None:
        talk = _names_gone(_marked(talk, run, RunState.FAILED), "Python broke and was restarted: its names are gone.")
    kernel = Kernel(Live(live), next_run=talk.kernel.next_run, waiting=talk.kernel.waiting)
    talk = replace(talk, kernel=kernel)
    if live != Live.FAILED:
        return talk, ()
    talk = _without_waiting(talk)
    words = f"Live Python is not available: {reason}" if reason else "Live Python is not available."
    return replace(talk, message=Message(words)), ()


def next_cell(talk: Talk) -> int | None:
    """The cell that the run key means: the slide's first that has not run, else its first."""
    numbers = [cell.number for cell in talk.slide.cells]
    fresh = (number for number in numbers if talk.cells[number - 1] is RunState.IDLE)
    return next(fresh, numbers[0] if numbers else None)


def _without_waiting(talk: Talk) -> Talk:
    for run in talk.kernel.waiting:
        talk = _marked(talk, run, RunState.STOPPED)
    return replace(talk, kernel=replace(talk.kernel, waiting=()))


def _marked(talk: Talk, run: Run, state: RunState) -> Talk:
    if not 1 <= run.cell <= len(talk.cells):
        return talk
    cells = list(talk.cells)
    cells[run.cell - 1] = state
    return replace(talk, cells=tuple(cells))
