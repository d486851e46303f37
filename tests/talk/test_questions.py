"""Questions have a clock of their own, and warnings come when the notes say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footlights.talk import Talk, TalkNotes, opened, update, view
from footlights.talk.effects import Remind
from footlights.talk.events import Began, KeyPressed, PlaceRequested, Ticked
from footlights.talk.speaker.warnings import warning
from footlights.talk.speaker_events import PlanTaken, SpeakerWindowOpened
from footlights.talk.stage.clock import total_spent_ms
from footlights.talk.stage.questions import spent_ms
from tests.talk.support import after, press, stored

NOTES = "---\nduration: 25 minutes + 5 minutes Q&A\n---\n# T\n\n## One (10 min)\n\nx\n\n## Two (15 min)\n\ny\n"
"""Slides: 1 title, 2 agenda, 3 One, 4 Two."""


def talk_at(*keys: tuple[int, str], notes: str = NOTES) -> Talk:
    """A talk in whose first section keys were pressed at these seconds."""
    talk = after(opened(TalkNotes(notes)), PlaceRequested(0, "#/3"))[0]
    for second, key in keys:
        talk = press(talk, [key], 1000 * second)
    return talk


@pytest.mark.parametrize(
    "keys, second, face, talk_s, questions_ms",
    [
        ([(0, "t"), (60, "q")], 60, ("questions", 300, "running"), 1440, 0),
        ([(0, "t"), (60, "q")], 160, ("questions", 200, "running"), 1440, 100_000),
        ([(0, "t"), (60, "q")], 400, ("questions", -40, "over"), 1440, 340_000),
        ([(0, "t"), (60, "q"), (160, "q")], 170, ("section", 530, "running"), 1430, 100_000),
        ([(0, "t"), (60, "q"), (160, "q"), (200, "q")], 210, ("questions", 190, "running"), 1400, 110_000),
        ([(0, "q"), (10, "q")], 20, ("section", 600, "idle"), 1500, 10_000),
        ([(0, "t"), (60, "t"), (70, "q"), (80, "q")], 90, ("section", 540, "paused"), 1440, 10_000),
        ([(0, "t"), (60, "q"), (80, "t")], 90, ("section", 530, "running"), 1430, 20_000),
    ],
    ids=["begun", "for a while", "over", "over with", "again", "before the talk", "in a pause", "the clock is started"],
)
def test_the_talks_clock_stands_while_questions_are_asked(
    keys: list[tuple[int, str]], second: int, face: tuple[str, int, str], talk_s: int, questions_ms: int
) -> None:
    talk = after(talk_at(*keys), Ticked(1000 * second))[0]
    clocks = view(talk).clocks
    assert (clocks.section.unit, clocks.section.remaining_s, clocks.section.state) == face
    assert (clocks.talk.remaining_s, spent_ms(talk)) == (talk_s, questions_ms)
    assert talk.place.slide == 3


def test_without_a_budget_they_count_up() -> None:
    talk = after(talk_at((0, "q"), notes=NOTES.replace(" + 5 minutes Q&A", "")), Ticked(75_000))[0]
    assert (view(talk).clocks.section.face, view(talk).clocks.section.remaining_s) == ("1:15", None)


def test_they_go_on_after_a_reload() -> None:
    talk = talk_at((0, "t"), (60, "q"))
    back = after(opened(TalkNotes(NOTES)), Began(100_000, saved=stored(talk)))[0]
    assert (back.questions, spent_ms(back)) == (talk.questions, 40_000)
    assert press(back, ["q"], 110_000).clock == press(talk, ["q"], 110_000).clock


PAUSED = NOTES.replace("---\n#", "blank: pause\n---\n#")


@given(st.sampled_from([NOTES, PAUSED]), st.lists(st.tuples(st.integers(0, 100), st.sampled_from("tqb]["))))
def test_no_second_is_lost_between_the_two_clocks(notes: str, moves: list[tuple[int, str]]) -> None:
    talk, second, ran_s, asked_s = talk_at(notes=notes), 0, 0, 0
    for seconds, key in moves:
        second += seconds
        ran_s += seconds if talk.clock.since_ms is not None else 0
        asked_s += seconds if talk.questions.since_ms is not None else 0
        assert talk.clock.since_ms is None or talk.questions.since_ms is None
        talk = press(talk, [key], 1000 * second)
    assert (total_spent_ms(talk.clock, 1000 * second), spent_ms(talk)) == (1000 * ran_s, 1000 * asked_s)


@given(st.sampled_from([NOTES, PAUSED]), st.lists(st.sampled_from(["t", "q", "b", "T", "R", "P", "take", "reload"])))
def test_the_two_clocks_never_run_at_once(notes: str, acts: list[str]) -> None:
    talk = talk_at(notes=notes)
    for second, act in enumerate(acts):
        now = 10_000 * second
        if act == "take":
            talk = after(talk, PlanTaken(now, starts=True))[0]
        elif act == "reload":
            talk = after(opened(TalkNotes(notes)), Began(now, saved=stored(talk), seen_at_ms=now))[0]
        else:
            talk = after(talk, KeyPressed(now, act, shift=act.isupper()))[0]
        assert talk.clock.since_ms is None or talk.questions.since_ms is None


@pytest.mark.parametrize(
    "keys, clock_runs, questions_run",
    [
        ("tbqb", False, True),
        ("tbqbq", True, False),
        ("tbTb", False, False),
    ],
    ids=["blank, questions, back", "and the talk goes on", "blank, reset, back"],
)
def test_a_blank_screen_starts_no_clock_that_is_not_to_run(keys: str, clock_runs: bool, questions_run: bool) -> None:
    talk = talk_at(notes=PAUSED)
    for second, key in enumerate(keys):
        talk = after(talk, KeyPressed(10_000 * second, key, shift=key.isupper()))[0]
    assert (talk.clock.since_ms is not None, talk.questions.since_ms is not None) == (clock_runs, questions_run)


def test_questions_that_were_left_open_overnight_ended_when_they_were_seen_last() -> None:
    asked = talk_at((0, "t"), (60, "q"))
    saved, next_day_ms = stored(asked), 20 * 3600 * 1000
    back = after(opened(TalkNotes(NOTES)), Began(next_day_ms, saved=saved, seen_at_ms=100_000))[0]
    assert (back.questions.since_ms, spent_ms(back), back.clock.since_ms) == (None, 40_000, None)


WARNED = NOTES.replace("---\n#", "warn: 1 min, 5 min\n---\n#")


@pytest.mark.parametrize(
    "slide, second, expected",
    [
        (3, 539, ""),
        (3, 540, "1 min left in this section"),
        (3, 561, "39 s left in this section"),
        (3, 600, ""),
        (4, 1199, ""),
        (4, 1200, "5 min left in the talk"),
        (4, 1500, ""),
        (2, 10, ""),
    ],
)
def test_the_speaker_is_warned_at_the_moments_that_were_chosen(slide: int, second: int, expected: str) -> None:
    talk = after(talk_at((0, "t"), notes=WARNED), PlaceRequested(0, f"#/{slide}"), Ticked(1000 * second))[0]
    assert warning(talk) == expected
    sign = view(after(talk, SpeakerWindowOpened(1000 * second))[0]).speaker
    assert sign
    assert sign.warning == expected
    assert warning(press(talk, ["t"], 1000 * second)) == ""


@pytest.mark.parametrize(
    "warn, sound, effects", [("1 min", "false", [540]), ("1 min", "true", [540]), ("never", "true", [])]
)
def test_a_warning_is_felt_once_and_heard_where_it_is_asked_for(warn: str, sound: str, effects: list[int]) -> None:
    talk = talk_at((0, "t"), notes=NOTES.replace("---\n#", f"warn: {warn}\nsound: {sound}\n---\n#"))
    reminded = []
    for second in range(530, 560):
        step = update(talk, Ticked(1000 * second))
        talk = step.state
        reminded += [(second, effect) for effect in step.effects]
    assert reminded == [(second, Remind(sound == "true")) for second in effects]


def test_a_key_of_the_slides_is_no_reminder() -> None:
    talk = after(talk_at((0, "t"), notes=WARNED), Ticked(539_000))[0]
    assert [type(effect) for effect in update(talk, KeyPressed(541_000, "n")).effects] != [Remind]


def reminded_at(notes: str, seconds: range, *turns: tuple[int, int]) -> list[int]:
    """The seconds at which the speaker is reminded, of a talk whose slides are turned to at these seconds."""
    talk, reminded = talk_at((0, "t"), notes=notes), []
    for second in seconds:
        talk = after(talk, *(PlaceRequested(1000 * second, f"#/{slide}") for at, slide in turns if at == second))[0]
        step = update(talk, Ticked(1000 * second))
        talk = step.state
        reminded += [second] * sum(isinstance(effect, Remind) for effect in step.effects)
    return reminded


def test_the_talks_warning_is_felt_beside_the_sections() -> None:
    notes = WARNED.replace("One (10 min)", "One (20 min)").replace("Two (15 min)", "Two (5 min)")
    assert reminded_at(notes, range(1130, 1210)) == [1140, 1200]
    talk = after(talk_at((0, "t"), notes=notes), Ticked(1_200_000 - 1000))[0]
    assert warning(talk) == "1 s left in this section"
    both = after(talk_at((0, "t"), notes=notes.replace("1 min, 5 min", "1 min, 6 min")), Ticked(1_150_000))[0]
    assert warning(both) == "6 min left in the talk, 50 s left in this section"


def test_the_talk_is_warned_of_the_end_that_the_notes_state() -> None:
    notes = WARNED.replace("---\n#", 'ends: "00:20"\n---\n#')
    assert warning(after(talk_at((0, "t"), notes=notes), Ticked(900_000))[0]) == "5 min left in the talk"
