"""Whatever happens in whatever order, the talk stays one that can be given."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from footlights.deck import PYODIDE
from footlights.talk import Event, Recorded, Talk, TalkNotes, opened, to_save, update, view
from footlights.talk.events import Began, KeyPressed, NotesReplaced, RunCell, StopRequested, Wanted
from footlights.talk.kernel_state import KernelState, Live, Run, RunState
from footlights.talk.run_events import (
    EngineDied,
    InputWanted,
    KernelChanged,
    Measured,
    RunEnded,
    RunStarted,
    RunTimedOut,
    StopTimedOut,
)
from footlights.talk.stage.clock import total_spent_ms
from footlights.talk.wire import read_event, to_json
from tests.talk.strategies import events, messages, unhurried

NOTES = """# Talk

## One (2 min)

first

<!-- pause -->

```python setup
import json
```

```python run id=one
1 + 1
```

```python autorun
2
```

## Two (3 min)

```python run engine=skulpt
3
```

```python compare engines=micropython,pyodide
4
```

```python app
5
```
"""
ALL = ("pyodide", "micropython", "skulpt")
OTHER = "# Talk\n\n## Two\n\n```python run engine=skulpt\n3\n```\n"
RESETS = {"reset-clock"}


def talk() -> Talk:
    return opened(TalkNotes(NOTES), ALL, recorded=Recorded("2026-11-23", frozenset({"one"})))


def runs_of(kernel: KernelState) -> list[Run]:
    return [*([kernel.current] if kernel.current else []), *kernel.waiting]


def needs_live(run: Run) -> bool:
    return PYODIDE in (run.engine, *run.compares)


def assert_sound(state: Talk) -> None:
    """What is true of every talk, whatever led to it."""
    deck, kernel, clock = state.deck, state.kernel, state.clock
    runs = runs_of(kernel)
    assert 1 <= state.place.slide <= len(deck.slides)
    assert 1 <= state.place.step <= state.slide.last_step
    assert 1 <= state.chosen <= len(deck.slides)
    identities = [cell.identity for cell in (*deck.cells, *state.gone)]
    assert len(identities) == len(set(identities)), "no two cells are the same"
    assert state.cells.keys() <= set(identities)
    assert (len(clock.spent_ms), clock.section in range(len(clock.spent_ms))) == (len(deck.sections) + 1, True)
    assert min(clock.spent_ms) >= 0
    numbers = [run.number for run in runs]
    assert numbers == sorted(set(numbers)), "runs are numbered in the order in which they were asked for"
    assert all(number < kernel.next_run for number in numbers)
    assert kernel.current or not kernel.stopping, "only what runs can be stopped"
    assert kernel.live is not Live.BUSY or (kernel.current and needs_live(kernel.current))
    if kernel.current and kernel.current.engine == PYODIDE:
        assert kernel.live is Live.BUSY, "what the live kernel runs keeps it busy"
    if kernel.waiting and not kernel.current:
        assert kernel.live in (Live.OFF, Live.BOOTING, Live.STOPPED), "nothing waits but for Python to start"
        assert needs_live(kernel.waiting[0])
    of_cells = [run.cell for run in runs if run.cell and not run.is_setup]
    set_up_for = kernel.current.cell if kernel.current and kernel.current.is_setup else 0
    assert len(of_cells) == len(set(of_cells)), "a cell waits only once"
    assert all(run.cell in of_cells for run in kernel.waiting if run.is_setup), "setup waits with its cell"
    for number, mark in state.cells.items():
        assert mark not in (RunState.QUEUED, RunState.RUNNING) or number in (set_up_for, *of_cells), (
            "what waits or runs, does"
        )
        assert mark in (RunState.IDLE, RunState.QUEUED, RunState.RUNNING) or number not in of_cells, "an end is an end"


def resets_clock(event: Event) -> bool:
    return isinstance(event, Began) or (isinstance(event, Wanted) and event.intent in RESETS) or (
        isinstance(event, KeyPressed) and event.key == "T"
    )  # fmt: skip


def assert_step(before: Talk, event: Event) -> Talk:
    step = update(before, event)
    after = step.state
    assert_sound(after)
    to_json([view(after), to_save(after), list(step.effects)])
    assert after.now_ms >= before.now_ms
    if not resets_clock(event):
        assert total_spent_ms(after.clock, after.now_ms) >= total_spent_ms(before.clock, before.now_ms)
    return after


LIVELY = st.sampled_from(
    [
        *(KernelChanged(1, live) for live in (Live.READY, Live.BOOTING, Live.FAILED)),
        *(RunCell(2, cell, "1 + 1") for cell in range(1, 6)),
        Wanted(3, "clock"),
        Wanted(3, "next"),
        StopRequested(4),
        NotesReplaced(5, OTHER, "notes.md"),
        NotesReplaced(5, NOTES, "notes.md"),
    ]
)
"""Events that lead somewhere, so that the made-up ones meet a talk that is under way."""


STEPS = {"said": st.integers(0, 8), "wanted": LIVELY, "forged": events()}
ANYTHING = st.sampled_from(["said", "said", "wanted", "wanted", "forged"]).flatmap(STEPS.__getitem__)
"""Chosen in two steps: a union within a union would weigh as much as all its members."""


def of_current(state: Talk) -> list[Event]:
    """What could be said of the code that runs."""
    run, at_ms = state.kernel.current, state.now_ms
    if run is None:
        return [RunStarted(at_ms, state.kernel.next_run)]
    return [
        RunStarted(at_ms, run.number),
        *(RunEnded(at_ms, run.number, end) for end in (RunState.DONE, RunState.FAILED, RunState.STOPPED)),
        Measured(at_ms, run.number, run.engine, RunState.DONE, "", "", (0.0, 2.0)),
        InputWanted(at_ms, run.number),
        RunTimedOut(at_ms, run.number, run.engine),
        StopTimedOut(at_ms, run.number),
        EngineDied(at_ms, run.engine),
    ]


@unhurried
@given(st.lists(ANYTHING, min_size=20, max_size=40))
def test_any_events_leave_a_talk_that_is_sound(happened: list[Event | int]) -> None:
    state = talk()
    for each in happened:
        said = of_current(state)
        state = assert_step(state, said[each % len(said)] if isinstance(each, int) else each)


@settings(unhurried, max_examples=30)
@given(st.lists(messages, max_size=10))
def test_any_messages_leave_a_talk_that_is_sound(happened: list[dict[str, Any]]) -> None:
    state = talk()
    for message in happened:
        event = read_event(message)
        state = assert_step(state, event) if event else state
