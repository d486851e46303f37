"""What user code prints and raises, cut to what its author wants to see."""

import pytest

from footlights.live.completion import Completed, complete
from footlights.live.printing import MOST_CHARACTERS, Printer
from footlights.live.tracebacks import MOST_FRAMES, short_traceback


def run(source: str) -> str:
    """The short traceback of code run as a cell, inside frames that are not the user's."""
    try:
        exec(compile(source, "<cell 1>", "exec"), {})
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


def test_a_deep_recursion_shows_few_frames() -> None:
    text = run("def f(): f()\nf()\n")
    assert text.count("File") <= MOST_FRAMES
    assert text.endswith("maximum recursion depth exceeded\n")


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


def test_output_is_passed_on_in_pieces_and_streams_stay_apart() -> None:
    sent: list[tuple[str, str]] = []
    clock = Clock()
    printer = Printer(lambda stream, text: sent.append((stream, text)), clock)
    printer.write("stdout", "a")
    printer.write("stdout", "b")
    clock.ms += 20
    printer.write("stdout", "c")
    printer.write("stderr", "d")
    printer.flush()
    assert sent == [("stdout", "a"), ("stdout", "bc"), ("stderr", "d")]


def test_a_flood_ends_with_a_clear_message_and_the_next_run_prints_again() -> None:
    sent: list[str] = []
    printer = Printer(lambda _stream, text: sent.append(text), Clock())
    for _ in range(30):
        printer.write("stdout", "x" * (MOST_CHARACTERS // 20))
    printer.begin()
    printer.write("stdout", "again")
    printer.flush()
    text = "".join(sent)
    assert len(text) < MOST_CHARACTERS + 200
    assert text.endswith("\n… more than 1,000,000 characters; the rest is not shown.\nagain")


@pytest.mark.parametrize(
    "before, matches, start, expected",
    [
        ("pri", ["print("], 0, Completed("print(")),
        ("x = str.isa", ["str.isalnum(", "str.isalpha(", "str.isascii("], 4, Completed("x = str.isa", ("isalnum(", "isalpha(", "isascii("))),
        ("zz", [], 0, Completed("zz")),
        ("im", ["import ", "import "], 0, Completed("import ")),
    ],
)  # fmt: skip
def test_tab_fills_in_what_is_certain(before: str, matches: list[str], start: int, expected: Completed) -> None:
    assert complete(before, matches, start) == expected
