"""What the live kernel knows outlives the kernel: what is kept, what comes back, what the speaker is told."""

import json
from dataclasses import replace

import pytest

from footlights.talk import Talk, TalkNotes, opened
from footlights.talk.effects import Effect, ForgetNames, KeepNames, ReplaceKernel, StartRun
from footlights.talk.events import Began, KeyPressed, NotesReplaced, RunCell, StopTimedOut, Wanted
from footlights.talk.kernel_state import Kept, Live, RunState
from footlights.talk.run_events import KernelChanged, NamesKept, RunEnded, RunStarted
from tests.talk.support import after, press, small_talk, stored

READY = KernelChanged(1, Live.READY)
ONE, TWO = "1 + 1", "2 + 2"
KEEPS_SECTIONS = TalkNotes(
    "---\ncheckpoints: true\n---\n# T\n\n## A\n\n```python run\n1\n```\n\n## B\n\n```python run\n2\n```\n"
)
"""Slides: 1 title, 2 agenda, 3 A, 4 B."""


def ran(talk: Talk, cell: int, source: str, at_ms: int = 10) -> tuple[Talk, tuple[KeepNames, ...]]:
    """The talk once a cell has run, and what it asks to be kept."""
    number = talk.kernel.next_run
    running = after(talk, RunCell(at_ms, cell, source), RunStarted(at_ms, number))[0]
    done, effects = after(running, RunEnded(at_ms, number, RunState.DONE))
    return done, tuple(effect for effect in effects if isinstance(effect, KeepNames))


def kept(talk: Talk, cell: int, source: str) -> Talk:
    """The talk once a cell has run and its names are kept."""
    done, (asked,) = ran(talk, cell, source)
    return after(done, NamesKept(20, asked.slot, asked.about))[0]


def stuck(talk: Talk, cell: int = 2, source: str = TWO) -> Talk:
    """A cell runs that no stop ends."""
    running = after(talk, RunCell(30, cell, source), RunStarted(31, talk.kernel.next_run))[0]
    return after(running, Wanted(32, "stop"))[0]


def names(talk: Talk, *cells: int) -> list[str]:
    return [cell.name for cell in talk.deck.cells if cell.identity in cells]


def test_python_is_kept_after_every_run_with_what_had_run_in_it() -> None:
    talk, (asked,) = ran(after(small_talk(), READY)[0], 1, ONE)
    assert (asked.slot, json.loads(asked.about)) == (
        "",
        {
            "ran": names(talk, 1),
            "set_up": [],
            "next_run": 2,
            "runs": 1,
            "stamp": 10,
            "furthest": 1,
        },
    )
    held = after(talk, NamesKept(20, "", asked.about))[0]
    assert held.kernel.kept == Kept((1,), frozenset(), 2, 1, stamp=10, furthest=1)


def test_nothing_is_kept_while_something_waits() -> None:
    talk = after(small_talk(), READY, RunCell(2, 1, ONE), RunCell(3, 2, TWO), RunStarted(4, 1))[0]
    assert after(talk, RunEnded(5, 1, RunState.DONE))[1] == (StartRun(2, 2, TWO),)


def test_a_restart_goes_on_from_what_was_kept_and_says_so() -> None:
    talk = stuck(kept(after(small_talk(), READY)[0], 1, ONE))
    restarted, effects = after(talk, StopTimedOut(40, 2))
    assert restarted.message is not None
    assert (restarted.message.text, restarted.message.offer) == (
        "Python was restarted to stop the code, with the names it had before.",
        None,
    )
    assert (restarted.kernel.ran, effects) == ((1,), (ReplaceKernel(2),))
    about = json.dumps({"ran": names(talk, 1), "set_up": [], "next_run": 2, "runs": 1, "stamp": 1, "furthest": 0})
    back = after(restarted, KernelChanged(41, Live.BOOTING), KernelChanged(42, Live.READY, about=about))[0]
    assert (back.kernel.live, back.kernel.ran, back.message) == (Live.READY, (1,), restarted.message)


def test_what_ran_since_it_was_kept_is_offered_again() -> None:
    talk = kept(after(small_talk(), READY)[0], 1, ONE)
    talk, _ = ran(talk, 2, TWO, 25)
    restarted = after(stuck(talk, 1, ONE), StopTimedOut(40, 3))[0]
    assert restarted.message is not None
    assert restarted.message.text == "Python was restarted to stop the code, with the names it had one run ago."
    assert (restarted.replay, restarted.kernel.ran) == ((2,), (1,))


def test_a_checkpoint_that_does_not_come_up_is_told_and_all_is_offered_again() -> None:
    talk = stuck(kept(after(small_talk(), READY)[0], 1, ONE))
    restarted = after(talk, StopTimedOut(40, 2), KernelChanged(41, Live.BOOTING), KernelChanged(42, Live.READY))[0]
    assert restarted.message is not None
    assert (restarted.message.text, restarted.replay) == ("Python begins anew: its names are gone.", (1,))
    assert (restarted.kernel.ran, restarted.kernel.kept) == ((), None)


def test_without_a_checkpoint_names_are_gone_as_ever() -> None:
    talk, _ = ran(after(small_talk(), READY)[0], 1, ONE)
    restarted = after(stuck(talk), StopTimedOut(40, 2))[0]
    assert restarted.message is not None
    assert restarted.message.text == "Python was restarted to stop the code: its names are gone."
    assert restarted.replay == (1,)


@pytest.mark.parametrize(
    "about_ran, words, replay",
    [
        ((1, 2), None, ()),
        ((1,), "Python's names are back, without those of the last cells.", (2,)),
        (None, "Python begins anew: its names are gone.", (1, 2)),
    ],
    ids=["all is back", "the last was not kept", "nothing was kept"],
)
def test_after_a_reload_what_did_not_come_back_is_offered(
    about_ran: tuple[int, ...] | None, words: str | None, replay: tuple[int, ...]
) -> None:
    talk = ran(ran(after(small_talk(), READY)[0], 1, ONE)[0], 2, TWO)[0]
    about = about_ran and json.dumps(
        {"ran": names(talk, *about_ran), "set_up": [], "next_run": 3, "runs": 2, "stamp": 2, "furthest": 0}
    )
    back = after(small_talk(), Began(50, saved=stored(talk)), KernelChanged(51, Live.READY, about=about))[0]
    assert (back.message.text if back.message else None, back.replay) == (words, replay)
    assert (back.kernel.ran, back.kernel.next_run) == (about_ran or (), 3 if about_ran else 1)
    assert json.loads(stored(back))["ran"] == names(talk, *(about_ran or ()))


def test_what_had_run_is_remembered_until_python_is_up() -> None:
    talk = ran(after(small_talk(), READY)[0], 1, ONE)[0]
    booting = after(small_talk(), Began(50, saved=stored(talk)))[0]
    assert json.loads(stored(booting))["ran"] == names(talk, 1)


@pytest.mark.parametrize(
    "about",
    [
        "",
        "[]",
        "{",
        '{"ran": 5}',
        '{"ran": [], "set_up": [1], "next_run": 1, "runs": 0, "stamp": 0, "furthest": 0}',
        "null",
    ],
)
def test_a_checkpoint_of_which_nothing_sensible_is_said_is_none(about: str) -> None:
    talk = after(small_talk(), READY)[0]
    assert after(talk, NamesKept(2, "", about))[0].kernel == talk.kernel


def entered(talk: Talk, title: str, at_ms: int) -> Talk:
    """The talk on the next slide, where a section begins and is kept."""
    talk, effects = after(talk, KeyPressed(at_ms, "n"))
    (asked,) = (effect for effect in effects if isinstance(effect, KeepNames))
    assert asked.slot == title
    return after(talk, NamesKept(at_ms, asked.slot, asked.about))[0]


def at_b() -> Talk:
    """Section A has run; B has begun, and was kept as it began."""
    talk = entered(press(after(opened(KEEPS_SECTIONS), READY)[0], ["n"], 2), "A", 3)
    return entered(ran(talk, 1, "1", 4)[0], "B", 5)


def test_the_names_of_a_sections_beginning_are_offered_to_who_comes_back_to_it() -> None:
    talk, _ = ran(at_b(), 2, "2", 6)
    assert talk.message is None
    back = press(talk, ["Home"], 7)
    assert back.message is None
    there = press(press(back, ["End"], 8), ["p"], 9)
    assert there.message is not None
    assert there.message.offer is not None
    assert (there.message.text, there.message.offer.intent) == (
        "Python knows more than at the beginning of “A”.",
        "names-back",
    )


def test_a_section_is_kept_once_until_the_clock_is_reset() -> None:
    talk, _ = ran(at_b(), 2, "2", 6)
    again = after(press(talk, ["p"], 7), KeyPressed(8, "n"))[1]
    assert not any(isinstance(effect, KeepNames) for effect in again)
    anew = press(talk, ["p", "t"], 7)
    anew = after(anew, KeyPressed(8, "T", shift=True))[0]
    assert any(isinstance(effect, KeepNames) for effect in after(anew, KeyPressed(9, "n"))[1])


def test_they_come_back_by_a_key() -> None:
    talk, _ = ran(at_b(), 2, "2", 6)
    restored, effects = after(talk, KeyPressed(7, "N", shift=True))
    assert effects == (ReplaceKernel(0, slot="B"),)
    assert (restored.kernel.live, restored.kernel.ran, restored.kernel.runs) == (Live.STOPPED, (1, 2), 2)
    about = json.dumps({"ran": names(talk, 1), "set_up": [], "next_run": 2, "runs": 1, "stamp": 4, "furthest": 1})
    back = after(restored, KernelChanged(8, Live.BOOTING), KernelChanged(9, Live.READY, about=about))[0]
    assert (back.message and back.message.text) == "Python is as it was at the beginning of “B”."
    left = replace(press(back, ["p"], 10), message=None)
    assert press(left, ["n"], 11).message is None, "it knows no more than then"


@pytest.mark.parametrize(
    "about, words",
    [
        (None, "Python begins anew: its names are gone."),
        (2, "What Python knew at the beginning of “B” is gone. Python's names are as they were."),
    ],
    ids=["nothing is left", "only the latest is left"],
)
def test_a_beginning_that_is_gone_is_told(about: int | None, words: str) -> None:
    talk, _ = ran(at_b(), 2, "2", 6)
    restored = after(talk, KeyPressed(7, "N", shift=True), KernelChanged(8, Live.BOOTING))[0]
    said = about and json.dumps(
        {"ran": names(talk, 1, 2), "set_up": [], "next_run": 3, "runs": about, "stamp": about, "furthest": 0}
    )
    back = after(restored, KernelChanged(9, Live.READY, about=said))[0]
    assert (back.message and back.message.text, "B" in back.kernel.kept_sections) == (words, False)


def test_a_look_ahead_is_no_beginning() -> None:
    talk = entered(press(after(opened(KEEPS_SECTIONS), READY)[0], ["n"], 2), "A", 3)
    ahead = entered(talk, "B", 4)
    there, _ = ran(press(ahead, ["p"], 5), 1, "1", 6)
    again, effects = after(there, KeyPressed(7, "n"))
    assert (names_and_runs(effects), again.message) == ([("B", 1)], None)


THREE = TalkNotes(KEEPS_SECTIONS.text + "\n## C\n\n```python run\n3\n```\n")


def kept_at(talk: Talk, effects: tuple[Effect, ...], at_ms: int) -> Talk:
    """The talk once the page has kept what it was asked to."""
    asked = [effect for effect in effects if isinstance(effect, KeepNames)]
    return after(talk, *(NamesKept(at_ms, each.slot, each.about) for each in asked))[0] if asked else talk


def on(talk: Talk, key: str, at_ms: int) -> Talk:
    return kept_at(*after(talk, KeyPressed(at_ms, key)), at_ms)


def test_what_was_kept_at_a_look_ahead_is_forgotten_where_the_section_begins_while_code_runs() -> None:
    talk = on(on(press(after(opened(THREE), READY)[0], ["n"], 2), "n", 3), "n", 4)
    talk = ran(press(on(talk, "n", 5), ["p", "p"], 6), 1, "1", 7)[0]
    there, effects = after(on(talk, "n", 8), RunCell(9, 2, "2"), RunStarted(9, 2), KeyPressed(10, "n"))
    assert [effect for effect in effects if isinstance(effect, KeepNames | ForgetNames)] == [ForgetNames("C")]
    assert after(there, KeyPressed(11, "N", shift=True))[1] == ()


def test_a_run_of_one_section_begins_no_other() -> None:
    talk = on(press(after(opened(KEEPS_SECTIONS), READY)[0], ["n"], 2), "n", 3)
    talk = after(talk, RunCell(4, 1, "1"), KeyPressed(5, "n"), RunStarted(6, 1), RunEnded(7, 1, RunState.DONE))[0]
    assert talk.kernel.furthest == 1
    assert names_and_runs(after(press(talk, ["p"], 8), KeyPressed(9, "n"))[1]) == [("B", 1)]


def test_as_many_runs_are_not_the_same_names() -> None:
    talk = on(on(press(after(opened(THREE), READY)[0], ["n"], 2), "n", 3), "n", 4)
    begun = talk.kernel.kept_sections["B"]
    talk = ran(on(ran(talk, 2, "2", 5)[0], "n", 6), 3, "3", 7)[0]
    back = after(press(talk, ["p"], 8), KeyPressed(9, "N", shift=True), KernelChanged(10, Live.BOOTING))[0]
    about = json.dumps({"ran": [], "set_up": [], "next_run": 1, "runs": 0, "stamp": begun.stamp, "furthest": 0})
    again = ran(after(back, KernelChanged(11, Live.READY, about=about))[0], 2, "2 + 2", 12)[0]
    assert names_and_runs(after(again, KeyPressed(13, "n"))[1]) == [("C", 1)]


def test_a_checkpoint_older_than_the_last_runs_is_told() -> None:
    talk = kept(kept(after(small_talk(), READY)[0], 1, ONE), 2, TWO)
    about = json.dumps({"ran": names(talk, 1), "set_up": [], "next_run": 2, "runs": 1, "stamp": 1, "furthest": 1})
    restarted = after(stuck(talk, 1, ONE), StopTimedOut(40, 3), KernelChanged(41, Live.BOOTING))[0]
    back = after(restarted, KernelChanged(42, Live.READY, about=about))[0]
    assert back.message is not None
    assert (back.message.text, back.replay) == ("Python's names are back, without those of the last cells.", (2,))


def test_sections_of_changed_notes_keep_their_beginnings_and_none_begins_by_that() -> None:
    talk, _ = ran(at_b(), 2, "2", 6)
    changed = KEEPS_SECTIONS.text.replace("## A", "## New\n\nx\n\n## A")
    again, effects = after(talk, NotesReplaced(7, changed, "notes.md"))
    assert names_and_runs(effects) == []
    assert (again.kernel.kept_sections, again.kernel.furthest) == (talk.kernel.kept_sections, 3)


def test_a_reset_forgets_the_beginnings() -> None:
    talk, _ = ran(at_b(), 2, "2", 6)
    effects = after(talk, KeyPressed(7, "t"), KeyPressed(8, "T", shift=True))[1]
    assert [effect for effect in effects if isinstance(effect, ForgetNames)] == [ForgetNames("A"), ForgetNames("B")]


def test_another_engines_runs_are_none_of_pythons() -> None:
    notes = TalkNotes("# T\n\n```python run\n1\n```\n\n```python run engine=micropython\nx = 2\n```\n")
    talk = kept(after(opened(notes, ("pyodide", "micropython")), READY)[0], 1, "1")
    talk, asked = ran(talk, 2, "x = 2", 20)
    restarted = after(stuck(talk, 1, "1"), StopTimedOut(40, 3))[0]
    assert asked == ()
    assert restarted.message is not None
    assert restarted.message.text == "Python was restarted to stop the code, with the names it had before."


BY_ITSELF = TalkNotes(
    "---\ncheckpoints: true\n---\n# T\n\n## A\n\n```python autorun\n1\n```\n\n## A\n\n```python autorun\n2\n```\n"
)


def names_and_runs(effects: tuple[Effect, ...]) -> list[object]:
    """What is kept and what is started, in order; of what is said of a checkpoint, after how many runs."""
    return [
        (effect.slot, json.loads(effect.about)["runs"]) if isinstance(effect, KeepNames) else effect
        for effect in effects
        if isinstance(effect, KeepNames | StartRun)
    ]


def test_a_section_is_kept_before_what_runs_by_itself_in_it_and_one_of_the_same_title_is_another() -> None:
    talk, effects = after(press(opened(BY_ITSELF), ["n"]), KeyPressed(2, "n"), READY)
    assert names_and_runs(effects) == [("A", 0), StartRun(1, 1, "1")]
    talk = after(talk, RunStarted(3, 1), RunEnded(4, 1, RunState.DONE))[0]
    assert names_and_runs(after(talk, KeyPressed(5, "n"))[1]) == [("A\n2", 1), StartRun(2, 2, "2")]


def test_a_section_that_begins_while_code_runs_is_kept_when_it_is_entered_again_before_it_ran() -> None:
    talk = entered(press(after(opened(KEEPS_SECTIONS), READY)[0], ["n"], 2), "A", 3)
    running, effects = after(talk, RunCell(4, 1, "1"), RunStarted(4, 1), KeyPressed(5, "n"))
    done, more = after(running, RunEnded(6, 1, RunState.DONE))
    again = after(press(done, ["p"], 7), KeyPressed(8, "n"))[1]
    assert names_and_runs((*effects, *more, *again)) == [("", 1), ("B", 1)]
    too_late = after(press(ran(done, 2, "2", 9)[0], ["p"], 10), KeyPressed(11, "n"))[1]
    assert names_and_runs(too_late) == []


def test_a_reload_in_the_middle_of_a_section_is_not_its_beginning() -> None:
    talk, _ = ran(at_b(), 2, "2", 6)
    about = json.dumps({"ran": names(talk, 1, 2), "set_up": [], "next_run": 3, "runs": 2, "stamp": 2, "furthest": 0})
    back, effects = after(
        opened(KEEPS_SECTIONS), Began(50, saved=stored(talk)), KernelChanged(51, Live.READY, about=about)
    )
    assert names_and_runs(effects) == []
    assert back.kernel.kept_sections == {}
    known = after(
        back,
        NamesKept(
            52,
            "B",
            json.dumps({"ran": names(talk, 1), "set_up": [], "next_run": 2, "runs": 1, "stamp": 1, "furthest": 0}),
        ),
    )[0]
    assert known.kernel.kept_sections == {"B": Kept((1,), frozenset(), 2, 1, "B", 1)}


def test_what_is_kept_of_a_section_that_there_is_no_more_is_forgotten() -> None:
    talk = after(opened(KEEPS_SECTIONS), READY)[0]
    assert after(
        talk, NamesKept(2, "Gone", '{"ran": [], "set_up": [], "next_run": 1, "runs": 0, "stamp": 0, "furthest": 0}')
    ) == (
        replace(talk, now_ms=2),
        (ForgetNames("Gone"),),
    )


def test_python_rests_and_is_kept_while_another_engine_runs() -> None:
    notes = TalkNotes("# T\n\n```python run\n1\n```\n\n```python run engine=micropython\nx = 2\n```\n")
    talk = after(
        opened(notes, ("pyodide", "micropython")), READY, RunCell(2, 1, "1"), RunCell(3, 2, "x = 2"), RunStarted(4, 1)
    )[0]
    assert names_and_runs(after(talk, RunEnded(5, 1, RunState.DONE))[1]) == [
        StartRun(2, 2, "x = 2", "micropython"),
        ("", 1),
    ]


def test_without_the_setting_sections_are_not_kept() -> None:
    talk = after(small_talk(), READY)[0]
    assert not any(isinstance(effect, KeepNames) for effect in after(press(talk, ["n"]), KeyPressed(2, "n"))[1])


def test_the_key_does_nothing_where_nothing_was_kept() -> None:
    talk = after(small_talk(), READY)[0]
    assert after(talk, KeyPressed(2, "N", shift=True))[1] == ()


WITH_SETUP = TalkNotes("# T\n\n## S\n\n```python setup\nitems = []\n```\n\n```python run\nitems\n```\n")


def test_setup_that_came_back_is_not_run_again() -> None:
    talk = after(opened(WITH_SETUP), RunCell(2, 1, "items"))[0]
    (setup, _) = talk.kernel.waiting
    about = json.dumps(
        {"ran": [], "set_up": [["pyodide", setup.source]], "next_run": 3, "runs": 2, "stamp": 2, "furthest": 0}
    )
    assert after(talk, KernelChanged(3, Live.READY, about=about))[1] == (StartRun(2, 1, "items"),)


def test_a_stop_after_a_stop_loses_no_more() -> None:
    once = after(stuck(kept(after(small_talk(), READY)[0], 1, ONE)), StopTimedOut(40, 2))[0]
    about = json.dumps({"ran": names(once, 1), "set_up": [], "next_run": 2, "runs": 1, "stamp": 1, "furthest": 0})
    back = after(once, KernelChanged(41, Live.BOOTING), KernelChanged(42, Live.READY, about=about))[0]
    twice = after(stuck(back), StopTimedOut(50, 3))[0]
    assert twice.message is not None
    assert twice.message.text == "Python was restarted to stop the code, with the names it had before."


def test_another_engines_names_are_none_of_a_checkpoints() -> None:
    talk = after(small_talk(), READY)[0]
    mixed = replace(talk, kernel=replace(talk.kernel, set_up=frozenset({("micropython", "m"), ("pyodide", "p")})))
    done, (asked,) = ran(mixed, 1, ONE)
    assert json.loads(asked.about)["set_up"] == [["pyodide", "p"]]
    about = json.dumps({"ran": [], "set_up": [], "next_run": 1, "runs": 0, "stamp": 0, "furthest": 0})
    booting = after(done, KernelChanged(41, Live.BOOTING))[0]
    assert after(booting, KernelChanged(42, Live.READY, about=about))[0].kernel.set_up == {("micropython", "m")}
