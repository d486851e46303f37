"""What a talk that begins anew, a rehearsal and another day leave behind, and what comes back."""

from dataclasses import replace

import pytest

from footlights.talk import Talk, opened, view
from footlights.talk.clock_state import Clock
from footlights.talk.effects import Remind, ShowPlace
from footlights.talk.events import (
    Began,
    Event,
    KeyPressed,
    NotesReplaced,
    PlaceRequested,
    ProblemsTold,
    ReplTyped,
    Ticked,
)
from footlights.talk.held_state import Held
from footlights.talk.keeping_events import Woken
from footlights.talk.speaker_events import PlanEndSet, PlanOptionTurned, PlanTaken, SpeakerWindowOpened
from footlights.talk.stage import clock, pace, questions, replanning
from footlights.talk.stage.planned import budgets_s
from footlights.talk.state import Place, TalkNotes
from tests.talk.support import after, press, stored
from tests.talk.test_replanning import NOON_MS, NOTES, talk_at

DAY_MS = 24 * 3600 * 1000
RESET = KeyPressed(0, "T", shift=True)


def at(talk: Talk, event: KeyPressed) -> Talk:
    """A key, pressed at the talk's own moment."""
    return after(talk, replace(event, at_ms=talk.now_ms))[0]


def replanned() -> Talk:
    """A talk that is late, has to end at 12:30 and leaves Three out, after four minutes of questions."""
    talk = talk_at(6, 480)
    talk = after(talk, KeyPressed(talk.now_ms, "q"), KeyPressed(talk.now_ms + 240_000, "q"))[0]
    talk = after(talk, KeyPressed(talk.now_ms, "P", shift=True), PlanEndSet(talk.now_ms, "12:30"))[0]
    return after(talk, PlanOptionTurned(talk.now_ms, (10, 11)), PlanTaken(talk.now_ms))[0]


def test_a_reset_brings_back_the_plan_of_the_notes_and_its_key_the_plan_that_was_taken() -> None:
    talk = replanned()
    anew = at(talk, RESET)
    assert (anew.plan, anew.dropped, anew.clock.started, questions.spent_ms(anew)) == (None, frozenset(), False, 0)
    assert anew.lectern.held == Held(ends_at_ms=NOON_MS + 30 * 60_000), "the end still holds"
    assert anew.message
    assert anew.message.text == "The clock and the plan are reset. ⇧ T brings them back."
    back = at(anew, RESET)
    assert (back.lectern, back.clock, questions.spent_ms(back)) == (talk.lectern, talk.clock, 240_000)


def test_a_plan_that_was_taken_after_the_reset_stays() -> None:
    anew = at(replanned(), RESET)
    other = after(anew, KeyPressed(anew.now_ms, "P", shift=True), PlanTaken(anew.now_ms))[0]
    assert at(other, RESET).lectern == other.lectern


def test_yesterdays_end_does_not_hold_today() -> None:
    talk = replanned()
    today = after(opened(TalkNotes(NOTES)), Began(NOON_MS + DAY_MS, saved=stored(talk), seen_at_ms=talk.now_ms))[0]
    today = at(at(today, RESET), KeyPressed(0, "t"))
    assert replanning.set_end_ms(today) is None
    assert budgets_s(today) == tuple(section.budget_s for section in today.deck.sections)
    assert replanning.proposal(today).left_s == 1200


@pytest.mark.parametrize("replans", [True, False])
def test_a_rehearsal_leaves_the_plan_and_the_questions_as_they_were(replans: bool) -> None:
    talk = replanned()
    rehearsing = at(talk, KeyPressed(0, "R", shift=True))
    assert (rehearsing.plan, rehearsing.dropped, questions.spent_ms(rehearsing)) == (None, frozenset(), 0)
    rehearsing = after(rehearsing, KeyPressed(rehearsing.now_ms, "q"), KeyPressed(rehearsing.now_ms + 5_000, "q"))[0]
    if replans:
        rehearsing = after(rehearsing, KeyPressed(rehearsing.now_ms, "P", shift=True), PlanTaken(rehearsing.now_ms))[0]
    again = after(opened(TalkNotes(NOTES)), Began(rehearsing.now_ms, saved=stored(rehearsing)))[0]
    for each in (rehearsing, again):
        ended = at(each, KeyPressed(0, "R", shift=True))
        assert (ended.lectern, questions.spent_ms(ended)) == (talk.lectern, 240_000)


def test_the_end_that_was_set_is_what_the_end_is_told_against_and_what_the_clock_runs_to() -> None:
    talk = talk_at(6, 480)
    talk = after(
        talk, KeyPressed(talk.now_ms, "P", shift=True), PlanEndSet(talk.now_ms, "12:15"), PlanTaken(talk.now_ms)
    )[0]
    late = after(talk, PlaceRequested(talk.now_ms, "#/3"), Ticked(NOON_MS + 600_000))[0]
    shown = view(late)
    assert shown.pace.ends.endswith("after 12:15")
    assert shown.clocks.talk.remaining_s == 300
    stated = after(opened(TalkNotes(NOTES.replace("---\nduration", '---\nends: "12:15"\nduration'))), Ticked(NOON_MS))[
        0
    ]
    begun = press(stated, ["t"], NOON_MS)
    assert view(begun).clocks.talk.remaining_s == 900


@pytest.mark.parametrize("other", [KeyPressed(NOON_MS + 180_200, "l"), ReplTyped(NOON_MS + 180_200, "x"), None])
def test_a_warning_is_felt_whatever_comes_in_its_second(other: KeyPressed | ReplTyped | None) -> None:
    talk = after(talk_at(3, 0), Ticked(NOON_MS + 179_800))[0]
    felt = []
    for event in filter(None, (other, Ticked(NOON_MS + 180_800), Ticked(NOON_MS + 181_800))):
        talk, effects = after(talk, event)
        felt += [effect for effect in effects if isinstance(effect, Remind)]
    assert len(felt) == 1


def test_who_turns_to_a_section_that_has_little_left_is_not_reminded() -> None:
    talk = after(talk_at(3, 200), PlaceRequested(NOON_MS + 200_000, "#/6"), Ticked(NOON_MS + 300_000))[0]
    _, effects = after(talk, PlaceRequested(NOON_MS + 300_000, "#/3"))
    assert [effect for effect in effects if isinstance(effect, Remind)] == []


@pytest.mark.parametrize(
    "slide, seconds, cost",
    [
        (5, 200, ""),
        (5, 330, "2 min over: 2 min less for the rest. ⇧ P re-plans."),
        (13, 1300, "19 min over: the talk ends 2 min late."),
    ],
)
def test_a_section_that_is_over_says_what_is_lost(slide: int, seconds: int, cost: str) -> None:
    start = {5: 3, 13: 12}[slide]
    talk = after(opened(TalkNotes(NOTES)), PlaceRequested(NOON_MS, f"#/{start}"), KeyPressed(NOON_MS, "t"))[0]
    talk = after(talk, PlaceRequested(NOON_MS, f"#/{slide}"), SpeakerWindowOpened(NOON_MS + 1000 * seconds))[0]
    sign = view(talk).speaker
    assert sign
    assert sign.cost == cost


def test_what_a_section_is_over_may_have_been_won_before() -> None:
    talk = after(talk_at(6, 60), PlaceRequested(NOON_MS + 60_000, "#/9"), SpeakerWindowOpened(NOON_MS + 700_000))[0]
    sign = view(talk).speaker
    assert sign
    assert (pace.pace(talk).ahead_s, sign.cost) == (0, "40 s over: won before.")


def test_the_marks_of_the_bar_stand_where_its_sections_do() -> None:
    talk = after(opened(TalkNotes(NOTES)), KeyPressed(NOON_MS, "t"))[0]
    talk = after(talk, PlaceRequested(NOON_MS + 300_000, "#/3"), KeyPressed(NOON_MS + 300_000, "P", shift=True))[0]
    talk = after(talk, PlanTaken(talk.now_ms))[0]
    assert pace.marks(talk) == (0.0, 0.0), "five minutes on the title are no part of the bar"
    first = budgets_s(talk)[0] / sum(budgets_s(talk))
    second = after(talk, PlaceRequested(talk.now_ms + 1000 * budgets_s(talk)[0], "#/6"))[0]
    assert pace.marks(second) == pytest.approx((first, first), abs=0.001)


@pytest.mark.parametrize("away_s, counts, spent_s", [(60, None, 100 + 60), (600, True, 100 + 600), (3600, False, 100)])
def test_of_a_lid_that_was_closed_one_is_asked(away_s: int, counts: bool | None, spent_s: int) -> None:
    talk = after(talk_at(3, 0), Ticked(NOON_MS + 100_000))[0]
    if counts is None:
        woken = after(talk, Ticked(talk.now_ms + 1000 * away_s))[0]
    else:
        woken = after(talk, Woken(talk.now_ms + 1000 * away_s, since_ms=talk.now_ms))[0]
    assert (woken.gap and woken.gap.counts) == counts
    assert clock.total_spent_ms(woken.clock, woken.now_ms) == 1000 * spent_s
    if counts is not None:
        turned = at(woken, KeyPressed(0, "G", shift=True))
        other = 100 if counts else 100 + away_s
        assert clock.total_spent_ms(turned.clock, turned.now_ms) == 1000 * other


def test_a_clock_that_stood_or_began_since_has_no_gap() -> None:
    paused = press(talk_at(3, 100), ["t"], NOON_MS + 100_000)
    assert after(paused, Woken(NOON_MS + 900_000, since_ms=NOON_MS + 100_000))[0].gap is None
    begun = press(paused, ["t"], NOON_MS + 500_000)
    assert after(begun, Woken(NOON_MS + 900_000, since_ms=NOON_MS + 100_000))[0].gap is None
    assert isinstance(begun.clock, Clock)


def shown_in_the_address(talk: Talk, *events: Event) -> list[str]:
    return [effect.place for effect in after(talk, *events)[1] if isinstance(effect, ShowPlace)]


def test_the_address_names_what_the_audience_sees() -> None:
    talk = press(after(opened(TalkNotes(NOTES)), SpeakerWindowOpened(1))[0], ["4", "Enter", "i"])
    ahead = [KeyPressed(1, "End", window="speaker"), KeyPressed(1, "p", window="speaker")]
    assert shown_in_the_address(talk, *ahead) == []
    assert shown_in_the_address(talk, PlaceRequested(1, "#/9")) == ["#/4"]
    assert shown_in_the_address(talk, *ahead, KeyPressed(1, "i", window="speaker")) == ["#/12"]
    assert shown_in_the_address(press(talk, ["i"]), PlaceRequested(1, "#/9")) == []


@pytest.mark.parametrize(
    ("notes", "frozen"),
    [
        (NOTES, Place(13)),
        (NOTES.replace("### d", "### new\n\nx\n\n### d"), Place(14)),
        (NOTES[: NOTES.index("## Two")], Place(4)),
    ],
    ids=["the same", "longer", "shorter"],
)
def test_what_the_audience_sees_frozen_is_found_again_in_changed_notes(notes: str, frozen: Place) -> None:
    talk = press(after(opened(TalkNotes(NOTES)), SpeakerWindowOpened(1))[0], ["End", "i", "Home", "t"])
    changed = after(talk, NotesReplaced(2, notes, "notes.md"), Ticked(1000))[0]
    assert (changed.frozen, view(changed).frozen, stored(changed) != "") == (frozen, True, True)


def test_a_frozen_picture_is_not_blanked_and_a_blank_one_not_frozen() -> None:
    talk = after(opened(TalkNotes(NOTES)), SpeakerWindowOpened(1))[0]
    frozen = press(talk, ["i", "b"])
    assert (frozen.mode, frozen.frozen is not None, frozen.message and frozen.message.text) == (
        talk.mode,
        True,
        "The audience's picture is frozen: i shows them where you are, then b blanks it.",
    )
    blank = press(talk, ["b", "i"])
    assert (blank.mode.value, blank.frozen, blank.message and blank.message.text) == (
        "blank",
        None,
        "The screen is blank: b brings the slides back, then i freezes them.",
    )


def test_what_the_server_finds_wrong_is_told_to_the_speaker() -> None:
    talk = after(opened(TalkNotes(NOTES.replace("20 min", "soon"))), SpeakerWindowOpened(1))[0]
    for told in (("line 3  no package of that name",), ()):
        sign = view(after(talk, ProblemsTold(2, told))[0]).speaker
        assert sign
        assert sign.problems == told or (told == () and "duration" in sign.problems[0])
