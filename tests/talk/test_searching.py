"""Search looks through slides, code and, for the speaker alone, notes."""

import pytest

from footlights.talk import Talk, TalkNotes, opened, view
from footlights.talk.events import KeyPressed
from footlights.talk.speaker_events import (
    SearchTaken,
    SearchTyped,
    SearchWalked,
    SpeakerWindowClosed,
    SpeakerWindowOpened,
)
from footlights.talk.speaker_view_model import Hit
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


def searching(text: str, window: str = "stage") -> Talk:
    talk = after(opened(TalkNotes(NOTES)), SpeakerWindowOpened(1), KeyPressed(1, "/", window=window))[0]  # type: ignore[arg-type]
    return after(talk, SearchTyped(1, text))[0]


def hits(text: str, window: str = "stage") -> list[tuple[int, str]]:
    sign = view(searching(text, window)).search
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
    sign = view(searching("red")).search
    assert sign
    assert sign.hits == (Hit(3, "Apples", "slide", "Green and ", "red", " *Äpfel* and others."),)


def test_enter_goes_to_the_chosen_one_and_a_press_to_any() -> None:
    walked = after(
        searching("apples"), SearchWalked(1, 1), SearchWalked(1, 1), SearchWalked(1, 1), SearchWalked(1, -1)
    )[0]
    assert after(walked, SearchTaken(1))[0].place.slide == 4
    taken = after(walked, SearchTaken(1, 2))[0]
    assert (taken.place.slide, taken.search) == (5, None)
    assert after(walked, SearchTaken(1, 3))[0] == walked
    assert press(taken, ["Backspace"]).place.slide == 1


def test_another_text_begins_at_its_first_hit() -> None:
    walked = after(searching("apples"), SearchWalked(1, 1), SearchTyped(1, "apple"))[0]
    assert view(walked).search is not None
    assert after(walked, SearchTaken(1))[0].place.slide == 3


def test_it_is_left_by_its_key_by_escape_and_with_its_window() -> None:
    talk = searching("apples", "speaker")
    for event in (KeyPressed(1, "/"), KeyPressed(1, "Escape", focus="editor"), SpeakerWindowClosed(1)):
        assert after(talk, event)[0].search is None
    assert after(searching("x"), SpeakerWindowClosed(1))[0].search is not None


@pytest.mark.parametrize("event", [SearchTyped(1, "x"), SearchWalked(1, 1), SearchTaken(1), SearchTaken(1, 0)])
def test_without_a_search_there_is_nothing_to_be_searched(event: SearchTyped | SearchWalked | SearchTaken) -> None:
    talk = press(opened(TalkNotes(NOTES)), ["n"])
    assert after(talk, event)[0] == talk
