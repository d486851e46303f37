"""Code runs one piece at a time, can always be stopped, and a dead kernel is no end."""

from dataclasses import replace

from footlights.talk import TalkNotes, opened, view
from footlights.talk.code.engines import PATIENCE_MS
from footlights.talk.effects import (
    ClearOutput,
    EchoInput,
    InterruptKernel,
    ReplaceKernel,
    SetReplInput,
    StartRun,
)
from footlights.talk.events import (
    KeyPressed,
    RecordingWanted,
    ReplSubmitted,
    RunAllAbove,
    RunCell,
    StopRequested,
    Ticked,
)
from footlights.talk.kernel_state import Live, RunState
from footlights.talk.run_events import KernelChanged, RunEnded, RunStarted, RunTimedOut, StopTimedOut
from footlights.talk.speaker_view_model import Button
from footlights.talk.state import Message, Offer, Recorded, Talk
from tests.talk.support import after, besides_keeping, press, small_talk

READY = KernelChanged(1, Live.READY)


def running() -> Talk:
    return after(small_talk(), READY, RunCell(2, 1, "1 + 1"), RunStarted(3, 1))[0]


def test_a_cell_runs_when_the_kernel_is_ready() -> None:
    talk, effects = after(small_talk(), READY, RunCell(2, 1, "1 + 1"))
    assert effects == (ClearOutput(1), StartRun(1, 1, "1 + 1"))
    assert (talk.kernel.live, talk.cells) == (Live.BUSY, {1: RunState.QUEUED})
    assert after(talk, RunStarted(3, 1))[0].state_of(1) is RunState.RUNNING


def test_a_cell_waits_for_a_kernel_that_boots() -> None:
    waiting, effects = after(small_talk(), KernelChanged(1, Live.BOOTING), RunCell(2, 1, "x"))
    assert (waiting.state_of(1), effects) == (RunState.QUEUED, (ClearOutput(1),))
    assert after(waiting, READY)[1] == (StartRun(1, 1, "x"),)


def test_the_next_run_starts_when_one_ends() -> None:
    talk = after(running(), RunCell(4, 2, "2 + 2"))[0]
    done, effects = after(talk, RunEnded(5, 1, RunState.DONE))
    assert (done.cells, effects) == ({1: RunState.DONE, 2: RunState.QUEUED}, (StartRun(2, 2, "2 + 2"),))


def test_a_cell_that_runs_is_not_queued_again() -> None:
    assert after(running(), RunCell(4, 1, "1 + 1"))[1] == ()


def test_a_stop_is_soft_and_forgets_what_waits() -> None:
    talk, effects = after(running(), RunCell(4, 2, "x"), StopRequested(5))
    assert effects == (InterruptKernel(1, PATIENCE_MS),)
    assert talk.cells == {1: RunState.RUNNING, 2: RunState.STOPPED}
    assert after(talk, StopRequested(6)) == (replace(talk, now_ms=6), ())
    assert after(talk, RunEnded(6, 1, RunState.STOPPED))[0].state_of(1) is RunState.STOPPED


def test_a_stop_that_does_not_help_replaces_the_kernel() -> None:
    talk, effects = after(running(), StopRequested(5), StopTimedOut(6, 1))
    assert effects == (ReplaceKernel(1),)
    assert (talk.kernel.live, talk.state_of(1)) == (Live.STOPPED, RunState.STOPPED)
    assert after(talk, KernelChanged(7, Live.BOOTING), READY)[0].kernel.live is Live.READY


def test_a_stop_that_helped_in_time_replaces_nothing() -> None:
    talk, effects = after(running(), StopRequested(5), RunEnded(6, 1, RunState.STOPPED), StopTimedOut(7, 1))
    assert (talk.kernel.live, effects) == (Live.READY, ())
    again = after(talk, RunCell(8, 1, "x"), StopRequested(9))[0]
    assert after(again, StopTimedOut(10, 1)) == (replace(again, now_ms=10), ())


def test_late_words_of_a_replaced_kernel_change_nothing() -> None:
    talk = after(running(), StopRequested(5), StopTimedOut(6, 1))[0]
    assert after(talk, RunEnded(7, 1, RunState.DONE))[0].state_of(1) is RunState.STOPPED


def test_a_kernel_that_dies_fails_its_run_and_says_so() -> None:
    talk = after(running(), KernelChanged(5, Live.FAILED, "out of memory"))[0]
    assert (talk.state_of(1), talk.kernel.live) == (RunState.FAILED, Live.FAILED)
    assert talk.message is not None
    assert talk.message.text == "Live Python is not available: out of memory."


def test_a_python_that_dies_while_nothing_runs_is_told_too() -> None:
    idle = after(
        small_talk(),
        KernelChanged(1, Live.READY),
        RunCell(2, 1, "x = 1"),
        RunStarted(2, 1),
        RunEnded(3, 1, RunState.DONE),
    )[0]
    told = after(idle, KernelChanged(4, Live.BOOTING))[0]
    offer = Offer("Run the cell again", "replay", (1,))
    assert told.message == Message("Python broke and was restarted: its names are gone.", 15_004, offer, private=True)
    assert (told.replay, told.kernel.live) == ((1,), Live.BOOTING)


def test_the_repl_runs_what_is_complete() -> None:
    effects = after(small_talk(), READY, ReplSubmitted(2, "1 + 1"))[1]
    assert effects == (EchoInput("1 + 1"), SetReplInput(""), StartRun(1, 0, "1 + 1"))


def test_a_cell_that_is_not_there_is_not_run() -> None:
    assert after(small_talk(), READY, RunCell(2, 9, "x"))[1] == ()


def test_a_run_out_of_time_is_stopped_once() -> None:
    assert after(running(), RunTimedOut(5, 1), RunTimedOut(6, 1))[1] == ()


def test_cells_are_offered_again_in_the_order_in_which_they_ran_last() -> None:
    ran = [
        event
        for run, cell in enumerate((1, 2, 1), 1)
        for event in (RunCell(2, cell, "x"), RunEnded(3, run, RunState.DONE))
    ]
    talk = after(small_talk(), READY, *ran)[0]
    assert talk.kernel.ran == (2, 1)


def test_the_offer_to_run_cells_again_outlives_a_second_restart_and_goes_with_its_message() -> None:
    ran = after(small_talk(), READY, RunCell(2, 1, "x"), RunStarted(2, 1), RunEnded(3, 1, RunState.DONE))[0]
    events = [
        RunCell(4, 2, "y"),
        RunStarted(5, 2),
        StopRequested(6),
        StopTimedOut(7, 2),
        KernelChanged(8, Live.BOOTING),
    ]
    again = [
        KernelChanged(9, Live.READY),
        RunCell(10, 2, "y"),
        RunStarted(11, 3),
        StopRequested(12),
        StopTimedOut(13, 3),
    ]
    talk = after(ran, *events, *again)[0]
    assert talk.replay == (1,)
    assert after(talk, Ticked(20_000))[0].replay == ()


def test_cells_of_a_python_that_is_gone_are_run_again_at_a_key() -> None:
    ran = [
        event
        for run, cell in enumerate((2, 1), 1)
        for event in (RunCell(2, cell, "x"), RunStarted(2, run), RunEnded(3, run, RunState.DONE))
    ]
    talk = after(small_talk(), READY, *ran, KernelChanged(4, Live.BOOTING))[0]
    assert view(talk).offer == Button("Run the 2 cells again", "replay")
    again, effects = after(talk, KeyPressed(5, "r"))
    assert (again.replay, again.message, effects) == ((), None, (ClearOutput(2), ClearOutput(1)))
    assert [(run.cell, run.source) for run in again.kernel.waiting] == [(2, "x"), (1, "x")], "as they stood"


def test_one_cell_of_a_python_that_is_gone_is_one_cell() -> None:
    ran = after(small_talk(), READY, RunCell(2, 1, "x"), RunStarted(2, 1), RunEnded(3, 1, RunState.DONE))[0]
    gone = after(ran, KernelChanged(4, Live.BOOTING))[0]
    assert view(gone).offer == Button("Run the cell again", "replay")


def test_a_python_that_starts_for_the_first_time_has_lost_nothing() -> None:
    assert after(small_talk(), KernelChanged(1, Live.BOOTING))[0].message is None


def test_what_a_message_offers_goes_with_it() -> None:
    ran = after(press(small_talk(), ["t"]), READY, RunCell(2, 1, "x"), RunStarted(2, 1), RunEnded(3, 1, RunState.DONE))
    gone = press(after(ran[0], KernelChanged(4, Live.BOOTING))[0], ["Escape"], 5)
    assert (view(gone).message, view(gone).offer) == ("", None)
    reset = after(gone, KeyPressed(6, "T", shift=True))[0]
    assert (view(reset).message, view(reset).offer) == ("The clock is reset. ⇧ T brings it back.", None)
    assert after(reset, KeyPressed(7, "r")) == (replace(reset, now_ms=7), ())


WITH_SETUP = "# T\n\n## S\n\n```python setup\nboom()\n```\n\n```python run\na = 1\n```\n\n```python run\nb = 2\n```\n"


def test_cells_whose_setup_fails_do_not_run() -> None:
    talk = after(opened(TalkNotes(WITH_SETUP)), READY, RunAllAbove(2, 2), RunStarted(3, 1))[0]
    failed, effects = after(talk, RunEnded(4, 1, RunState.FAILED))
    assert (failed.cells, failed.kernel.waiting) == ({1: RunState.FAILED, 2: RunState.STOPPED}, ())
    assert besides_keeping(effects) == ()


def test_setup_that_waits_for_a_cell_that_is_shown_as_recorded_goes_to_the_next() -> None:
    first = opened(TalkNotes(WITH_SETUP)).deck.cells[0].name
    talk = opened(TalkNotes(WITH_SETUP), recorded=Recorded("2026-11-23", frozenset({first})))
    shown = after(talk, RunAllAbove(2, 2), RecordingWanted(3, 1))[0]
    assert [(run.cell, run.source) for run in shown.kernel.waiting] == [(2, "boom()"), (2, "b = 2")]
    assert after(shown, READY)[1] == (StartRun(1, 2, "boom()"),)


def test_a_thousand_cells_that_wait_for_a_python_that_does_not_come_have_failed() -> None:
    notes = "# T\n\n## S\n\n" + "".join(f"```python run\n{number}\n```\n\n" for number in range(1000))
    waiting = after(opened(TalkNotes(notes)), RunAllAbove(2, 1000))[0]
    failed = after(waiting, KernelChanged(3, Live.FAILED, "no memory"))[0]
    assert (set(failed.cells.values()), failed.kernel.waiting) == ({RunState.FAILED}, ())
