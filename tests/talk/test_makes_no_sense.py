"""Reports that make no sense now leave the talk as it is, whoever made them up."""

from dataclasses import replace

import pytest

from footlights.deck import PYODIDE
from footlights.talk import Event, Talk, TalkNotes, opened, update
from footlights.talk.effects import MeasureRun, WatchRun
from footlights.talk.events import RunCell, StopRequested
from footlights.talk.kernel_state import Live, Measure, RunState
from footlights.talk.run_events import (
    EngineDied,
    InputGiven,
    InputWanted,
    KernelChanged,
    Measured,
    PackagesLoading,
    RunEnded,
    RunStarted,
    RunTimedOut,
    StopTimedOut,
    WarmedUp,
)
from tests.talk.support import after

NOTES = """# Talk

```python setup
import json
```

```python run
1
```

```python compare engines=micropython,pyodide
2
```
"""
DONE = RunState.DONE
RUN, COMPARE = 1, 2
IDLE: tuple[Event, ...] = (KernelChanged(1, Live.READY), WarmedUp(1, "import json\n1"), WarmedUp(1, "import json\n2"))
RUNS: tuple[Event, ...] = (*IDLE, RunCell(2, RUN, "1"), RunStarted(3, 1), RunEnded(4, 1, DONE), RunStarted(5, 2))
COMPARES: tuple[Event, ...] = (*IDLE, RunCell(2, COMPARE, "2"))
GIVEN_UP: tuple[Event, ...] = (*RUNS, StopRequested(6), StopTimedOut(7, 2))


def talk(*events: Event) -> Talk:
    return after(opened(TalkNotes(NOTES), (PYODIDE, "micropython")), *events)[0]


@pytest.mark.parametrize(
    "before, event",
    [
        *((IDLE, made(9, 1)) for made in (RunStarted, InputWanted, InputGiven, RunTimedOut, StopTimedOut, PackagesLoading)),
        (IDLE, RunEnded(9, 1, DONE)),
        (IDLE, Measured(9, 1, PYODIDE, DONE)),
        (IDLE, WarmedUp(9, "never asked", ("gone",))),
        (IDLE, KernelChanged(9, Live.READY)),
        (IDLE, EngineDied(9, PYODIDE, "made up")),
        (IDLE, EngineDied(9, "nobody", "made up")),
        (IDLE, EngineDied(9, "skulpt", "not in this page")),
        *((RUNS, made(9, 1)) for made in (RunStarted, InputWanted, InputGiven, RunTimedOut, StopTimedOut, PackagesLoading)),
        (RUNS, RunEnded(9, 1, DONE)),
        (RUNS, RunEnded(9, 3, DONE)),
        (RUNS, Measured(9, 2, PYODIDE, DONE)),
        (RUNS, RunStarted(9, 2)),
        (RUNS, StopTimedOut(9, 2)),
        (RUNS, RunTimedOut(9, 2, "micropython")),
        (RUNS, KernelChanged(9, Live.READY)),
        (COMPARES, RunStarted(9, 1)),
        (COMPARES, RunEnded(9, 1, DONE, 1)),
        (COMPARES, InputWanted(9, 1)),
        (COMPARES, PackagesLoading(9, 1, ("numpy",))),
        (COMPARES, Measured(9, 1, PYODIDE, DONE)),
        (COMPARES, Measured(9, 2, "micropython", DONE)),
        (COMPARES, KernelChanged(9, Live.READY)),
        (GIVEN_UP, RunEnded(9, 2, DONE)),
        (GIVEN_UP, StopTimedOut(9, 2)),
        (GIVEN_UP, KernelChanged(9, Live.READY)),
    ],
)  # fmt: skip
def test_what_makes_no_sense_now_changes_nothing(before: tuple[Event, ...], event: Event) -> None:
    state = talk(*before)
    step = update(state, event)
    assert (step.state, step.effects) == (replace(state, now_ms=9), ())


def test_a_cell_whose_setup_was_cut_short_does_not_run_without_it() -> None:
    starting = (*IDLE, RunCell(2, RUN, "1"), RunStarted(3, 1))
    late = talk(*starting, RunTimedOut(4, 1), StopTimedOut(5, 1))
    broken = talk(*starting, KernelChanged(4, Live.BOOTING))
    assert [(state.state_of(1), state.kernel.waiting) for state in (late, broken)] == [
        (RunState.STOPPED, ()),
        (RunState.FAILED, ()),
    ]


def test_a_cell_that_was_stopped_while_its_setup_came_to_its_end_waits_for_nothing() -> None:
    state = talk(*IDLE, RunCell(2, RUN, "1"), RunStarted(3, 1), StopRequested(4), RunEnded(5, 1, DONE))
    assert (state.state_of(1), state.kernel.current) == (RunState.STOPPED, None)


def test_a_comparison_does_not_ask_a_python_that_is_gone() -> None:
    state, effects = after(talk(*COMPARES), KernelChanged(3, Live.BOOTING), Measured(4, 1, "micropython", DONE))
    assert state.comparisons[COMPARE][1] == Measure(PYODIDE, RunState.FAILED, error="not available")
    assert (state.state_of(2), state.kernel.current, state.kernel.live, effects) == (DONE, None, Live.BOOTING, ())


def test_a_python_that_came_back_during_a_comparison_is_asked_and_busy() -> None:
    back = talk(*COMPARES, KernelChanged(3, Live.BOOTING), KernelChanged(4, Live.READY))
    state, effects = after(back, Measured(5, 1, "micropython", DONE))
    assert effects == (MeasureRun(1, COMPARE, "2", PYODIDE), WatchRun(1, 20_000, PYODIDE))
    assert (back.kernel.live, state.kernel.live) == (Live.READY, Live.BUSY)
