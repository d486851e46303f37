"""What a call expects: the signature of the function whose parentheses the caret stands in."""

from __future__ import annotations

import builtins
import inspect
import io
import tokenize
from collections.abc import Mapping
from typing import Any, NamedTuple

from footlights.talk.kernel_messages import Signature

LONGEST_DOC = 160
LONGEST_PARAMETER = 80
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")


class Call(NamedTuple):
    """A call that is not closed yet: its dotted name, and where the caret stands in its arguments."""

    name: str
    position: int
    keyword: str


def open_call(before: str) -> Call | None:
    """The innermost call that the text before a caret leaves open."""
    depths: list[Call | None] = []
    name, last = "", ""
    for text, is_name in _tokens(before):
        if text in _OPENING:
            depths.append(Call(name, 0, "") if text == "(" and name else None)
            name = ""
        elif text in _CLOSING:
            depths = depths[:-1]
            name = ""
        elif is_name:
            name = f"{name}{text}" if last == "." else text
        elif text == ".":
            name = f"{name}." if name else ""
        else:
            name = ""
            if depths and (call := depths[-1]):
                depths[-1] = _moved(call, text, last)
        last = text
    return depths[-1] if depths else None


def signature_help(before: str, names: Mapping[str, Any]) -> Signature | None:
    """What the call that is open expects; None where nothing is known.

    Only names and attributes are looked up, nothing is called.
    """
    call = open_call(before)
    if call is None:
        return None
    try:
        return _help(call, _found(call.name, names))
    except Exception:  # a property, a default or a docstring of the user's may raise anything
        return None


def _help(call: Call, function: Any) -> Signature:
    parameters = list(inspect.signature(function).parameters.values())
    doc = (inspect.getdoc(function) or "").strip().split("\n")[0][:LONGEST_DOC]
    active = _active(parameters, call)
    shown = _spelled(parameters)
    place = None if active is None else shown.index(_short(parameters[active]))
    return Signature(call.name, tuple(shown), place, doc)


def _short(parameter: inspect.Parameter) -> str:
    text = str(parameter)
    return text if len(text) <= LONGEST_PARAMETER else text[: LONGEST_PARAMETER - 1] + "…"


def _moved(call: Call, text: str, last: str) -> Call:
    """The place in a call's arguments after a comma, or after a keyword's equals sign."""
    if text == ",":
        return Call(call.name, call.position + 1, "")
    return Call(call.name, call.position, last) if text == "=" and last.isidentifier() else call


def _active(parameters: list[inspect.Parameter], call: Call) -> int | None:
    for index, parameter in enumerate(parameters):
        if call.keyword and parameter.name == call.keyword:
            return index
    if call.keyword:
        kinds = [parameter.kind for parameter in parameters]
        return kinds.index(inspect.Parameter.VAR_KEYWORD) if inspect.Parameter.VAR_KEYWORD in kinds else None
    for index, parameter in enumerate(parameters):
        if parameter.kind is inspect.Parameter.VAR_POSITIONAL:
            return index
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
            return None
        if index == call.position:
            return index
    return None


def _spelled(parameters: list[inspect.Parameter]) -> list[str]:
    """The parameters as CPython writes them, with ``/`` and ``*`` where kinds change."""
    shown: list[str] = []
    kinds = inspect.Parameter
    for index, parameter in enumerate(parameters):
        before = parameters[index - 1].kind if index else None
        if before is kinds.POSITIONAL_ONLY and parameter.kind is not kinds.POSITIONAL_ONLY:
            shown.append("/")
        if parameter.kind is kinds.KEYWORD_ONLY and before not in (kinds.KEYWORD_ONLY, kinds.VAR_POSITIONAL):
            shown.append("*")
        shown.append(_short(parameter))
    if parameters and parameters[-1].kind is kinds.POSITIONAL_ONLY:
        shown.append("/")
    return shown


def _found(name: str, names: Mapping[str, Any]) -> Any:
    first, *rest = name.split(".")
    value = names[first] if first in names else getattr(builtins, first)
    for attribute in rest:
        value = getattr(value, attribute)
    return value


def _tokens(text: str) -> list[tuple[str, bool]]:
    """The tokens of a text that ends in the middle of something, each with whether it is a name."""
    found: list[tuple[str, bool]] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type in (tokenize.NAME, tokenize.OP):
                found.append((token.string, token.type == tokenize.NAME))
            elif token.type in (tokenize.NUMBER, tokenize.STRING):
                found.append(("", False))
    except (tokenize.TokenError, SyntaxError):
        pass
    return found
