"""The stage's one door: a message that is no event never raises on the page, and is counted."""

import json
from typing import Any

import pytest

from footlights.browser.bridge import Stage
from tests.talk.support import NOTES

BEGAN = {"type": "Began", "atMs": 1, "place": "#/3", "saved": "", "systemTheme": "dark"}


def start(**began: Any) -> tuple[Stage, dict[str, Any]]:
    """A stage, and what it answered first."""
    request = {
        "notes": NOTES,
        "name": "t.md",
        "pictures": [],
        "engines": ["pyodide"],
        "keys": [],
        "event": BEGAN | began,
    }
    stage = Stage()
    return stage, json.loads(stage.start(json.dumps(request)))


def handle(stage: Stage, message: object) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(stage.handle(json.dumps(message)))
    return answer


@pytest.mark.parametrize(
    "message",
    [
        {"type": "KernelChanged", "atMs": 2, "live": "exploded"},
        {"type": "WarmedUp", "atMs": 2, "code": "1 + 1", "missing": 5},
        {"type": "Measured", "atMs": 2, "run": 1, "engine": "pyodide", "state": "done", "timesMs": 5},
        {"type": "NoSuchThing", "atMs": 2},
        [],
    ],
)
def test_what_makes_no_sense_is_dropped_and_counted(message: object) -> None:
    stage, before = start()
    dropped = handle(stage, message)
    assert before["dropped"] == 0
    nothing = {"effects": [], "handled": False, "save": None, "deck": None, "drawings": None}
    assert dropped == {"view": before["view"], "dropped": 1, **nothing}
    assert handle(stage, {"type": "KeyPressed", "atMs": 3, "key": "n"})["view"]["slide"] == 3, (
        "and the next one is heard"
    )


def test_a_message_too_deep_to_be_read_is_dropped() -> None:
    stage, _ = start()
    deep = '{"type": "RunEnded", "atMs": 2, "run": 1, "state": "done", "line": ' + "[" * 100_000 + "]" * 100_000 + "}"
    assert json.loads(stage.handle(deep))["dropped"] == 1


def test_only_what_changed_is_saved_again() -> None:
    stage, _ = start()
    moved = handle(stage, {"type": "KeyPressed", "atMs": 3, "key": "End"})
    assert (moved["save"]["place"], moved["handled"], moved["effects"]) == (
        [5, 1],
        True,
        [{"type": "ShowPlace", "place": "#/5", "push": True}],
    )
    assert handle(stage, {"type": "Ticked", "atMs": 4})["save"] is None


@pytest.mark.parametrize("saved", ["5", "[]", '"x"', "null", '{"version": 1, "place": 5}', "[" * 100_000])
def test_a_talk_begins_whatever_was_saved(saved: str) -> None:
    assert start(saved=saved)[1]["view"]["slide"] == 3


def test_two_stages_know_nothing_of_each_other() -> None:
    one, _ = start()
    other, _ = start()
    handle(one, {"type": "KeyPressed", "atMs": 3, "key": "End"})
    assert handle(other, {"type": "Ticked", "atMs": 4})["view"]["slide"] == 3
