"""Lines on slides: kept with their slide, undone one by one, never lost."""

import pytest

from footlights.talk import Talk, TalkNotes, opened, view
from footlights.talk.drawn_state import Drawings, Region, Stroke, Tool
from footlights.talk.events import Began, NotesReplaced
from footlights.talk.keeping_events import TalkTaken
from footlights.talk.speaker_events import RegionMagnified, StrokeDrawn, StrokeErased
from footlights.talk.state import Mode
from tests.talk.support import NOTES, after, press, small_talk, stored

LINE, DOT = "M0 0L9999 10000", "M-5 7L-5 7"
PEN, POINT, MARK = Stroke(Tool.PEN, LINE), Stroke(Tool.PEN, DOT), Stroke(Tool.HIGHLIGHTER, DOT)


def drawn() -> Talk:
    """A talk with two lines on slide 3 and one on slide 5, at slide 3."""
    events = [
        StrokeDrawn(1, 3, Tool.PEN, LINE),
        StrokeDrawn(1, 5, Tool.PEN, LINE),
        StrokeDrawn(1, 3, Tool.HIGHLIGHTER, DOT),
    ]
    return after(press(small_talk(), ["3", "Enter"]), *events)[0]  # type: ignore[list-item]


def test_a_line_stays_with_its_slide() -> None:
    assert drawn().drawings.strokes == {3: (PEN, MARK), 5: (PEN,)}


def test_lines_are_wiped_off_cleared_and_come_back_in_reverse() -> None:
    steps = [
        drawn(),
        after(drawn(), StrokeErased(1, 3, 0))[0],
        after(drawn(), StrokeErased(1, 3, 0), StrokeErased(1, 5, 0))[0],
    ]
    assert [talk.drawings.strokes for talk in steps] == [
        {3: (PEN, MARK), 5: (PEN,)}, {3: (MARK,), 5: (PEN,)}, {3: (MARK,)},
    ]  # fmt: skip
    cleared = press(steps[-1], [])
    undone = [press(cleared, ["y"] * times).drawings.strokes for times in range(5)]
    assert undone == [{3: (MARK,)}, {3: (PEN, MARK)}, {3: (PEN,)}, {}, {}]
    there = press(cleared, ["5", "Enter"])
    assert [press(there, ["y"] * times).drawings.strokes.get(5) for times in range(4)] == [None, (PEN,), None, None]


@pytest.mark.parametrize(
    "ours, theirs, both",
    [
        ([], [StrokeDrawn(1, 5, Tool.PEN, LINE)], {3: (PEN,), 5: (PEN,)}),
        ([StrokeDrawn(1, 5, Tool.PEN, LINE)], [], {3: (PEN,), 5: (PEN,)}),
        ([StrokeDrawn(1, 5, Tool.PEN, LINE)], [StrokeDrawn(1, 3, Tool.PEN, DOT)], {3: (PEN, POINT), 5: (PEN,)}),
        ([StrokeDrawn(1, 3, Tool.HIGHLIGHTER, DOT)], [StrokeDrawn(1, 3, Tool.PEN, DOT)], {3: (PEN, POINT, MARK)}),
        ([StrokeErased(1, 3, 0)], [StrokeDrawn(1, 3, Tool.PEN, DOT)], {3: (POINT,)}),
        ([StrokeDrawn(1, 3, Tool.PEN, DOT)], [StrokeErased(1, 3, 0)], {3: (POINT,)}),
    ],
    ids=["they drew", "we drew", "on two slides", "on one slide", "we erased", "they erased"],
)
def test_two_tabs_drawings_are_those_of_both(
    ours: list[StrokeDrawn | StrokeErased],
    theirs: list[StrokeDrawn | StrokeErased],
    both: dict[int, tuple[Stroke, ...]],
) -> None:
    shared = after(small_talk(), StrokeDrawn(1, 3, Tool.PEN, LINE))[0]
    first = after(shared, *theirs)[0]
    second = after(small_talk(), Began(2, saved=stored(shared), here=False), *ours)[0]
    taken = after(second, TalkTaken(3, saved=stored(first)))[0]
    assert taken.drawings.strokes == both


def test_what_is_undone_after_two_tabs_drew_is_what_this_one_did() -> None:
    shared = after(press(small_talk(), ["3", "Enter"]), StrokeDrawn(1, 3, Tool.PEN, LINE))[0]
    first = after(shared, StrokeDrawn(1, 3, Tool.PEN, DOT))[0]
    second = after(small_talk(), Began(2, saved=stored(shared), here=False), StrokeDrawn(1, 3, Tool.HIGHLIGHTER, DOT))[
        0
    ]
    taken = after(second, TalkTaken(3, saved=stored(first)))[0]
    assert [press(taken, ["y"] * times).drawings.strokes[3] for times in (0, 1)] == [(PEN, POINT, MARK), (PEN, POINT)]


@pytest.mark.parametrize(
    "event",
    [
        StrokeDrawn(1, 0, Tool.PEN, LINE),
        StrokeDrawn(1, 99, Tool.PEN, LINE),
        StrokeDrawn(1, 3, Tool.PEN, "M0 0Z"),
        StrokeDrawn(1, 3, Tool.PEN, '"><script>'),
        StrokeDrawn(1, 3, Tool.PEN, "M0 0" + "L1 1" * 6000),
        StrokeErased(1, 3, 2),
        StrokeErased(1, 4, 0),
        RegionMagnified(1, 0, 0, 10, 4000),
    ],
)
def test_what_is_no_line_of_a_slide_is_left_out(event: StrokeDrawn | StrokeErased | RegionMagnified) -> None:
    assert after(drawn(), event)[0] == drawn()


def test_drawings_outlive_a_reload_and_go_with_changed_notes() -> None:
    back = after(small_talk(), Began(2, saved=stored(drawn())))[0]
    assert back.drawings == drawn().drawings
    changed = NOTES.replace("## One", "## Zero\n\nnew\n\n## One")
    moved = Drawings({4: (PEN, MARK), 6: (PEN,)}, ((4, ()), (6, ()), (4, (PEN,))))
    assert after(drawn(), NotesReplaced(2, changed, "notes.md"))[0].drawings == moved
    assert after(opened(TalkNotes(changed)), Began(2, saved=stored(drawn())))[0].drawings == moved


@pytest.mark.parametrize("key, tool", [("l", "laser"), ("x", "pen"), ("h", "highlighter"), ("z", "magnifier")])
def test_a_key_takes_a_tool_and_puts_it_away(key: str, tool: str) -> None:
    taken = press(small_talk(), [key])
    assert (view(taken).tool, view(press(taken, [key])).tool, view(press(taken, ["Escape"])).tool) == (tool, "", "")
    assert view(press(taken, ["o"])).tool == ""


def test_a_region_is_looked_at_closely_until_the_slide_is_turned() -> None:
    region = Region(1000, 2000, 3000, 3000)
    near = after(press(small_talk(), ["3", "Enter", "z"]), RegionMagnified(1, 1000, 2000, 3000, 3000))[0]
    assert (near.magnified, near.tool, press(near, ["n"]).magnified) == (region, Tool.NONE, region)
    assert [press(near, keys).magnified for keys in (["z"], ["Escape"], ["n", "n"])] == [None, None, None]


@pytest.mark.parametrize(
    "keys, shown",
    [
        ("b", "black"),
        (",", "white"),
        (".", "black"),
        ("b,", "white"),
        (",b", "black"),
        (",,", ""),
        ("bb", ""),
        (",n", ""),
    ],
)
def test_the_screen_is_blanked_black_or_white(keys: str, shown: str) -> None:
    talk = press(small_talk(), keys)
    assert (talk.mode is Mode.BLANK, view(talk).blank if shown else "") == (bool(shown), shown)
