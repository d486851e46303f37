"""Code on its way through the kernel: one run at a time, the others wait.

    queued  --RunStarted-->  running  --RunEnded-->  done | failed | stopped

A stop is soft first. When the run has not ended after ``PATIENCE_MS``, the kernel is replaced:
one long C call cannot be interrupted from outside.
"""

from __future__ import annotations

from dataclasses import replace

from footlights.talk.effects import ClearOutput, Effect, InterruptKernel, ReplaceKernel, StartRun
from footlights.talk.state import Kernel, Live, Message, Run, RunState, Talk

PATIENCE_MS = 400
"""How long a soft stop may take before the kernel is replaced (a fresh one takes about as long)."""

Change = tuple[Talk, tuple[Effect, ...]]


def submit(talk: Talk, cell: int, source: str) -> Change:
    """Queue a run; it starts at once when the kernel is free. A cell waits only once."""
    kernel = talk.kernel
    if cell and any(run.cell == cell for run in (*kernel.waiting, *((kernel.current,) if kernel.current else ()))):
        return talk, ()
    run = Run(kernel.next_run, cell, source)
    queued = replace(kernel, waiting=(*kernel.waiting, run), next_run=run.number + 1)
    talk, effects = start_waiting(_marked(replace(talk, kernel=queued), run, RunState.QUEUED))
    return talk, (*((ClearOutput(cell),) if cell else ()), *effects)


def start_waiting(talk: Talk) -> Change:
    """Hand the next waiting run to a kernel that is free."""
    kernel = talk.kernel
    if kernel.live is not Live.READY or kernel.current or not kernel.waiting:
        return talk, ()
    run, *waiting = kernel.waiting
    busy = replace(kernel, live=Live.BUSY, current=run, waiting=tuple(waiting), stopping=False)
    return replace(talk, kernel=busy), (StartRun(run.number, run.cell, run.source),)


def started(talk: Talk, number: int) -> Change:
    """The kernel took the run up."""
    run = talk.kernel.current
    return (_marked(talk, run, RunState.RUNNING), ()) if run and run.number == number else (talk, ())


def ended(talk: Talk, number: int, state: RunState) -> Change:
    """The run is over; the next one may start. After a failure or stop, waiting runs are dropped."""
    run = talk.kernel.current
    if run is None or run.number != number:
        return talk, ()
    talk = _marked(
        replace(talk, kernel=replace(talk.kernel, live=Live.READY, current=None, stopping=False)), run, state
    )
    return start_waiting(talk)


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
    message = Message("Python was restarted to stop the code: its names are gone.", talk.now_ms + 8000)
    return replace(talk, message=message), (ReplaceKernel(number),)


def kernel_changed(talk: Talk, live: str, reason: str) -> Change:
    """The kernel came up or died; a run that it died with has failed."""
    run = talk.kernel.current
    if live == Live.READY:
        if run is not None:
            return talk, ()
        return start_waiting(replace(talk, kernel=replace(talk.kernel, live=Live.READY)))
    if run is not None:
        talk = _marked(talk, run, RunState.FAILED)
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
