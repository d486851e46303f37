"""What cells showed when the talk was recorded is shown where live Python can't run them."""

from dataclasses import replace

import pytest

from footlights.deck import PYODIDE
from footlights.talk import Event, Recorded, Talk, TalkNotes, opened
from footlights.talk.code.engines import code_for
from footlights.talk.effects import ClearOutput, EchoInput, PlayRecording, SetReplInput, StartRun
from footlights.talk.events import CellEdited, NotesReplaced, RecordingWanted, ReplSubmitted, RunCell, StopRequested
from footlights.talk.kernel_state import Live, RunState
from footlights.talk.run_events import KernelChanged, RunEnded, RunStarted
from footlights.talk.state import Message
from footlights.talk.view import view
from tests.talk.support import after

NOTES = """# Talk

```python run id=first
1 + 1
```

---

```python setup
import json
```

```python run id=second
2 + 2
```

```python run id=third
3 + 3
```
"""
FAILED = KernelChanged(1, Live.FAILED, "no memory")
READY = KernelChanged(1, Live.READY)
IDLE, QUEUED, RUNNING = RunState.IDLE, RunState.QUEUED, RunState.RUNNING
DONE, BROKE, STOPPED, RECORDED = RunState.DONE, RunState.FAILED, RunState.STOPPED, RunState.RECORDED


def talk() -> Talk:
    """Three cells; of the last one there is no recording."""
    return opened(TalkNotes(NOTES), recorded=Recorded("2026-11-23", frozenset({"first", "second"})))


def test_without_python_a_cell_shows_what_was_recorded_and_one_that_was_not_fails() -> None:
    first, effects = after(talk(), FAILED, RunCell(2, 1, "1 + 1"))
    assert (first.cells, effects) == ({1: RECORDED}, (ClearOutput(1), PlayRecording(1)))
    assert view(first).cells[0] == (1, RECORDED, "recorded 2026-11-23")
    third, effects = after(first, RunCell(3, 3, "3 + 3"))
    assert (third.cells, effects) == ({1: RECORDED, 3: BROKE}, (ClearOutput(3),))
    assert third.message == Message("Live Python is not available.", 10_003)


def test_cells_that_waited_for_a_python_that_does_not_come_show_what_was_recorded_once() -> None:
    waiting = after(talk(), RunCell(1, 1, "1 + 1"), RunCell(2, 2, "2 + 2"))[0]
    talk_now, effects = after(waiting, KernelChanged(3, Live.FAILED, "no memory"))
    assert talk_now.cells == {1: RECORDED, 2: RECORDED}
    assert effects == (PlayRecording(1), PlayRecording(2))
    assert talk_now.kernel.waiting == ()
    assert talk_now.message == Message("Cells show what was recorded. Live Python is not available: no memory.")


def test_code_that_the_speaker_changed_has_no_recording() -> None:
    changed = after(talk(), FAILED, CellEdited(2, 1, "1 + 2"))[0]
    failed, effects = after(changed, RunCell(3, 1, "1 + 2"))
    assert (failed.state_of(1), effects) == (BROKE, (ClearOutput(1),))
    words = "Live Python is not available. Original brings back the code that was recorded."
    assert failed.message == Message(words, 10_003)
    assert after(failed, RecordingWanted(4, 1)) == (replace(failed, now_ms=4), ())


def test_notes_that_change_a_cells_code_leave_it_without_a_recording() -> None:
    text = NOTES.replace("1 + 1", "1 + 5")
    assert after(talk(), NotesReplaced(1, text, "notes.md"))[0].recorded.cells == frozenset({"second"})


RUNS = (READY, RunCell(2, 1, "1 + 1"), RunStarted(3, 1))


@pytest.mark.parametrize(
    ("events", "state", "offered"),
    [
        ((), IDLE, ()),
        ((RunCell(2, 1, "1 + 1"),), QUEUED, (1,)),
        (RUNS, RUNNING, ()),
        ((*RUNS, RunEnded(4, 1, RunState.DONE)), DONE, ()),
        ((*RUNS, RunEnded(4, 1, RunState.FAILED)), BROKE, (1,)),
        ((*RUNS, StopRequested(4), RunEnded(5, 1, RunState.STOPPED)), STOPPED, (1,)),
        ((*RUNS, RunEnded(4, 1, RunState.FAILED), RecordingWanted(5, 1)), RECORDED, ()),
    ],
)
def test_a_recording_is_offered_where_a_cell_has_nothing_to_show(
    events: tuple[Event, ...], state: RunState, offered: tuple[int, ...]
) -> None:
    shown = view(after(talk(), *events)[0])
    assert (shown.cells[0][1], shown.recordings) == (state, offered)


def test_a_recording_takes_the_place_of_a_run_that_waits_and_leaves_what_runs_alone() -> None:
    busy = after(talk(), *RUNS, RunCell(4, 2, "2 + 2"))[0]
    shown, effects = after(busy, RecordingWanted(5, 2))
    assert (shown.cells, effects) == ({1: RUNNING, 2: RECORDED}, (PlayRecording(2),))
    assert (shown.kernel.current, shown.kernel.waiting) == (busy.kernel.current, ())
    assert after(busy, RecordingWanted(5, 1)) == (replace(busy, now_ms=5), ())


def test_a_cell_whose_recording_is_shown_can_be_run_all_the_same() -> None:
    shown = after(talk(), *RUNS, RunEnded(4, 1, RunState.FAILED), RecordingWanted(5, 1))[0]
    assert after(shown, RunCell(6, 1, "1 + 1"))[1] == (ClearOutput(1), StartRun(2, 1, "1 + 1"))


def test_a_line_of_the_repl_says_that_python_is_not_there() -> None:
    told, effects = after(talk(), FAILED, ReplSubmitted(2, "1"))
    assert (told.message, told.kernel.current) == (Message("Live Python is not available.", 10_002), None)
    assert effects == (EchoInput("1"), SetReplInput(""))


def test_what_waited_behind_a_run_whose_recording_is_shown_runs_if_it_can() -> None:
    notes = "# T\n\n```python run id=a\n1\n```\n\n```python run engine=skulpt id=b\n2\n```\n"
    waiting = opened(TalkNotes(notes), (PYODIDE, "skulpt"), recorded=Recorded("2026-11-01", frozenset({"a"})))
    waiting = after(waiting, RunCell(1, 1, "1"), RunCell(2, 2, "2"))[0]
    shown, effects = after(waiting, RecordingWanted(3, 1))
    assert effects == (PlayRecording(1), StartRun(2, 2, code_for("skulpt", "2"), "skulpt"))
    assert shown.kernel.waiting == ()
