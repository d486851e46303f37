"""The time that the page was away counts, or does not: one key says which."""

import pytest

from footlights.talk import Talk, opened, view
from footlights.talk.events import Began, KeyPressed, Ticked, Woken
from footlights.talk.speaker_view_model import Button
from footlights.talk.stage.clock import LEFT_OPEN_MS, total_spent_ms
from footlights.talk.stage.questions import spent_ms
from tests.talk.support import after, press, small_talk, stored

MINUTE_MS = 60_000


def back_after(away_ms: int, keys: str = "") -> Talk:
    """A talk that ran for two minutes in its first section, seen so long ago; then keys are pressed."""
    talk = press(press(small_talk(), ["3", "Enter", "t"], 0), ["n"], 2 * MINUTE_MS)
    back = after(small_talk(), Began(2 * MINUTE_MS + away_ms, saved=stored(talk), seen_at_ms=2 * MINUTE_MS))[0]
    return after(back, *(KeyPressed(back.now_ms, key, shift=key == "G") for key in keys))[0]


@pytest.mark.parametrize(
    "away_ms, keys, spent_min, runs",
    [
        (MINUTE_MS - 1, "", 2, True),
        (10 * MINUTE_MS, "", 12, True),
        (10 * MINUTE_MS, "G", 2, True),
        (10 * MINUTE_MS, "GG", 12, True),
        (10 * MINUTE_MS, "]G", 2, True),
        (LEFT_OPEN_MS + MINUTE_MS, "", 2, False),
        (LEFT_OPEN_MS + MINUTE_MS, "G", 33, True),
        (LEFT_OPEN_MS + MINUTE_MS, "GG", 2, True),
    ],
    ids=[
        "short",
        "counted",
        "not counted",
        "after all",
        "in another section",
        "long",
        "counted by hand",
        "not after all",
    ],
)
def test_a_gap_counts_or_does_not(away_ms: int, keys: str, spent_min: int, runs: bool) -> None:
    talk = back_after(away_ms, keys)
    assert (total_spent_ms(talk.clock, talk.now_ms) // MINUTE_MS, talk.clock.since_ms is not None) == (
        spent_min,
        runs,
    ) or (away_ms < MINUTE_MS)


def test_the_speaker_is_asked() -> None:
    asked = view(back_after(10 * MINUTE_MS))
    assert (asked.message, asked.offer) == (
        "The page was away for 10 min: the clock counts that.", Button("Don't count it", "gap"),
    )  # fmt: skip
    turned = view(back_after(10 * MINUTE_MS, "G"))
    assert (turned.message, turned.offer) == (
        "The page was away for 10 min: the clock does not count that.", Button("Count it", "gap"),
    )  # fmt: skip
    assert view(back_after(MINUTE_MS - 1)).message == "Back where you were. ⇧ T resets the clock."


def test_without_a_gap_the_key_does_nothing() -> None:
    talk = press(small_talk(), ["t"])
    assert after(talk, KeyPressed(talk.now_ms, "G", shift=True))[0] == talk
    assert opened(talk.notes).gap is None


def questioned_after(away_ms: int, keys: str = "", woken: bool = False) -> Talk:
    """Questions went on for two minutes, then nothing was heard of the page for so long; then keys are pressed."""
    talk = after(press(small_talk(), ["3", "Enter", "t", "q"], 0), Ticked(2 * MINUTE_MS))[0]
    began = Began(2 * MINUTE_MS + away_ms, saved=stored(talk), seen_at_ms=2 * MINUTE_MS)
    back = after(talk, Woken(began.at_ms, 2 * MINUTE_MS))[0] if woken else after(small_talk(), began)[0]
    return after(back, *(KeyPressed(back.now_ms, key, shift=key == "G") for key in keys))[0]


@pytest.mark.parametrize("woken", [False, True], ids=["reloaded", "woken"])
@pytest.mark.parametrize(
    "away_ms, keys, spent_min, goes_on",
    [
        (10 * MINUTE_MS, "", 12, True),
        (10 * MINUTE_MS, "G", 2, True),
        (10 * MINUTE_MS, "GG", 12, True),
        (10 * MINUTE_MS, "qG", 2, False),
        (LEFT_OPEN_MS + MINUTE_MS, "", 2, False),
        (LEFT_OPEN_MS + MINUTE_MS, "G", 33, True),
        (LEFT_OPEN_MS + MINUTE_MS, "GG", 2, True),
    ],
    ids=["counted", "not counted", "after all", "over", "long", "counted by hand", "not after all"],
)
def test_a_gap_among_questions_counts_for_them_or_does_not(
    woken: bool, away_ms: int, keys: str, spent_min: int, goes_on: bool
) -> None:
    talk = questioned_after(away_ms, keys, woken)
    assert (spent_ms(talk) // MINUTE_MS, talk.questions.since_ms is not None) == (spent_min, goes_on)
    assert total_spent_ms(talk.clock, talk.now_ms) == 0


def test_a_page_that_was_heard_of_since_did_not_stand_still() -> None:
    talk = press(press(small_talk(), ["3", "Enter", "t"], 0), ["n"], MINUTE_MS)
    woken = after(talk, Woken(LEFT_OPEN_MS + 3 * MINUTE_MS, MINUTE_MS // 2))[0]
    assert (woken.gap, woken.clock) == (None, talk.clock)


def test_the_speaker_is_asked_about_questions() -> None:
    asked = view(questioned_after(10 * MINUTE_MS))
    assert (asked.message, asked.offer) == (
        "The page was away for 10 min: the questions' time counts that.", Button("Don't count it", "gap"),
    )  # fmt: skip
