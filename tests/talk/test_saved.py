"""A reload, a crash or a killed tab loses nothing; what was stored is read with suspicion."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footlights.deck import PYODIDE
from footlights.talk import Event, Talk, TalkNotes, opened, to_save, update, view
from footlights.talk.clock_state import Clock
from footlights.talk.drawn_state import Tool
from footlights.talk.effects import PutAside
from footlights.talk.events import (
    Began,
    CellEdited,
    KeyPressed,
    NotesReplaced,
    PlaceRequested,
    ReplResized,
    ReplSubmitted,
    Ticked,
    Wanted,
)
from footlights.talk.reading_saved import Found, read_saved
from footlights.talk.saved import lasting
from footlights.talk.speaker_events import (
    PlanEndSet,
    PlanTaken,
    SpeakerWindowArranged,
    SpeakerWindowClosed,
    SpeakerWindowOpened,
    StrokeDrawn,
    StrokeErased,
)
from footlights.talk.stage.clock import LEFT_OPEN_MS
from footlights.talk.state import Message, Place
from footlights.talk.wire import to_json
from tests.talk.strategies import unhurried
from tests.talk.support import NOTES, after, press, small_talk, stored

AHEAD_MS = 10**15
DEEP = "[" * 20 + "]" * 20


def used_talk() -> Talk:
    talk = press(small_talk(), ["t"], 1_000)
    talk = press(talk, ["3", "Enter", "n", "d", "+", "`"], 11_000)
    return after(talk, ReplSubmitted(12_000, "1 + 1"))[0]


def reopened(text: str, at_ms: int = 60_000, place: str = "", seen_at_ms: int | None = None) -> Talk:
    return after(small_talk(), Began(at_ms, place, text, seen_at_ms=seen_at_ms))[0]


def with_clock(**values: Any) -> str:
    """What a talk saved, some values of its clock replaced."""
    saved = to_save(used_talk())
    return to_json(saved | {"clock": saved["clock"] | values})


def test_everything_that_lasts_comes_back() -> None:
    back = reopened(stored(used_talk()), seen_at_ms=50_000)
    assert to_save(back) == to_save(used_talk())
    assert back.message == Message("Back where you were. ⇧ T resets the clock.", 66_000, private=True)


def test_a_running_clock_ran_on_while_the_page_was_gone() -> None:
    back = reopened(stored(used_talk()), seen_at_ms=50_000)
    assert back.clock == Clock((10_000, 0, 0), 1, 11_000, True)


def test_a_clock_left_open_overnight_is_paused_where_it_was_seen_last() -> None:
    back = reopened(stored(used_talk()), at_ms=50_000 + LEFT_OPEN_MS + 1, seen_at_ms=50_000)
    assert back.clock == Clock((10_000, 39_000, 0), 1, None, True)


def test_a_clock_that_was_out_of_sight_for_as_long_as_a_talk_may_be_runs_on() -> None:
    back = reopened(stored(used_talk()), at_ms=50_000 + LEFT_OPEN_MS, seen_at_ms=50_000)
    assert back.clock == Clock((10_000, 0, 0), 1, 11_000, True)


def test_what_earlier_versions_saved_tells_itself_when_it_was_seen() -> None:
    earlier = to_json(to_save(used_talk()) | {"seen_at_ms": 50_000})
    assert reopened(earlier, at_ms=50_000 + LEFT_OPEN_MS + 1).clock == Clock((10_000, 39_000, 0), 1, None, True)


def test_a_clock_ahead_of_the_systems_goes_on_from_where_it_was_seen() -> None:
    ahead = with_clock(since_ms=AHEAD_MS)
    seen = reopened(ahead, seen_at_ms=AHEAD_MS + 5_000)
    assert seen.clock == Clock((10_000, 5_000, 0), 1, 60_000, True)
    assert reopened(ahead).clock == Clock((10_000, 0, 0), 1, 60_000, True)
    assert view(press(seen, ["ArrowLeft"], 70_000)).clocks.talk.remaining_s == 600 - 25


def test_the_address_bar_wins_over_the_saved_place() -> None:
    assert reopened(stored(used_talk()), place="#/5").place == Place(5)


@pytest.mark.parametrize("text", ["", "{}", '{"version": 1}', '{"version": 1, "place": [99, 1]}'])
def test_where_nothing_fits_the_talk_begins_without_a_word(text: str) -> None:
    talk, effects = after(small_talk(), Began(1, "", text))
    assert (to_save(talk), talk.message, effects) == (to_save(small_talk()), None, ())


@pytest.mark.parametrize("version", [0, 99])
def test_what_an_older_or_a_newer_page_saved_is_read_as_far_as_it_fits(version: int) -> None:
    kept = {"version": version, "place": [3, 2], "text_size": "huge", "hologram": {"depth": 3}}
    talk, effects = after(small_talk(), Began(1, "", json.dumps(kept)))
    words = "What was saved of the text's size can't be read and is put aside; the rest is back."
    assert (talk.place, view(talk).message, effects[-1]) == (Place(3, 2), words, PutAside())


ANEW = "What was saved of this talk can't be read and is put aside; it begins anew."


@pytest.mark.parametrize("text", ["5", "[]", '"x"', "null", "{", '{"place": 5}', '{"version": "99", "place": [3, 1]}',
                                  "1" * 5000, "[" * 100_000, DEEP, '{"version": 1, "edits": ' + DEEP + "}", '{"version": 1, "place": [1, 1], "edits": ' + DEEP + "}", '"\\\\"' * 50_000, '{"a":' * 100_000])  # fmt: skip
def test_what_cant_be_read_is_put_aside(text: str) -> None:
    talk, effects = after(small_talk(), Began(1, "", text))
    assert (to_save(talk), view(talk).message, effects) == (to_save(small_talk()), ANEW, (PutAside(),))


WITH_ONE_MORE = NOTES.replace("## One", "## Zero\n\n---\n\nzero\n\n## One")
"""A section and two slides before those that there were."""


@pytest.mark.parametrize(
    ("notes", "address", "place"),
    [
        (NOTES, "#/3.2", (3, 2)),
        (WITH_ONE_MORE, "#/3.2", (5, 2)),
        (WITH_ONE_MORE, "", (5, 2)),
        (WITH_ONE_MORE, "#/4", (4, 1)),
        (WITH_ONE_MORE.replace("## One", "## Renamed"), "#/3.2", (5, 2)),
        ("# Talk\n", "#/3.2", (1, 1)),
    ],
)
def test_a_talk_whose_notes_were_changed_since_opens_at_its_slide_unless_another_is_asked_for(
    notes: str, address: str, place: tuple[int, int]
) -> None:
    text = stored(press(small_talk(), ["3", "Enter", "n"]))
    opened_again = after(opened(TalkNotes(notes)), Began(1_000, address, text))[0]
    assert (opened_again.place.slide, opened_again.place.step) == place


def test_time_that_was_used_belongs_to_the_section_of_that_title() -> None:
    text = stored(press(press(used_talk(), ["t"], 20_000), ["End"], 21_000))
    clock = after(opened(TalkNotes(WITH_ONE_MORE)), Began(60_000, "", text))[0].clock
    assert (clock.spent_ms, clock.since_ms) == ((10_000, 0, 9_000, 0), None)
    without = after(opened(TalkNotes("# Talk\n\n## Two\n\nend\n")), Began(60_000, "", text))[0].clock
    assert (without.spent_ms, sum(without.spent_ms)) == ((19_000, 0), 19_000), "no second is lost"


@pytest.mark.parametrize(
    "name, value, words",
    [
        ("place", 5, "place"),
        ("place", [True, 1], "place"),
        ("place", [0, 1], "place"),
        ("place", [1.5, 1], "place"),
        ("place", ["1", 1], "place"),
        ("place", [2**53, 1], "place"),
        ("shown", 5, "slide's title"),
        ("shown", ["One"], "slide's title"),
        ("shown", ["One", -1], "slide's title"),
        ("sections", ["One", 2], "sections"),
        ("text_size", 1.0, "text's size"),
        ("edits", json.loads("[" * 19 + "]" * 19), "edits"),
        ("repl", {"share": "x"}, "REPL"),
        ("clock", {"spent_ms": "x", "section": 0, "since_ms": None}, "clock"),
        ("clock", {"spent_ms": [1], "section": 1, "since_ms": None}, "clock"),
        ("clock", {"spent_ms": [-1], "section": 0, "since_ms": None}, "clock"),
        ("clock", {"spent_ms": [1], "section": 0, "since_ms": True}, "clock"),
        ("theme", "pink", "theme"),
        ("text_size", 99, "text's size"),
        ("text_size", True, "text's size"),
        ("edits", {"a": 1}, "edits"),
        ("repl", 3, "REPL"),
        ("repl", {"history": ["1", 2]}, "REPL"),
        ("repl", {"share": 0.19}, "REPL"),
        ("repl", {"share": 0.81}, "REPL"),
        ("repl", {"side": "left"}, "REPL"),
        ("repl", {"engine": 1}, "REPL"),
    ],
)
def test_a_part_that_cant_be_read_is_put_aside_and_the_rest_is_used(name: str, value: Any, words: str) -> None:
    saved = to_save(used_talk())
    talk, effects = after(small_talk(), Began(60_000, "", to_json(saved | {name: value})))
    fresh = to_save(small_talk())[name]
    expected = saved | {name: [2, 1] if name == "place" else fresh}
    del expected["clock"], expected["place"], expected["shown"]
    assert {key: value for key, value in to_save(talk).items() if key in expected} == expected
    assert view(talk).message == f"What was saved of the {words} can't be read and is put aside; the rest is back."
    assert PutAside() in effects


def test_the_largest_number_that_a_page_holds_can_be_read() -> None:
    assert read_saved(with_clock(spent_ms=[2**53 - 1] * 3, since_ms=None)).kept.clock == Clock(
        (2**53 - 1,) * 3, 1, None, True
    )


KEYS = st.sampled_from(
    [*"np][td+-0`ao2qcskbyxi", "Home", "End", "Enter", "Escape", "Backspace", *"TPZYSX"],
)
EVENTS = st.one_of(
    st.builds(lambda key: lambda at: KeyPressed(at, key, shift=key in "TPZYSX"), KEYS),
    st.builds(lambda text: lambda at: ReplSubmitted(at, text), st.text(max_size=20)),
    st.builds(lambda text: lambda at: CellEdited(at, 1, text), st.text(max_size=20)),
    st.builds(lambda share: lambda at: ReplResized(at, share), st.floats(0, 1)),
    st.just(lambda at: Wanted(at, "repl-side")),
    st.builds(lambda slide: lambda at: StrokeDrawn(at, slide, Tool.PEN, "M1 1L2 2"), st.integers(1, 6)),
    st.builds(lambda slide, at_: lambda at: StrokeErased(at, slide, at_), st.integers(1, 6), st.integers(0, 2)),
    st.builds(lambda text: lambda at: PlanEndSet(at, text), st.sampled_from(["3 min", "12:00", "soon"])),
    st.builds(lambda starts: lambda at: PlanTaken(at, starts), st.booleans()),
    st.just(SpeakerWindowOpened),
    st.just(SpeakerWindowClosed),
    st.builds(lambda share: lambda at: SpeakerWindowArranged(at, share, share), st.floats(0, 1)),
)


@st.composite
def reached_talks(draw: st.DrawFn) -> Talk:
    """A talk that some minutes of a speaker's doing lead to."""
    talk, at_ms = small_talk(), 1_000_000
    for made in draw(st.lists(EVENTS, max_size=12)):
        at_ms += draw(st.integers(0, 100_000))
        event: Event = made(at_ms)
        talk = update(talk, event).state
    return talk


@unhurried
@given(reached_talks())
def test_what_is_saved_is_read_as_it_was(talk: Talk) -> None:
    assert read_saved(json.dumps(to_save(talk))) == Found(lasting(talk))


@unhurried
@given(reached_talks(), st.integers(0, LEFT_OPEN_MS))
def test_any_talk_comes_back_as_it_was_left(talk: Talk, away_ms: int) -> None:
    back = reopened(stored(talk), talk.now_ms + away_ms, seen_at_ms=talk.now_ms)
    changed = {"clock", "rests_while_blank"} if talk.rests_while_blank else set()
    assert {k: v for k, v in to_save(back).items() if k not in changed} == {
        k: v for k, v in to_save(talk).items() if k not in changed
    }


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
ANY_JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner)
)
NUMBERS = st.one_of(st.integers(-2, 6), st.integers(), st.booleans(), st.none())
CLOCKS = st.fixed_dictionaries({"spent_ms": st.lists(NUMBERS, max_size=5), "section": NUMBERS, "since_ms": NUMBERS})
REPLS = st.fixed_dictionaries(
    {"history": st.lists(SCALARS, max_size=3), "share": st.floats() | SCALARS, "engine": st.just(PYODIDE) | SCALARS}
)
HELD = st.fixed_dictionaries(
    {
        "plan": st.none()
        | st.fixed_dictionaries(
            {"lead_ms": NUMBERS, "shares_ms": st.lists(st.lists(NUMBERS)), "visited_ms": st.lists(NUMBERS)}
        ),
        "dropped": st.lists(NUMBERS),
        "bullets": st.lists(st.tuples(NUMBERS, SCALARS) | SCALARS, max_size=3),
        "ends_at_ms": NUMBERS,
    }
)
ALMOST_SAVED = st.fixed_dictionaries(
    {
        "version": st.just(1),
        "place": st.lists(NUMBERS, max_size=3) | ANY_JSON,
        "clock": CLOCKS | ANY_JSON,
        "undone_clock": CLOCKS | ANY_JSON,
        "text_size": NUMBERS,
        "edits": ANY_JSON | st.dictionaries(st.text(max_size=5), SCALARS),
        "repl": REPLS | ANY_JSON,
        "seen_at_ms": NUMBERS,
        "jumps": st.lists(st.lists(SCALARS, max_size=5)) | ANY_JSON,
        "returns": st.lists(st.lists(SCALARS, max_size=5)) | ANY_JSON,
        "questions": st.fixed_dictionaries({"since_ms": NUMBERS, "spent_ms": NUMBERS, "resumes": SCALARS}) | ANY_JSON,
        "speaker": st.fixed_dictionaries({"notes_size": NUMBERS, "slide_share": SCALARS, "next_share": SCALARS})
        | ANY_JSON,
        "drawings": st.fixed_dictionaries(
            {
                "strokes": st.dictionaries(st.text("0123²", max_size=4), st.lists(st.lists(SCALARS, max_size=3)))
                | ANY_JSON,
                "before": st.lists(st.tuples(NUMBERS, st.lists(SCALARS))) | ANY_JSON,
                "called": st.dictionaries(st.text("0123²", max_size=4), st.tuples(SCALARS, NUMBERS)) | ANY_JSON,
            }
        )
        | ANY_JSON,
        "lectern": st.fixed_dictionaries({"held": HELD, "before": st.lists(HELD, max_size=2), "called": ANY_JSON})
        | ANY_JSON,
    }
)


@unhurried
@given(ALMOST_SAVED | ANY_JSON, st.lists(KEYS, max_size=6))
def test_any_json_opens_a_talk_that_goes_on(saved: Any, keys: list[str]) -> None:
    talk, _ = after(opened(TalkNotes(NOTES)), Began(1_000, "", json.dumps(saved)))
    for at_ms, key in enumerate(keys, 2_000):
        talk = press(talk, [key], at_ms)
    assert view(talk).slides == len(talk.deck.slides)
    assert read_saved(stored(talk)).unread == ()


def test_brackets_in_what_the_speaker_wrote_nest_nothing() -> None:
    talk = after(small_talk(), CellEdited(1, 1, "[" * 1000 + '"\\'))[0]
    assert read_saved(stored(talk)) == Found(lasting(talk))


DEMOS = (
    "# T\n\n## A (5 min)\n\n### Demo\n\nfirst\n\n### Demo\n\nsecond\n\n### Demo\n\nthird\n\n---\n\none\n\n---\n\ntwo\n"
)
"""Slides: 1 title, 2 A, 3 to 5 Demo, 6 and 7 without a title."""


@pytest.mark.parametrize(
    "changed",
    [
        DEMOS.replace("### Demo\n\nfirst\n\n", ""),
        DEMOS.replace("---\n\none", "---\n\nnew\n\n---\n\none"),
        DEMOS.replace("### Demo\n\nsecond", "### Showing\n\nsecond"),
        DEMOS.replace("## A", "## Zero\n\nx\n\n## A"),
    ],
    ids=["one of three gone", "one more without a title", "another title", "a section before"],
)
def test_drawings_and_places_are_found_again_as_under_a_running_talk(changed: str) -> None:
    talk = after(opened(TalkNotes(DEMOS)), PlaceRequested(1, "#/7"))[0]
    for slide in (4, 5, 7):
        talk = after(talk, StrokeDrawn(2, slide, "pen", f"M{slide} 1L2 2"))[0]
    running = after(talk, NotesReplaced(3, changed, "notes.md", ()))[0]
    again = after(opened(TalkNotes(changed)), Began(3, saved=stored(talk)))[0]
    assert (again.drawings.strokes, again.place) == (running.drawings.strokes, running.place)


def test_a_rehearsal_goes_on_in_other_notes_with_each_slides_time() -> None:
    talk = after(opened(TalkNotes(DEMOS)), PlaceRequested(1, "#/4"), KeyPressed(1, "R", shift=True), Ticked(60_001))[0]
    changed = DEMOS.replace("## A", "## Zero\n\nx\n\n## A")
    again = after(opened(TalkNotes(changed)), Began(60_001, saved=stored(talk)))[0]
    assert again.rehearsal.took_ms == {6: 60_000}
