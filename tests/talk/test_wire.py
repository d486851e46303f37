"""What comes over the border is an event with every field as its type says, or nothing."""

import json
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given

from footlights.talk import Event
from footlights.talk.decoding import camel, decoder_of
from footlights.talk.effects import InterruptKernel
from footlights.talk.events import (
    Began,
    HistoryWanted,
    KeyPressed,
    ReplResized,
    SentToRepl,
)
from footlights.talk.fields import MOST
from footlights.talk.keeping_events import TalkTaken
from footlights.talk.kernel_state import Live, RunState
from footlights.talk.run_events import (
    EngineDied,
    KernelChanged,
    Measured,
    NamesKept,
    PackagesLoading,
    RunEnded,
    WarmedUp,
)
from footlights.talk.wire import from_json, read_event, to_json
from tests.talk.strategies import json_values, messages, unhurried

MEASURED = {"type": "Measured", "atMs": 1, "run": 2, "engine": "skulpt", "state": "done"}


@pytest.mark.parametrize(
    "message, event",
    [
        ({"type": "KeyPressed", "atMs": 7, "key": "n", "shift": False, "focus": "page"}, KeyPressed(7, "n")),
        ({"type": "KeyPressed", "atMs": 7, "key": "n" * 100}, KeyPressed(7, "n" * 100)),
        ({"type": "KernelChanged", "atMs": 7, "live": "ready"}, KernelChanged(7, Live.READY)),
        ({"type": "RunEnded", "atMs": 7, "run": 1, "state": "stopped", "line": None}, RunEnded(7, 1, RunState.STOPPED)),
        ({"type": "PackagesLoading", "atMs": 7, "run": 1, "packages": ["a", "b"]}, PackagesLoading(7, 1, ("a", "b"))),
        ({"type": "WarmedUp", "atMs": 7, "code": "", "givenUp": True}, WarmedUp(7, "", (), True)),
        (MEASURED | {"timesMs": [1, 0.5], "startupMs": 3}, Measured(1, 2, "skulpt", RunState.DONE, "", "", (1.0, 0.5), 3.0)),
        ({"type": "HistoryWanted", "atMs": 7, "direction": -1, "text": ""}, HistoryWanted(7, -1, "")),
        ({"type": "ReplResized", "atMs": 7, "share": 1}, ReplResized(7, 1.0)),
        ({"type": "Began", "atMs": 7, "saved": "5"}, Began(7, saved="5")),
        ({"type": "Began", "atMs": 7, "saved": "5", "seenAtMs": 1.5}, Began(7, saved="5")),
        ({"type": "Began", "atMs": 7, "seenAtMs": -5, "here": False}, Began(7, here=False)),
        ({"type": "TalkTaken", "atMs": 7, "saved": "5", "seenAtMs": 10**400}, TalkTaken(7, "5")),
    ],
)  # fmt: skip
def test_events_come_in_as_the_page_writes_them(message: dict[str, Any], event: Event) -> None:
    assert read_event(message) == event


@pytest.mark.parametrize(
    "message",
    [
        {},
        5,
        [{"type": "Ticked", "atMs": 1}],
        {"type": "Nonsense", "atMs": 1},
        {"type": ["Ticked"], "atMs": 1},
        {"type": "Ticked"},
        {"type": "Ticked", "atMs": 1, "extra": 2},
        {"type": "Ticked", "at_ms": 1},
        {"type": "Ticked", "atMs": True},
        {"type": "Ticked", "atMs": 1.0},
        {"type": "Ticked", "atMs": "1"},
        {"type": "Ticked", "atMs": -1},
        {"type": "Ticked", "atMs": MOST + 1},
        {"type": "KernelChanged", "atMs": 1, "live": "exploded"},
        {"type": "KernelChanged", "atMs": 1, "live": "busy"},
        {"type": "KernelChanged", "atMs": 1, "live": ["ready"]},
        {"type": "KernelChanged", "atMs": 1, "live": "failed", "reason": {}},
        {"type": "RunEnded", "atMs": 1, "run": 1, "state": "queued"},
        {"type": "RunEnded", "atMs": 1, "run": 1, "state": "done", "line": "3"},
        {"type": "RunEnded", "atMs": 1, "run": None, "state": "done"},
        {"type": "WarmedUp", "atMs": 1, "code": "", "missing": 5},
        {"type": "WarmedUp", "atMs": 1, "code": "", "missing": ["a", 5]},
        {"type": "WarmedUp", "atMs": 1, "code": "", "missing": ["a"] * 1001},
        {"type": "WarmedUp", "atMs": 1, "code": "", "givenUp": 1},
        {"type": "WarmedUp", "atMs": 1},
        {"type": "PackagesLoading", "atMs": 1, "run": 1, "packages": "numpy"},
        MEASURED | {"timesMs": ["soon", 2.0]},
        MEASURED | {"timesMs": [float("nan")]},
        MEASURED | {"timesMs": [float("inf")]},
        MEASURED | {"timesMs": [10**400]},
        MEASURED | {"timesMs": [-1.0]},
        MEASURED | {"startupMs": "x"},
        {"type": "KeyPressed", "atMs": 1, "key": "n" * 101},
        {"type": "KeyPressed", "atMs": 1, "key": "n", "focus": "nowhere"},
        {"type": "HistoryWanted", "atMs": 1, "direction": True, "text": ""},
        {"type": "HistoryWanted", "atMs": 1, "direction": 0, "text": ""},
        {"type": "SystemThemeChanged", "atMs": 1, "theme": "pink"},
    ],
)
def test_what_does_not_fit_is_no_event(message: object) -> None:
    assert read_event(message) is None


def test_words_of_a_worker_are_cut_and_half_a_character_becomes_a_question_mark() -> None:
    died = {"type": "EngineDied", "atMs": 1, "engine": "skulpt", "reason": "é\ud83d" + "x" * 500}
    assert read_event(died) == EngineDied(1, "skulpt", "é?" + "x" * 298)
    assert read_event({"type": "SentToRepl", "atMs": 1, "source": "é🙂"}) == SentToRepl(1, "é🙂")


def test_what_is_said_of_a_checkpoint_is_read_whole() -> None:
    about = '{"ran": [' + ", ".join(f'"cell-{number}"' for number in range(20_000)) + "]}"
    assert read_event({"type": "NamesKept", "atMs": 1, "slot": "", "about": about}) == NamesKept(1, "", about)


@pytest.mark.parametrize("hint", [dict[str, int], tuple[int, int], int | str], ids=["dict", "tuple", "union"])
def test_a_field_of_a_type_that_can_not_be_decoded_is_told_when_the_program_starts(hint: object) -> None:
    with pytest.raises(TypeError, match="no decoder for"):
        decoder_of(hint)


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"atMs": ' + "9" * 5_000 + "}"])
def test_a_text_that_is_no_json_says_nothing(text: str) -> None:
    assert from_json(text) is None


@unhurried
@given(json_values | messages)
def test_any_json_is_an_event_or_nothing(value: object) -> None:
    event = read_event(value)
    assert event is None or read_event(json.loads(json.dumps(written(event)))) == event


def written(event: Event) -> dict[str, Any]:
    """An event as the page would write it."""
    values = {camel(field.name): getattr(event, field.name) for field in fields(event)}
    return {"type": type(event).__name__, **values}


def test_effects_go_out_as_the_page_reads_them() -> None:
    written = {"type": "InterruptKernel", "run": 3, "patienceMs": 400, "engine": "pyodide"}
    assert json.loads(to_json(InterruptKernel(3, 400))) == written


def test_a_number_that_javascript_can_not_read_is_never_sent() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        to_json({"share": float("nan")})
