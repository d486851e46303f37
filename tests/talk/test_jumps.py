"""Going back to where one was: after a jump, a link, a number, and on changed notes too."""

from collections.abc import Sequence

import pytest

from footlights.talk import Event, Talk, TalkNotes, opened
from footlights.talk.events import KeyPressed, NotesReplaced, PlaceRequested, SlideChosen
from footlights.talk.state import Place
from tests.talk.support import after, press

NOTES = "# T\n\n" + "".join(
    f"## S{section}\n\n" + "".join(f"### {section}.{slide}\n\nx\n\n. . .\n\ny\n\n" for slide in (1, 2, 3))
    for section in (1, 2, 3)
)
"""Slides: 1 title, 2 agenda, then each section's opener and its three slides, from 3, 7 and 11 on."""


def talk() -> Talk:
    return opened(TalkNotes(NOTES))


def went(*events: Event | Sequence[str]) -> Talk:
    """The talk after events and keys."""
    now = talk()
    for event in events:
        now = after(now, event)[0] if not isinstance(event, Sequence) else press(now, event)
    return now


@pytest.mark.parametrize(
    "way, back",
    [
        ((["n", "n", "n"],), Place(4)),
        ((["4", "Enter", "n"], ["1", "2", "Enter"]), Place(4, 2)),
        ((["4", "Enter"], PlaceRequested(1, "#/5")), Place(4)),
        ((["4", "Enter"], PlaceRequested(1, "#/9.2")), Place(4)),
        ((["4", "Enter", "o"], SlideChosen(1, 9)), Place(4)),
        ((["4", "Enter", "]"],), Place(4)),
        ((["4", "Enter", "c"],), Place(4)),
        ((["4", "Enter", "End"],), Place(4)),
        ((["4", "Enter", "a"],), Place(4)),
        ((["4", "Enter", "c", "n", "p"],), Place(4)),
        ((["4", "Enter", "c", "7", "Enter", "Backspace"],), Place(4)),
    ],
)
def test_back_is_where_one_was_before_the_last_jump(way: tuple[Event | Sequence[str], ...], back: Place) -> None:
    now = went(*way)
    assert press(now, ["Backspace"]).place == (back if now.jumps else now.place)
    assert len(press(now, ["Backspace"]).jumps) == max(0, len(now.jumps) - 1)


@pytest.mark.parametrize(
    "asked, shown", [("", Place(1)), ("#/9.2", Place(9, 2)), ("#/99", Place(4)), ("#else", Place(4))]
)
def test_an_address_without_a_place_is_the_beginning_and_one_of_no_slide_changes_nothing(
    asked: str, shown: Place
) -> None:
    assert went(["4", "Enter"], PlaceRequested(1, asked)).place == shown


def test_one_slide_further_is_no_jump_and_where_nothing_was_left_back_stays() -> None:
    now = went(["n", "n", "n", "p"])
    assert (now.jumps, press(now, ["Backspace"]).place) == ((), now.place)


def test_the_last_section_begins_at_its_first_slide() -> None:
    assert went(["c"]).place == Place(11)


def test_while_a_number_is_typed_backspace_is_for_its_digits() -> None:
    now = went(["9", "Enter", "1", "2", "Backspace"])
    assert (now.entry, now.place) == ("1", Place(9))


def test_in_an_editor_backspace_is_the_editors() -> None:
    now = went(["9", "Enter"], KeyPressed(1, "Backspace", focus="editor"))
    assert now.place == Place(9)


def test_only_the_last_jumps_are_remembered() -> None:
    now = press(talk(), [key for _ in range(40) for key in ("Home", "End")])
    assert len(now.jumps) == 50


def test_what_is_remembered_moves_with_the_notes() -> None:
    now = went(["5", "Enter", "c"])
    changed = NOTES.replace("## S1", "## New\n\n### a\n\nx\n\n### b\n\nx\n\n## S1")
    moved, _ = after(now, NotesReplaced(2, changed, "notes.md", ()))
    back = press(moved, ["Backspace"])
    assert (back.slide.title, back.slide.title == now.deck.slides[4].title) == ("1.2", True)


def test_what_is_remembered_of_a_slide_that_is_gone_is_left_out() -> None:
    now = went(["5", "Enter", "c"])
    changed = NOTES.replace("### 1.2\n\nx\n\n. . .\n\ny\n\n", "")
    moved, _ = after(now, NotesReplaced(2, changed, "notes.md", ()))
    assert (len(now.jumps), len(moved.jumps)) == (2, 1)
