"""Other Pythons run cells and REPL lines in the same queue; a comparison asks one after the other."""

from dataclasses import astuple

import pytest

from footlights.talk import TalkNotes, opened, view
from footlights.talk.code.comparing import rows, spell_ms
from footlights.talk.code.engines import code_for
from footlights.talk.effects import (
    ClearOutput,
    EchoInput,
    InterruptKernel,
    MeasureRun,
    ReplaceKernel,
    SetReplInput,
    StartRun,
    WatchRun,
)
from footlights.talk.events import EngineChosen, NotesReplaced, ReplSubmitted, RunCell, StopRequested, Ticked
from footlights.talk.kernel_state import Live, Measure, RunState
from footlights.talk.run_events import (
    EngineDied,
    KernelChanged,
    Measured,
    RunEnded,
    RunStarted,
    RunTimedOut,
    StopTimedOut,
)
from footlights.talk.state import Message, Talk
from tests.talk.support import after

ALL = ("pyodide", "micropython", "skulpt", "brython")
NOTES = """# Talk
## Part
### Other
```python run engine=skulpt
1 + 1
```
### Compare
```python compare engines=pyodide,micropython timeout=5s
print(1)
```
### Missing
```python run engine=nobody
```
"""
SKULPT, COMPARE, NOBODY = 1, 2, 3


def fresh(engines: tuple[str, ...] = ALL) -> Talk:
    return opened(TalkNotes(NOTES), engines)


def comparing() -> Talk:
    return after(fresh(), KernelChanged(1, Live.READY), RunCell(2, COMPARE, "print(1)"))[0]


def test_another_engine_runs_while_the_live_kernel_still_boots() -> None:
    talk, effects = after(fresh(), KernelChanged(1, Live.BOOTING), RunCell(2, SKULPT, "1 + 1"))
    given = "_ = (1 + 1)\nif _ is not None:\n    print(repr(_))"
    assert effects == (ClearOutput(SKULPT), StartRun(1, SKULPT, given, "skulpt"))
    booted, effects = after(talk, KernelChanged(3, Live.READY))
    assert (booted.kernel.live, booted.kernel.current, effects) == (Live.READY, talk.kernel.current, ())
    assert after(booted, RunEnded(4, 1, RunState.DONE))[0].state_of(1) is RunState.DONE


def test_a_cell_whose_engine_is_not_in_the_page_fails_and_says_so() -> None:
    talk, effects = after(fresh(("pyodide",)), RunCell(2, SKULPT, "1"))
    assert (talk.state_of(1), effects) == (RunState.FAILED, ())
    assert talk.message == Message("Skulpt is not in this page: build it with --engines.", 15_002)


@pytest.mark.parametrize("engine, patience_ms", [("skulpt", 0), ("micropython", 0), ("brython", 0)])
def test_an_engine_is_given_time_to_stop_only_if_it_can(engine: str, patience_ms: int) -> None:
    talk = after(fresh(), EngineChosen(1, engine), ReplSubmitted(2, "spin()", ""), RunStarted(3, 1))[0]
    stopping, effects = after(talk, StopRequested(4))
    assert effects == (InterruptKernel(1, patience_ms, engine),)
    gone, effects = after(stopping, StopTimedOut(5, 1))
    assert (effects, gone.kernel.live, gone.kernel.current) == ((ReplaceKernel(1, engine),), Live.OFF, None)


def test_the_repl_speaks_to_the_engine_that_was_chosen() -> None:
    talk = after(fresh(), EngineChosen(1, "brython"))[0]
    assert talk.message is not None
    assert talk.message.text.startswith("The REPL speaks Brython. It lacks input()")
    assert after(talk, ReplSubmitted(2, "x = 1", ""))[1] == (
        EchoInput("x = 1"),
        SetReplInput(""),
        StartRun(1, 0, "x = 1", "brython"),
    )


def test_an_engine_that_is_not_here_can_not_be_chosen() -> None:
    assert after(fresh(("pyodide",)), EngineChosen(1, "brython"))[0].repl.engine == "pyodide"


def test_an_engine_that_dies_fails_its_run_and_lets_the_next_one_start() -> None:
    talk = after(fresh(), RunCell(1, SKULPT, "1 + 1"), RunStarted(2, 1), EngineDied(3, "skulpt"))[0]
    assert (talk.state_of(1), talk.kernel.current) == (RunState.FAILED, None)


def test_an_engine_that_dies_does_not_end_a_comparison() -> None:
    talk, effects = after(comparing(), KernelChanged(3, Live.BOOTING, "broke"))
    assert talk.comparisons[COMPARE][0] == Measure("pyodide", RunState.FAILED, error="it broke")
    assert effects == (MeasureRun(1, COMPARE, "print(1)", "micropython"), WatchRun(1, 5000, "micropython"))
    talk = after(talk, EngineDied(4, "micropython", "no memory"))[0]
    assert talk.comparisons[COMPARE][1] == Measure("micropython", RunState.FAILED, error="it broke: no memory")
    assert (talk.state_of(2), talk.kernel.current, talk.kernel.live) == (RunState.DONE, None, Live.BOOTING)


def test_a_comparison_asks_one_engine_after_the_other() -> None:
    talk, effects = after(fresh(), KernelChanged(1, Live.READY), RunCell(2, COMPARE, "print(1)"))
    assert effects == (MeasureRun(1, COMPARE, "print(1)", "pyodide"), WatchRun(1, 5000, "pyodide"))
    talk, effects = after(talk, Measured(3, 1, "pyodide", RunState.DONE, "1\n", "", (2.0, 4.0, 3.0), 500.0))
    assert effects == (MeasureRun(1, COMPARE, "print(1)", "micropython"), WatchRun(1, 5000, "micropython"))
    talk, effects = after(
        talk, Measured(4, 1, "micropython", RunState.FAILED, "", "Traceback\nSyntaxError: no", (0.1,), 90.0)
    )
    assert (effects, talk.state_of(2), talk.kernel.live) == ((), RunState.DONE, Live.READY)
    assert talk.comparisons[COMPARE] == (
        Measure("pyodide", RunState.DONE, "1\n", "", (2.0, 4.0, 3.0), 500.0),
        Measure("micropython", RunState.FAILED, "", "Traceback\nSyntaxError: no", (0.1,), 90.0),
    )


def test_an_engine_that_takes_too_long_is_ended_and_the_next_one_asked() -> None:
    talk = after(comparing(), Measured(3, 1, "pyodide", RunState.DONE, "1", "", (2.0,)))[0]
    assert after(talk, RunTimedOut(4, 1, "pyodide"))[1] == ()
    overdue, effects = after(talk, RunTimedOut(4, 1, "micropython"))
    assert effects == (InterruptKernel(1, 0, "micropython"),)
    ended, effects = after(overdue, StopTimedOut(5, 1))
    assert (effects, ended.state_of(2)) == ((ReplaceKernel(1, "micropython"),), RunState.DONE)
    assert ended.comparisons[COMPARE][1].state is RunState.STOPPED


def test_a_stop_ends_the_whole_comparison() -> None:
    talk = after(comparing(), StopRequested(3), Measured(4, 1, "pyodide", RunState.STOPPED))[0]
    assert [row.state for row in talk.comparisons[COMPARE]] == [RunState.STOPPED, RunState.STOPPED]
    assert (talk.state_of(2), talk.kernel.current, talk.kernel.live) == (RunState.STOPPED, None, Live.READY)


def test_a_comparison_tells_which_engine_is_not_in_the_page() -> None:
    talk = after(fresh(("pyodide",)), KernelChanged(1, Live.READY), RunCell(2, COMPARE, "print(1)"))[0]
    assert talk.comparisons[COMPARE][1] == Measure("micropython", RunState.FAILED, error="not in this page")


def test_the_table_shows_each_time_against_the_quickest_and_the_slowest() -> None:
    measures = (
        Measure("pyodide", RunState.DONE, "1\n2\n", "", (10.0, 30.0, 20.0), 500.0),
        Measure("skulpt", RunState.DONE, "1\n", "", (80.0,), 95.0),
        Measure("brython", RunState.FAILED, "", "Traceback\nNameError: x", (1.0,)),
    )
    assert [astuple(row) for row in rows(measures)] == [
        ("Pyodide", "done", "1 ⏎ 2", False, "20 ms", 0.25, "", "500 ms", 3),
        ("Skulpt", "done", "1", True, "80 ms", 1.0, "× 4.0", "95 ms", 1),
        ("Brython", "failed", "NameError: x", False, "", 0, "", "", 1),
    ]


@pytest.mark.parametrize(
    "milliseconds, words", [(0.123, "0.12 ms"), (1.26, "1.3 ms"), (12.3, "12 ms"), (1260.0, "1.3 s")]
)
def test_a_time_is_spelled_with_two_figures(milliseconds: float, words: str) -> None:
    assert spell_ms(milliseconds) == words


SHOW = "\nif _ is not None:\n    print(repr(_))"


@pytest.mark.parametrize(
    "source, given",
    [
        ("x = 1", "x = 1"),
        ("x = 1; x", f"x = 1; _ = (x){SHOW}"),
        ("é = 1\né  # why", f"é = 1\n_ = (é){SHOW}"),
        ("[1,\n 2]", f"_ = ([1,\n 2]){SHOW}"),
        ("print 'old'", "print 'old'"),
        ("", ""),
    ],
)
def test_another_engine_is_told_to_print_the_last_result(source: str, given: str) -> None:
    assert (code_for("skulpt", source), code_for("pyodide", source)) == (given, source)


THEN = NOTES + "### After\n```python run\n2\n```\n"


def test_a_kernel_that_breaks_in_a_comparison_does_not_fail_the_cell_that_waits() -> None:
    talk = opened(TalkNotes(THEN.replace("engines=pyodide,micropython", "engines=micropython,pyodide")), ALL)
    waiting = after(talk, KernelChanged(1, Live.READY), RunCell(2, COMPARE, "1"), RunCell(3, 4, "2"))[0]
    asked = after(waiting, Measured(4, 1, "micropython", RunState.DONE, "1", "", (1.0,)))[0]
    broken, effects = after(asked, KernelChanged(5, Live.BOOTING))
    assert (broken.state_of(2), broken.state_of(4), effects) == (RunState.DONE, RunState.QUEUED, ())
    assert broken.message is not None
    assert broken.message.text == "Python broke and was restarted: its names are gone."
    assert after(broken, KernelChanged(6, Live.READY))[1] == (StartRun(2, 4, "2"),)


def test_an_engine_that_dies_while_nothing_runs_forgets_what_was_set_up() -> None:
    notes = NOTES.replace("```python run engine=skulpt", "```python setup\na = 1\n```\n```python run engine=skulpt")
    talk = after(
        opened(TalkNotes(notes), ALL),
        RunCell(1, SKULPT, "a"),
        RunEnded(2, 1, RunState.DONE),
        RunEnded(3, 2, RunState.DONE),
    )[0]
    assert talk.kernel.set_up == {("skulpt", "a = 1")}
    dead = after(talk, EngineDied(4, "skulpt", "why"))[0]
    assert (dead.kernel.set_up, dead.replay) == (frozenset(), (SKULPT,))


def test_what_an_engine_says_too_late_skips_no_other() -> None:
    late = Measured(4, 1, "skulpt", RunState.DONE, "", "", (1.0,))
    assert after(comparing(), late) == (after(comparing(), Ticked(4))[0], ())


def test_a_stop_while_an_engine_is_overdue_ends_the_comparison() -> None:
    overdue = after(comparing(), RunTimedOut(3, 1, "pyodide"), StopRequested(4))[0]
    talk, effects = after(overdue, Measured(5, 1, "pyodide", RunState.STOPPED))
    assert (effects, talk.state_of(2), talk.kernel.current) == ((), RunState.STOPPED, None)


def test_notes_that_change_during_a_comparison_leave_no_table_behind() -> None:
    talk = after(comparing(), NotesReplaced(3, "# T\n\n## S\n", "t.md"))[0]
    talk = after(talk, Measured(4, 1, "pyodide", RunState.DONE), Measured(5, 1, "micropython", RunState.DONE))[0]
    assert (view(talk).comparisons, talk.kernel.current) == ({}, None)


def test_engines_run_although_the_live_kernel_has_failed() -> None:
    failed = after(opened(TalkNotes(THEN), ALL), KernelChanged(1, Live.FAILED, "no wasm"))[0]
    talk, effects = after(failed, RunCell(2, 4, "2"))
    assert (talk.state_of(4), effects) == (RunState.FAILED, (ClearOutput(4),))
    assert after(talk, EngineChosen(3, "brython"), ReplSubmitted(4, "x = 1", ""))[1][-1] == StartRun(
        2, 0, "x = 1", "brython"
    )
    compared, effects = after(talk, RunCell(5, COMPARE, "1"))
    assert compared.comparisons[COMPARE][0] == Measure("pyodide", RunState.FAILED, error="not available")
    assert effects == (MeasureRun(2, COMPARE, "1", "micropython"), WatchRun(2, 5000, "micropython"))


def test_an_engine_that_dies_takes_no_run_of_another_with_it() -> None:
    talk = after(fresh(), RunCell(1, SKULPT, "1 + 1"), RunStarted(2, 1))[0]
    assert after(talk, EngineDied(3, "brython"))[0].kernel.current == talk.kernel.current


def test_a_restart_offers_the_cells_of_its_own_engine_only() -> None:
    talk = after(fresh(), RunCell(1, SKULPT, "1 + 1"), RunEnded(2, 1, RunState.DONE))[0]
    assert (after(talk, EngineDied(3, "brython"))[0].replay, after(talk, EngineDied(3, "skulpt"))[0].replay) == (
        (),
        (1,),
    )


def test_each_engine_of_a_comparison_has_its_own_time() -> None:
    asked = after(comparing(), RunTimedOut(3, 1, "pyodide"), Measured(4, 1, "pyodide", RunState.STOPPED))[0]
    assert asked.kernel.current is not None
    assert asked.kernel.current.overdue is False


@pytest.mark.parametrize(
    "times_ms, time, ratio, quickest_share",
    [
        ((4.0, 8.0), "6.0 ms", "× 6.0", 0.1667),
        ((1.03,), "1.0 ms", "", 0.9709),
        ((12.4,), "12 ms", "× 12", 0.0806),
        ((9.0, 1.0, 3.0), "3.0 ms", "× 3.0", 0.3333),
    ],
)
def test_a_time_is_the_median_and_told_against_the_quickest(
    times_ms: tuple[float, ...], time: str, ratio: str, quickest_share: float
) -> None:
    quickest, other = (
        Measure("pyodide", RunState.DONE, times_ms=(1.0,)),
        Measure("skulpt", RunState.DONE, times_ms=times_ms),
    )
    first, second = rows((quickest, other))
    assert (second.time, second.ratio, first.share) == (time, ratio, quickest_share)


def test_long_output_is_cut_in_the_table() -> None:
    assert rows((Measure("pyodide", RunState.DONE, "x" * 121),))[0].words == "x" * 119 + "…"


def test_of_each_engine_that_takes_too_long_the_comparison_is_told() -> None:
    second = after(comparing(), RunTimedOut(3, 1, "pyodide"), Measured(4, 1, "pyodide", RunState.STOPPED))[0]
    overdue, effects = after(second, RunTimedOut(5, 1, "micropython"))
    assert effects == (InterruptKernel(1, 0, "micropython"),)
    assert [row.words for row in rows(overdue.comparisons[COMPARE])] == ["stopped", "running"]


def test_an_engine_that_breaks_leaves_the_cells_of_others_as_having_run() -> None:
    ran = [RunCell(2, 4, "2"), RunEnded(3, 1, RunState.DONE), RunCell(4, SKULPT, "1"), RunEnded(5, 2, RunState.DONE)]
    talk = after(opened(TalkNotes(THEN), ALL), KernelChanged(1, Live.READY), *ran)[0]
    dead = after(talk, EngineDied(6, "skulpt"))[0]
    assert (talk.kernel.ran, dead.kernel.ran, dead.replay) == ((4, SKULPT), (4,), (SKULPT,))


def test_setup_that_waits_for_one_engine_waits_for_the_other_too() -> None:
    cells = "```python run\n1\n```\n```python run engine=skulpt\n2\n```\n"
    talk = opened(TalkNotes(f"# T\n## S\n```python setup\na = 1\n```\n{cells}"), ALL)
    waiting = after(talk, RunCell(1, 1, "1"), RunCell(2, 2, "2"))[0].kernel.waiting
    assert [(run.engine, run.source) for run in waiting] == [
        ("pyodide", "a = 1"),
        ("pyodide", "1"),
        ("skulpt", "a = 1"),
        ("skulpt", "2"),
    ]
