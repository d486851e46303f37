"""A new plan for what is left: proportional, never below a floor, shown before it is taken, and undone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footlights.talk import Talk, TalkNotes, opened, update, view
from footlights.talk.events import Began, KeyPressed, NotesReplaced, PlaceRequested
from footlights.talk.held_state import Lectern
from footlights.talk.speaker_events import (
    BulletWanted,
    PlanEndSet,
    PlanLeft,
    PlanOptionTurned,
    PlanTaken,
    SpeakerWindowOpened,
)
from footlights.talk.stage.pace import pace
from footlights.talk.stage.planned import budgets_s, duration_s
from footlights.talk.stage.replanning import proposal
from footlights.talk.stage.spreading import floor_s, spread
from footlights.talk.state import Place
from tests.talk.strategies import unhurried
from tests.talk.support import after, press, stored

NOTES = """---
duration: 20 min
---
# Talk

## One (4 min)

### a

x

### b

x

## Two (10 min)

### c

x

### d (2 min, optional)

x

### e

x

## Three (optional, 3 min)

### f

x

## Four (3 min)

### g

x
"""
"""Slides: 1 title, 2 agenda, 3-5 One (opener, a, b), 6-9 Two (opener, c, d, e), 10-11 Three, 12-13 Four."""
NOON_MS = 12 * 3600 * 1000


def talk_at(slide: int, second: int, notes: str = NOTES) -> Talk:
    """A talk that was begun with its first section at noon, so many seconds later on another one."""
    talk = after(opened(TalkNotes(notes)), PlaceRequested(NOON_MS, "#/3"), KeyPressed(NOON_MS, "t"))[0]
    return after(talk, PlaceRequested(NOON_MS + 1000 * second, f"#/{slide}"))[0]


def replan_key(talk: Talk) -> KeyPressed:
    return KeyPressed(talk.now_ms, "P", shift=True)


def undo(talk: Talk) -> Talk:
    return after(talk, KeyPressed(talk.now_ms, "Z", shift=True))[0]


def looked_at(talk: Talk) -> Talk:
    return after(talk, replan_key(talk))[0]


def rows(talk: Talk) -> list[tuple[int, int, int]]:
    return [(row.section, row.had_s, row.new_s) for row in proposal(talk).rows]


@pytest.mark.parametrize(
    "slide, second, expected",
    [
        (3, 0, [(1, 240, 240), (2, 600, 600), (3, 180, 180), (4, 180, 180)]),
        (6, 240, [(2, 600, 600), (3, 180, 180), (4, 180, 180)]),
        (6, 480, [(2, 600, 450), (3, 180, 135), (4, 180, 135)]),
        (6, 0, [(2, 600, 750), (3, 180, 225), (4, 180, 225)]),
        (6, 840, [(2, 600, 225), (3, 180, 67), (4, 180, 68)]),
        (12, 1020, [(4, 180, 180)]),
        (12, 1100, [(4, 180, 100)]),
    ],
    ids=["at the start", "on time", "late", "early", "very late", "the last section", "the last section, late"],
)
def test_what_is_left_of_the_time_is_spread_in_proportion(
    slide: int, second: int, expected: list[tuple[int, int, int]]
) -> None:
    talk = talk_at(slide, second)
    assert (rows(talk), proposal(talk).left_s, proposal(talk).short_s) == (expected, 1200 - second, 0)


def test_of_the_section_that_is_shown_counts_what_is_left_of_it() -> None:
    talk = talk_at(8, 240 + 240 + 60)
    assert rows(talk)[0] == (2, 60 + 240, 60 + 240)


def test_floors_are_a_third_or_a_minute() -> None:
    assert [floor_s(need_s) for need_s in (0, 30, 60, 100, 180, 181, 600)] == [0, 30, 60, 60, 60, 61, 200]


def test_what_even_the_floors_exceed_can_not_be_taken() -> None:
    talk = looked_at(talk_at(6, 1000))
    assert (proposal(talk).short_s, [new_s for _, _, new_s in rows(talk)]) == (320 - 200, [200, 60, 60])
    taken = after(talk, PlanTaken(talk.now_ms))[0]
    assert (taken.plan, taken.lectern) == (None, talk.lectern)
    sign = view(talk).replan
    assert sign
    assert sign.trouble == "Even at the least that is 2:00 too much: leave something out, or set a later end."
    firm = view(looked_at(talk_at(6, 1000, NOTES.replace("optional", "")))).replan
    assert firm
    assert firm.trouble.endswith("too much: set a later end.")


def test_a_plan_that_is_taken_counts_from_now_on_and_the_talk_is_on_time() -> None:
    talk = looked_at(talk_at(6, 480))
    taken = after(talk, PlanTaken(talk.now_ms))[0]
    assert (budgets_s(taken), duration_s(taken), pace(taken).ahead_s) == ((480, 450, 135, 135), 1200, 0)
    assert pace(taken).ends_at_ms == NOON_MS + 1_200_000
    assert view(taken).clocks.section.remaining_s == 450
    assert view(taken).clocks.talk.remaining_s == 720
    assert taken.lectern.replanning is None
    later = after(taken, PlaceRequested(talk.now_ms + 450_000, "#/10"))[0]
    assert (pace(later).ahead_s, view(later).clocks.section.remaining_s) == (0, 135)


def test_in_the_middle_of_a_section_a_taken_plan_is_on_time_too() -> None:
    talk = looked_at(talk_at(8, 1000))
    dropped = after(talk, PlanOptionTurned(talk.now_ms, (10, 11)))[0]
    taken = after(dropped, PlanTaken(talk.now_ms))[0]
    assert (pace(taken).ahead_s, duration_s(taken)) == (0, 1200)


@pytest.mark.parametrize(
    "text, left_s, ends",
    [("12:20", 1200 - 300, "12:20"), ("10 min", 600, "12:15"), ("90 s", 90, "12:06"), ("soon", 900, "12:20"), ("", 900, "12:20")],
)  # fmt: skip
def test_the_end_is_set_at_the_lectern(text: str, left_s: int, ends: str) -> None:
    talk = after(looked_at(talk_at(6, 300)), PlanEndSet(NOON_MS + 300_000, text))[0]
    sign = view(talk).replan
    assert sign
    assert (proposal(talk).left_s, sign.ends) == (left_s, ends)
    assert ("is no time" in sign.trouble) is (text == "soon")


def test_an_end_that_was_taken_holds_for_the_next_plan() -> None:
    talk = after(looked_at(talk_at(6, 300)), PlanEndSet(NOON_MS + 300_000, "12:25"), PlanTaken(NOON_MS + 300_000))[0]
    later = looked_at(after(talk, PlaceRequested(NOON_MS + 600_000, "#/7"))[0])
    assert proposal(later).left_s == 25 * 60 - 600


def test_the_end_of_the_notes_is_the_next_one_of_that_name_once_the_clock_runs() -> None:
    notes = NOTES.replace("duration: 20 min", "duration: 20 min\nends: '12:30'")
    assert (proposal(talk_at(6, 300, notes)).left_s, proposal(opened(TalkNotes(notes))).left_s) == (1500, 1200)


def test_i_start_now_and_must_end_at() -> None:
    talk = looked_at(opened(TalkNotes(NOTES)))
    talk = after(talk, PlanEndSet(NOON_MS, "12:10"), PlanTaken(NOON_MS, starts=True))[0]
    assert (talk.clock.since_ms, budgets_s(talk), duration_s(talk)) == (NOON_MS, (120, 300, 90, 90), 600)


def test_what_is_optional_is_offered_with_what_it_gives_back() -> None:
    sign = view(looked_at(talk_at(6, 240))).replan
    assert sign
    assert [(row.slides, row.title, row.gives, row.is_dropped) for row in sign.options] == [
        ((8,), "d", "2:00", False), ((10, 11), "Three", "3:00", False),
    ]  # fmt: skip


def test_what_is_left_out_gives_its_time_to_the_rest_and_is_skipped() -> None:
    talk = looked_at(talk_at(6, 240))
    talk = after(talk, PlanOptionTurned(talk.now_ms, (8,)), PlanOptionTurned(talk.now_ms, (10, 11)))[0]
    assert [new_s for _, _, new_s in rows(talk)] == [698, 0, 262]
    talk = after(talk, PlanTaken(talk.now_ms))[0]
    assert view(talk).dropped == (8, 10, 11)
    assert [talk.place.slide for talk in [press(talk, ["n"] * times, talk.now_ms) for times in range(5)]] == [
        6,
        7,
        9,
        12,
        13,
    ]
    assert press(talk, ["n", "n", "p"], talk.now_ms).place.slide == 7
    assert press(talk, ["]"], talk.now_ms).place.slide == 12
    assert press(talk, ["g", "8", "Enter"], talk.now_ms).place.slide == 8


def turned(talk: Talk, *slides: tuple[int, ...]) -> Talk:
    """The talk re-planned, slides left out or taken back in."""
    turns = (PlanOptionTurned(talk.now_ms, each) for each in slides)
    return after(looked_at(talk), *turns, PlanTaken(talk.now_ms))[0]


def test_what_was_left_out_is_taken_back_in_with_the_time_that_it_had() -> None:
    talk = talk_at(6, 240)
    without = turned(talk, (8,), (10, 11))
    sign = view(looked_at(without)).replan
    assert sign
    assert [(row.title, row.gives, row.is_dropped) for row in sign.options] == [
        ("d", "2:00", True),
        ("Three", "3:00", True),
    ]
    assert budgets_s(turned(without, (8,), (10, 11))) == pytest.approx(budgets_s(talk), abs=1)
    again = turned(without, (10, 11))
    assert (budgets_s(again)[2] > 120, again.dropped) == (True, {8})
    late = after(without, PlaceRequested(without.now_ms + 300_000, "#/7"))[0]
    assert [had_s for _, had_s, _ in rows(looked_at(late))][1] == 0
    assert budgets_s(turned(late, (10, 11)))[2] >= 60


def test_a_plan_to_a_time_of_day_ends_at_it_whatever_the_moment() -> None:
    talk = talk_at(6, 300)
    talk = after(looked_at(talk), PlanEndSet(talk.now_ms + 400, "12:25"), PlanTaken(talk.now_ms + 400))[0]
    sign = view(talk).pace
    assert (sign.ends, 0 <= sign.ends_at_ms - (NOON_MS + 25 * 60_000) < 1000) == ("ends 12:25, as planned", True)


BULLETS = """---
incremental: true
---
# Talk

## One (4 min)

### a

x

## Two (6 min)

### b

- always
- a demo (2 min, optional)
- a story (optional)
- the end
"""
"""Slides: 1 title, 2 agenda, 3-4 One (opener, a), 5-6 Two (opener, b), whose bullets come one by one."""
B = 6


def leaving_out(talk: Talk, *bullets: int) -> Talk:
    """The talk re-planned without bullets of slide b."""
    turned = (PlanOptionTurned(talk.now_ms, (B,), bullet) for bullet in bullets)
    return after(looked_at(talk), *turned, PlanTaken(talk.now_ms))[0]


def test_bullets_are_offered_with_what_they_state_or_as_much_as_any_other() -> None:
    sign = view(looked_at(talk_at(4, 60, BULLETS))).replan
    assert sign
    assert [(row.slides, row.bullet, row.title, row.gives) for row in sign.options] == [
        ((B,), 1, "b: a demo", "2:00"),
        ((B,), 2, "b: a story", "1:30"),
    ]


def test_a_bullet_that_is_left_out_gives_its_time_back_and_its_step_is_skipped() -> None:
    talk = leaving_out(talk_at(5, 240, BULLETS), 1)
    assert (view(talk).dropped, view(talk).dropped_bullets, budgets_s(talk)) == ((), ((B, 1),), (240, 360))
    assert [press(talk, ["n"] * times, talk.now_ms).place.step for times in (1, 2, 3, 4, 5)] == [1, 2, 4, 5, 5]
    assert press(talk, ["n"] * 3 + ["p"], talk.now_ms).place.step == 2
    early = leaving_out(talk_at(3, 0, BULLETS), 1, 2)
    assert [new_s for _, _, new_s in rows(early)] == [new_s for _, new_s, _ in rows(early)]
    assert budgets_s(early)[0] > 240, "what it gives back is the other section's as well"


@pytest.mark.parametrize(
    "presses, spent_s, offered",
    [
        (0, 240, [(1, "2:00"), (2, "1:30")]),
        (1, 240, [(1, "2:00"), (2, "1:30")]),
        (2, 240, [(2, "1:30")]),
        (3, 240, []),
        (1, 530, [(1, "1:10"), (2, "1:10")]),
        (1, 700, [(1, "0:00"), (2, "0:00")]),
    ],
    ids=["at its beginning", "before both", "on the first", "on the last", "most of its time is gone", "it is over"],
)
def test_of_the_slide_that_is_shown_bullets_to_come_are_offered(
    presses: int, spent_s: int, offered: list[tuple[int, str]]
) -> None:
    talk = talk_at(B, spent_s, BULLETS)
    sign = view(looked_at(press(talk, ["n"] * presses, talk.now_ms))).replan
    assert sign
    assert [(row.bullet, row.gives) for row in sign.options] == offered


def test_one_of_the_slide_that_is_shown_gives_its_time_to_what_follows() -> None:
    notes = f"{BULLETS}\n## Three (6 min)\n\n### c\n\nx\n"
    talk = leaving_out(talk_at(B, 240, notes), 1)
    assert (budgets_s(talk), view(talk).dropped_bullets) == ((240, 288, 432), ((B, 1),))
    assert press(talk, ["n", "n"], talk.now_ms).place.step == 4
    assert [row[1:] for row in rows(looked_at(talk))] == [(288, 288), (432, 432)]


def test_it_is_shown_all_the_same_and_that_is_undone() -> None:
    talk = leaving_out(talk_at(5, 240, BULLETS), 1, 2)
    shown = after(talk, BulletWanted(talk.now_ms, B, 1))[0]
    assert (view(shown).dropped_bullets, shown.plan) == (((B, 2),), talk.plan)
    assert view(undo(shown)).dropped_bullets == ((B, 1), (B, 2))
    for slide, bullet in ((B, 3), (B, 0), (4, 1), (99, 1)):
        assert after(talk, BulletWanted(talk.now_ms, slide, bullet))[0] == talk


def test_bullets_stay_left_out_across_reloads_and_changes_by_what_they_say() -> None:
    talk = leaving_out(talk_at(5, 240, BULLETS), 2)
    back = after(opened(TalkNotes(BULLETS)), Began(talk.now_ms, saved=stored(talk)))[0]
    assert (back.lectern, view(back).dropped_bullets) == (talk.lectern, ((B, 2),))
    changed = BULLETS.replace("- a demo (2 min, optional)\n", "").replace("## Two", "## New\n\nx\n\n## Two")
    assert view(after(talk, NotesReplaced(talk.now_ms, changed, "notes.md"))[0]).dropped_bullets == ((7, 1),)


NESTED = """# Talk

## One (4 min)

### a

x

## Two (6 min)

### b

- always
- a demo (optional)
    - its first half
    - its end (optional)
- the end
- the end (optional)
"""
"""Slides: 1 title, 2 agenda, 3-4 One (opener, a), 5-6 Two (opener, b): six bullets."""


def gives(talk: Talk) -> list[tuple[int, str, bool]]:
    """What may be left out of slide b: number, what that gives back, whether it is left out."""
    sign = view(looked_at(talk)).replan
    assert sign
    return [(row.bullet, row.gives, row.is_dropped) for row in sign.options]


def test_a_bullet_within_one_that_is_left_out_gives_nothing_more() -> None:
    talk = talk_at(4, 240, NESTED)
    assert gives(talk) == [(1, "3:00", False), (2, "1:00", False), (3, "1:00", False)]
    turned = (PlanOptionTurned(talk.now_ms, (B,), bullet) for bullet in (1, 2, 3))
    looked = after(looked_at(talk), *turned)[0]
    assert rows(looked)[-1][1:] == (360, 360), "what is left of it is stretched: nothing else is to come"
    sign = view(looked).replan
    assert sign
    assert [row.gives for row in sign.options] == ["3:00", "0:00", "1:00"]


def test_what_the_plan_has_no_time_for_gives_none_back_a_second_time() -> None:
    talk = leaving_out(talk_at(4, 240, NESTED), 1)
    assert gives(talk)[0] == (1, "3:00", True)
    shown = after(talk, BulletWanted(talk.now_ms, B, 1))[0]
    assert gives(shown)[0] == (1, "3:00", False)
    assert leaving_out(shown, 1).plan == shown.plan


@pytest.mark.parametrize("bullets", [(1,), (2,), (3,), (1, 2), (1, 3), (2, 3), (1, 2, 3)])
def test_bullets_are_taken_back_in_with_the_time_that_they_had(bullets: tuple[int, ...]) -> None:
    talk = talk_at(3, 0, NESTED)
    without = leaving_out(talk, *bullets)
    assert budgets_s(without)[0] > budgets_s(talk)[0]
    assert budgets_s(leaving_out(without, *bullets)) == pytest.approx(budgets_s(talk), abs=1)
    assert leaving_out(without, *bullets).lectern.held.spared == frozenset()


def test_a_slide_and_then_its_bullet_are_taken_back_in_with_their_time() -> None:
    talk = talk_at(3, 0, BULLETS.replace("### b", "### b (optional)"))
    without = turned(talk, (B,))
    turns = (PlanOptionTurned(talk.now_ms, (B,)), PlanOptionTurned(talk.now_ms, (B,), 2))
    slide_only = after(looked_at(without), *turns, PlanTaken(talk.now_ms))[0]
    assert (slide_only.dropped, view(slide_only).dropped_bullets) == (frozenset(), ((B, 2),))
    assert budgets_s(leaving_out(slide_only, 2)) == pytest.approx(budgets_s(talk), abs=2)


def test_one_bullet_is_taken_back_in_without_the_one_in_it() -> None:
    talk = talk_at(3, 0, NESTED)
    assert budgets_s(leaving_out(leaving_out(talk, 1, 2), 1)) == pytest.approx(budgets_s(leaving_out(talk, 2)), abs=2)


def test_bullets_left_out_one_by_one_give_as_much_as_together() -> None:
    talk = talk_at(4, 0, NESTED)
    together, one_by_one = leaving_out(talk, 1, 3), leaving_out(leaving_out(talk, 1), 3)
    assert budgets_s(together) == pytest.approx(budgets_s(one_by_one), abs=1)
    within = leaving_out(leaving_out(talk, 1), 2)
    assert budgets_s(within) == budgets_s(leaving_out(talk, 1))


def test_a_plan_that_an_earlier_version_kept_has_no_time_for_what_it_leaves_out() -> None:
    talk = leaving_out(talk_at(4, 0, NESTED), 1)
    saved = stored(talk).replace('"spared"', '"of_later_versions"')
    back = after(opened(TalkNotes(NESTED)), Began(talk.now_ms, saved=saved))[0]
    assert back.lectern.held == talk.lectern.held


def test_what_is_shown_all_the_same_is_not_left_out_by_a_plan_that_is_being_looked_at() -> None:
    talk = looked_at(leaving_out(talk_at(4, 0, NESTED), 1))
    taken = after(talk, BulletWanted(talk.now_ms, B, 1), PlanTaken(talk.now_ms))[0]
    assert view(taken).dropped_bullets == ()


def test_one_of_two_bullets_that_say_the_same_is_left_out() -> None:
    assert view(leaving_out(talk_at(4, 240, NESTED), 3)).dropped_bullets == ((B, 3),)


def test_what_is_left_out_of_the_slide_that_is_shown_can_be_brought_back() -> None:
    talk = leaving_out(talk_at(4, 240, NESTED), 1)
    there = press(talk, ["n", "n"], talk.now_ms)
    assert (there.place.slide, gives(there)) == (B, [(1, "0:00", True)])
    assert view(leaving_out(there, 1)).dropped_bullets == ()


def test_back_from_the_next_slide_is_what_was_seen_of_this_one() -> None:
    last = BULLETS.replace("- the end\n", "") + "\n### c\n\nx\n"
    talk = leaving_out(talk_at(5, 240, last), 2)
    there = press(talk, ["n"] * 4, talk.now_ms)
    assert (there.place.slide, press(there, ["p"], talk.now_ms).place) == (7, Place(B, 3))


def test_what_is_no_bullet_that_may_be_left_out_changes_nothing() -> None:
    talk = looked_at(talk_at(4, 60, BULLETS))
    for slides, bullet in (((B,), 3), ((4,), 1), ((), 1), ((B, 4), 1), ((B,), -1)):
        assert after(talk, PlanOptionTurned(talk.now_ms, slides, bullet))[0] == talk


def test_the_last_section_and_the_end_are_those_that_are_not_left_out() -> None:
    notes = NOTES.replace("## Three (optional, 3 min)", "## Three (3 min)").replace(
        "## Four (3 min)", "## Four (optional, 3 min)"
    )
    talk = looked_at(talk_at(6, 240, notes))
    talk = after(talk, PlanOptionTurned(talk.now_ms, (12, 13)), PlanTaken(talk.now_ms))[0]
    assert [press(talk, [key], talk.now_ms).place.slide for key in ("c", "End")] == [10, 11]


def test_only_what_is_marked_and_still_to_come_can_be_left_out() -> None:
    talk = looked_at(talk_at(9, 240))
    for slides in ((8,), (3,), (12,), ()):
        assert after(talk, PlanOptionTurned(talk.now_ms, slides))[0] == talk


def test_turned_again_it_is_in_the_plan_again() -> None:
    talk = looked_at(talk_at(6, 240))
    turned = PlanOptionTurned(talk.now_ms, (8,))
    assert after(talk, turned, turned)[0] == talk


def test_leaving_changes_nothing() -> None:
    talk = talk_at(6, 480)
    looked = after(looked_at(talk), PlanEndSet(talk.now_ms, "5 min"), PlanOptionTurned(talk.now_ms, (8,)))[0]
    for leaving in (PlanLeft(talk.now_ms), KeyPressed(talk.now_ms, "Escape"), replan_key(talk)):
        assert after(looked, leaving)[0] == talk


def test_it_lasts_and_is_undone_even_then() -> None:
    talk = looked_at(talk_at(6, 480))
    talk = after(talk, PlanOptionTurned(talk.now_ms, (8,)), PlanTaken(talk.now_ms))[0]
    back = after(opened(TalkNotes(NOTES)), Began(talk.now_ms, saved=stored(talk)))[0]
    assert (back.lectern, budgets_s(back), back.dropped) == (talk.lectern, budgets_s(talk), frozenset({8}))
    assert undo(back).lectern == Lectern()


def test_it_goes_with_changed_notes() -> None:
    talk = looked_at(talk_at(6, 480))
    talk = after(talk, PlanOptionTurned(talk.now_ms, (8,)), PlanTaken(talk.now_ms))[0]
    changed = NOTES.replace("### a\n", "### new\n\ny\n\n### a\n")
    moved = after(talk, NotesReplaced(talk.now_ms, changed, "notes.md"))[0]
    assert (budgets_s(moved), moved.dropped) == (budgets_s(talk), frozenset({9}))
    kept = after(opened(TalkNotes(changed)), Began(talk.now_ms, saved=stored(talk)))[0]
    assert (kept.lectern.held, kept.dropped) == (moved.lectern.held, moved.dropped)


def test_a_section_that_is_over_says_what_it_costs() -> None:
    def cost(slide: int, second: int) -> str:
        sign = view(after(talk_at(slide, second), SpeakerWindowOpened(NOON_MS + 1000 * second))[0]).speaker
        assert sign
        return sign.cost

    talk = after(talk_at(3, 0), SpeakerWindowOpened(NOON_MS + 370_000))[0]
    sign = view(talk).speaker
    assert sign
    assert sign.cost == "2 min over: 6 min less for the rest. ⇧ P re-plans."
    assert cost(3, 100) == cost(6, 0) == ""


needs = st.lists(st.integers(0, 4000), min_size=1, max_size=8)


@unhurried
@given(needs, st.integers(0, 20_000))
def test_new_budgets_add_up_and_none_is_below_its_floor(needs_s: list[int], left_s: int) -> None:
    shares = spread(left_s, needs_s)
    floors = [floor_s(need_s) for need_s in needs_s]
    assert all(share >= floor for share, floor in zip(shares, floors, strict=True))
    fits = sum(floors) <= left_s and any(needs_s)
    assert sum(shares) == (left_s if fits else sum(floors))


moves = st.lists(
    st.tuples(
        st.integers(1, 13),
        st.integers(0, 400),
        st.sets(st.sampled_from([(8, 0), (10, 0), (11, 0), (B, 1), (B, 2), (B, 3)])),
    ),
    min_size=1,
    max_size=5,
)
"""Slides that are gone to, after so many seconds, and what is turned there: slides, and bullets of slides."""


@unhurried
@given(st.sampled_from([NOTES, BULLETS, NESTED]), moves)
def test_taking_and_undoing_is_the_identity_and_what_is_taken_fits_the_time(
    notes: str, steps: list[tuple[int, int, set[tuple[int, int]]]]
) -> None:
    talk, second = press(opened(TalkNotes(notes)), ["t"], NOON_MS), 0
    for slide, seconds, turned in steps:
        second += seconds
        now = NOON_MS + 1000 * second
        talk = looked_at(after(talk, PlaceRequested(now, f"#/{slide}"))[0])
        looked = after(talk, *(PlanOptionTurned(now, (of,), bullet) for of, bullet in turned))[0]
        offered = proposal(looked)
        taken = after(looked, PlanTaken(now))[0]
        if offered.short_s:
            assert taken.lectern == looked.lectern
            talk = after(talk, PlanLeft(now))[0]
            continue
        assert sum(row.new_s for row in offered.rows) in (offered.left_s, 0)
        assert abs(pace(taken).ahead_s) == 0
        undone = undo(taken)
        assert (undone.lectern.held, undone.lectern.before) == (talk.lectern.held, talk.lectern.before)
        talk = taken


def test_undone_where_there_is_nothing_to_undo_nothing_happens() -> None:
    talk = talk_at(6, 10)
    step = update(talk, KeyPressed(talk.now_ms, "Z", shift=True))
    assert (step.state, step.effects) == (talk, ())
