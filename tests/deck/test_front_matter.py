"""The YAML at the top of the notes as settings: each name read as it is meant, what is too much refused."""

import pytest

from footlights.deck.bounded_yaml import NotUnderstoodError, read_yaml
from footlights.deck.front_matter import read_front_matter
from footlights.deck.model import Settings


@pytest.mark.parametrize(
    "lines, settings",
    [
        ("", Settings()),
        ("# nothing but a remark: here", Settings()),
        ("title: T\nsubtitle: S\nauthor: A\ndate: 2026-11-23\nlang: de", Settings("T", "S", "A", "2026-11-23", lang="de")),
        ("title: 2026\nauthor:\ntheme: light", Settings("2026", theme="light")),
        ("duration: 30 min\nends: '14:30'", Settings(duration_s=1800, ends=870)),
        ("duration: 1h10m\ntime: 25m", Settings(duration_s=4200, other={"time": "25m"})),
        ("time: 25m", Settings(duration_s=1500)),
        ("time: noon", Settings(other={"time": "noon"})),
        ("markdown: python-markdown\nincremental: true", Settings(markdown="python-markdown", incremental=True)),
        ("theme: pink\nmarkdown: x\nincremental: 1\nends: late\npackages: 5\nfiles: 5", Settings()),
        ("packages: numpy", Settings(packages=("numpy",))),
        ("packages: numpy, sqlalchemy>=2,<3 , , rich", Settings(packages=("numpy", "sqlalchemy>=2,<3", "rich"))),
        ("packages: httpx[http2,socks], uvicorn[standard]>=1, rich", Settings(packages=("httpx[http2,socks]", "uvicorn[standard]>=1", "rich"))),
        ("packages: x[a,b,c],y", Settings(packages=("x[a,b,c]", "y"))),
        ("packages: [numpy, 'rich>=1,<2']", Settings(packages=("numpy", "rich>=1,<2"))),
        ("files: a.csv, data/b.csv ,", Settings(files=("a.csv", "data/b.csv"))),
        ("files: [a.csv, 5]", Settings(files=("a.csv", "5"))),
        (f"files: {'é' * 127}x", Settings(files=("é" * 127 + "x",))),
        (f"files: {'é' * 128}", Settings()),
        ('files: ["a\\tb"]', Settings()),
        ("shoes: red\n3: x\nempty:", Settings(other={"shoes": "red", "3": "x"})),
    ],
)  # fmt: skip
def test_settings_are_read_as_they_are_meant(lines: str, settings: Settings) -> None:
    assert read_front_matter(f"---\n{lines}\n---\n# T\n").settings == settings


@pytest.mark.parametrize(
    "lines, problems",
    [
        ("a: 1\n'durration': 5", [(2, "See the guide for settings."), (3, "Did you mean duration?")]),
        ("incremental: 1\nfiles: 5", [(2, "Write true or false."), (3, "Write a list of file names, beside the notes.")]),
        (f"{'t' * 41}: 5", [(2, "See the guide for settings.")]),
    ],
)  # fmt: skip
def test_a_setting_that_is_not_understood_is_told_with_its_line(lines: str, problems: list[tuple[int, str]]) -> None:
    found = read_front_matter(f"---\n{lines}\n---\n# T\n").problems
    assert [(problem.line, problem.hint) for problem in found] == problems


def test_for_twenty_unknown_settings_a_name_that_is_alike_is_looked_for() -> None:
    found = read_front_matter(
        "---\n" + "".join(f"titel{letter}: x\n" for letter in "abcdefghijkmnopqrstuv") + "---\n"
    ).problems
    assert [problem.hint for problem in found] == ["Did you mean title?"] * 20 + ["See the guide for settings."]


@pytest.mark.parametrize(
    "written, named", [("x" * 118, f"'{'x' * 118}'"), ("x" * 119, f"'{'x' * 119}…"), ("x" * 500, f"'{'x' * 119}…")]
)
def test_of_a_long_value_the_beginning_is_told(written: str, named: str) -> None:
    (problem,) = read_front_matter(f"---\ntheme: {written}\n---\n").problems
    assert problem.message == f"theme: {named} is not understood"


@pytest.mark.parametrize(
    "value, quoted",
    [("x" * 117 + ": b", "x" * 117 + ": b"), ("x" * 118 + ": b", "x" * 118 + ": …")],
)
def test_of_a_long_value_with_a_colon_the_beginning_is_quoted(value: str, quoted: str) -> None:
    (problem,) = read_front_matter(f"---\ntitle: {value}\n---\n").problems
    assert problem.hint == f'Put it in quotes: title: "{quoted}"'


@pytest.mark.parametrize(
    "yaml",
    [
        f"a: '{'[' * 50}'",
        f"a: '{'[' * 50}{']' * 50}{'{' * 50}'",
        "a: " + "[" * 7 + "]" * 7,
        f"a: {'1' * 40}",
        "a: " + "x" * 19_997,
    ],
)
def test_yaml_that_is_long_or_deep_within_reason_is_read(yaml: str) -> None:
    assert list(read_yaml(yaml)) == ["a"]


@pytest.mark.parametrize(
    "yaml, message, line",
    [
        (f"b: 1\na: '{'[' * 51}'", "lists are nested too deep", 2),
        (f"b: 1\na: '{'{' * 51}'", "lists are nested too deep", 2),
        ("b: 1\na: " + "[" * 8 + "]" * 8, "lists are nested too deep", 2),
        (f"b: 1\na: {'1' * 41}", "a number is too long", 2),
        (f"b: 1\na: 0.{'1' * 39}", "a number is too long", 2),
        ("b: 1\na: " + "x" * 19_993, "it is longer than 20000 characters", 2),
        ("a: &x 1\nb: *x", "& and * are not for settings: put text that begins so in quotes", 1),
        ("a: 1\nb: *x", "& and * are not for settings: put text that begins so in quotes", 2),
        ("a: 1\nb: !x 1", "! is not for settings: put text that begins so in quotes", 2),
        ("a: 2026-99-99", "it can't be read", 0),
    ],
)
def test_yaml_that_may_cost_more_than_it_is_long_is_refused_with_its_line(yaml: str, message: str, line: int) -> None:
    with pytest.raises(NotUnderstoodError) as refused:
        read_yaml(yaml)
    assert (str(refused.value), refused.value.line) == (message, line)


@pytest.mark.parametrize(
    "notes, body_line, told, is_broken",
    [
        ("# T\n", 1, [], False),
        ("---\ntitle: T\n---\n# T\n", 4, [], False),
        ("---\ntitle: T\n...\n# T\n", 4, [], False),
        ("---\n\n---\n# T\n", 4, [], False),
        ("---\n# only a remark: here\n---\n# T\n", 1, [], False),
        ("---\nJust words.\n---\n# T\n", 1, [], False),
        ("---\ntitle: T\n# T\n", 1, [1], True),
        ("---\ntitle: [\n---\n# T\n", 4, [3], True),
        ("---\n- a\n- b: c\n---\n# T\n", 1, [], False),
        ("---\n- a\nb: c\n---\n# T\n", 5, [3], True),
        ("---\n[a]\n\nb: c\n---\n", 6, [4], True),
    ],
)
def test_the_notes_proper_begin_below_the_settings(
    notes: str, body_line: int, told: list[int], is_broken: bool
) -> None:
    found = read_front_matter(notes)
    assert (found.body_line, [problem.line for problem in found.problems], found.is_broken) == (
        body_line,
        told,
        is_broken,
    )
