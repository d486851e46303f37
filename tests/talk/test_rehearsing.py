"""Rehearsals are begun on purpose, timed slide by slide, and become budgets in the notes."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footlights.talk import Talk, TalkNotes, opened, view
from footlights.talk.effects import SaveFile, SaveNotes
from footlights.talk.events import Began, KeyPressed, NotesReplaced, PlaceRequested, Ticked
from footlights.talk.rehearsal_state import Rehearsal, SlideTime
from footlights.talk.speaker.rehearsal_figures import SlideFigures, rounded, sections, slides
from footlights.talk.speaker_events import BudgetAccepted, NotesSaved, RehearsalForgotten, RehearsalsExported
from footlights.talk.speaker_view_model import ChangedLine
from tests.talk.support import after, press, stored

NOTES = "# T\n\n## One (2 min)\n\nx\n\n### More\n\ny\n\n## Two (~5 mins)\n\nz\n"
"""Slides: 1 title, 2 agenda, 3 One, 4 More, 5 Two."""


def rehearse(talk: Talk, *stops: tuple[int, int]) -> Talk:
    """A rehearsal that is at each of these slides for so many seconds."""
    talk = after(talk, PlaceRequested(talk.now_ms, f"#/{stops[0][0]}"), KeyPressed(talk.now_ms, "R", shift=True))[0]
    for slide, seconds in stops:
        talk = after(talk, PlaceRequested(talk.now_ms, f"#/{slide}"), Ticked(talk.now_ms + 1000 * seconds))[0]
    return after(talk, KeyPressed(talk.now_ms, "R", shift=True))[0]


def rehearsed(*rehearsals: tuple[tuple[int, int], ...]) -> Talk:
    talk = after(opened(TalkNotes(NOTES)), Ticked(1_000_000))[0]
    for stops in rehearsals:
        talk = rehearse(talk, *stops)
    return talk


def test_each_slide_is_timed_under_what_it_is_called() -> None:
    (done,) = rehearsed(((3, 50), (4, 40), (3, 10), (5, 200))).rehearsal.done
    assert (done.began_ms, done.slides) == (
        1_000_000,
        (SlideTime("One", "One", 1, 60_000), SlideTime("One", "More", 1, 40_000), SlideTime("Two", "Two", 1, 200_000)),
    )


def test_every_slide_has_its_plan_what_it_took_and_its_marks() -> None:
    talk = rehearsed(((3, 30), (4, 150), (5, 300)), ((3, 40), (4, 80), (5, 300)), ((3, 30),))
    assert slides(talk, 1) == (
        SlideFigures("One", 60, (30, 40, 30), is_over=False, varies=False),
        SlideFigures("More", 60, (150, 80, None), is_over=True, varies=True),
    )
    assert slides(rehearsed(), 2) == (SlideFigures("Two", 300, (), is_over=False, varies=False),)


TWICE = "# T\n\n## Intro (2 min)\n\nx\n\n## Exercise (5 min)\n\na\n\n### Task\n\nb\n\n### Task\n\nc\n\n## Exercise (5 min)\n\nd\n"
"""Slides: 1 title, 2 agenda, 3 Intro, 4 Exercise, 5 and 6 Task, 7 the other Exercise."""


def test_sections_and_slides_of_one_name_are_told_apart() -> None:
    talk = after(opened(TalkNotes(TWICE)), Ticked(1_000_000))[0]
    talk = rehearse(talk, (3, 120), (4, 100), (5, 80), (6, 120), (7, 300))
    assert [(each.took_s, each.is_over, each.suggested_s) for each in sections(talk)] == [
        ((120,), False, None),
        ((300,), False, None),
        ((300,), False, None),
    ]
    assert [(each.title, each.took_s) for each in slides(talk, 2)] == [
        ("Exercise", (100,)),
        ("Task", (80,)),
        ("Task [2]", (120,)),
    ]


def test_times_of_slides_of_one_name_go_with_changed_notes() -> None:
    talk = after(opened(TalkNotes(TWICE)), Ticked(1_000_000), PlaceRequested(1_000_000, "#/5"))[0]
    talk = after(talk, KeyPressed(1_000_000, "R", shift=True), Ticked(1_050_000), PlaceRequested(1_050_000, "#/6"))[0]
    talk = after(talk, Ticked(1_080_000), NotesReplaced(1_080_000, TWICE.replace("x\n", "y\n"), "notes.md"))[0]
    assert talk.rehearsal.took_ms == {5: 50_000, 6: 30_000}


def test_a_clock_that_ran_is_no_rehearsal_and_a_short_one_was_a_mistake() -> None:
    talk = press(rehearsed(), ["t"], 1_000_000)
    ran = after(talk, Ticked(2_000_000))[0]
    assert ran.rehearsal == Rehearsal()
    short = rehearsed(((3, 19),))
    assert (short.rehearsal, view(short).message) == (
        Rehearsal(),
        "That was too short for a rehearsal: it does not count.",
    )
    assert view(rehearsed(((3, 60),))).message == ""


def test_the_clock_before_comes_back_and_a_pause_does_not_count() -> None:
    talk = press(rehearsed(), ["3", "Enter", "t"], 1_000_000)
    talk = press(talk, ["t"], 1_030_000)
    begun = after(talk, KeyPressed(1_040_000, "R", shift=True))[0]
    assert (view(begun).clocks.section.remaining_s, view(begun).rehearsing) == (120, True)
    paused = press(begun, ["t"], 1_070_000)
    ended = after(paused, KeyPressed(1_200_000, "R", shift=True))[0]
    assert (ended.clock, view(ended).rehearsing) == (talk.clock, False)
    assert ended.rehearsal.done[0].slides == (SlideTime("One", "One", 1, 30_000),)


@pytest.mark.parametrize(
    "took, planned_s, usual_s, marks, suggested_s",
    [
        ([120], 120, 120, (False, False), None),
        ([130], 120, 130, (False, False), None),
        ([160], 120, 160, (True, False), 150),
        ([100, 200], 120, 150, (True, True), 150),
        ([100, 110, 200], 120, 110, (False, True), None),
        ([60], 120, 60, (False, False), 60),
    ],
)
def test_what_runs_over_and_what_varies_is_marked(
    took: list[int], planned_s: int, usual_s: int, marks: tuple[bool, bool], suggested_s: int | None
) -> None:
    one = sections(rehearsed(*(((3, seconds),) for seconds in took)))[0]
    assert (one.planned_s, one.took_s, one.usual_s) == (planned_s, tuple(took), usual_s)
    assert ((one.is_over, one.varies), one.suggested_s) == (marks, suggested_s)


def test_budgets_are_rounded_as_people_write_them() -> None:
    assert [rounded(seconds) for seconds in (1, 44, 46, 290, 320, 340)] == [30, 30, 60, 300, 300, 360]


def test_a_budget_that_is_accepted_changes_its_characters_in_the_notes_and_the_plan() -> None:
    talk = rehearsed(((3, 200), (5, 430)))
    sign = view(talk).rehearsal
    assert sign
    assert [row.changes for row in sign.rows] == [
        (ChangedLine("## One (2 min)", "## One (3.5 min)"),), (ChangedLine("## Two (~5 mins)", "## Two (~7 mins)"),),
    ]  # fmt: skip
    accepted = after(talk, BudgetAccepted(talk.now_ms, 2))[0]
    assert accepted.notes.text == NOTES.replace("~5 mins", "~7 mins")
    assert [section.budget_s for section in accepted.deck.sections] == [120, 420]
    assert accepted.place == talk.place
    shown = view(accepted).rehearsal
    assert shown
    assert [row.changes for row in shown.rows] == [sign.rows[0].changes, ()]
    assert after(accepted, BudgetAccepted(talk.now_ms, 2))[0] == accepted
    assert after(accepted, NotesSaved(talk.now_ms))[1] == (SaveNotes("notes.md", accepted.notes.text),)


def test_rehearsals_last_are_forgotten_one_by_one_and_are_exported() -> None:
    talk = rehearsed(((3, 100),), ((3, 150), (5, 60)))
    back = after(opened(TalkNotes(NOTES)), Began(talk.now_ms, saved=stored(talk)))[0]
    assert back.rehearsal.done == talk.rehearsal.done
    assert after(talk, RehearsalForgotten(talk.now_ms, 0))[0].rehearsal.done == talk.rehearsal.done[1:]
    (as_json,) = after(talk, RehearsalsExported(talk.now_ms, "json"))[1]
    (as_csv,) = after(talk, RehearsalsExported(talk.now_ms, "csv"))[1]
    assert isinstance(as_json, SaveFile)
    assert isinstance(as_csv, SaveFile)
    assert [[each["took_s"] for each in one["slides"]] for one in json.loads(as_json.text)] == [[100], [150, 60]]
    rows = list(csv.reader(io.StringIO(as_csv.text)))
    assert [(row[0], row[3], row[5]) for row in rows[1:]] == [
        ("1", "One", "100.0"),
        ("2", "One", "150.0"),
        ("2", "Two", "60.0"),
    ]


def test_one_that_goes_on_goes_on_after_a_reload_and_with_changed_notes() -> None:
    talk = after(rehearsed(), PlaceRequested(1_000_000, "#/3"), KeyPressed(1_000_000, "R", shift=True))[0]
    talk = after(talk, Ticked(1_030_000))[0]
    back = after(opened(TalkNotes(NOTES)), Began(1_030_000, saved=stored(talk)))[0]
    moved = after(back, NotesReplaced(1_030_000, NOTES.replace("## One", "## Zero\n\nw\n\n## One"), "notes.md"))[0]
    ended = after(moved, Ticked(1_060_000), KeyPressed(1_060_000, "R", shift=True))[0]
    assert ended.rehearsal.done[0].slides == (SlideTime("One", "One", 1, 60_000),)


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 300)), min_size=1, max_size=8), st.integers(0, 3))
def test_every_second_counts_for_one_slide(stops: list[tuple[int, int]], pauses: int) -> None:
    talk = rehearsed(tuple(stops))
    ran_s = sum(seconds for _, seconds in stops)
    taken = sum(each.took_ms for one in talk.rehearsal.done for each in one.slides)
    assert taken == (1000 * ran_s if ran_s >= 20 else 0)


ODD = "# T\n\n## One\n(2 minutes)\n\nx\n\n## Two (1h0m) <!-- kept -->\n\nz\n\n## Three ##\n\ny\n"
"""Slides: 1 title, 2 agenda, 3 One, 4 Two, 5 Three."""


def test_a_budget_in_a_rare_place_is_changed_there_and_where_it_can_not_be_that_is_told() -> None:
    talk = after(opened(TalkNotes(ODD)), Ticked(1_000_000))[0]
    talk = press(rehearse(talk, (3, 200), (4, 600), (5, 120)), ["H"])
    report = view(talk).rehearsal
    assert report
    assert [(row.suggested, row.changes) for row in report.rows] == [
        ("3:30", (ChangedLine("(2 minutes)", "(3.5 minutes)"),)),
        ("10:00", ()),
        ("2:00", (ChangedLine("## Three ##", "## Three (2 min) ##"),)),
    ]
    for section in (1, 2, 3):
        talk = after(talk, BudgetAccepted(talk.now_ms, section))[0]
    assert talk.notes.text == ODD.replace("(2 minutes)", "(3.5 minutes)").replace("Three ##", "Three (2 min) ##")


def test_what_a_rehearsal_did_not_show_stays_empty_in_its_column() -> None:
    talk = press(rehearsed(((3, 60),), ((5, 300),), ((3, 90), (5, 200))), ["H"])
    report = view(talk).rehearsal
    assert report
    assert [(row.took, row.usual, row.took_shares) for row in report.rows] == [
        (("1:00", "", "1:30"), "1:15", (0.2, 0, 0.3)),
        (("", "5:00", "3:20"), "4:10", (0, 1, 0.6667)),
    ]


def test_what_would_make_other_slides_is_refused() -> None:
    talk = after(opened(TalkNotes("# T\n\n# Outline\n\nx\n\n# Abstract\n\ny\n")), Ticked(1_000_000))[0]
    talk = rehearse(talk, (3, 200), (4, 200))
    refused = after(talk, BudgetAccepted(talk.now_ms, 1))[0]
    assert refused.notes == talk.notes
    assert refused.message
    assert refused.message.text == "By itself that would make other slides of the notes: change it in them by hand."


TIMED = """# T

- Basics (~4 mins)
  - Names (1 min)
    - a
    - b
    - c
  - Types (3 min)
    - d
    - e
    - f
- The end (5 min)
"""
"""Slides: 1 title, 2 agenda, 3 Basics, 4 Names, 5 Types, 6 The end."""


def test_slides_that_state_times_get_what_they_took_and_their_section_what_they_add_up_to() -> None:
    talk = after(opened(TalkNotes(TIMED)), Ticked(1_000_000))[0]
    names, types = (
        next(slide.number for slide in talk.deck.slides if slide.title == title) for title in ("Names", "Types")
    )
    talk = press(rehearse(talk, (names, 150), (types, 90)), ["H"])
    report = view(talk).rehearsal
    assert report
    assert [row.changes for row in report.rows] == [
        (ChangedLine("- Names (1 min)", "- Names (2.5 min)"), ChangedLine("- Types (3 min)", "- Types (1.5 min)")),
        (),
    ]
    accepted = after(talk, BudgetAccepted(talk.now_ms, 1))[0]
    assert accepted.notes.text == TIMED.replace("(1 min)", "(2.5 min)").replace("(3 min)", "(1.5 min)")
    talk = press(rehearse(accepted, (names, 210), (types, 90)), ["H"])
    report = view(talk).rehearsal
    assert report
    assert [change.after for change in report.rows[0].changes] == ["- Basics (~4.5 mins)", "- Names (3 min)"]
    accepted = after(talk, BudgetAccepted(talk.now_ms, 1))[0]
    assert accepted.notes.text == TIMED.replace("(1 min)", "(3 min)").replace(
        "(3 min)\n    - d", "(1.5 min)\n    - d"
    ).replace("~4 mins", "~4.5 mins")
    assert not accepted.deck.problems
