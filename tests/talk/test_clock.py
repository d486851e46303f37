"""The clock is kept as moments: idle, running, paused, over, and nothing spent is lost."""

import pytest

from footlights.talk.clock_state import Clock
from footlights.talk.stage import clock
from footlights.talk.stage.clock import (
    ClockReading,
    enter,
    fitted,
    paused_at,
    read,
    spent_ms,
    start_or_pause,
    total_spent_ms,
)

IDLE = Clock(spent_ms=(0, 0, 0), section=1)


def test_starting_and_pausing_adds_the_span_to_its_section() -> None:
    running = start_or_pause(IDLE, 1_000)
    paused = start_or_pause(running, 61_000)
    assert running == Clock((0, 0, 0), 1, 1_000, True)
    assert paused == Clock((0, 60_000, 0), 1, None, True)


def test_entering_a_section_switches_the_countdown_and_coming_back_goes_on() -> None:
    running = start_or_pause(IDLE, 0)
    second = enter(running, 2, 10_000)
    back = enter(second, 1, 15_000)
    assert (spent_ms(back, 1, 17_000), spent_ms(back, 2, 17_000)) == (12_000, 5_000)
    assert total_spent_ms(back, 17_000) == 17_000


def test_while_paused_no_time_passes_in_any_section() -> None:
    paused = start_or_pause(start_or_pause(IDLE, 0), 5_000)
    moved = enter(paused, 2, 90_000)
    assert (total_spent_ms(moved, 900_000), moved.since_ms) == (5_000, None)


@pytest.mark.parametrize(
    "state, used_ms, expected",
    [
        (IDLE, 0, ClockReading("idle", 300, 300)),
        (Clock((0,), 0, 1, True), 0, ClockReading("running", 300, 300)),
        (Clock((0,), 0, 1, True), 1, ClockReading("running", 300, 300)),
        (Clock((0,), 0, 1, True), 1_000, ClockReading("running", 299, 300)),
        (Clock((0,), 0, 1, True), 300_999, ClockReading("running", 0, 300)),
        (Clock((0,), 0, 1, True), 301_000, ClockReading("over", -1, 300)),
        (Clock((0,), 0, 1, True), 372_000, ClockReading("over", -72, 300)),
        (Clock((0,), 0, None, True), 372_000, ClockReading("paused", -72, 300)),
    ],
)
def test_a_face_shows_what_is_left(state: Clock, used_ms: int, expected: ClockReading) -> None:
    assert read(state, used_ms, 300) == expected


def test_a_clock_left_running_is_paused_where_it_was_last_seen() -> None:
    assert paused_at(Clock((0, 0), 1, 1_000, True), 4_000) == Clock((0, 3_000), 1, None, True)


def test_a_deck_with_fewer_sections_keeps_every_second() -> None:
    assert fitted(Clock((1, 2, 3, 4), 3, None, True), 1) == Clock((8, 2), 1, None, True)


def test_a_system_clock_set_back_never_takes_time_away() -> None:
    assert spent_ms(Clock((0, 5_000), 1, 10_000, True), 1, 9_000) == 5_000
    assert clock.enter(Clock((0, 5_000), 1, 10_000, True), 0, 9_000).spent_ms == (0, 5_000)
