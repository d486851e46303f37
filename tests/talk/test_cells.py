"""Cells as the speaker uses them: setup goes first, edits are kept, time runs out."""

from typing import Any

import pytest

from footlights.talk import Event, Talk, TalkNotes, opened, update, view
from footlights.talk.code.engines import PATIENCE_MS
from footlights.talk.code.running import BUDGET_S
from footlights.talk.effects import (
    ClearOutput,
    InterruptKernel,
    MarkFailure,
    SetCellSource,
    ShowPlace,
    StartRun,
    WatchRun,
)
from footlights.talk.events import (
    Began,
    CellEdited,
    EnlargeWanted,
    KeyPressed,
    NotesReplaced,
    OriginalWanted,
    RunAllAbove,
    RunCell,
    Ticked,
)
from footlights.talk.kernel_state import Live, RunState
from footlights.talk.run_events import (
    InputGiven,
    InputWanted,
    KernelChanged,
    PackagesLoading,
    RunEnded,
    RunStarted,
    RunTimedOut,
)
from footlights.talk.state import Message
from tests.talk.support import after, besides_keeping, press, stored

NOTES = """# Talk

## One

```python setup
import math
```

```python run timeout=5s
/// prefix = ">"
print(prefix, math.pi)
```

## Two

```python autorun id=second
2
```

```python run readonly
3
```
"""
READY = KernelChanged(1, Live.READY)


def talk() -> Talk:
    return opened(TalkNotes(NOTES))


SHOWN = "print(prefix, math.pi)"
WHOLE = f'prefix = ">"\n{SHOWN}'


def started_effects(*events: Any) -> list[StartRun]:
    """The runs that were handed to the kernel, in order."""
    state, found = talk(), []
    for event in events:
        step = update(state, event)
        state = step.state
        found += [effect for effect in step.effects if isinstance(effect, StartRun)]
    return found


def test_setup_runs_once_before_the_first_cell_and_hidden_lines_run_with_theirs() -> None:
    runs = started_effects(
        READY,
        RunCell(2, 1, SHOWN),
        RunEnded(3, 1, RunState.DONE),
        RunEnded(4, 2, RunState.DONE),
        RunCell(5, 1, "print(1)"),
    )
    assert runs == [StartRun(1, 1, "import math"), StartRun(2, 1, WHOLE), StartRun(3, 1, 'prefix = ">"\nprint(1)')]


def test_a_cell_whose_setup_failed_does_not_run_and_tries_it_again_next_time() -> None:
    failed = after(talk(), READY, RunCell(2, 1, SHOWN), RunEnded(3, 1, RunState.FAILED))[0]
    assert (failed.state_of(1), failed.kernel.waiting, failed.kernel.current) == (RunState.FAILED, (), None)
    assert StartRun(3, 1, "import math") in after(failed, RunCell(4, 1, SHOWN))[1]


def test_a_fresh_kernel_needs_the_setup_again() -> None:
    ran = after(talk(), READY, RunCell(2, 1, SHOWN), RunEnded(3, 1, RunState.DONE), RunEnded(4, 2, RunState.DONE))[0]
    again = after(ran, KernelChanged(5, Live.BOOTING), KernelChanged(6, Live.READY), RunCell(7, 1, SHOWN))[1]
    assert StartRun(3, 1, "import math") in again


def test_edits_are_kept_shown_again_and_undone() -> None:
    edited = after(talk(), CellEdited(2, 2, "20"))[0]
    back, effects = after(talk(), Began(3, saved=stored(edited)))
    assert (back.edits, effects) == ({"second": "20"}, (SetCellSource(2, "20"),))
    original, effects = after(back, OriginalWanted(4, 2))
    assert (original.edits, effects) == ({}, (SetCellSource(2, "2"),))
    assert after(original, OriginalWanted(5, 2))[1] == ()


def test_a_cell_is_enlarged_and_small_again() -> None:
    large = after(talk(), EnlargeWanted(2, 3), EnlargeWanted(3, 1))[0]
    assert view(large).enlarged == (1, 3)
    assert view(after(large, EnlargeWanted(4, 3))[0]).enlarged == (1,)


def test_a_read_only_cell_takes_no_edit() -> None:
    assert after(talk(), CellEdited(2, 3, "30"))[0].edits == {}


def test_the_cells_above_run_in_order() -> None:
    edited, effects = after(talk(), CellEdited(1, 1, "print(1)"), RunAllAbove(2, 2))
    assert effects == (ClearOutput(1), ClearOutput(2))
    assert [(run.cell, run.source) for run in edited.kernel.waiting] == [
        (1, "import math"),
        (1, 'prefix = ">"\nprint(1)'),
        (2, "2"),
    ]


def test_a_cell_may_run_by_itself_when_its_slide_is_shown_once() -> None:
    before = press(talk(), ["n", "n"])
    shown, effects = after(before, KeyPressed(1, "n"))
    assert effects == (ShowPlace("#/4", push=True), ClearOutput(2))
    assert [(run.cell, run.source) for run in shown.kernel.waiting] == [(2, "2")]
    assert after(talk(), Began(1, place="#/4"))[1] == (ShowPlace("#/4", push=False), ClearOutput(2))
    assert after(shown, KeyPressed(1, "o"))[1] == ()
    done = after(shown, READY, RunEnded(3, 1, RunState.DONE))[0]
    assert after(press(done, ["p"], 4), KeyPressed(4, "n"))[1] == (ShowPlace("#/4", push=True),)


@pytest.mark.parametrize("line, marked", [(None, ()), (1, ()), (2, (MarkFailure(1, 1),))])
def test_the_line_that_failed_is_marked_as_it_is_shown(line: int | None, marked: tuple[MarkFailure, ...]) -> None:
    ran = after(talk(), READY, RunCell(2, 1, SHOWN), RunEnded(3, 1, RunState.DONE))[0]
    assert besides_keeping(after(ran, RunEnded(4, 2, RunState.FAILED, line))[1]) == marked
    assert after(ran, RunEnded(4, 1, RunState.FAILED, line))[1] == ()


def running(cell: int, source: str) -> Talk:
    return after(talk(), READY, RunCell(1_000, cell, source), RunStarted(1_000, 1))[0]


def test_a_run_is_watched_by_its_cells_budget_or_a_generous_one() -> None:
    first = after(talk(), READY, RunCell(2, 1, SHOWN), RunStarted(3, 1))[1]
    other = after(talk(), READY, RunCell(2, 2, "2"), RunStarted(3, 1))[1]
    assert (first, other) == ((WatchRun(1, 5_000),), (WatchRun(1, round(BUDGET_S * 1000)),))


def test_a_run_out_of_time_is_stopped_and_says_so() -> None:
    stopped, effects = after(running(2, "2"), RunTimedOut(9_000, 1))
    assert effects == (InterruptKernel(1, PATIENCE_MS),)
    words = "Stopped after 120 s, its time budget. A cell may have more: timeout=10m"
    assert stopped.message == Message(words, 19_000)


def test_a_run_out_of_time_takes_nobody_with_it_that_waits() -> None:
    waiting = after(running(2, "2"), RunCell(3_000, 1, "x"))[0]
    late = after(waiting, RunTimedOut(9_000, 1))[0]
    assert (late.kernel.waiting, late.state_of(1)) == (waiting.kernel.waiting, RunState.QUEUED)


def test_waiting_for_the_speaker_costs_no_time() -> None:
    asking = after(running(2, "2"), InputWanted(2_000, 1))[0]
    assert after(asking, RunTimedOut(9_000, 1))[1] == (WatchRun(1, round(BUDGET_S * 1000)),)
    assert after(asking, InputGiven(3_000, 1), RunTimedOut(9_000, 1))[1] == (InterruptKernel(1, PATIENCE_MS),)


@pytest.mark.parametrize("now_ms, words", [(1_000, "running"), (1_999, "running"), (4_000, "running 3 s")])
def test_a_chip_tells_since_when_code_runs(now_ms: int, words: str) -> None:
    assert view(after(running(2, "2"), Ticked(now_ms))[0]).cells[1] == (2, "running", words)


@pytest.mark.parametrize(
    "packages, words",
    [(("numpy",), "loading numpy"), (("numpy", "pandas"), "loading numpy …"), ((), "running 3 s")],
)
def test_a_chip_tells_which_package_code_waits_for(packages: tuple[str, ...], words: str) -> None:
    assert view(after(running(2, "2"), PackagesLoading(4_200, 1, packages))[0]).cells[1] == (2, "running", words)


@pytest.mark.parametrize(
    "events, chip",
    [
        ([], ["idle", ""]),
        ([RunCell(1, 2, "2")], ["queued", "waiting"]),
        ([READY, RunCell(1, 2, "2")], ["queued", "waiting"]),
        ([READY, RunCell(1, 2, "2"), RunStarted(1, 1)], ["running", "running"]),
        ([READY, RunCell(1, 2, "2"), RunStarted(1, 1), RunEnded(2, 1, RunState.DONE)], ["done", "✓ done"]),
        ([READY, RunCell(1, 2, "2"), RunStarted(1, 1), RunEnded(2, 1, RunState.FAILED)], ["failed", "✕ failed"]),
        ([READY, RunCell(1, 2, "2"), RunEnded(2, 1, RunState.STOPPED)], ["stopped", "■ stopped"]),
        (
            [
                READY,
                RunCell(1, 2, "2"),
                RunStarted(1, 1),
                RunEnded(2, 1, RunState.DONE),
                NotesReplaced(2, NOTES.replace("\n2\n", "\n5\n"), "notes.md"),
            ],
            ["idle", ""],
        ),
    ],
)
def test_a_chip_tells_how_its_cell_is(events: list[Event], chip: list[str]) -> None:
    assert view(after(talk(), *events)[0]).cells[1] == (2, *chip)


def test_a_chip_tells_that_code_waits_for_the_speaker() -> None:
    assert view(after(running(2, "2"), InputWanted(4_200, 1))[0]).cells[1] == (2, "running", "waits for you")


def test_setup_that_waits_for_one_cell_is_not_queued_again_for_the_next() -> None:
    two = opened(
        TalkNotes("# T\n\n```python setup\nimport json\n```\n\n```python run\n1\n```\n\n```python run\n2\n```\n")
    )
    waiting = after(two, RunCell(1, 1, "1"), RunCell(2, 2, "2"))[0].kernel.waiting
    assert [(run.cell, run.source) for run in waiting] == [(1, "import json"), (1, "1"), (2, "2")]
