"""Search looks through slides, code and, for the speaker alone, notes."""

import pytest

from footlights.talk import Talk, TalkNotes, opened, view
from footlights.talk.events import CellEdited, KeyPressed, NotesReplaced
from footlights.talk.saved import lasting, restored
from footlights.talk.speaker_events import (
    SearchTaken,
    SearchTyped,
    SearchWalked,
    SpeakerWindowClosed,
    SpeakerWindowOpened,
)
from footlights.talk.speaker_view_model import Hit
from footlights.talk.stage import searching
from footlights.talk.state import Place
from tests.talk.support import after, press

NOTES = """# Talk

## Apples

Green and red *Äpfel* and others.

### Pears

```python run
apples = 3
```

Note: the Secret of pears

## Last

apples again
"""
"""Slides: 1 title, 2 agenda, 3 Apples, 4 Pears, 5 Last."""


def searched(text: str, window: str = "stage") -> Talk:
    talk = after(opened(TalkNotes(NOTES)), SpeakerWindowOpened(1), KeyPressed(1, "/", window=window))[0]  # type: ignore[arg-type]
    return after(talk, SearchTyped(1, text))[0]


def hits(text: str, window: str = "stage") -> list[tuple[int, str]]:
    sign = view(searched(text, window)).search
    assert sign
    return [(hit.slide, hit.where) for hit in sign.hits]


@pytest.mark.parametrize(
    "text, found",
    [
        ("apples", [(3, "title"), (4, "code"), (5, "slide")]),
        ("APPLES again", [(5, "slide")]),
        ("äpfel", [(3, "slide")]),
        ("python", []),
        ("pears 3", [(4, "title")]),
        ("secret", []),
        ("", []),
        ("  ", []),
    ],
)
def test_slides_are_found_by_all_the_words_titles_first(text: str, found: list[tuple[int, str]]) -> None:
    assert hits(text) == found


def test_notes_are_found_in_the_speakers_window_only() -> None:
    assert (hits("secret", "speaker"), hits("secret")) == ([(4, "notes")], [])


def test_a_hit_shows_the_line_that_says_it() -> None:
    sign = view(searched("red")).search
    assert sign
    assert sign.hits == (Hit(3, "Apples", "slide", "Green and ", "red", " *Äpfel* and others."),)


def test_enter_goes_to_the_chosen_one_and_a_press_to_any() -> None:
    walked = after(searched("apples"), SearchWalked(1, 1), SearchWalked(1, 1), SearchWalked(1, 1), SearchWalked(1, -1))[
        0
    ]
    assert after(walked, SearchTaken(1))[0].place.slide == 4
    taken = after(walked, SearchTaken(1, 2))[0]
    assert (taken.place.slide, taken.search) == (5, None)
    assert after(walked, SearchTaken(1, 3))[0] == walked
    assert press(taken, ["Backspace"]).place.slide == 1


def test_another_text_begins_at_its_first_hit() -> None:
    walked = after(searched("apples"), SearchWalked(1, 1), SearchTyped(1, "apple"))[0]
    assert view(walked).search is not None
    assert after(walked, SearchTaken(1))[0].place.slide == 3


def test_it_is_left_by_its_key_by_escape_and_with_its_window() -> None:
    talk = searched("apples", "speaker")
    for event in (KeyPressed(1, "/"), KeyPressed(1, "Escape", focus="editor"), SpeakerWindowClosed(1)):
        assert after(talk, event)[0].search is None
    assert after(searched("x"), SpeakerWindowClosed(1))[0].search is not None


@pytest.mark.parametrize("event", [SearchTyped(1, "x"), SearchWalked(1, 1), SearchTaken(1), SearchTaken(1, 0)])
def test_without_a_search_there_is_nothing_to_be_searched(event: SearchTyped | SearchWalked | SearchTaken) -> None:
    talk = press(opened(TalkNotes(NOTES)), ["n"])
    assert after(talk, event)[0] == talk


STEPS = """---
incremental: true
---
# T

## A

- one
- two

## B

x

. . .

```python run
old = 1
```

## C

y

## D

z
"""
"""Slides: 1 title, 2 agenda, 3 A, 4 B, 5 C, 6 D."""


def was_at(*keys: str) -> Talk:
    return press(opened(TalkNotes(STEPS)), keys)


@pytest.mark.parametrize("text, place", [("two", Place(3, 3)), ("a one", Place(3, 2)), ("old", Place(4, 2))])
def test_a_hit_is_shown_at_the_step_that_says_it(text: str, place: Place) -> None:
    talk = after(was_at("/"), SearchTyped(1, text), SearchTaken(1))[0]
    assert talk.place == place


def test_code_is_found_as_it_was_edited() -> None:
    talk = after(was_at("4", "Enter"), CellEdited(1, was_at().deck.cells[0].identity, "new = 2"))[0]
    found = after(press(talk, ["1", "Enter", "/"]), SearchTyped(1, "new"), SearchTaken(1))[0]
    assert found.place == Place(4, 2)


@pytest.mark.parametrize(
    "keys, were",
    [
        ((), ()),
        (("n", "n"), ()),
        (("3", "Enter", "n", "6", "Enter", "1", "Enter"), (Place(6), Place(3, 2))),
        (("3", "Enter", "6", "Enter", "1", "Enter", "6", "Enter"), (Place(1), Place(3))),
        (("3", "Enter", "6", "Enter", "Backspace"), (Place(1), Place(6))),
        (("3", "Enter", "n", "6", "Enter", "1", "Enter", "3", "Enter", "Backspace"), (Place(6), Place(3))),
        (("3", "Enter", "6", "Enter", "Backspace", "Backspace"), (Place(3), Place(6))),
        (("3", "Enter", "6", "Enter", "Backspace", "1", "Enter"), (Place(3), Place(6))),
    ],
)
def test_before_a_word_is_typed_the_jump_list_is_shown(keys: tuple[str, ...], were: tuple[Place, ...]) -> None:
    talk = was_at(*keys, "/")
    sign = view(talk).search
    assert sign
    assert (searching.were_at(talk), sign.says) == (were, "Where you were" if were else "")
    assert [hit.slide for hit in sign.hits] == [place.slide for place in were]


def test_enter_on_the_jump_list_goes_where_one_was_and_can_be_taken_back() -> None:
    talk = was_at("3", "Enter", "n", "6", "Enter", "1", "Enter", "/")
    gone = after(talk, SearchWalked(1, 1), SearchTaken(1))[0]
    assert (gone.place, gone.search) == (Place(3, 2), None)
    assert press(gone, ["Backspace"]).place == Place(1)


def test_a_search_without_hits_says_so_and_enter_stays() -> None:
    talk = after(was_at("6", "Enter", "/"), SearchTyped(1, "nowhere"))[0]
    sign = view(talk).search
    assert sign
    assert (sign.says, sign.hits) == ("Nothing says that.", ())
    assert after(talk, SearchTaken(1))[0] == talk


def test_the_jump_list_outlives_the_page_and_changed_notes() -> None:
    talk = was_at("3", "Enter", "6", "Enter", "Backspace")
    again = restored(opened(TalkNotes(STEPS)), lasting(talk))
    assert (again.jumps, again.returns) == (talk.jumps, talk.returns)
    moved = after(talk, NotesReplaced(2, STEPS.replace("## A", "## New\n\nx\n\n## A"), "notes.md", ()))[0]
    assert searching.were_at(moved) == (Place(1), Place(7))
