"""How far the talk is from its plan, and when it will be over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footlights.talk import Talk, TalkNotes, opened, view
from footlights.talk.events import Began, KeyPressed, PlaceRequested, Ticked
from footlights.talk.stage.pace import Pace, end_words, pace, planned_end_min, words
from footlights.talk.stage.planned import planned_ms, shares_ms, span_ms
from tests.talk.support import after, press, small_talk, stored

BUDGETS = """# Talk

## One (10 min)

### Short (2 min)

a

### Open

b

### Open as well

c

## Two (5 min)

### Only

d
"""
"""Slides: 1 title, 2 agenda, 3 opener of One, 4 Short, 5 Open, 6 Open as well, 7 opener of Two, 8 Only."""


def talk_at(slide: int, second: int, notes: str = BUDGETS) -> Talk:
    """A talk whose clock was started at its first slide, so many seconds later at a slide."""
    talk = press(opened(TalkNotes(notes)), ["t"], 1)
    return after(talk, PlaceRequested(1 + 1000 * second, f"#/{slide}"))[0]


def test_a_section_is_shared_among_its_slides_by_their_own_budgets_and_evenly() -> None:
    talk = opened(TalkNotes(BUDGETS))
    deck = talk.deck
    assert [slide.title for slide in deck.slides[2:]] == [
        "One", "Short", "Open", "Open as well", "Two", "Only",
    ]  # fmt: skip
    assert [shares_ms(talk, section) for section in talk.deck.sections] == [
        (0, 120_000, 240_000, 240_000), (0, 300_000),
    ]  # fmt: skip
    assert [span_ms(talk, slide) for slide in deck.slides] == [
        (0, 0), (0, 0), (0, 0), (0, 120_000), (120_000, 360_000), (360_000, 600_000),
        (600_000, 600_000), (600_000, 900_000),
    ]  # fmt: skip


def test_pages_of_one_slide_share_its_time() -> None:
    lines = "\n".join(f"- a bullet that says something {number}" for number in range(40))
    talk = opened(TalkNotes(f"# T\n\n## One (10 min)\n\n### Long (8 min)\n\n{lines}\n\n### Last\n\nx\n"))
    section = talk.deck.sections[0]
    pages = [slide.parts for slide in talk.deck.slides if slide.title == "Long"]
    assert len(pages) > 1
    _opener, *shared, last = shares_ms(talk, section)
    assert (sum(shared), max(shared) - min(shared) <= 1, last) == (480_000, True, 120_000)


@pytest.mark.parametrize(
    "slide, second, ahead_s, left_s",
    [
        (4, 0, 0, 900),
        (4, 100, 0, 800),
        (4, 160, -40, 780),
        (5, 100, 20, 780),
        (5, 120, 0, 780),
        (5, 360, 0, 540),
        (5, 361, -1, 540),
        (8, 900, 0, 0),
        (8, 1020, -120, 0),
        (1, 30, -30, 900),
    ],
)
def test_ahead_is_who_came_early_and_behind_who_is_on_a_slide_late(
    slide: int, second: int, ahead_s: int, left_s: int
) -> None:
    talk = talk_at(slide, second)
    assert pace(talk) == Pace(ahead_s, talk.now_ms + 1000 * left_s)


def test_a_talk_that_has_not_begun_is_on_time_and_would_end_after_its_budgets() -> None:
    talk = after(opened(TalkNotes(BUDGETS)), PlaceRequested(60_000, "#/5"))[0]
    assert pace(talk) == Pace(0, 60_000 + 780_000)
    assert view(talk).pace.words == ""


def test_a_pause_moves_the_end_and_not_the_pace() -> None:
    talk = press(talk_at(4, 100), ["t"], 100_001)
    later = press(talk, ["Shift"], 400_001)
    assert (pace(later).ahead_s, pace(later).ends_at_ms - pace(talk).ends_at_ms) == (0, 300_000)


@pytest.mark.parametrize(
    "ahead_s, said",
    [
        (0, "on time"), (14, "on time"), (-14, "on time"), (15, "15 s ahead"), (-40, "40 s behind"), (-59, "59 s behind"),
        (60, "1 min ahead"), (-89, "1 min behind"), (-90, "2 min behind"), (-3600, "60 min behind"),
    ],
)  # fmt: skip
def test_the_pace_is_said_in_words(ahead_s: int, said: str) -> None:
    assert words(Pace(ahead_s, 0)) == said


@pytest.mark.parametrize(
    "ends_at, ends_min, offset_min, said",
    [
        (14 * 60 + 28, None, 0, "ends 14:28"),
        (14 * 60 + 28, None, 60, "ends 15:28"),
        (14 * 60 + 28, None, -15 * 60, "ends 23:28"),
        (14 * 60 + 28, 14 * 60 + 30, 0, "ends 14:28, 2 min before 14:30"),
        (14 * 60 + 34, 14 * 60 + 30, 0, "ends 14:34, 4 min after 14:30"),
        (12 * 60 + 30, 14 * 60 + 30, 120, "ends 14:30, as planned"),
        (24 * 60 + 5, 23 * 60 + 55, 0, "ends 00:05, 10 min after 23:55"),
        (23 * 60 + 50, 5, 0, "ends 23:50, 15 min before 00:05"),
        (16 * 60 + 30, 14 * 60 + 30, 0, "ends 16:30, 120 min after 14:30"),
        (16 * 60 + 31, 14 * 60 + 30, 0, "ends 16:31"),
    ],
)
def test_the_end_is_said_by_the_clock_on_the_wall(
    ends_at: int, ends_min: int | None, offset_min: int, said: str
) -> None:
    assert end_words(Pace(0, 60_000 * ends_at + 59_999), ends_min, offset_min) == said


@pytest.mark.parametrize(
    "ahead_s, said",
    [
        (0, "ends 14:30, as planned"),
        (29, "ends 14:30, as planned"),
        (-90, "ends 14:30, 2 min after 14:28"),
        (240, "ends 14:30, 4 min before 14:34"),
    ],
)
def test_without_an_end_that_was_set_it_is_told_against_the_plan(ahead_s: int, said: str) -> None:
    now = Pace(ahead_s, (14 * 60 + 30) * 60_000)
    assert end_words(now, planned_end_min(now, 0), 0) == said


def test_a_talk_with_a_duration_says_where_its_end_stands_to_the_planned_one_once_it_runs() -> None:
    talk = after(small_talk(), Ticked(1_000))[0]
    late = press(talk, ["]", "t"], 60_000)
    late = after(late, Ticked(60_000 + 5 * 60_000))[0]
    assert [view(each).pace.ends for each in (talk, late)] == ["ends 00:05", "ends 00:10, 4 min after 00:06"]


def test_ends_in_the_front_matter_is_what_the_end_is_told_against() -> None:
    talk = opened(TalkNotes(f'---\nends: "0:20"\n---\n{BUDGETS}'))
    talk, _ = after(talk, Began(0, utc_offset_min=0), KeyPressed(0, "t"))
    assert view(talk).pace.ends == "ends 00:15, 5 min before 00:20"


def test_the_large_clock_is_switched_by_its_key_and_outlives_the_page() -> None:
    talk = press(small_talk(), ["k"])
    back, _ = after(small_talk(), Began(2, saved=stored(talk)))
    assert (view(talk).large_clock, view(back).large_clock, view(press(back, ["k"])).large_clock) == (True, True, False)


@given(st.lists(st.lists(st.integers(0, 9), max_size=5), min_size=1, max_size=4), st.integers(0, 60))
def test_spans_follow_each_other_and_add_up(sections: list[list[int]], minutes: int) -> None:
    parts = [
        f"## S{number} ({minutes} min)\n\n"
        + "\n\n".join(f"### T{number}.{at}{f' ({own} min)' if own else ''}\n\nx" for at, own in enumerate(slides))
        for number, slides in enumerate(sections)
    ]
    talk = opened(TalkNotes("# T\n\n" + "\n\n".join(parts) + "\n"))
    spans = [span_ms(talk, slide) for slide in talk.deck.slides if slide.section]
    assert [begins for begins, _ in spans] == [0, *(ends for _, ends in spans[:-1])]
    assert spans[-1][1] == planned_ms(talk) == 1000 * sum(section.budget_s for section in talk.deck.sections)
