"""What waits in the kernel's queue. Setup code waits with the first cell that needs it, and stays for the next."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from footlights.talk.kernel_state import KernelState, Run


def all_runs(kernel: KernelState) -> tuple[Run, ...]:
    """What runs and what waits."""
    return (*((kernel.current,) if kernel.current else ()), *kernel.waiting)


def setup_before(kernel: KernelState, run: Run, setup: str) -> tuple[Run, ...]:
    """The run of setup code that has to come before a run, unless it was done or waits already."""
    waits = any(other.source == setup and other.engine == run.engine for other in all_runs(kernel))
    if not setup or waits or (run.engine, setup) in kernel.set_up:
        return ()
    return (replace(run, source=setup, is_setup=True, serves=False, setup=""),)


def without_cells(kernel: KernelState, cells: Collection[int]) -> KernelState:
    """The kernel with nothing of these cells waiting, but for setup that another needs, whose it is from now on."""
    kept: list[Run] = []
    for index, run in enumerate(kernel.waiting):
        if run.cell not in cells:
            kept.append(run)
        elif run.is_setup and (heir := _next_that_needs(kernel.waiting[index + 1 :], run, cells)):
            kept.append(replace(run, cell=heir.cell))
    return replace(kernel, waiting=tuple(kept))


def needing(kernel: KernelState, setup: Run) -> tuple[Run, ...]:
    """What waits for this setup code to be done."""
    return tuple(run for run in kernel.waiting if (run.setup, run.engine) == (setup.source, setup.engine))


def _next_that_needs(waiting: tuple[Run, ...], setup: Run, cells: Collection[int]) -> Run | None:
    later = (run for run in waiting if (run.setup, run.engine) == (setup.source, setup.engine))
    return next((run for run in later if run.cell not in cells), None)
