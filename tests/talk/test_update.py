"""Keys and other events move the talk, and an impossible one changes nothing."""

from dataclasses import replace

import pytest

from footlights.deck import parse
from footlights.talk import TalkNotes, opened, update
from footlights.talk.clock_state import Clock
from footlights.talk.effects import ClearOutput, FocusOn, ShowPlace, StartRun, ToggleFullScreen
from footlights.talk.events import (
    Began,
    KeyPressed,
    NotesReplaced,
    PlaceRequested,
    RunCell,
    SlideChosen,
    SystemThemeChanged,
    Ticked,
    Wanted,
)
from footlights.talk.intents import INTENTS
from footlights.talk.kernel_state import Live, RunState
from footlights.talk.run_events import KernelChanged, RunEnded
from footlights.talk.stage.keys import BINDINGS, intent_of
from footlights.talk.state import Message, Mode, Place, Talk
from tests.talk.support import NOTES, after, press, small_talk, stored


@pytest.mark.parametrize(
    "keys, place",
    [
        (["n"], Place(2)),
        ([" ", "ArrowRight", "ArrowDown"], Place(3, 2)),
        (["PageDown"] * 4, Place(4)),
        (["n"] * 99, Place(5)),
        (["n", "n", "n", "p"], Place(3)),
        (["n", "n", "n", "n", "p"], Place(3, 2)),
        (["p"], Place(1)),
        (["End"], Place(5)),
        (["End", "Home"], Place(1)),
        (["]"], Place(3)),
        (["]", "]"], Place(5)),
        (["]", "]", "]"], Place(5)),
        (["]", "n", "n", "["], Place(3)),
        (["]", "["], Place(1)),
        (["g", "4", "Enter"], Place(4)),
        (["4", "Enter"], Place(4)),
        (["9", "9", "Enter"], Place(5)),
        (["4", "Escape", "n"], Place(2)),
        (["1", "Backspace", "3", "Enter"], Place(3)),
        (["End", "a"], Place(2)),
        (["o", "n", "n", "Enter"], Place(3)),
        (["n", "["], Place(1)),
    ],
)
def test_keys_lead_to_a_place(keys: list[str], place: Place) -> None:
    assert press(small_talk(), keys).place == place


def test_back_shows_what_was_seen() -> None:
    assert press(small_talk(), ["g", "4", "Enter", "p"]).place == Place(3, 2)


@pytest.mark.parametrize(
    "keys, mode",
    [
        (["o"], Mode.OVERVIEW),
        (["o", "o"], Mode.TALK),
        (["?"], Mode.HELP),
        (["?", "o"], Mode.OVERVIEW),
        (["b"], Mode.BLANK),
        ([".", "n"], Mode.TALK),
        (["o", "Escape"], Mode.TALK),
    ],
)
def test_one_mode_at_a_time(keys: list[str], mode: Mode) -> None:
    assert press(small_talk(), keys).mode is mode


@pytest.mark.parametrize(
    "key, intent",
    [("PageDown", "next"), ("PageUp", "previous"), ("F5", "full-screen"), ("Escape", "leave")],
)
def test_a_clicker_works_while_an_editor_has_the_focus(key: str, intent: str) -> None:
    assert intent_of(KeyPressed(1, key, focus="editor")) == intent


@pytest.mark.parametrize("key", ["n", " ", ".", "b", "t", "ArrowRight", "Home", "5", "`", "?", "Enter"])
def test_every_other_key_belongs_to_the_editor(key: str) -> None:
    step = update(small_talk(), KeyPressed(1, key, focus="editor"))
    assert (step.state.place, step.state.mode, step.handled) == (Place(1), Mode.TALK, False)


def test_a_button_keeps_space_and_enter() -> None:
    assert [intent_of(KeyPressed(1, key, focus="control")) for key in (" ", "Enter", "n")] == [None, None, "next"]


def test_a_slide_number_can_be_typed_while_a_button_has_the_focus() -> None:
    typed = [KeyPressed(1, key, focus="control") for key in ("g", "4", "Enter")]
    assert after(small_talk(), *typed)[0].place == Place(4)


@pytest.mark.parametrize("modifier", ["ctrl", "alt", "meta"])
def test_chords_of_the_browser_are_left_to_it(modifier: str) -> None:
    assert intent_of(KeyPressed(1, "n", **{modifier: True})) is None


def test_shift_counts_where_the_character_does_not_tell() -> None:
    pressed = [KeyPressed(1, " ", shift=True), KeyPressed(1, "?", shift=True), KeyPressed(1, "T", shift=True)]
    assert [intent_of(event) for event in pressed] == ["previous", "help", "reset-clock"]
    assert intent_of(KeyPressed(1, "F5", shift=True)) is None


def test_every_binding_names_an_intent_that_exists_and_no_chord_means_two() -> None:
    chords = [chord for binding in BINDINGS for chord in (*binding.chords, *binding.everywhere)]
    assert {name for binding in BINDINGS for name in (binding.intent, binding.for_speaker) if name} == INTENTS
    assert len(chords) == len(set(chords))


def test_moving_tells_the_address_bar_and_a_step_makes_no_history() -> None:
    talk = press(small_talk(), ["]"])
    assert update(small_talk(), KeyPressed(1, "n")).effects == (ShowPlace("#/2", push=True),)
    assert update(talk, KeyPressed(1, "n")).effects == (ShowPlace("#/3.2", push=False),)


@pytest.mark.parametrize(
    "text, place",
    [("#/3.2", Place(3, 2)), ("#/5", Place(5)), ("#/99", Place(1)), ("#/x", Place(1)), ("", Place(1)), ("#/3.9", Place(3, 2))],
)  # fmt: skip
def test_the_address_bar_asks_for_a_place(text: str, place: Place) -> None:
    assert after(small_talk(), PlaceRequested(1, text))[0].place == place
    assert after(small_talk(), Began(1, text))[0].place == place


def test_a_slide_chosen_in_the_overview_is_shown() -> None:
    talk = press(small_talk(), ["o"])
    assert after(talk, SlideChosen(1, 4))[0].place == Place(4)


def test_the_choice_in_the_overview_is_one_of_the_slides_there_are() -> None:
    chosen = press(small_talk(), ["o", *["n"] * 4])
    assert (chosen.chosen, after(chosen, NotesReplaced(2, "# T\n\n## S\n", "notes.md"))[0].chosen) == (5, 1)


def test_text_grows_shrinks_and_comes_back() -> None:
    talk = press(small_talk(), ["+"] * 20)
    assert (talk.text_size, press(talk, ["-"]).text_size, press(talk, ["0"]).text_size) == (6, 5, 0)


@pytest.mark.parametrize(
    "keys, entry",
    [
        (["0"], None),
        (["²"], None),
        (["1", "0"], "10"),
        (["g", "0"], "0"),
        (["1", "2", "3", "Backspace"], "12"),
        (["1", "Backspace"], ""),
        (["1", "2", "3", "4", "5"], "2345"),
        (["g"], ""),
        (["4", "g"], ""),
    ],
)
def test_zero_is_a_digit_once_a_number_is_begun(keys: list[str], entry: str | None) -> None:
    assert press(small_talk(), keys).entry == entry


def test_enter_is_the_editors_while_a_number_is_begun_and_nobodys_on_a_slide() -> None:
    for talk, focus in ((press(small_talk(), ["4"]), "editor"), (small_talk(), "page")):
        step = update(talk, KeyPressed(1, "Enter", focus=focus))
        assert (step.state, step.effects, step.handled) == (replace(talk, now_ms=1), (), False)


def test_each_step_of_a_slide_comes_by_itself() -> None:
    talk = opened(TalkNotes("# T\n\n## S\n\na\n\n. . .\n\nb\n\n. . .\n\nc\n"))
    places = [press(talk, ["n"] * times).place for times in range(5)]
    assert places == [Place(1), Place(2), Place(2, 2), Place(2, 3), Place(2, 3)]


def test_an_empty_number_leads_nowhere() -> None:
    assert (press(small_talk(), ["n", "g", "Enter"]).place, press(small_talk(), ["n", "g", "0", "Enter"]).place) == (
        Place(2),
        Place(2),
    )


def test_the_theme_follows_the_system_until_it_is_chosen() -> None:
    talk = after(small_talk(), Began(1, system_theme="light"))[0]
    assert (talk.shown_theme, press(talk, ["d"]).shown_theme, press(talk, ["d", "d"]).shown_theme) == (
        "light",
        "dark",
        "light",
    )
    assert after(talk, SystemThemeChanged(2, "dark"))[0].shown_theme == "dark"


def test_a_reset_clock_comes_back() -> None:
    talk = press(press(small_talk(), ["t"], 1_000), ["t"], 61_000)
    reset = after(talk, KeyPressed(62_000, "T", shift=True))[0]
    back = after(reset, KeyPressed(63_000, "T", shift=True))[0]
    assert (reset.clock, back.clock) == (Clock((0, 0, 0), 0), talk.clock)


def test_a_message_goes_when_its_time_is_up() -> None:
    talk = after(press(small_talk(), ["t"]), KeyPressed(1_000, "T", shift=True))[0]
    assert talk.message is not None
    assert after(talk, Ticked(10_999))[0].message == Message(
        "The clock is reset. ⇧ T brings it back.", 11_000, private=True
    )
    assert after(talk, Ticked(11_000))[0].message is None
    assert press(talk, ["Escape"], 2_000).message is None


def test_full_screen_is_asked_of_the_page() -> None:
    assert update(small_talk(), KeyPressed(1, "f")).effects == (ToggleFullScreen(),)


def test_the_run_key_means_the_first_cell_that_has_not_run() -> None:
    talk = press(small_talk(), ["4", "Enter"])
    assert update(talk, KeyPressed(1, "Enter", ctrl=True)).effects == (ClearOutput(1),)
    assert update(small_talk(), KeyPressed(1, "Enter", ctrl=True)).effects == ()


def test_the_drawer_takes_and_gives_back_the_focus() -> None:
    opened_drawer = update(small_talk(), KeyPressed(1, "`"))
    assert (opened_drawer.state.repl.is_open, opened_drawer.effects) == (True, (FocusOn("repl"),))
    assert update(opened_drawer.state, KeyPressed(1, "Escape", focus="editor")).effects == (FocusOn("page"),)


def test_changed_notes_keep_place_and_clock() -> None:
    talk = press(press(small_talk(), ["t"], 1_000), ["4", "Enter"], 5_000)
    changed = after(talk, NotesReplaced(6_000, "# Talk\n\n## One (2 min)\n\na\n\n## Two\n\nb\n", "notes.md"))[0]
    assert changed.place == Place(4)
    assert (changed.clock.spent_ms, changed.clock.since_ms) == ((4_000, 1_000, 0), 6_000)


@pytest.mark.parametrize("event", [Wanted(1, "no-such-intent"), Ticked(1), KeyPressed(1, "j"), KeyPressed(1, "Enter")])
def test_what_makes_no_sense_changes_nothing(event: Wanted | Ticked | KeyPressed) -> None:
    talk: Talk = after(small_talk(), Ticked(1))[0]
    assert update(talk, event).state == talk


LONG = "# Talk\n\n## One\n\n" + "".join(
    f"- A point that takes a line of its own, number {number}\n" for number in range(12)
)


def test_larger_text_makes_more_slides_and_the_speaker_stays_at_the_same_words() -> None:
    talk = press(opened(TalkNotes(LONG)), ["End"])
    first_words = talk.slide.source.splitlines()[0]
    larger = press(talk, ["+", "+", "+", "+"])
    assert len(larger.deck.slides) > len(talk.deck.slides)
    assert first_words in larger.slide.source
    assert press(larger, ["0"]).place == talk.place


def test_a_step_of_the_texts_size_is_a_tenth() -> None:
    talk = opened(TalkNotes(LONG))
    assert press(talk, ["+"]).deck == parse(LONG, text_scale=1.1)
    assert press(talk, ["-", "-"]).deck == parse(LONG, text_scale=0.8)


def test_a_speaker_who_went_elsewhere_stays_there_when_the_text_changes_its_size() -> None:
    assert press(opened(TalkNotes(LONG)), ["End", *["+"] * 4, "Home", "n", "0"]).place == Place(2)


def test_a_talk_comes_back_with_its_text_size_at_the_same_slide() -> None:
    talk = press(opened(TalkNotes(LONG)), ["+", "+", "+", "+", "End"])
    back = update(opened(TalkNotes(LONG)), Began(2, saved=stored(talk))).state
    assert (back.place, back.text_size, back.deck) == (talk.place, 4, talk.deck)


def test_larger_text_after_the_notes_changed_is_that_of_the_new_notes() -> None:
    changed = after(small_talk(), NotesReplaced(1, LONG, "notes.md"))[0]
    assert press(changed, ["+", "0"]).deck == changed.deck


def test_changed_notes_keep_what_the_unchanged_cells_did() -> None:
    talk = after(small_talk(), KernelChanged(1, Live.READY), RunCell(2, 1, "1 + 1"), RunEnded(3, 1, RunState.DONE))[0]
    changed = after(talk, NotesReplaced(4, NOTES.replace("2 + 2", "3 + 3"), "notes.md"))[0]
    assert changed.cells == {1: RunState.DONE}


def test_time_never_runs_backwards() -> None:
    assert after(small_talk(), Ticked(5_000), Ticked(1_000))[0].now_ms == 5_000


def test_a_page_that_opens_and_an_address_that_asks_make_no_history() -> None:
    assert after(small_talk(), PlaceRequested(1, "#/5"))[1] == ()
    assert after(small_talk(), Began(1, "#/5"))[1] == (ShowPlace("#/5", push=False),)


def test_slides_that_move_with_the_notes_make_no_history() -> None:
    at_the_end = press(small_talk(), ["End"])
    moved = NOTES.replace("# Talk\n", "# Talk\n\n---\n\nnew\n")
    assert after(at_the_end, NotesReplaced(2, moved, "notes.md"))[1] == (ShowPlace("#/6", push=False),)


def test_escape_leaves_one_thing_at_a_time() -> None:
    typed = press(small_talk(), ["`", "w", "4", "Escape"])
    assert (typed.entry, typed.shows_warmth, typed.repl.is_open) == (None, True, True)
    closed = press(typed, ["Escape"])
    assert (closed.shows_warmth, closed.repl.is_open) == (False, True)
    assert press(closed, ["Escape"]).repl.is_open is False


def test_the_choice_in_the_overview_stays_in_the_deck() -> None:
    assert (press(small_talk(), ["o", "p"]).chosen, press(small_talk(), ["o", *["n"] * 9]).chosen) == (1, 5)


def test_the_drawer_opens_over_the_slides_only() -> None:
    assert press(small_talk(), ["?", "`"]).mode is Mode.TALK


def test_a_cell_whose_code_changed_has_not_run_even_if_it_had() -> None:
    talk = after(small_talk(), KernelChanged(1, Live.READY), RunCell(2, 1, "1 + 1"), RunEnded(3, 1, RunState.DONE))[0]
    changed = after(talk, NotesReplaced(4, NOTES.replace("1 + 1", "1 + 5"), "notes.md"))[0]
    assert changed.cells == {}


def test_the_run_key_means_the_first_cell_again_when_all_have_run() -> None:
    ran = [event for cell in (1, 2) for event in (RunCell(2, cell, "x"), RunEnded(3, cell, RunState.DONE))]
    talk = after(press(small_talk(), ["4", "Enter"]), KernelChanged(1, Live.READY), *ran)[0]
    assert update(talk, KeyPressed(4, "Enter", ctrl=True)).effects == (ClearOutput(1), StartRun(3, 1, "x"))


def test_notes_with_fewer_sections_keep_the_time_that_was_used() -> None:
    talk = press(press(small_talk(), ["t"], 1_000), ["End"], 5_000)
    assert after(talk, NotesReplaced(6_000, "# Talk\n\n---\n\nend\n", "notes.md"))[0].clock.spent_ms == (4_000,)
