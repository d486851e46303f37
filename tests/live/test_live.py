"""What user code prints and raises, cut to what its author wants to see."""

import pytest

from footlights.live.completion import last_names
from footlights.live.display import LONGEST_TEXT
from footlights.live.kept import MOST_KEPT
from footlights.live.printing import (
    GONE_WORDS,
    LIMIT_WORDS,
    MOST_CHARACTERS,
    MOST_CHARACTERS_OF_ERRORS,
    MOST_LINES,
    MOST_OF_ONE,
    MOST_SHOWN,
    PIECE,
    SHOWN_WORDS,
    OutputPlace,
    Printer,
)
from footlights.live.tracebacks import LONGEST_FULL, MOST_FRAMES, full_traceback, short_traceback


def run(source: str, names: dict[str, object] | None = None) -> str:
    """The short traceback of code run as a cell, inside frames that are not the user's."""
    try:
        exec(compile(source, "<cell 1>", "exec"), {} if names is None else names)
    except BaseException as error:
        return short_traceback(error, lambda name: name.startswith("<cell "))
    raise AssertionError("the code did not fail")


def test_a_traceback_begins_at_the_users_code() -> None:
    assert run("def half(n):\n    return n / 0\nhalf(1)\n").splitlines() == [
        "Traceback (most recent call last):",
        '  File "<cell 1>", line 3, in <module>',
        '  File "<cell 1>", line 2, in half',
        "ZeroDivisionError: division by zero",
    ]


def test_our_own_frames_between_those_of_the_code_are_left_out() -> None:
    names = {"handler": "<cell 1>", "rest": "/lib/footlights.zip/footlights/browser/kernel.py"}
    namespace: dict[str, object] = {}
    for name, code in (("handler", "def handler(): raise ValueError('x')"), ("rest", "def rest(): handler()")):
        exec(compile(code, names[name], "exec"), namespace)
    assert [line for line in run("rest()", namespace).splitlines() if "File" in line] == [
        '  File "<cell 1>", line 1, in <module>',
        '  File "<cell 1>", line 1, in handler',
    ]


def test_a_deep_recursion_shows_few_frames() -> None:
    text = run("def f(): f()\nf()\n")
    assert text.count("File") <= MOST_FRAMES
    assert text.endswith("maximum recursion depth exceeded\n")


def test_an_error_of_any_size_is_cut_in_its_middle_and_kept_whole() -> None:
    printer, sent = a_printer()
    error = ValueError("so many")
    for number in range(10_000):
        error.add_note(f"note {number}")
    whole = short_traceback(error, lambda _name: True)
    printer.write_shortened(OutputPlace(1, "error"), whole)
    printer.end(1)
    short = joined(sent)
    assert len(short) < LONGEST_TEXT + 100
    assert short.startswith("ValueError: so many\nnote 0\n")
    assert short.endswith("note 9999\n")
    assert len(full_traceback(error)) < LONGEST_FULL + 100
    printer.give_rest(1)
    assert joined(sent) == whole


def test_no_traceback_is_longer_than_what_is_kept() -> None:
    whole = short_traceback(ValueError("x" * (2 * MOST_KEPT)), lambda _name: True)
    assert MOST_KEPT < len(whole) < MOST_KEPT + 100


def test_errors_that_led_to_one_another_may_be_many() -> None:
    error: ValueError | None = None
    for number in range(3_000):
        later = ValueError(number)
        later.__cause__, error = error, later
    assert error is not None
    assert short_traceback(error, lambda _name: True).count("ValueError") == 3_000


def test_the_cause_is_cut_too() -> None:
    text = run("try:\n    1 / 0\nexcept ZeroDivisionError as error:\n    raise ValueError('no') from error\n")
    assert text.count('"<cell 1>"') == 2
    assert __file__ not in text


def test_a_syntax_error_shows_its_line_only() -> None:
    with pytest.raises(SyntaxError) as caught:
        compile("x = = 1", "<cell 1>", "exec")
    text = short_traceback(caught.value, lambda name: name.startswith("<cell "))
    assert text.splitlines()[0] == '  File "<cell 1>", line 1'
    assert text.endswith("SyntaxError: invalid syntax\n")


class Clock:
    """Time that passes when told to."""

    def __init__(self) -> None:
        self.ms = 1_000.0

    def __call__(self) -> float:
        return self.ms


OUT, ERR = OutputPlace(1, "stdout"), OutputPlace(1, "stderr")


def test_output_is_passed_on_in_pieces_and_streams_stay_apart() -> None:
    sent: list[tuple[OutputPlace, str]] = []
    clock = Clock()
    printer = Printer(lambda place, text: sent.append((place, text)), clock)
    printer.write(OUT, "a")
    printer.write(OUT, "b")
    clock.ms += 20
    printer.write(OUT, "c")
    printer.write(ERR, "d")
    printer.flush()
    assert sent == [(OUT, "a"), (OUT, "bc"), (ERR, "d")]


Sent = list[tuple[str, str]]


def a_printer() -> tuple[Printer, Sent]:
    """A printer whose run has begun, and what it sends: texts by their stream, and the HTML of what is shown."""
    sent: Sent = []
    printer = Printer(
        lambda place, text: sent.append((place.stream, text)),
        Clock(),
        lambda _run, bundle: sent.append(("shown", bundle["text/html"])),
    )
    printer.begin()
    return printer, sent


def joined(sent: Sent) -> str:
    text = "".join(text for _stream, text in sent)
    sent.clear()
    return text


@pytest.mark.parametrize(
    "texts, shown",
    [
        (["x" * (MOST_CHARACTERS // 20)] * 30, "x" * MOST_CHARACTERS),
        (["line\n"] * (MOST_LINES + 500), "line\n" * MOST_LINES),
        (["line\n" * (MOST_LINES + 500)], "line\n" * MOST_LINES),
    ],
)
def test_a_flood_ends_with_a_clear_message_and_the_rest_on_demand(texts: list[str], shown: str) -> None:
    printer, sent = a_printer()
    for text in texts:
        printer.write(OUT, text)
    assert printer.end(1) is True
    assert joined(sent) == f"{shown}\n{LIMIT_WORDS}\n"
    printer.give_rest(1)
    assert shown + joined(sent) == "".join(texts)
    printer.give_rest(1)
    assert sent == [("stderr", GONE_WORDS)]


def test_no_message_is_longer_than_a_piece() -> None:
    printer, sent = a_printer()
    printer.write(OUT, "x" * (2 * PIECE + 1))
    printer.flush()
    assert [len(text) for _stream, text in sent] == [PIECE, PIECE, 1]


def test_errors_and_results_have_room_of_their_own_and_end_too() -> None:
    printer, sent = a_printer()
    printer.write(OUT, "x" * (MOST_CHARACTERS + 1))
    sent.clear()
    printer.write(OutputPlace(1, "result"), "42\n")
    printer.write(OutputPlace(1, "error"), "y" * MOST_CHARACTERS_OF_ERRORS)
    printer.end(1)
    text = joined(sent)
    assert text.startswith("42\ny")
    assert text.count("y") == MOST_CHARACTERS_OF_ERRORS - 3


def test_a_flood_of_displays_ends_with_a_count_and_the_rest_on_demand() -> None:
    printer, sent = a_printer()
    for number in range(MOST_SHOWN + 7):
        printer.show(1, {"text/html": f"<b>{number}</b>"})
    printer.end(1)
    assert sent[:MOST_SHOWN] == [("shown", f"<b>{number}</b>") for number in range(MOST_SHOWN)]
    assert joined(sent).endswith(f"</b>{SHOWN_WORDS}… 7 more are kept back.\n")
    printer.give_rest(1)
    assert sent == [("shown", f"<b>{number}</b>") for number in range(MOST_SHOWN, MOST_SHOWN + 7)]


def test_what_is_shown_is_limited_by_its_size_too() -> None:
    printer, sent = a_printer()
    printer.show(1, {"text/html": "x" * (MOST_OF_ONE + 1)})
    for _ in range(3):
        printer.show(1, {"text/html": "x" * MOST_OF_ONE})
    printer.end(1)
    assert [stream for stream, _text in sent] == ["stderr", "shown", "shown", "stderr"]


def test_each_run_has_its_own_rest_until_there_is_too_much_of_it() -> None:
    printer, sent = a_printer()
    printer.keep(OutputPlace(1, "error"), "of the first")
    printer.keep(OutputPlace(2, "stdout"), "of the second, ")
    printer.keep(OutputPlace(2, "stdout"), "and more")
    printer.give_rest(2)
    assert sent == [("stdout", "of the second, and more")]
    printer.keep(OutputPlace(3, "stdout"), "x" * MOST_KEPT)
    sent.clear()
    printer.give_rest(1)
    assert sent == [("stderr", GONE_WORDS)]


def test_after_a_flood_errors_are_shown_and_the_next_run_prints_again() -> None:
    sent: list[str] = []
    printer = Printer(lambda _place, text: sent.append(text), Clock())
    printer.begin()
    printer.write(OUT, "x" * (MOST_CHARACTERS + 1))
    printer.write(OutputPlace(1, "error"), "KeyboardInterrupt")
    printer.begin()
    printer.write(OUT, "again")
    printer.flush()
    assert sent[-2:] == ["KeyboardInterrupt", "again"]


@pytest.mark.parametrize(
    "matches, expected",
    [
        (["print("], (["print"], 0)),
        (["str.isalpha(", "str.isalnum(", "str.isalpha("], (["isalnum", "isalpha"], 4)),
        (["import ", "import "], (["import"], 0)),
        ([], ([], 0)),
    ],
)
def test_an_editor_is_offered_the_last_part_of_names(matches: list[str], expected: tuple[list[str], int]) -> None:
    assert last_names(matches) == expected
