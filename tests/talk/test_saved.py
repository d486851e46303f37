"""A reload, a crash or a killed tab loses nothing; what was stored is read with suspicion."""

import json
from typing import Any

import pytest

from footlights.talk import to_save
from footlights.talk.clock import LEFT_OPEN_MS
from footlights.talk.events import Began, ReplSubmitted
from footlights.talk.state import Clock, Place, Talk
from tests.talk.support import after, press, small_talk


def used_talk() -> Talk:
    talk = press(small_talk(), ["t"], 1_000)
    talk = press(talk, ["3", "Enter", "n", "d", "+", "`"], 11_000)
    return after(talk, ReplSubmitted(12_000, "1 + 1"))[0]


def reopened(stored: dict[str, Any], at_ms: int = 60_000, place: str = "") -> Talk:
    return after(small_talk(), Began(at_ms, place, stored))[0]


def test_everything_that_lasts_comes_back() -> None:
    talk, stored = used_talk(), json.loads(json.dumps(to_save(used_talk()))) | {"seen_at_ms": 50_000}
    assert to_save(reopened(stored)) == to_save(talk)


def test_a_running_clock_ran_on_while_the_page_was_gone() -> None:
    back = reopened(to_save(used_talk()) | {"seen_at_ms": 50_000})
    assert back.clock == Clock((10_000, 0, 0), 1, 11_000, True)


def test_a_clock_left_open_overnight_is_paused_where_it_was_seen_last() -> None:
    back = reopened(to_save(used_talk()) | {"seen_at_ms": 50_000}, at_ms=50_000 + LEFT_OPEN_MS + 1)
    assert back.clock == Clock((10_000, 39_000, 0), 1, None, True)


def test_the_address_bar_wins_over_the_saved_place() -> None:
    assert reopened(to_save(used_talk()), place="#/5").place == Place(5)


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"version": 99, "place": [3, 1]},
        {"version": 1, "place": "3"},
        {"version": 1, "place": [99, 1]},
        {"version": 1, "clock": {"spent_ms": "x", "section": 0, "since_ms": None}},
        {"version": 1, "clock": {"spent_ms": [1], "section": 7, "since_ms": None}},
        {"version": 1, "clock": None, "theme": "pink", "text_size": 99, "repl": 3},
    ],
)
def test_what_does_not_fit_is_left_out(stored: dict[str, Any]) -> None:
    assert to_save(reopened(stored)) == to_save(small_talk())
