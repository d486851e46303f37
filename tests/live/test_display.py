"""A value is shown as richly as it can describe itself, and never breaks the page by doing so."""

from collections import namedtuple
from dataclasses import dataclass, field
from typing import Any

import pytest

from footlights.live.display import LONGEST_TEXT, bundle_of, described, plain, whole
from footlights.live.html_size import DEEPEST_HTML, LONGEST_HTML, MOST_ELEMENTS, MOST_FORMATS, bounded_html
from footlights.live.structure import (
    DEEPEST,
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ITEMS,
    MOST_PARTS,
    MOST_ROWS,
    MOST_TABLE_CHARACTERS,
    structure_html,
    table_html,
)


class Html:
    def _repr_html_(self) -> str:
        return "<b>rich</b>"

    def __repr__(self) -> str:
        return "Html()"


class Picture:
    def _repr_png_(self) -> bytes:
        return b"\x89PNG"

    def __repr__(self) -> str:
        return "Picture()"


class Bundled:
    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Any:
        return {"application/json": {"a": 1}, "image/png": b"\x89PNG"}, {"image/png": {"width": 1}}

    def __repr__(self) -> str:
        return "Bundled()"


class Figure:
    def savefig(self, target: Any, **options: Any) -> None:
        target.write(b"\x89PNG")

    def __repr__(self) -> str:
        return "Figure()"


class Broken:
    def _repr_html_(self) -> str:
        raise ValueError("no")


class Silent:
    """Has the methods, but nothing to say through them."""

    def _repr_html_(self) -> None:
        return None

    def __repr__(self) -> str:
        return "Silent()"


class AnswersEverything:
    def __getattr__(self, name: str) -> Any:
        return lambda *args, **options: "anything"

    def __repr__(self) -> str:
        return "AnswersEverything()"


@pytest.mark.parametrize(
    "value, expected",
    [
        (5, {"text/plain": "5"}),
        ("text", {"text/plain": "'text'"}),
        (Html(), {"text/plain": "Html()", "text/html": "<b>rich</b>"}),
        (Picture(), {"text/plain": "Picture()", "image/png": "iVBORw=="}),
        (Bundled(), {"text/plain": "Bundled()", "application/json": '{"a": 1}', "image/png": "iVBORw=="}),
        (Figure(), {"text/plain": "Figure()", "image/png": "iVBORw=="}),
        (Broken(), {"text/plain": "<Broken: its representation raised ValueError: no>"}),
        (Silent(), {"text/plain": "Silent()"}),
        (AnswersEverything(), {"text/plain": "AnswersEverything()"}),
        (Html, {"text/plain": repr(Html)}),
        ([1, 2, 3], {"text/plain": "[1, 2, 3]"}),
    ],
)
def test_a_value_is_described(value: Any, expected: dict[str, str]) -> None:
    assert bundle_of(value) == expected


@dataclass
class Talk:
    title: str
    minutes: int
    secret: str = field(default="", repr=False)


Point = namedtuple("Point", "x y")


@pytest.mark.parametrize(
    "rows, columns, first",
    [
        ([{"a": 1, "b": "<x>"}, {"a": 2, "c": None}], '<th class="number">a</th><th>b</th><th>c</th>', '<td class="number">1</td><td>&lt;x&gt;</td><td></td>'),
        ([Talk("One", 5)], '<th>title</th><th class="number">minutes</th>', '<td>One</td><td class="number">5</td>'),
        ([Point(1, True)], '<th class="number">x</th><th>y</th>', '<td class="number">1</td><td>True</td>'),
    ],
)  # fmt: skip
def test_rows_make_a_table(rows: list[Any], columns: str, first: str) -> None:
    html, _leaves_out = table_html(rows)
    assert html.startswith(f"<table><thead><tr>{columns}</tr></thead>")
    assert f"<tbody><tr>{first}</tr>" in html


@pytest.mark.parametrize("value", [[], [1], [{}], [{1: 2}], "text", Point(1, 2), {"a": 1}, None])
def test_what_is_no_rows_makes_no_table(value: Any) -> None:
    assert table_html(value) == ("", False)


def test_a_long_table_says_how_much_is_left_out() -> None:
    html, leaves_out = table_html([{"n": n} for n in range(MOST_ROWS + 2345)])
    assert html.endswith("<p>… 2,345 rows more</p>")
    assert leaves_out


def test_a_nested_structure_unfolds_and_a_short_one_is_text() -> None:
    html, leaves_out = structure_html({"talks": [{"title": "A" * 40}, {"title": "B" * 40}]})
    assert html.startswith(
        "<details open><summary>dict · 1</summary><ul><li><details open><summary><b>talks</b> list · 2"
    )
    assert not leaves_out
    assert structure_html({"a": [1, 2]}) == ("", False)


def test_structures_in_a_circle_and_deep_ones_come_to_an_end() -> None:
    circle: list[Any] = ["x" * 80]
    circle.append(circle)
    deep: list[Any] = ["x" * 80]
    for _ in range(50):
        deep = [deep]
    assert structure_html(circle)[0].count("<details") == 1
    assert structure_html(deep)[0].count("<details") == DEEPEST


def test_a_value_that_cannot_be_shown_says_why() -> None:
    class Rude:
        def __repr__(self) -> str:
            raise RuntimeError("mind your own business")

    assert plain(Rude()) == "<Rude: its representation raised RuntimeError: mind your own business>"
    assert bundle_of([Rude()] * 2)["text/plain"].startswith("<list: its representation raised")


def test_a_huge_value_is_cut_in_the_middle() -> None:
    text = plain("x" * 1_000_000)
    assert len(text) < LONGEST_TEXT + 100
    assert "980,002 characters more" in text


class WithoutLibrary:
    """What a pygal chart does where CairoSVG is missing; its drawing is bytes."""

    def _repr_svg_(self) -> bytes:
        return b"<svg/>"

    def _repr_png_(self) -> bytes:
        raise ModuleNotFoundError("cairosvg")

    def _repr_html_(self) -> str:
        raise ValueError


def test_one_representation_that_fails_does_not_take_the_others_along() -> None:
    assert bundle_of(WithoutLibrary())["image/svg+xml"] == "<svg/>"


def test_a_large_structure_unfolds_a_little_of_each_branch_and_its_whole_text_is_there_too() -> None:
    value = [[list(range(100)) for _ in range(100)] for _ in range(100)]
    html, _leaves_out = structure_html(value)
    assert html.count("<li>") < MOST_PARTS + 200
    assert html.count("list · 100</summary>") == 101
    assert html.count("<b>0</b>") == 101
    bundle, rest = described(value)
    assert len(bundle["text/plain"]) < LONGEST_TEXT + 100
    assert rest == repr(value)


@pytest.mark.parametrize(
    "value",
    [
        {"x" * 1_000_000: ["y" * 1_000_000] * 20},
        ["y" * 1_000_000] * 1_000,
        [{"z": list(range(1_000_000))}] * 100 + ["no row"],
        [[[[[[list(range(100_000))]]]]]] * 50,
    ],
)
def test_no_structure_makes_much_html(value: Any) -> None:
    assert len(structure_html(value)[0]) < 400 * MOST_PARTS


def test_no_table_makes_much_html() -> None:
    html, _leaves_out = table_html([{f"{number}{'n' * 1_000}": "<" * 1_000 for number in range(50)}] * 1_000)
    assert len(html) < MOST_TABLE_CHARACTERS + MOST_COLUMNS * LONGEST_CELL * 6
    assert f"{50 - MOST_COLUMNS} columns more" in html


def test_what_is_shown_whole_has_no_rest() -> None:
    assert described([{"a": 1}])[1] == described("text")[1] == described(Html())[1] == ""


LONG = "A" * 300
DEEP: Any = list(range(5_000))
for _ in range(DEEPEST + 1):
    DEEP = [DEEP]


@pytest.mark.parametrize(
    "value",
    [
        [{"name": "n", "text": LONG}],
        [{LONG: 1}],
        [{"n": 10**300}],
        [{"inner": list(range(5_000))}],
        {"k": LONG, "l": list(range(50))},
        {LONG: list(range(50))},
        {tuple(LONG): list(range(50))},
        list(range(MOST_ITEMS + 1)),
        DEEP,
    ],
)
def test_what_is_cut_shows_dots_and_its_whole_text_is_kept(value: Any) -> None:
    bundle, rest = described(value)
    assert "…" in bundle["application/vnd.footlights+html"]
    assert rest == whole(value)


@pytest.mark.parametrize("value", [[{"a": "wait…"}], {"k": "wait…" * 9, "l": list(range(50))}, Html()])
def test_dots_of_a_values_own_leave_nothing_out(value: Any) -> None:
    assert described(value)[1] == ""


class Forged:
    def _repr_mimebundle_(self) -> Any:
        return {"application/vnd.footlights+html": "<b>x</b>", "application/vnd.footlights+scripted": "<script>"}

    def __repr__(self) -> str:
        return "Forged()"


class AskedAsIPythonDoes:
    def _repr_mimebundle_(self, include: Any, exclude: Any, **more: Any) -> Any:
        return {"text/html": f"<b>{include} {exclude} {more}</b>"}

    def __repr__(self) -> str:
        return "Asked()"


@pytest.mark.parametrize(
    "value, expected",
    [
        (Forged(), {"text/plain": "Forged()"}),
        (AskedAsIPythonDoes(), {"text/plain": "Asked()", "text/html": "<b>None None {}</b>"}),
    ],
)
def test_a_bundle_is_asked_for_as_ipython_does_and_names_none_of_our_own_types(value: Any, expected: Any) -> None:
    assert bundle_of(value) == expected


class Large:
    def _repr_html_(self) -> str:
        return "<td>1" * 20_000

    def __repr__(self) -> str:
        return "Large()"


def test_html_that_is_cut_has_its_text_as_rest() -> None:
    assert described(Large())[1] == "Large()"


@pytest.mark.parametrize(
    "html, left",
    [
        ("<p>a</p>" * 10, 80),
        ("<i>" * (MOST_FORMATS - 1) + "<p>" * 100, 3 * (MOST_FORMATS - 1) + 300),
        ("<td>1" * (MOST_ELEMENTS + 1), 5 * MOST_ELEMENTS),
        ("<div>" * (DEEPEST_HTML + 1), 5 * DEEPEST_HTML),
        ("<div></b>" * (DEEPEST_HTML + 1), 9 * DEEPEST_HTML),
        ("<svg>" + "<td>" * DEEPEST_HTML, 5 + 4 * (DEEPEST_HTML - 1)),
        ("<b id=1></i>" * (MOST_FORMATS + 1), 12 * MOST_FORMATS),
        ("<p>a<li>b<br>" * 200, 2600),
        ("x" * (LONGEST_HTML + 1), LONGEST_HTML),
        ("<" * 1_000 + "/" * 1_000, 2_000),
    ],
)
def test_html_is_cut_where_there_is_too_much_of_it(html: str, left: int) -> None:
    assert len(bounded_html(html)) == left
