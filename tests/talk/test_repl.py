"""Enter runs what is complete and continues what is not; the history can be walked."""

import pytest

from footlights.talk.effects import Complete, SetReplInput
from footlights.talk.events import CompletionWanted, HistoryWanted, ReplSubmitted
from footlights.talk.repl import is_complete, next_indent
from tests.talk.support import after, small_talk


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


def test_tab_indents_an_empty_line_and_else_asks_the_kernel() -> None:
    assert after(small_talk(), CompletionWanted(1, "for x in y:\n", ""))[1] == (SetReplInput("for x in y:\n    "),)
    assert after(small_talk(), CompletionWanted(1, "pri"))[1] == (Complete("pri"),)
