"""A page that is opened on changed notes gives back what it would have kept had it been open meanwhile."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footlights.talk import Talk, TalkNotes, opened, to_save
from footlights.talk.drawn_state import Tool
from footlights.talk.effects import RenameOutputs
from footlights.talk.events import Began, CellEdited, KeyPressed, NotesReplaced, PlaceRequested, RunCell, Ticked, Wanted
from footlights.talk.keeping_events import TalkFollowed, TalkTaken
from footlights.talk.kernel_state import Live, RunState
from footlights.talk.run_events import KernelChanged, RunEnded, RunStarted
from footlights.talk.speaker_events import StrokeDrawn
from tests.talk.strategies import unhurried
from tests.talk.support import after, stored
from tests.talk.test_identity import edited_notes, notes_of

CODE = "# T\n\n## A (5 min)\n\n### Sum\n\n```python run\n1 + 1\n```\n\n## B (5 min)\n\n### Rest\n\nwords\n"
"""Slides: 1 title, 2 agenda, 3 A, 4 Sum, 5 B, 6 Rest."""


def anew(became: str, talk: Talk, notes: str, at_ms: int = 99_000) -> Talk:
    return after(opened(TalkNotes(became)), Began(at_ms, saved=stored(talk), notes=notes, seen_at_ms=at_ms - 1))[0]


def differing(one: Talk, other: Talk, *but: str) -> dict[str, tuple[Any, Any]]:
    """What two talks keep that is not the same."""
    ours, theirs = to_save(one), to_save(other)
    return {name: (ours[name], theirs[name]) for name in ours if name not in but and ours[name] != theirs[name]}


@unhurried
@given(edited_notes(), st.data())
def test_what_is_kept_is_the_same_whether_notes_change_under_a_page_or_before_it_is_opened(
    notes: tuple[list[str], list[str]], data: st.DataObject
) -> None:
    before, became = map(notes_of, notes)
    talk = after(opened(TalkNotes(before)), KernelChanged(1, Live.READY))[0]
    slides = st.integers(1, len(talk.deck.slides))
    events = [
        *(CellEdited(2, cell.identity, cell.source + "!") for cell in talk.deck.cells[1::2]),
        *(StrokeDrawn(3, data.draw(slides), Tool.PEN, f"M{number} 1L2 2") for number in range(3)),
        RunCell(4, talk.deck.cells[0].identity, talk.deck.cells[0].source),
        RunStarted(5, 1),
        RunEnded(6, 1, RunState.DONE),
        KeyPressed(7, "t"),
        PlaceRequested(8, f"#/{data.draw(slides)}"),
        KeyPressed(20_000, "R", shift=True),
        Ticked(50_000),
        PlaceRequested(60_000, f"#/{data.draw(slides)}"),
        Ticked(80_000),
    ]
    talk = after(talk, *events)[0]
    running = after(talk, NotesReplaced(98_999, became, "notes.md"))[0]
    assert differing(running, anew(became, talk, before)) == {}


@pytest.mark.parametrize(
    "became",
    [CODE.replace("1 + 1", "1 + 2"), CODE.replace("1 + 1", "2").replace("## B", "## C"), "# T\n\nnew\n" + CODE[3:]],
    ids=["other code", "other code and another section", "words before it"],
)
def test_an_edit_stays_with_a_cell_whose_code_is_another_now(became: str) -> None:
    talk = after(opened(TalkNotes(CODE)), CellEdited(2, 1, "edited"))[0]
    again = anew(became, talk, CODE)
    (cell,) = again.deck.cells
    assert again.shown_in(cell) == "edited"
    assert cell.identity == 1


def test_a_drawing_stays_on_a_slide_whose_title_and_words_are_others_now() -> None:
    talk = after(opened(TalkNotes(CODE)), StrokeDrawn(1, 5, Tool.PEN, "M1 1L2 2"))[0]
    again = anew(CODE.replace("### Rest\n\nwords", "### What is left\n\nmore"), talk, CODE)
    assert list(again.drawings.strokes) == [5]


def test_outputs_go_along_with_cells_that_are_called_otherwise_now() -> None:
    talk = after(opened(TalkNotes(CODE)), CellEdited(2, 1, "edited"))[0]
    became = CODE.replace("1 + 1", "1 + 2")
    again, effects = after(opened(TalkNotes(became)), Began(9, saved=stored(talk), notes=CODE))
    renamed = [effect for effect in effects if isinstance(effect, RenameOutputs)]
    assert renamed == [RenameOutputs({talk.deck.cells[0].name: again.deck.cells[0].name})]


@pytest.mark.parametrize("notes", ["", CODE + "more", "---\nbroken: ["], ids=["none", "others", "broken"])
def test_notes_that_are_not_those_of_then_tell_nothing(notes: str) -> None:
    talk = after(opened(TalkNotes(CODE)), CellEdited(2, 1, "edited"))[0]
    became = CODE.replace("1 + 1", "1 + 2")
    assert to_save(anew(became, talk, notes))["edits"] == {talk.deck.cells[0].name: "edited"}
    assert anew(became, talk, notes).shown_in(anew(became, talk, notes).deck.cells[0]) == "1 + 2"


def test_a_theme_of_the_notes_gives_way_to_another_of_theirs_and_one_that_was_chosen_does_not() -> None:
    dark, light = (f"---\ntheme: {theme}\n---\n{CODE}" for theme in ("dark", "light"))
    talk = opened(TalkNotes(dark))
    assert anew(light, talk, dark).theme == "light"
    chosen = after(talk, Wanted(1, "theme"))[0]
    assert (chosen.theme, anew(dark + "more", chosen, dark).theme) == ("light", "light")


@pytest.mark.parametrize("follows", [False, True], ids=["takes over", "follows"])
def test_a_second_tab_on_changed_notes_goes_on_with_what_fits_of_the_firsts(follows: bool) -> None:
    first = after(opened(TalkNotes(CODE)), Began(1), CellEdited(2, 1, "2 + 2"), PlaceRequested(3, "#/6"))[0]
    became = CODE.replace("1 + 1", "1 + 2").replace("## A", "## New (1 min)\n\n## A")
    began = Began(4, saved=stored(first), seen_at_ms=3, notes=CODE, here=False)
    second = after(opened(TalkNotes(became)), began, KeyPressed(5, "F", shift=True))[0]
    later = stored(after(first, CellEdited(6, 1, "3 + 3"), PlaceRequested(7, "#/4"))[0])
    again = TalkFollowed(8, later, 7, CODE) if follows else TalkTaken(8, later, 7, CODE)
    there = after(second, again)[0]
    (cell,) = there.deck.cells
    assert (second.slide.title, there.slide.title) == ("Rest", "Sum")
    assert dict(there.edits) == {cell.name: "3 + 3"}
