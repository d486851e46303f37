"""While the screen is blank the clock goes on, or rests where the notes say so."""

import pytest

from footlights.talk import Talk, TalkNotes, opened
from footlights.talk.events import KeyPressed, NotesReplaced
from footlights.talk.stage import clock
from footlights.talk.state import Mode
from tests.talk.support import NOTES, after, press

RESTING = NOTES.replace("duration: 10 min", "duration: 10 min\nblank: pause")


def used_s(talk: Talk, *presses: tuple[int, str]) -> float:
    """Seconds of the talk that are used at the last of the moments at which keys are pressed."""
    for second, key in presses:
        talk = press(talk, [key] if key else [], 1000 * second)
    return clock.total_spent_ms(talk.clock, 1000 * presses[-1][0]) / 1000


@pytest.mark.parametrize(
    "presses, goes_on_s, rests_s",
    [
        ([(1, "t"), (11, "b"), (31, "b"), (36, "Shift")], 35, 15),
        ([(1, "t"), (11, "."), (31, "Escape"), (36, "Shift")], 35, 15),
        ([(1, "t"), (11, "b"), (31, "n"), (36, "Shift")], 35, 15),
        ([(1, "t"), (11, "b"), (31, "o"), (36, "Shift")], 35, 15),
        ([(1, "t"), (11, "b"), (31, "Shift")], 30, 10),
        ([(1, "t"), (11, "t"), (12, "b"), (31, "b"), (36, "Shift")], 10, 10),
        ([(1, "b"), (11, "b"), (36, "Shift")], 0, 0),
        ([(1, "t"), (11, "b"), (21, "t"), (31, "b"), (36, "Shift")], 20, 25),
        ([(1, "t"), (11, "b"), (21, "t"), (26, "t"), (31, "b"), (36, "Shift")], 30, 15),
    ],
)
def test_the_clock_rests_while_the_screen_is_blank(
    presses: list[tuple[int, str]], goes_on_s: int, rests_s: int
) -> None:
    assert used_s(opened(TalkNotes(NOTES)), *presses) == goes_on_s
    assert used_s(opened(TalkNotes(RESTING)), *presses) == rests_s


@pytest.mark.parametrize("unblank_s, used", [(31, 16), (12, 35)], ids=["while it is blank", "after it was"])
def test_a_reset_that_is_undone_leaves_the_clock_as_it_was(unblank_s: int, used: int) -> None:
    talk = press(press(opened(TalkNotes(RESTING)), ["t"], 1000), ["b"], 11_000)
    keys = sorted([(unblank_s, "b"), (11, "T"), (12, "T")], key=lambda key: key[0])
    for second, key in keys:
        talk = after(talk, KeyPressed(1000 * second, key, shift=key == "T"))[0]
    assert clock.total_spent_ms(talk.clock, 36_000) == 1000 * used


def test_a_clock_that_is_started_anew_after_a_reset_while_blank_runs() -> None:
    keys = ((1, "t"), (11, "b"), (12, "T"), (13, "t"))
    talk = after(
        opened(TalkNotes(RESTING)), *(KeyPressed(1000 * second, key, shift=key == "T") for second, key in keys)
    )[0]
    assert clock.total_spent_ms(talk.clock, 20_000) == 7_000


def test_notes_that_change_while_the_screen_is_blank_leave_the_clock_resting() -> None:
    talk = press(press(opened(TalkNotes(RESTING)), ["t"], 1000), ["b"], 11_000)
    talk, _ = after(talk, NotesReplaced(12_000, RESTING.replace("first", "another"), "notes.md", ()))
    talk = press(talk, ["b"], 31_000)
    assert (talk.mode, clock.total_spent_ms(talk.clock, 36_000)) == (Mode.TALK, 15_000)
