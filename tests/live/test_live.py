"""What user code prints and raises, cut to what its author wants to see."""

import pytest

from footlights.live.completion import last_names
from footlights.live.printing import LIMIT_WORDS, MOST_CHARACTERS, MOST_LINES, Place, Printer
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


OUT, ERR = Place(1, "stdout"), Place(1, "stderr")


def test_output_is_passed_on_in_pieces_and_streams_stay_apart() -> None:
    sent: list[tuple[Place, str]] = []
    clock = Clock()
    printer = Printer(lambda place, text: sent.append((place, text)), clock)
    printer.write(OUT, "a")
    printer.write(OUT, "b")
    clock.ms += 20
    printer.write(OUT, "c")
    printer.write(ERR, "d")
    printer.flush()
    assert sent == [(OUT, "a"), (OUT, "bc"), (ERR, "d")]


def printed(*texts: str) -> tuple[str, Printer]:
    """What a run's texts come to on the page, and the printer that has the rest."""
    sent: list[str] = []
    printer = Printer(lambda _place, text: sent.append(text), Clock())
    printer.begin()
    for text in texts:
        printer.write(OUT, text)
    printer.flush()
    return "".join(sent), printer


@pytest.mark.parametrize(
    "texts, shown",
    [
        (["x" * (MOST_CHARACTERS // 20)] * 30, "x" * MOST_CHARACTERS),
        (["line\n"] * (MOST_LINES + 500), "line\n" * MOST_LINES),
        (["line\n" * (MOST_LINES + 500)], "line\n" * MOST_LINES),
    ],
)
def test_a_flood_ends_with_a_clear_message_and_the_rest_on_demand(texts: list[str], shown: str) -> None:
    text, printer = printed(*texts)
    assert text == f"{shown}\n{LIMIT_WORDS}\n"
    assert shown + printer.rest() == "".join(texts)
    assert printer.rest() == ""


def test_after_a_flood_errors_are_shown_and_the_next_run_prints_again() -> None:
    sent: list[str] = []
    printer = Printer(lambda _place, text: sent.append(text), Clock())
    printer.begin()
    printer.write(OUT, "x" * (MOST_CHARACTERS + 1))
    printer.write(Place(1, "error"), "KeyboardInterrupt")
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
