"""Whatever becomes of the notes, what is still there is still the same: cells, their runs and edits, slides, times."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footlights.deck import Deck, parse
from footlights.talk import Talk, TalkNotes, opened, to_save
from footlights.talk.events import CellEdited, NotesReplaced, RunCell
from footlights.talk.kernel_state import Live, RunState
from footlights.talk.run_events import KernelChanged, RunEnded, RunStarted
from footlights.talk.stage.identity import sections_again, slides_again
from tests.talk.support import after, press, stored

READY = KernelChanged(1, Live.READY)


def notes_of(pieces: list[str]) -> str:
    """Notes of pieces that each stand alone: ``# `` begins a section, ``= `` a slide, ``> `` code, else it is a line."""
    marks = {"# ": "## {}\n", "= ": "### {}\n", "> ": "```python run\n{}\n```\n"}
    written = (marks[piece[:2]].format(piece[2:]) if piece[:2] in marks else f"{piece}\n" for piece in pieces)
    return "# T\n\n" + "\n".join(written)


def replaced(talk: Talk, pieces: list[str]) -> Talk:
    return after(talk, NotesReplaced(9, notes_of(pieces), "notes.md"))[0]


def cell_with(talk: Talk, code: str) -> int:
    (identity,) = (cell.identity for cell in talk.deck.cells if cell.source == code)
    return identity


CELLS = [f"> {code}" for code in ("a", "b", "c", "d")]
OTHERS = st.sampled_from(["# one", "# two", "= three", "= four", "= ", "- words", "more words", "> new", "> x", "> x"])


@st.composite
def edited_notes(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Notes with four cells of their own code, and what they became: pieces put in, taken out, changed and moved."""
    pieces = draw(st.permutations([*CELLS, *draw(st.lists(OTHERS, max_size=8))]))
    became = [piece for piece in pieces if piece in CELLS or draw(st.booleans())]
    for piece in draw(st.lists(OTHERS, max_size=5)):
        became.insert(draw(st.integers(0, len(became))), piece)
    if draw(st.booleans()):
        became.insert(draw(st.integers(0, len(became) - 1)), became.pop(draw(st.integers(0, len(became) - 1))))
    return list(pieces), became


@given(edited_notes(), st.booleans())
def test_a_cell_that_is_kept_keeps_its_state_its_edit_its_run_and_its_place_in_the_queue(
    notes: tuple[list[str], list[str]], comes_back: bool
) -> None:
    before, became = notes
    talk = opened(TalkNotes(notes_of(before)))
    a, b, c, d = (cell_with(talk, code) for code in "abcd")
    events = (CellEdited(2, d, "d2"), RunCell(3, a, "a"), RunStarted(4, 1), RunEnded(5, 1, RunState.DONE))
    talk = after(talk, READY, *events, RunCell(6, b, "b"), RunStarted(7, 2), RunCell(8, c, "c"))[0]
    changed = replaced(talk, became)
    if comes_back:
        changed = replaced(replaced(changed, ["# nothing"]), became)
    assert [cell_with(changed, code) for code in "abcd"] == [a, b, c, d]
    assert [changed.state_of(cell).value for cell in (a, b, c, d)] == ["done", "running", "queued", "idle"]
    assert {changed.shown_in(cell) for cell in changed.deck.cells if cell.identity == d} == {"d2"}
    assert replace(changed.kernel, furthest=talk.kernel.furthest) == talk.kernel
    assert len({cell.identity for cell in changed.deck.cells}) == len(changed.deck.cells)


@given(edited_notes())
def test_edits_are_saved_under_the_names_that_cells_have_in_notes_that_are_read_anew(
    notes: tuple[list[str], list[str]],
) -> None:
    before, became = notes
    talk = opened(TalkNotes(notes_of(before)))
    talk = after(talk, CellEdited(2, cell_with(talk, "d"), "d2"))[0]
    changed = replaced(talk, became)
    anew = parse(notes_of(became)).cells
    assert to_save(changed)["edits"] == {cell.name: "d2" for cell in anew if cell.source == "d"}
    assert stored(changed)


TWINS = ["# one", "= s", "> x", "= t", "> x", "> y"]
"""Two cells with the same code: the first done, the second running."""


@pytest.mark.parametrize(
    ("became", "states"),
    [
        (["# one", "= s", "> n", "> x", "= t", "> x", "> y"], ["idle", "done", "running", "idle"]),
        (["# one", "= r", "> x", "= s", "> x", "= t", "> x", "> y"], ["idle", "done", "running", "idle"]),
        (["# one", "= s", "> x", "= t", "> x", "> y", "= u", "> x"], ["done", "running", "idle", "idle"]),
        (["# one", "= s", "= t", "> x", "> y"], ["running", "idle"]),
        (["# one", "= s", "> x", "= t", "> y"], ["done", "idle"]),
        (["# one", "= t", "> x", "> y", "= s", "> x"], ["running", "idle", "done"]),
        (["# one", "= s", "> z", "= t", "> x", "> y"], ["idle", "running", "idle"]),
        (["# one", "= s", "> x", "= t", "> z", "> y"], ["done", "running", "idle"]),
        (["# two", "= q", "> x", "# one", "= s", "> x", "= t", "> x", "> y"], ["idle", "done", "running", "idle"]),
    ],
)
def test_cells_with_the_same_code_are_told_by_what_stands_around_them(became: list[str], states: list[str]) -> None:
    talk = opened(TalkNotes(notes_of(TWINS)))
    first, second, _ = (cell.identity for cell in talk.deck.cells)
    ran = (RunCell(2, first, "x"), RunStarted(3, 1), RunEnded(4, 1, RunState.DONE))
    talk = after(talk, READY, *ran, RunCell(5, second, "x"), RunStarted(6, 2))[0]
    changed = replaced(talk, became)
    assert [changed.state_of(cell.identity).value for cell in changed.deck.cells] == states


@pytest.mark.parametrize(
    ("before", "became", "which"),
    [
        (["= s", "> a", "> x", "= t", "> b"], ["= s", "> q", "> x", "> y", "> a", "> x", "= t", "> b"], 4),
        (["= s", "> p", "> x"], ["= u", "> n", "> x", "= r", "> p", "> x", "> m"], 3),
        (["= s", "> x", "> p"], ["= u", "> x", "= r", "> n", "> x", "> p"], 2),
        (["= s", "> x"], ["= r", "> n", "> x", "> m", "= u", "> k", "> x", "> l"], 1),
    ],
)
def test_of_two_cells_with_the_code_of_one_that_was_there_one_is_that_one(
    before: list[str], became: list[str], which: int
) -> None:
    talk = opened(TalkNotes(notes_of(["# one", *before])))
    was = cell_with(talk, "x")
    cells = replaced(talk, ["# one", *became]).deck.cells
    assert [index for index, cell in enumerate(cells) if cell.identity == was] == [which]


def test_a_cell_with_an_id_stays_the_same_with_other_code_and_keeps_its_edit() -> None:
    notes = "# T\n\n## S\n\n```python run id=mine\n1\n```\n\n```python run id=other\n2\n```\n"
    talk = after(opened(TalkNotes(notes)), READY, CellEdited(2, 1, "10"), RunCell(3, 2, "2"), RunStarted(4, 1))[0]
    swapped = "# T\n\n## S\n\n```python run id=other\n3\n```\n\n```python run id=mine\n4\n```\n"
    changed = after(talk, NotesReplaced(5, swapped, "notes.md"))[0]
    assert [(cell.identity, changed.shown_in(cell)) for cell in changed.deck.cells] == [(2, "3"), (1, "10")]
    assert changed.state_of(2) is RunState.RUNNING


def test_the_edit_of_a_cell_that_is_gone_waits_for_it_and_is_shown_in_no_other() -> None:
    talk = opened(TalkNotes(notes_of(TWINS)))
    first, second, _ = talk.deck.cells
    talk = after(talk, CellEdited(2, first.identity, "mine"))[0]
    without = replaced(talk, ["# one", "= t", "> x", "> y"])
    assert [without.shown_in(cell) for cell in without.deck.cells] == ["x", "y"]
    assert without.deck.cells[0].identity == second.identity
    back = replaced(without, TWINS)
    assert [back.shown_in(cell) for cell in back.deck.cells] == ["mine", "x", "y"]
    alone = replaced(replaced(talk, ["# one", "= t", "> y"]), ["# one", "= s", "> x", "= t", "> y"])
    assert [alone.shown_in(cell) for cell in alone.deck.cells] == ["mine", "y"]


def test_a_cell_with_another_id_in_the_place_of_one_is_another_cell() -> None:
    notes = "# T\n\n## S\n\n```python run id=mine\n1\n```\n"
    talk = after(opened(TalkNotes(notes)), CellEdited(2, 1, "10"))[0]
    other = after(talk, NotesReplaced(3, notes.replace("id=mine", "id=other"), "t.md"))[0]
    assert [(cell.identity, other.shown_in(cell)) for cell in other.deck.cells] == [(2, "1")]
    back = after(other, NotesReplaced(4, notes, "t.md"))[0]
    assert [(cell.identity, back.shown_in(cell)) for cell in back.deck.cells] == [(1, "10")]


def test_a_cell_that_is_run_in_another_way_has_not_run() -> None:
    notes = "# T\n\n## S\n\n```python run\nx\n```\n"
    talk = after(opened(TalkNotes(notes)), READY, RunCell(2, 1, "x"), RunStarted(3, 1), RunEnded(4, 1, RunState.DONE))[
        0
    ]
    app = after(talk, NotesReplaced(5, notes.replace("python run", "python app"), "t.md"))[0]
    assert (app.deck.cells[0].identity, app.state_of(1)) == (1, RunState.IDLE)


def test_a_cell_that_waits_and_gets_other_code_waits_no_more() -> None:
    notes = "# T\n\n## S\n\n```python setup\ns\n```\n\n```python run\nx\n```\n\n```python run\ny\n```\n"
    talk = after(opened(TalkNotes(notes)), RunCell(2, 1, "x"), RunCell(3, 2, "y"))[0]
    changed = after(talk, NotesReplaced(4, notes.replace("\nx\n", "\nz\n"), "t.md"))[0]
    assert (changed.state_of(1), changed.state_of(2)) == (RunState.IDLE, RunState.QUEUED)
    assert [(run.cell, run.source) for run in changed.kernel.waiting] == [(2, "s"), (2, "y")]


def test_a_comparison_stays_with_its_cell() -> None:
    notes = "# T\n\n## S\n\n```python compare\n1\n```\n"
    talk = after(opened(TalkNotes(notes)), READY, RunCell(2, 1, "1"))[0]
    assert after(talk, NotesReplaced(3, notes.replace("## S", "## R\n\nr\n\n## S"), "t.md"))[0].comparisons.keys() == {
        1
    }
    assert after(talk, NotesReplaced(3, notes.replace("\n1\n", "\n2\n"), "t.md"))[0].comparisons == {}


def deck_of(*pieces: str) -> Deck:
    return parse(notes_of(list(pieces)))


@pytest.mark.parametrize(
    ("became", "again"),
    [
        (["# one", "a", "= s", "b", "= t", "c"], {1: 1, 2: 2, 3: 3, 4: 4, 5: 5}),
        (["# one", "a", "= new", "n", "= s", "b", "= t", "c"], {1: 1, 2: 2, 3: 3, 5: 4, 6: 5}),
        (["# one", "a", "= t", "c"], {1: 1, 2: 2, 3: 3, 4: 5}),
        (["# one", "a", "= t", "c", "= s", "b"], {1: 1, 2: 2, 3: 3, 4: 5, 5: 4}),
        (["# one", "a", "= s", "other words", "= t", "c"], {1: 1, 2: 2, 3: 3, 4: 4, 5: 5}),
        (["# one", "a", "= another title", "b", "= t", "c"], {1: 1, 2: 2, 3: 3, 4: 4, 5: 5}),
        (["# one", "a", "= another title", "and words", "= t", "c"], {1: 1, 2: 2, 3: 3, 4: 4, 5: 5}),
    ],
)
def test_slides_are_found_again(became: list[str], again: dict[int, int]) -> None:
    before = deck_of("# one", "a", "= s", "b", "= t", "c", "# two", "d")
    after_it = deck_of(*became, "# two", "d")
    found = slides_again(before, after_it)
    assert {now: was for now, was in found.items() if was < len(before.slides)} == again
    assert found[len(after_it.slides)] == len(before.slides)


@pytest.mark.parametrize(
    ("became", "shown"),
    [
        (["# new", "n", "# one", "a", "= s", "b", "# two", "c"], "s"),
        (["# one", "a", "# two", "c"], "two"),
        (["# two", "c", "# one", "a", "= s", "b"], "s"),
        (["# one", "a", "= renamed", "b", "# two", "c"], "renamed"),
    ],
)
def test_the_speaker_stays_at_the_slide_wherever_it_stands_now(became: list[str], shown: str) -> None:
    talk = press(opened(TalkNotes(notes_of(["# one", "a", "= s", "b", "# two", "c"]))), ["4", "Enter"])
    assert (talk.slide.title, replaced(talk, became).slide.title) == ("s", shown)


def test_time_that_was_used_stays_with_its_section() -> None:
    talk = press(opened(TalkNotes(notes_of(["# one", "a", "# two", "b", "# three", "c"]))), ["t"], 0)
    talk = press(press(press(talk, ["]"], 1_000), ["]"], 3_000), ["]"], 6_000)
    assert talk.clock.spent_ms == (1_000, 2_000, 3_000, 0)
    changed = after(talk, NotesReplaced(6_000, notes_of(["# new", "n", "# three", "c", "# two", "b"]), "notes.md"))[0]
    assert (changed.clock.spent_ms, changed.clock.section) == ((3_000, 0, 0, 3_000), 2)
    assert [section.title for section in changed.deck.sections] == ["new", "three", "two"]


def test_sections_are_found_again_by_their_titles_and_places() -> None:
    before = deck_of("# a", "# b", "# c")
    assert sections_again(before, deck_of("# c", "# a", "# x")) == {1: 3, 2: 1}
    assert sections_again(before, deck_of("# a", "# renamed", "# c")) == {1: 1, 2: 2, 3: 3}
    twins = deck_of("# a (1 min)", "# a (2 min)")
    assert sections_again(twins, deck_of("# a (2 min)", "# a (1 min)")) == {1: 2, 2: 1}


def test_of_slides_that_say_the_same_each_is_found_by_what_stands_around_it() -> None:
    before = deck_of("# one", "= p", "1", "= s", "b", "= q", "2", "= s", "b")
    after_it = deck_of("# one", "= s", "b", "= p", "1", "= s", "b", "= q", "2", "= s", "b")
    assert slides_again(before, after_it) == {1: 1, 2: 2, 4: 3, 5: 4, 6: 5, 7: 6}
