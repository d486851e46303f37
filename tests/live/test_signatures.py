"""The call that the caret stands in, and what its function expects."""

import json

import pytest

from footlights.live.signatures import Call, open_call, signature_help
from footlights.talk.kernel_messages import Signature


@pytest.mark.parametrize(
    "before, call",
    [
        ("print(", Call("print", 0, "")),
        ("x = json.dumps(value, ", Call("json.dumps", 1, "")),
        ("sorted(words, key=", Call("sorted", 1, "key")),
        ("print(len(a), [1, 2], ", Call("print", 2, "")),
        ("print(len(", Call("len", 0, "")),
        ("f(\n    a,\n    b", Call("f", 1, "")),
        ("print('(', ", Call("print", 1, "")),
        ("print()", None),
        ("(1, ", None),
        ("[f(1), ", None),
        ("x = 1", None),
        ("", None),
        ("f('unended", Call("f", 0, "")),
    ],
)
def test_the_innermost_open_call_is_found(before: str, call: Call | None) -> None:
    assert open_call(before) == call


def greet(name: str, *, loud: bool = False) -> str:
    """Say hello.

    At length.
    """
    return name.upper() if loud else name


class Touchy:
    @property
    def method(self) -> None:
        raise RuntimeError


class Bad:
    def __repr__(self) -> str:
        raise RuntimeError


def with_bad_default(value: object = Bad()) -> None:
    """Its signature can't be written."""


def with_long_default(value: object = "x" * 500) -> None:
    """Its signature is long."""


NAMES = {"greet": greet, "json": json, "touchy": Touchy(), "bad": with_bad_default, "long": with_long_default}


@pytest.mark.parametrize(
    "before, active", [("greet(", 0), ("greet('a', ", None), ("greet('a', loud=", 2), ("greet('a', other=", None)]
)
def test_a_signature_tells_which_parameter_is_being_written(before: str, active: int | None) -> None:
    parameters = ("name: str", "*", "loud: bool = False")
    assert signature_help(before, NAMES) == Signature("greet", parameters, active, "Say hello.")


def test_builtins_and_attributes_have_signatures_too() -> None:
    assert [known("len(").parameters, known("json.dumps(1, indent=").active] == [("obj", "/"), 7]


@pytest.mark.parametrize("before", ["nobody(", "touchy.method(", "json.nothing(", "greet", "NAMES(", "bad("])
def test_what_is_unknown_has_no_signature(before: str) -> None:
    assert signature_help(before, NAMES) is None


def test_a_long_default_is_cut() -> None:
    assert [len(parameter) for parameter in known("long(").parameters] == [80]


def known(before: str) -> Signature:
    found = signature_help(before, NAMES)
    assert found is not None
    return found
