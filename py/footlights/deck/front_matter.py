"""The YAML at the top of the notes, understood as settings; what is odd becomes a problem."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from footlights.deck.bounded_yaml import NotUnderstoodError, read_yaml
from footlights.deck.budget import parse_duration, parse_time_of_day, split_questions
from footlights.deck.model import Problem, Settings

RENDERERS = ("markdown-it", "python-markdown")
THEMES = ("dark", "light")
_WARN_TALK_S = Settings().warn_s[1]
_NAMED = 120
"""How many characters of a value a problem names."""
_LONGEST_NAME = 255
"""Bytes of a file's name that file systems take."""
_TEXT_KEYS = ("title", "subtitle", "author", "date", "lang")
_HINTS = 20
"""For how many unknown settings a name that is alike is looked for."""
_LONGEST_KEY = 40
_OPENED = re.compile(r"\A---[ \t]*\n[\w-]+[ \t]*:(?:[ \t]|\n|\Z)")
_VALUE_WITH_COLON = re.compile(r"([\w-]+):[ \t]+([^\s\"'\[{|>&*!%@`#][^\n]*?:(?:[ \t][^\n]*)?)$")
_YAML_SHAPED = re.compile(r"^[\w-]+\s*:", re.MULTILINE)
_NEXT_REQUIREMENT = re.compile(r",(?!\s*[<>=!~])")
_BLOCK = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Settings, the line on which the notes proper begin, what is wrong, and whether nothing could be read."""

    settings: Settings
    body_line: int
    problems: tuple[Problem, ...]
    is_broken: bool = False


def read_front_matter(text: str) -> FrontMatter:
    """Settings of notes that open with a YAML block; defaults for notes that do not.

    A block that does not look like settings is content and stays in the notes.
    """
    match = _BLOCK.match(text)
    if match is None and _OPENED.match(text):
        problem = Problem(1, "the front matter is never closed", "Write a line --- below the last setting.")
        return FrontMatter(Settings(), 1, (problem,), is_broken=True)
    if match is None or (match[1].strip() and not _YAML_SHAPED.search(match[1])):
        return FrontMatter(Settings(), 1, ())
    body_line = match[0].count("\n") + 1
    try:
        values = read_yaml(match[1])
    except NotUnderstoodError as error:
        return FrontMatter(Settings(), body_line, (_not_yaml(error, match[1]),), is_broken=True)
    if values is None:
        return FrontMatter(Settings(), body_line, ())
    if not isinstance(values, dict):
        problem = Problem(2, "the front matter is not a list of settings", "Write one `name: value` on each line.")
        return FrontMatter(Settings(), body_line, (problem,), is_broken=True)
    settings, problems = _settings({str(key): value for key, value in values.items()}, match[1])
    return FrontMatter(settings, body_line, problems)


def _not_yaml(error: NotUnderstoodError, yaml_text: str) -> Problem:
    line = yaml_text.split("\n")[error.line - 1] if 0 < error.line <= yaml_text.count("\n") + 1 else ""
    if colon := _VALUE_WITH_COLON.match(line):
        name, value = colon.groups()
        quoted = f"Put it in quotes: {name}: {_quoted(value.strip())}"
        return Problem(error.line + 1, f"the front matter is not YAML: the value of {name!r} has a colon", quoted)
    return Problem(
        error.line + 1,
        f"the front matter is not YAML: {error}",
        "Write `name: value` lines; put text with a colon in quotes.",
    )


def _quoted(value: str) -> str:
    short = value if len(value) <= _NAMED else value[:_NAMED] + "…"
    return f'"{short}"' if '"' not in short else "'" + short.replace("'", "''") + "'"


def _settings(values: Mapping[str, Any], yaml_text: str) -> tuple[Settings, tuple[Problem, ...]]:
    problems: list[Problem] = []
    known: dict[str, Any] = {}
    other: dict[str, str] = {}
    lines = _lines(yaml_text)
    values, questions_s = _with_questions(_with_duration(values))
    if questions_s:
        known["questions_s"] = questions_s
    for key, value in values.items():
        if value is None:
            continue
        line = lines.get(key, 2)
        if key in _TEXT_KEYS:
            known[key] = str(value)
        elif key in _READERS:
            field, read, expected = _READERS[key]
            understood = read(value)
            if understood is None:
                problems.append(Problem(line, f"{key}: {_short(value)} is not understood", f"Write {expected}."))
            else:
                known[field] = understood
        else:
            other[key] = str(value)
            hint = _alike(key) if len(other) <= _HINTS else ""
            problems.append(
                Problem(
                    line, f"unknown setting {_short(key)} is kept but not used", hint or "See the guide for settings."
                )
            )
    return Settings(**known, other=other), tuple(problems)


def _with_duration(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Settings in which Peitho's ``time`` is the talk's ``duration``, where that is not given itself."""
    if "duration" in values or parse_duration(str(values.get("time", ""))) is None:
        return values
    return {"duration" if key == "time" else key: value for key, value in values.items()}


def _with_questions(values: Mapping[str, Any]) -> tuple[Mapping[str, Any], int | None]:
    """Settings whose ``duration`` is the talk's alone, and the time for questions that stood there too."""
    talk_s, questions_s = split_questions(str(values.get("duration", "")))
    return ({**values, "duration": f"{talk_s} s"}, questions_s) if questions_s else (values, None)


def _alike(key: str) -> str:
    """Which setting is meant by a name that is none, if one is nearly spelt so."""
    from difflib import get_close_matches  # only for what is wrong

    alike = get_close_matches(key.lower(), (*_TEXT_KEYS, *_READERS), 1, 0.7) if len(key) <= _LONGEST_KEY else []
    return f"Did you mean {alike[0]}?" if alike else ""


def _short(value: Any) -> str:
    """A value as a problem names it."""
    written = repr(value)
    return written if len(written) <= _NAMED else written[:_NAMED] + "…"


def _lines(yaml_text: str) -> dict[str, int]:
    """The line of each setting's name in the notes."""
    lines: dict[str, int] = {}
    for number, text in enumerate(yaml_text.split("\n"), 2):
        lines.setdefault(text.partition(":")[0].rstrip().strip("'\""), number)
    return lines


def _one_of(choices: tuple[str, ...]) -> Callable[[Any], str | None]:
    return lambda value: value if value in choices else None


def _names(value: Any) -> tuple[str, ...] | None:
    if isinstance(value, str):
        return tuple(name.strip() for name in value.split(",") if name.strip())
    return tuple(str(name) for name in value) if isinstance(value, list) else None


def _file_names(value: Any) -> tuple[str, ...] | None:
    """Names that a file can have; None if one is none."""
    names = _names(value)
    parts = (part for name in names or () for part in name.split("/"))
    return names if all(part.isprintable() and len(part.encode()) <= _LONGEST_NAME for part in parts) else None


def _requirements(value: Any) -> tuple[str, ...] | None:
    """Requirements as pip takes them; in one line, a comma before a version or in brackets belongs to one."""
    if not isinstance(value, str):
        return _names(value)
    found: list[str] = []
    is_open = False
    for part in _NEXT_REQUIREMENT.split(value):
        if is_open:
            found[-1] += f",{part}"
        else:
            found.append(part)
        is_open = part.rfind("[") > part.rfind("]") or (is_open and "]" not in part)
    return tuple(each.strip() for each in found if each.strip())


def _warnings(value: Any) -> tuple[int, int] | None:
    """How long before a section's end, and the talk's; one length is the section's, 0 is no warning."""
    if value == "never":
        return 0, 0
    lengths = [parse_duration(name) for name in _names(value) or ()] if not isinstance(value, int) else []
    if not lengths or len(lengths) > 2 or None in lengths:
        return None
    section_s, talk_s = (*lengths, _WARN_TALK_S)[:2]
    return section_s or 0, talk_s or 0


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


_READERS: dict[str, tuple[str, Callable[[Any], Any], str]] = {
    "duration": ("duration_s", lambda value: parse_duration(str(value)), "a length such as 30 min, 1h10m or 45"),
    "ends": ("ends", lambda value: parse_time_of_day(str(value)), "a time of day such as 14:30"),
    "theme": ("theme", _one_of(THEMES), "dark or light"),
    "markdown": ("markdown", _one_of(RENDERERS), "markdown-it or python-markdown"),
    "packages": ("packages", _requirements, "a list of packages, such as [fastapi, 'sqlalchemy>=2']"),
    "files": ("files", _file_names, "a list of file names, beside the notes"),
    "incremental": ("incremental", _flag, "true or false"),
    "warn": ("warn_s", _warnings, "how long before a section's end and the talk's, such as 1 min, 5 min; or never"),
    "sound": ("sound", _flag, "true or false"),
    "checkpoints": ("checkpoints", _flag, "true or false"),
    "blank": ("blank", _one_of(("pause",)), "pause, for a clock that rests while the screen is blank"),
}
