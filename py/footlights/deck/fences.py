"""What a code fence's info string asks for: plain code, a cell to run, code that runs unseen.

Our own words are ```` ```python run autorun id=NAME lines=1-3|5 timeout=5s output=right ````. Those
of other tools are read too: ``{python}`` and ``{pyodide}`` (Quarto), ``+exec`` (presenterm),
``{monaco-run}``, ``{2,3}`` and ``{1|2-3|all}`` (Slidev), ``[1-3|5]`` (reveal.js).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_RUN_WORDS = frozenset({"run", ".run", "+exec", "+exec_replace", "monaco-run", "pyodide", "exec"})
_PYTHON = frozenset({"python", "py", "python3", "pyodide"})
_OUTPUTS = {"right": "beside", "beside": "beside", "below": "below", "none": "none", "false": "none"}
_READ_ONLY = frozenset({"readonly", "read-only", "+readonly"})
_KINDS = frozenset({"run", "compare", "setup", "app", "autorun"})
_WORDS = _RUN_WORDS | _READ_ONLY | _KINDS | {"norecord"}
_NAMES = frozenset(
    {"id", "label", "lines", "autorun", "edit", "timeout", "timelimit", "output", "engine", "engines", "expect", "path"}
)
_MOST_TOLD = 20
_PIECE = re.compile(r"""([\w-]+)=("[^"]*"|'[^']*'|[^\s{}]+)|\{([^{}]*)\}|\[([^\[\]]*)\]|([^\s{}]+)""")
_LINES = re.compile(r"^(?:all|[\d\s,|*-])+$")
_DURATION = re.compile(r"^(\d{1,9}(?:\.\d{1,9})?)\s*(ms|s|m|min)?$")
_UNIT_S = {"ms": 0.001, "s": 1.0, "m": 60.0, "min": 60.0, None: 1.0}


@dataclass(frozen=True, slots=True)
class FenceInfo:
    """A fence understood. ``kind`` is empty for plain code, else ``run``, ``compare``, ``setup`` or ``app``.

    ``lines`` are groups of line numbers that are shown in turn, each one such as ``1-3,5`` or
    ``all``; ``output`` is ``beside``, ``below`` or ``none``, empty where the layout chooses. ``path`` is
    where a web application is opened.
    """

    language: str = ""
    kind: str = ""
    name: str = ""
    lines: tuple[str, ...] = ()
    autorun: bool = False
    readonly: bool = False
    timeout_s: float | None = None
    output: str = ""
    engine: str = ""
    expect: str = ""
    path: str = ""
    unrecorded: bool = False


def read_info(info: str) -> FenceInfo:
    """Understand an info string; what is unknown in it is ignored."""
    values, words, lines = _pieces(info)
    if not words:
        return FenceInfo(lines=lines)
    language = words[0].lstrip(".").lower()
    if language not in _PYTHON:
        return FenceInfo(language, lines=lines)
    rest = set(words[1:])
    return FenceInfo(
        "python",
        _kind(language, rest, braced=info.startswith("{")),
        values.get("id", values.get("label", "")),
        lines,
        autorun="autorun" in rest or values.get("autorun") == "true",
        readonly=bool(rest & _READ_ONLY) or values.get("edit") == "false",
        timeout_s=_seconds(values.get("timeout", values.get("timelimit", ""))),
        output=_OUTPUTS.get(values.get("output", ""), ""),
        engine=values.get("engine", values.get("engines", "")).lower(),
        expect=values.get("expect", ""),
        path=values.get("path", ""),
        unrecorded="norecord" in rest,
    )


def info_problems(info: str) -> list[tuple[str, str]]:
    """What an author's own words in an info string can't mean, each with what is there instead.

    Other tools have words of their own, in braces and on plain code: those are left alone.
    """
    values, words, _ = _pieces(info)
    if not words or "{" in info:
        return []
    language, *rest = words
    if language.lower() not in _PYTHON:
        alike = _alike(language.lower(), _PYTHON) if _KINDS.intersection(rest) else ""
        return [(f"there is no language {language!r} that runs", f"Did you mean {alike}?")] if alike else []
    kind = _kind(language.lower(), set(rest), braced=False)
    if not kind:
        wrong = next((word for word in rest[:_MOST_TOLD] if _alike(word, _KINDS)), "")
        return [(f"this code is shown, not run: {wrong!r}", f"Did you mean {_alike(wrong, _KINDS)}?")] if wrong else []
    unknown = [word for word in dict.fromkeys(rest) if word not in _WORDS]
    told = [_word_problem(word) for word in unknown[:_MOST_TOLD]]
    return [*told, *filter(None, (_value_problem(name, value, kind) for name, value in values.items()))]


def _word_problem(word: str) -> tuple[str, str]:
    """What is wrong with an unknown word, or with one that lacks its value."""
    name = word.rstrip("=")
    if name in _NAMES:
        return f"{name}= needs a value", f"Write {name}=…, without a space."
    alike = _alike(word, _WORDS | _NAMES)
    return f"a cell has no option {word!r}", f"Did you mean {alike}?" if alike else "It is ignored."


def _value_problem(name: str, value: str, kind: str) -> tuple[str, str] | None:
    """What is wrong with an option that has a value, if anything."""
    if name in _WORDS - {"autorun"} or (name == "autorun" and value not in ("true", "false")):
        return f"{name} takes no value", f"Write {name} alone, or leave it out."
    if name not in _NAMES:
        alike = _alike(name, _WORDS | _NAMES)
        return f"a cell has no option {name!r}", f"Did you mean {alike}?" if alike else "It is ignored."
    if name == "engines" and kind != "compare":
        return "engines= is for cells that compare", "Did you mean engine=?"
    if name == "timeout" and _seconds(value) is None:
        return f"timeout={value} can't be understood", "A time is written as 500ms, 5s or 2m."
    if name == "output" and value not in _OUTPUTS:
        return f"output={value} can't be understood", "Output goes right, below or none."
    return None


def last_line_of(info: FenceInfo) -> int:
    """The last line of code that is to be lit; 0 where none is named."""
    numbers = (int(digits) for group in info.lines for digits in re.findall(r"\d{1,6}", group))
    return max(numbers, default=0)


def _alike(word: str, known: frozenset[str]) -> str:
    """The known word that is meant, if one is nearly spelt so."""
    from difflib import get_close_matches  # only for what is wrong

    return next(iter(get_close_matches(word.lower(), sorted(known), 1, 0.6)), "")


def _kind(language: str, words: set[str], *, braced: bool) -> str:
    if "app" in words:
        return "app"
    if "setup" in words:
        return "setup"
    if "compare" in words:
        return "compare"
    runs = braced or language == "pyodide" or bool(words & _RUN_WORDS) or "autorun" in words
    return "run" if runs else ""


def _pieces(info: str) -> tuple[dict[str, str], list[str], tuple[str, ...]]:
    """The ``name=value`` pairs, the words and the line groups of an info string."""
    values: dict[str, str] = {}
    words: list[str] = []
    lines: tuple[str, ...] = ()
    for name, value, braces, brackets, word in _PIECE.findall(info):
        group = next((text for text in (braces, brackets) if text and _LINES.match(text.strip())), "")
        if name == "lines" or group:
            lines = tuple(re.sub(r"\s", "", part) for part in (group or value).strip("\"'").split("|"))
        elif name:
            values[name] = value.strip("\"'")
        elif braces:
            inner_values, inner_words, inner_lines = _pieces(braces.replace(",", " "))
            values.update(inner_values)
            words += inner_words
            lines = inner_lines or lines
        elif word:
            words.append(word.rstrip(","))
    return values, words, lines


def _seconds(text: str) -> float | None:
    match = _DURATION.match(text)
    return float(match[1]) * _UNIT_S[match[2]] if match else None
