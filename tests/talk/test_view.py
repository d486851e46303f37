"""The view has every word that is painted."""

import json

import pytest

from footlights.talk import view
from footlights.talk.events import Event, KeyPressed, Ticked
from footlights.talk.keeping_events import SavingChanged, TalkLost
from footlights.talk.speaker_events import SpeakerWindowOpened
from footlights.talk.view import spell_clock
from footlights.talk.view_model import Face
from footlights.talk.wire import to_json
from tests.talk.support import after, press, small_talk


@pytest.mark.parametrize(
    "seconds, face",
    [(300, "5:00"), (59, "0:59"), (0, "0:00"), (-1, "+0:01"), (-75, "+1:15"), (4200, "1:10:00")],
)
def test_a_clock_face_reads_at_a_glance(seconds: int, face: str) -> None:
    assert spell_clock(seconds) == face


def test_clocks_count_down_and_then_up() -> None:
    running = press(press(small_talk(), ["3", "Enter"], 1_000), ["t"], 1_000)
    late = after(running, Ticked(1_000 + 135_000))[0]
    assert view(running).clocks.section == Face(
        "running", 120, "2:00", left=1.0, low=False, label="section: 2:00 left, running", unit="section"
    )
    assert view(late).clocks.section == Face(
        "over", -15, "+0:15", left=0.0, low=False, label="section: 0:15 over, over", unit="section"
    )
    assert view(late).clocks.talk.remaining_s == 600 - 135
    assert view(after(running, Ticked(1_000 + 120_000))[0]).clocks.section == Face(
        "running", 0, "0:00", left=0.0, low=True, label="section: 0:00 left, running", unit="section"
    )


def test_a_section_runs_low_in_its_last_fifth() -> None:
    talk = after(press(small_talk(), ["3", "Enter", "t"], 0), Ticked(97_000))[0]
    assert view(talk).clocks.section.low is True


def test_help_is_drawn_from_the_key_table_when_it_is_open() -> None:
    groups = view(press(small_talk(), ["?"])).help
    assert [group.group for group in groups or ()] == ["Move", "Python", "Show", "Draw", "Clock"]
    assert view(small_talk()).help is None


@pytest.mark.parametrize(
    "keys, agenda",
    [
        ([], ["next", "next"]),
        (["End"], ["past", "now"]),
        (["t", "End", "["], ["now", "next"]),
        (["t", "3", "Enter", "a"], ["now", "next"]),
        (["t", "End", "a"], ["past", "now"]),
        (["t"], ["next", "next"]),
    ],
)
def test_the_agenda_knows_what_is_past(keys: list[str], agenda: list[str]) -> None:
    talk = small_talk()
    for at_ms, key in enumerate(keys):
        talk = press(talk, [key], at_ms)
    assert view(talk).agenda == tuple(agenda)


@pytest.mark.parametrize("keys, size", [([], 1), (["+"], 1.1), (["-", "-"], 0.8)])
def test_the_page_sets_its_text_as_large_as_it_was_laid_out(keys: list[str], size: float) -> None:
    assert view(press(small_talk(), keys)).text_size == pytest.approx(size)


def test_the_view_is_written_by_the_names_that_the_page_knows() -> None:
    written = json.loads(to_json(view(press(small_talk(), ["3", "Enter"]))))
    assert (written["slide"], written["sectionTitle"], written["clocks"]["talk"]["remainingS"]) == (3, "One", 600)
    assert written["cells"] == [[1, "idle", ""], [2, "idle", ""]]
    assert written["warmth"] == {
        "state": "warming",
        "words": "0 of 2 cells ahead are ready",
        "face": "0/2",
        "rows": None,
    }


@pytest.mark.parametrize(
    "events",
    [
        (SavingChanged(2, "never"),),
        (KeyPressed(2, "t"), KeyPressed(3, "T", shift=True)),
        (KeyPressed(2, "R", shift=True),),
        (TalkLost(2),),
    ],
    ids=["nothing is saved", "the clock is reset", "a rehearsal", "another tab has the talk"],
)
def test_what_is_for_the_speaker_is_not_on_the_slides_where_they_have_a_window(events: tuple[Event, ...]) -> None:
    alone = after(small_talk(), *events)[0]
    beside = after(small_talk(), SpeakerWindowOpened(1), *events)[0]
    shown = view(beside).speaker
    assert shown
    assert (view(alone).message != "", view(beside).message, shown.message) == (True, "", view(alone).message)
