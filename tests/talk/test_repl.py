"""Enter runs what is complete and continues what is not; the history can be walked."""

import pytest

from footlights.talk import view
from footlights.talk.code.engines import PATIENCE_MS
from footlights.talk.effects import EchoInput, FocusOn, InterruptKernel, SetReplInput, StartRun
from footlights.talk.events import (
    Began,
    HistorySearched,
    HistoryWanted,
    IndentWanted,
    ReplCancelled,
    ReplResized,
    ReplSubmitted,
    ReplTyped,
    SentToRepl,
    Wanted,
)
from footlights.talk.kernel_state import Live, RunState
from footlights.talk.run_events import KernelChanged, RunEnded
from footlights.talk.stage.repl import HISTORY_LENGTH, is_complete, next_indent
from tests.talk.support import after, small_talk, stored


@pytest.mark.parametrize(
    "source, complete",
    [
        ("1 + 1", True),
        ("x = (1,", False),
        ("for i in x:", False),
        ("for i in x:\n    print(i)", False),
        ("for i in x:\n    print(i)\n", True),
        ("def f():\n    return 1\nf()", True),
        ("if x: y", True),
        ("await thing()", True),
        ("async with a as b:", False),
        ("for i in x:\n    await i", False),
        ("'''text", False),
        ("1 +", True),
        ("@decorator", False),
        ("", True),
        ("x = \\", False),
    ],
)
def test_complete_input_is_told_from_a_block_that_goes_on(source: str, complete: bool) -> None:
    assert is_complete(source) is complete


@pytest.mark.parametrize(
    "source, indent",
    [
        ("for i in x:", "    "),
        ("    if i:  # why", "        "),
        ("    return 1", ""),
        ("    x = 1", "    "),
        ("x = (", ""),
    ],
)
def test_the_next_line_is_indented(source: str, indent: str) -> None:
    assert next_indent(source) == indent


def test_enter_in_the_middle_breaks_the_line() -> None:
    assert after(small_talk(), ReplSubmitted(1, "a = ", "1"))[1] == (SetReplInput("a = \n", "1"),)


def test_enter_on_a_blank_line_empties_it() -> None:
    talk, effects = after(small_talk(), ReplSubmitted(1, "  ", ""))
    assert (talk.repl.history, effects) == ((), (SetReplInput(""),))


def test_the_history_leads_back_to_the_draft() -> None:
    talk = after(small_talk(), ReplSubmitted(1, "one"), ReplSubmitted(2, "two"))[0]
    older = after(talk, HistoryWanted(3, -1, "dra"))
    oldest = after(older[0], HistoryWanted(4, -1, "two"))
    end = after(oldest[0], HistoryWanted(5, -1, "one"))
    back = after(end[0], HistoryWanted(6, 1, "one"), HistoryWanted(7, 1, "two"))
    assert [effects for _, effects in (older, oldest, end, back)] == [
        (SetReplInput("two"),),
        (SetReplInput("one"),),
        (),
        (SetReplInput("dra"),),
    ]


def test_the_same_line_stands_in_the_history_once() -> None:
    talk = after(small_talk(), ReplSubmitted(1, "a"), ReplSubmitted(2, "b"), ReplSubmitted(3, "a"))[0]
    assert talk.repl.history == ("b", "a")


def test_a_line_typed_ahead_is_shown_when_its_turn_comes() -> None:
    talk, first = after(small_talk(), KernelChanged(1, Live.READY), ReplSubmitted(2, "one"))
    talk, second = after(talk, ReplSubmitted(3, "two"))
    turn = after(talk, RunEnded(4, 1, RunState.DONE))[1]
    assert [first, second, turn] == [
        (EchoInput("one"), SetReplInput(""), StartRun(1, 0, "one")),
        (SetReplInput(""),),
        (EchoInput("two"), StartRun(2, 0, "two")),
    ]


def test_tab_indents_where_no_name_stands() -> None:
    assert after(small_talk(), IndentWanted(1, "for x in y:\n", ""))[1] == (SetReplInput("for x in y:\n    "),)


def test_the_history_is_searched_backwards_for_what_was_typed_first() -> None:
    talk = after(small_talk(), *(ReplSubmitted(1, line) for line in ("x = 1", "print(x)", "x + 1", "dir()")))[0]
    newest = after(talk, HistorySearched(2, "x"))
    older = after(newest[0], HistorySearched(3, "x + 1"))
    oldest = after(older[0], HistorySearched(4, "print(x)"))
    none = after(oldest[0], HistorySearched(5, "x = 1"))
    assert [effects for _, effects in (newest, older, oldest, none)] == [
        (SetReplInput("x + 1"),),
        (SetReplInput("print(x)"),),
        (SetReplInput("x = 1"),),
        (),
    ]
    assert view(none[0]).message == "No older line holds “x”."
    assert after(newest[0], HistoryWanted(3, 1, "x + 1"), HistoryWanted(4, 1, "dir()"))[1] == (SetReplInput("x"),)


def test_ctrl_c_drops_the_line_or_stops_what_runs() -> None:
    assert after(small_talk(), ReplCancelled(1))[1] == (SetReplInput(""),)
    busy = after(small_talk(), KernelChanged(1, Live.READY), ReplSubmitted(2, "while True: pass\n"))[0]
    assert after(busy, ReplCancelled(3))[1] == (InterruptKernel(1, PATIENCE_MS),)


@pytest.mark.parametrize("share, kept", [(0.5, 0.5), (0.01, 0.2), (2.0, 0.8)])
def test_the_drawer_remembers_its_size_and_side(share: float, kept: float) -> None:
    talk = after(small_talk(), ReplResized(1, share), Wanted(2, "repl-side"))[0]
    back = after(small_talk(), Began(3, saved=stored(talk)))[0]
    assert (back.repl.side, back.repl.share) == ("right", kept)


def test_a_cell_is_sent_to_the_open_drawer() -> None:
    talk, effects = after(small_talk(), SentToRepl(1, "1 + 1\n"))
    assert (talk.repl.is_open, effects) == (True, (SetReplInput("1 + 1"), FocusOn("repl")))


def test_another_text_begins_another_search() -> None:
    talk = after(small_talk(), *(ReplSubmitted(1, line) for line in ("a = 1", "b = 2")), HistorySearched(2, "a"))[0]
    assert after(talk, HistorySearched(3, "b"))[1] == (SetReplInput("b = 2"),)


def test_the_history_keeps_its_newest_entries() -> None:
    talk = after(small_talk(), *(ReplSubmitted(1, str(number)) for number in range(HISTORY_LENGTH + 1)))[0]
    assert (len(talk.repl.history), talk.repl.history[0]) == (HISTORY_LENGTH, "1")


def test_after_a_reload_the_newest_line_comes_first() -> None:
    talk = after(small_talk(), ReplSubmitted(1, "one"), ReplSubmitted(2, "two"))[0]
    back = after(small_talk(), Began(3, saved=stored(talk)))[0]
    assert after(back, HistoryWanted(4, -1, ""))[1] == (SetReplInput("two"),)


def test_what_stands_in_the_input_outlives_the_page() -> None:
    typed = after(small_talk(), ReplTyped(1, "for each in"))[0]
    back, effects = after(small_talk(), Began(2, saved=stored(typed)))
    assert (back.repl.text, effects) == ("for each in", (SetReplInput("for each in"),))
