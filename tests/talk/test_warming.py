"""While the speaker talks, the kernel warms up what the cells ahead need, and makes way for what is run."""

from footlights.talk import Talk, TalkNotes, opened, view
from footlights.talk.effects import WarmUp
from footlights.talk.events import RunCell, Ticked
from footlights.talk.kernel_state import Live, RunState, Warmth
from footlights.talk.run_events import KernelChanged, RunEnded, RunStarted, WarmedUp
from footlights.talk.view_model import WarmthRow, WarmthSign
from tests.talk.support import after, besides_keeping, press, small_talk

READY = KernelChanged(1, Live.READY)
ONE, TWO = "1 + 1", "2 + 2"


def warmed(talk: Talk, *codes: str) -> Talk:
    return after(talk, *(WarmedUp(9, code) for code in codes))[0]


def test_an_idle_kernel_warms_up_one_cell_after_the_other() -> None:
    talk, first = after(small_talk(), READY)
    talk, second = after(talk, WarmedUp(2, ONE))
    talk, third = after(talk, WarmedUp(3, TWO))
    assert (first, second, third) == ((WarmUp(1, ONE),), (WarmUp(2, TWO),), ())
    assert talk.warmth == {ONE: Warmth.READY, TWO: Warmth.READY}


def test_the_cells_ahead_come_before_those_behind() -> None:
    notes = TalkNotes("# T\n\n## A\n\n```python run\n1\n```\n\n## B\n\n```python run\n2\n```\n")
    at_the_end = press(opened(notes), ["End"])
    asked, first = after(at_the_end, READY)
    assert (first, after(asked, WarmedUp(2, "2"))[1]) == ((WarmUp(2, "2"),), (WarmUp(1, "1"),))


def test_nothing_is_warmed_up_while_code_runs() -> None:
    talk = after(small_talk(), READY, RunCell(2, 1, ONE), RunStarted(3, 1), WarmedUp(4, ONE, given_up=True))[0]
    assert after(talk, Ticked(5))[1] == ()
    again = besides_keeping(after(talk, RunEnded(6, 1, RunState.DONE))[1])
    assert again == (WarmUp(1, ONE),), "what made way is taken up again"


def test_what_was_warmed_up_is_not_asked_for_twice() -> None:
    talk = warmed(after(small_talk(), READY)[0], ONE, TWO)
    assert after(talk, Ticked(10))[1] == ()


def test_an_answer_to_no_question_changes_nothing() -> None:
    talk = warmed(after(small_talk(), READY)[0], ONE)
    assert after(talk, WarmedUp(9, ONE, ("gone",)), WarmedUp(9, "never asked"))[0].warmth == talk.warmth


def test_a_fresh_kernel_is_cold() -> None:
    talk = warmed(after(small_talk(), READY)[0], ONE, TWO)
    assert after(talk, KernelChanged(10, Live.BOOTING))[0].warmth == {}


def test_a_cell_that_is_edited_is_warmed_up_as_it_stands() -> None:
    talk = warmed(after(small_talk(), READY)[0], ONE, TWO)
    running = after(talk, RunCell(10, 1, "import json"), RunStarted(11, 1))[0]
    assert besides_keeping(after(running, RunEnded(12, 1, RunState.DONE))[1]) == (WarmUp(1, "import json"),)


def test_cells_of_other_engines_are_not_the_kernels() -> None:
    notes = TalkNotes("# T\n\n```python run engine=skulpt\n1\n```\n")
    assert after(opened(notes), READY)[1] == ()


def test_the_speaker_sees_how_far_it_is() -> None:
    talk = press(after(small_talk(), READY, WarmedUp(2, ONE, ("numpy",)))[0], ["w"], at_ms=3)
    assert view(talk).warmth == WarmthSign(
        Warmth.MISSING,
        "0 of 2 cells ahead are ready",
        "0/2",
        (
            WarmthRow(4, "More", Warmth.MISSING, "missing: numpy"),
            WarmthRow(4, "More", Warmth.WARMING, "warming up"),
        ),
    )
    assert view(press(talk, ["Escape"], at_ms=4)).warmth.rows is None


def test_a_talk_without_cells_has_no_sign() -> None:
    assert view(opened(TalkNotes("# T\n\nhello\n"))).warmth.state == ""


def test_titles_are_listed_as_people_read_them() -> None:
    text = "# T\n\n## The *one* tool <https://example.org/> (2 min)\n\n```python run\n1\n```\n"
    shown = view(press(opened(TalkNotes(text)), ["n", "n", "n", "w"]))
    assert [shown.section_title, *(row.title for row in shown.warmth.rows or ())] == ["The one tool", "The one tool"]


def test_a_cell_is_warmed_up_with_its_slides_setup() -> None:
    notes = TalkNotes("# T\n\n```python setup\nimport json\n```\n\n```python run\n1\n```\n")
    assert after(opened(notes), READY)[1] == (WarmUp(1, "import json\n1"),)
