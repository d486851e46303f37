"""One tab keeps a talk; another says so, takes over on the speaker's word, and loses nothing of either."""

from typing import Any

import pytest

from footlights.talk import Talk, to_save, view
from footlights.talk.clock_state import Clock
from footlights.talk.effects import FollowTalk, PutAside, SetCellSource, ShowPlace, TakeOver
from footlights.talk.events import (
    Began,
    CellEdited,
    KeyPressed,
    ReplSubmitted,
    Ticked,
)
from footlights.talk.keeping_events import SavingChanged, TalkFollowed, TalkLost, TalkTaken
from footlights.talk.speaker_events import RehearsalForgotten
from footlights.talk.speaker_view_model import Button
from footlights.talk.state import Keeping, Place
from tests.talk.support import after, press, small_talk, stored

TAKE_OVER = Button("Take over", "take-over")
OPEN_ELSEWHERE = "This talk is open in another tab: nothing is saved here."
TAKEN_OVER = "Another tab took this talk over: nothing is saved here."
HERE = "This tab keeps the talk now."


def told(talk: Talk) -> tuple[Any, Any]:
    """The line in the bar and the button beside it."""
    seen = view(talk)
    return seen.message, seen.offer


def first_tab() -> Talk:
    """At slide 4 since 2 s, its clock running since 1 s, a cell edited, a line in the REPL."""
    talk = press(press(small_talk(), ["t"], 1_000), ["4", "Enter"], 2_000)
    return after(talk, CellEdited(3_000, 1, "10"), ReplSubmitted(3_000, "first"))[0]


def second_tab(left: str = "") -> Talk:
    return after(small_talk(), Began(4_000, "", left or stored(first_tab()), here=False))[0]


def test_the_second_tab_says_so_and_offers_to_take_over() -> None:
    talk = after(small_talk(), Began(1, "", "", here=False))[0]
    assert told(talk) == (OPEN_ELSEWHERE, TAKE_OVER)
    assert after(talk, KeyPressed(2, "U", shift=True))[1] == (TakeOver(),)


def test_the_second_tab_follows_the_first_on_the_speakers_word() -> None:
    second, effects = after(second_tab(), KeyPressed(5_000, "F", shift=True))
    assert effects == (FollowTalk(follows=True),)
    assert told(second) == ("This tab follows the one that has the talk.", TAKE_OVER)
    assert view(second).also == Button("Follow no more", "follow")
    first = after(press(first_tab(), ["End"], 6_000), CellEdited(6_000, 1, "11"))[0]
    there, effects = after(second, TalkFollowed(7_000, stored(first)))
    assert (there.place, there.clock, there.keeping) == (first.place, first.clock, Keeping.FOLLOWING)
    assert effects == (ShowPlace("#/5", push=True), SetCellSource(1, "11"))
    alone, effects = after(there, KeyPressed(8_000, "F", shift=True))
    assert (alone.keeping, effects) == (Keeping.ELSEWHERE, (FollowTalk(follows=False),))
    assert after(alone, TalkFollowed(9_000, stored(first_tab())))[0].place == first.place


def test_the_tab_that_keeps_the_talk_has_nothing_to_take_over() -> None:
    assert told(small_talk()) == ("", None)
    assert after(small_talk(), KeyPressed(2, "U", shift=True))[1] == ()


def test_the_tab_that_lost_the_talk_says_so() -> None:
    assert told(after(first_tab(), SavingChanged(4_000, "never"), TalkLost(5_000))[0]) == (TAKEN_OVER, TAKE_OVER)


def test_what_the_first_tab_did_meanwhile_comes_along() -> None:
    second = second_tab()
    first = after(press(first_tab(), ["d", "End"], 5_000), CellEdited(6_000, 1, "11"), CellEdited(6_000, 2, "12"))[0]
    taken, effects = after(second, TalkTaken(7_000, stored(first)))
    assert to_save(taken) == to_save(first)
    assert effects == (ShowPlace("#/5", push=True), SetCellSource(1, "11"), SetCellSource(2, "12"))
    assert told(taken) == (HERE, None)
    assert told(after(taken, Ticked(13_000))[0]) == ("", None)


def test_what_the_second_tab_did_stays() -> None:
    first = after(press(first_tab(), ["End"], 5_000), CellEdited(5_000, 1, "11"), ReplSubmitted(5_000, "more"))[0]
    second = after(press(second_tab(), ["3", "Enter", "d"], 6_000), CellEdited(6_000, 2, "22"))[0]
    names = [cell.name for slide in second.deck.slides for cell in slide.cells]
    taken = after(after(second, ReplSubmitted(6_000, "second"))[0], TalkTaken(7_000, stored(first)))[0]
    assert (taken.place, taken.theme) == (Place(3), "light")
    assert taken.clock == Clock((1_000, 3_000, 2_000), 1, 7_000, True)
    assert (taken.edits, taken.repl.history) == ({names[0]: "11", names[1]: "22"}, ("first", "more", "second"))


def rehearsed(talk: Talk, at_ms: int) -> Talk:
    """The talk after a rehearsal of a minute on each of two slides."""
    keys = ((0, "R"), (60_000, "n"), (120_000, "R"))
    return after(talk, *(KeyPressed(at_ms + ms, key, shift=key == "R") for ms, key in keys))[0]


def test_rehearsals_of_both_tabs_stay_and_one_that_was_forgotten_does_not() -> None:
    had = rehearsed(small_talk(), 1_000)
    first = rehearsed(had, 300_000)
    second = rehearsed(second_tab(stored(had)), 600_000)
    taken = after(second, TalkTaken(900_000, stored(first)))[0]
    assert [each.began_ms for each in taken.rehearsal.done] == [1_000, 300_000, 600_000]
    forgot = after(first, RehearsalForgotten(500_000, 0))[0]
    left = after(second, TalkTaken(900_000, stored(forgot)))[0]
    assert [each.began_ms for each in left.rehearsal.done] == [300_000, 600_000]


def test_a_rehearsal_that_goes_on_in_the_first_tab_goes_on_in_the_second() -> None:
    had = rehearsed(small_talk(), 1_000)
    first = after(had, KeyPressed(300_000, "R", shift=True), KeyPressed(360_000, "n"))[0]
    second = after(second_tab(stored(had)), RehearsalForgotten(350_000, 0))[0]
    taken = after(second, TalkTaken(370_000, stored(first)))[0]
    assert (taken.rehearsal.began_ms, taken.rehearsal.done) == (300_000, ())
    assert sum(taken.rehearsal.took_ms.values()) == 60_000


def test_an_edit_that_the_first_tab_took_back_is_gone() -> None:
    first = after(first_tab(), CellEdited(5_000, 1, "1 + 1"))[0]
    taken, effects = after(second_tab(), TalkTaken(7_000, stored(first)))
    assert (taken.edits, SetCellSource(1, "1 + 1") in effects) == ({}, True)


def test_a_tab_that_lost_the_talk_takes_it_back_as_the_other_left_it() -> None:
    lost = after(first_tab(), TalkLost(5_000))[0]
    other = after(second_tab(), TalkTaken(5_000, stored(first_tab())))[0]
    other = press(other, ["End", "+"], 6_000)
    assert to_save(after(lost, TalkTaken(7_000, stored(other)))[0]) == to_save(other)


def test_a_clock_that_runs_in_this_tab_is_not_paused_by_when_the_other_was_seen_last() -> None:
    second = second_tab()
    taken = after(second, TalkTaken(3_600_000, stored(first_tab()), seen_at_ms=5_000))[0]
    assert (taken.clock, second.clock.since_ms) == (second.clock, 2_000)


@pytest.mark.parametrize("left", ["", "5", '{"version": 1}'])
def test_taking_over_what_cant_be_read_keeps_what_is_here(left: str) -> None:
    second = press(second_tab(), ["End"], 6_000)
    taken, effects = after(second, TalkTaken(7_000, left))
    assert (to_save(taken), PutAside() in effects) == (to_save(second), left == "5")


@pytest.mark.parametrize(
    "how, words",
    [
        ("seldom", "This browser saves seldom here: a crash may lose the last minutes."),
        ("never", "Nothing can be saved here (no room, or not allowed): a reload begins anew."),
        ("exploded", ""),
    ],
)
def test_a_browser_that_does_not_save_is_a_quiet_word(how: str, words: str) -> None:
    talk = after(small_talk(), SavingChanged(1, how))[0]
    assert told(talk) == (words, None)
    assert [told(after(talk, Ticked(at_ms))[0]) for at_ms in (12_000, 12_001)] == [(words, None), ("", None)]


def test_a_tab_that_never_shared_a_talk_takes_over_what_was_saved() -> None:
    taken = after(small_talk(), TalkTaken(7_000, stored(first_tab())))[0]
    assert (taken.place, taken.repl.history) == (Place(1), ("first",))
