"""Every regular expression of the deck takes steps in proportion to the text, on every attack."""

import ast
import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from footlights import deck
from tests.deck.hostile import GROWING
from tests.deck.regex_steps import StepCounter, TooManyStepsError

MOST = 2.6
TIMES = 12
SHORT = {"budget": "reads 160 characters of a title at most", "_LINKS_AT_END": "titles only", "_ADDRESSES_AT_END": "titles only"}  # fmt: skip
ANCHORED = {"match", "fullmatch"}
TEXTS = list(dict.fromkeys((attack.before + attack.repeat + "\n", attack.repeat, attack.after) for attack in GROWING))


def expressions() -> Iterator[tuple[str, re.Pattern[str], bool]]:
    """Each expression by module and name or text, and whether it is tried at one place only, not searched for."""
    for info in pkgutil.iter_modules(deck.__path__):
        module = importlib.import_module(f"footlights.deck.{info.name}")
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        for name, value in vars(module).items():
            if info.name in SHORT or name in SHORT:
                continue
            if isinstance(value, re.Pattern):
                yield f"{info.name}.{name}", value, set(re.findall(rf"\b{name}\.(\w+)\(", source)) <= ANCHORED
                continue
            for number, each in enumerate(held(value)):
                yield f"{info.name}.{name} {number}", each, False
        for node in ast.walk(ast.parse(source)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and ast.unparse(node.func.value) == "re"
            ):
                text = node.args[0]
                if isinstance(text, ast.Constant) and node.func.attr != "compile" and info.name not in SHORT:
                    flags = re.MULTILINE if "re.MULTILINE" in ast.unparse(node) else 0
                    yield f"{info.name} {text.value}", re.compile(text.value, flags), node.func.attr in ANCHORED


def held(value: object) -> Iterator[re.Pattern[str]]:
    """The expressions in tuples, lists, sets and dicts, however deep."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list | set | frozenset):
        for each in value:
            yield from held(each)
    elif isinstance(value, dict):
        for pair in value.items():
            yield from held(pair)


def steps(pattern: re.Pattern[str], text: str, anchored: bool, most: float) -> int:
    """The steps over a text, as the expression is used: searched for, or tried where the text and its lines begin."""
    if not anchored:
        return StepCounter(pattern, text, most).search()
    counted = [StepCounter(pattern, part, most) for part in (text, *text.split("\n"))]
    for each in counted:
        each.match(0)
    return sum(each.taken for each in counted)


@pytest.fixture
def deep() -> Iterator[None]:
    """Room for an engine that calls itself for each character."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    yield
    sys.setrecursionlimit(before)


@pytest.mark.skipif(
    sys.platform == "emscripten", reason="the steps are the same on every Python; counting them takes long here"
)
@pytest.mark.usefixtures("deep")
@pytest.mark.parametrize("name, pattern, anchored", [pytest.param(*each, id=each[0]) for each in expressions()])
def test_twice_the_text_takes_twice_the_steps(name: str, pattern: re.Pattern[str], anchored: bool) -> None:
    slow: list[str] = []
    for before, repeat, after in TEXTS:
        times = max(TIMES, 60 // len(repeat))
        once, twice = (before + repeat * times * n + after for n in (1, 2))
        try:
            taken = steps(pattern, once, anchored, 100_000)
            steps(pattern, twice, anchored, MOST * taken + 50)
        except TooManyStepsError:
            slow.append(repeat)
    assert slow == []


@pytest.mark.parametrize(
    "expression, growth",
    [("a", 2), ("[ab]+c", 4), ("<[^>]*>", 2), ("(?:a|b)*c", 4), ("a++c", 4), ("(?<!a)a+c", 2), (r"(a)\1", 2)],
)  # fmt: skip
def test_steps_are_counted_as_an_engine_takes_them(expression: str, growth: int) -> None:
    once, twice = (StepCounter(re.compile(expression), "a" * times, 1e9).search() for times in (100, 200))
    assert round(twice / once) == growth


def test_an_expression_that_goes_on_for_ever_is_ended() -> None:
    with pytest.raises(TooManyStepsError):
        StepCounter(re.compile(r"(?:a|a)*b"), "a" * 40, 10_000).search()


def test_expressions_in_tuples_and_dicts_are_looked_at_too() -> None:
    names = [name for name, _, _ in expressions()]
    assert {"links._LINKS 0", "links._LINKS 2", "links._IDS 1"} <= set(names)
    assert [each.pattern for each in held(({"a": [re.compile("b")]}, re.compile("c"), 1))] == ["b", "c"]
