"""Nothing deep is parsed on the stage: on Pyodide, where these tests run too, that would end Python for good."""

import pytest

from footlights.talk.code.engines import code_for
from footlights.talk.depth import DEEPEST_MESSAGE, is_deep_message, may_be_deep_code
from footlights.talk.stage.repl import is_complete

DEEP = 50_000


@pytest.mark.parametrize(
    "text, deep",
    [
        ("", False),
        ("[" * DEEPEST_MESSAGE + "]" * DEEPEST_MESSAGE, False),
        ("[" * DEEPEST_MESSAGE + "]" * DEEPEST_MESSAGE + "[]", False),
        ('{"a":' * DEEPEST_MESSAGE + "1" + "}" * DEEPEST_MESSAGE + "{}", False),
        ("[" * (DEEPEST_MESSAGE + 1), True),
        ('{"a":' * (DEEPEST_MESSAGE + 1), True),
        ("[{}," * DEEP, True),
        ("[" + "{}," * DEEP, False),
        ('{"source": "' + "[" * DEEP + '"}', False),
        ('{"source": "\\"' + "[" * DEEP + '"}', False),
        ('{"source": "\\\\", "line": ' + "[" * DEEP, True),
        ('"' + '\\"[' * DEEP, False),
    ],
)
def test_the_levels_of_a_message_are_counted_outside_its_texts(text: str, deep: bool) -> None:
    assert is_deep_message(text) is deep


@pytest.mark.parametrize(
    "code",
    [
        "-" * DEEP + "1",
        "not " * DEEP + "1",
        "a" + ".a" * DEEP,
        "1" + "+1" * DEEP,
        "lambda:" * DEEP + "1",
        "x if y else " * DEEP + "1",
        "await " * DEEP + "1",
        "(" * DEEP,
        "if x: y\n" + "elif x: y\n" * DEEP,
        "[\n" + "1 or\n" * DEEP,
    ],
)
def test_code_that_is_too_deep_is_handed_on_as_it_is(code: str) -> None:
    assert (may_be_deep_code(code), is_complete(code), code_for("skulpt", code)) == (True, True, code)


def test_code_of_a_slide_is_not_deep() -> None:
    assert not may_be_deep_code("def f(x: int) -> int:\n    return x + 1 if x else [x, -x][0]\n" * 30)
