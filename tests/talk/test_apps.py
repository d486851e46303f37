"""A cell that leaves a web application serves until its Python is gone."""

from footlights.talk import Talk, TalkNotes, opened
from footlights.talk.effects import ClearOutput, StartRun, StopApplications
from footlights.talk.events import RunCell, StopRequested
from footlights.talk.kernel_state import Live, RunState
from footlights.talk.run_events import KernelChanged, RunEnded, RunStarted, StopTimedOut
from footlights.talk.view import view
from tests.talk.support import after

NOTES = """# Talk

---

```python setup
import json
```

```python app path=/docs
app = FastAPI()
```

```python run
1 + 1
```
"""
READY = KernelChanged(1, Live.READY)


def talk() -> Talk:
    return opened(TalkNotes(NOTES))


def serving() -> Talk:
    events = (READY, RunCell(2, 1, "app = FastAPI()"), RunStarted(3, 1), RunEnded(4, 1, RunState.DONE))
    return after(talk(), *events, RunStarted(5, 2), RunEnded(6, 2, RunState.DONE))[0]


def test_only_the_cells_own_code_leaves_the_application_not_its_setup() -> None:
    started, effects = after(talk(), READY, RunCell(2, 1, "app = FastAPI()"))
    assert effects == (ClearOutput(1), StartRun(1, 1, "import json"))
    assert after(started, RunStarted(3, 1), RunEnded(4, 1, RunState.DONE))[1] == (
        StartRun(2, 1, "app = FastAPI()", serves=True),
    )


def test_a_cell_whose_application_is_up_says_that_it_serves() -> None:
    assert view(serving()).cells == ((1, RunState.DONE, "✓ serving"), (2, RunState.IDLE, ""))


def test_a_python_that_is_gone_serves_nothing_and_the_cell_can_be_run_again() -> None:
    events = (RunCell(7, 2, "1 + 1"), RunStarted(8, 3), StopRequested(9), StopTimedOut(10, 3))
    gone = after(serving(), *events)[0]
    assert gone.cells == {1: RunState.IDLE, 2: RunState.STOPPED}
    assert gone.replay == (1,)


def test_a_stop_with_nothing_running_stops_what_applications_answer() -> None:
    assert after(serving(), StopRequested(7))[1] == (StopApplications(),)
    assert after(talk(), READY, StopRequested(7))[1] == ()
