"""Content that is more than fits goes on over the next slide, evenly, and nothing is lost on the way."""

import re

import pytest

from footlights.deck import Layout, parse, section_element
from footlights.deck.pages import LINE_EM, Room, paginate, room_at
from footlights.deck.passage import Passage

PICTURES = ("img/a.png", "img/my dir/b c.png")


@pytest.mark.parametrize(
    "lines, expected", [(13, [13]), (26, [13, 13]), (27, [9, 9, 9]), (40, [10, 10, 10, 10]), (41, [10, 10, 10, 11])]
)
def test_a_long_listing_goes_on_in_even_pieces(lines: int, expected: list[int]) -> None:
    code = "\n".join(f"line_{number}" for number in range(lines))
    slides = parse(f"# T\n\n## S\n\n```python\n{code}\n```\n").slides[1:]
    assert [slide.source.count("line_") for slide in slides] == expected
    assert re.findall(r"line_\d+", "".join(slide.source for slide in slides)) == code.split("\n")


@pytest.mark.parametrize(
    "html, expected",
    [
        ('<img src="img/a.png" width="300" alt="A">', '<img data-picture="img/a.png" alt="A" width="300">'),
        ("<IMG alt=A SRC='./img/a.png'>", '<img data-picture="img/a.png" alt="A">'),
        ('<img src="img/my%20dir/b c.png">', '<img data-picture="img/my dir/b c.png" alt="">'),
        ('<img src="img/no.png" alt="gone">', '<span class="missing-picture" role="img" aria-label="gone">gone</span>'),
        ('<img src="data:image/gif;base64,AA==" alt="x">', '<img src="data:image/gif;base64,AA==" alt="x">'),
        ("![B](<img/my dir/b c.png>)", '<img data-picture="img/my dir/b c.png" alt="B">'),
    ],
)
@pytest.mark.parametrize("renderer", ["markdown-it", "python-markdown"])
def test_a_picture_is_found_however_it_is_written(html: str, expected: str, renderer: str) -> None:
    deck = parse(f"---\nmarkdown: {renderer}\n---\n# T\n\n## S\n\ntext {html}\n", "t.md", PICTURES)
    assert expected in section_element(deck, deck.slides[1])


@pytest.mark.parametrize("renderer, width", [("markdown-it", "{width=200px}"), ("python-markdown", "{: width=200px }")])
def test_a_width_in_pixels_is_a_number_that_grows_with_the_slide(renderer: str, width: str) -> None:
    notes = f"---\nmarkdown: {renderer}\n---\n# T\n\n## S\n\n![A](img/a.png){width} it is\n"
    deck = parse(notes, "t.md", PICTURES)
    html = section_element(deck, deck.slides[1]).replace("<span><img", "<img").replace("></span> it", "> it")
    assert '<img data-picture="img/a.png" alt="A" width="200"> it is' in html


def test_of_pictures_of_one_name_the_first_by_path_is_meant() -> None:
    deck = parse("# T\n\n## S\n\n![](a.png)\n", "t.md", ("z/images/a.png", "images/a.png", "b/images/a.png", "a/a.png"))
    assert 'data-picture="b/images/a.png"' in section_element(deck, deck.slides[1])


def test_a_picture_that_is_missing_is_told_and_one_in_a_folder_with_a_space_is_not() -> None:
    deck = parse(
        '# T\n\n## S\n\n![B](<img/my dir/b c.png>)\n\n<img src="img/my dir/b c.png">\n\n<img alt="src=x" src=\'no.png\'>\n',
        "t.md",
        PICTURES,
    )
    assert [(problem.line, problem.message) for problem in deck.problems] == [(9, "picture no.png is not found")]


def test_a_picture_in_code_is_none() -> None:
    deck = parse("# T\n\n## S\n\n`![x](a.png)` ``![x](b.png)``\n\n    ![x](c.png)\n\n![x](d.png)\n")
    assert [problem.message for problem in deck.problems] == ["picture d.png is not found"]


def test_two_pictures_in_a_paragraph_are_a_picture_slide_with_both() -> None:
    deck = parse("# T\n\n## S\n\n![A](img/a.png) ![B](<img/my dir/b c.png>)\n", "t.md", PICTURES)
    assert deck.slides[1].layout is Layout.PICTURE
    assert section_element(deck, deck.slides[1]).count("<img data-picture=") == 2


@pytest.mark.parametrize("mess", ["![", "<img ", "<img src=", "![](", '<img src="'])
def test_pictures_left_open_are_looked_for_once(mess: str) -> None:
    assert parse(f"# T\n\n## S\n\n```\n```\n\n    {mess * 20_000}\n").slides[-1].title == "S"


@pytest.mark.parametrize(
    "text_scale, code_lines, agenda_rows, characters",
    [(0.6, 29, 14, 117), (0.8, 19, 9, 85), (1.0, 13, 7, 66), (1.2, 9, 5, 53), (1.6, 4, 2, 37), (2.0, 3, 2, 28)],
)
def test_larger_text_leaves_less_room(text_scale: float, code_lines: int, agenda_rows: int, characters: int) -> None:
    room = room_at(text_scale)
    assert (room.code_lines, room.agenda_rows, round(room.characters)) == (code_lines, agenda_rows, characters)
    assert room.title_characters / room.characters == pytest.approx(38 / 66)


@pytest.mark.parametrize(
    "body, sizes",
    [
        *(("- a point\n" * points, ["large"]) for points in (1, 4)),
        ("- a point\n" * 5, ["roomy"]),
        ("- a point\n" * 6, ["normal"]),
        ("- a point\n" * 8, ["normal"]),
        ("- a point\n" * 9, ["roomy", "roomy"]),
        ("- a point\n" * 11, ["normal", "normal"]),
        ("word\n\n. . .\n\nword\n", ["large"]),
        ("word\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", ["normal"]),
        ("> said\n\n- a\n", ["normal"]),
        ("![A](img/a.png)\n\n- a\n", ["normal"]),
        ("```python setup\n1\n```\n\n- a\n", ["normal"]),
    ],
)
def test_few_words_are_set_larger_and_nothing_else_is(body: str, sizes: list[str]) -> None:
    slides = parse(f"# T\n\n## S\n\n{body}", "t.md", PICTURES).slides[1:]
    assert [slide.size for slide in slides] == sizes


def em_of(body: str) -> float:
    """The height of Markdown in em: how much room it needs, so that one more word stays on its slide."""
    texts = tuple(f"{body}\n\nword".split("\n"))
    passage = Passage(texts, tuple(range(1, len(texts) + 1)))
    low, high = 0.0, 64.0
    while high - low > 0.001:
        middle = (low + high) / 2
        low, high = (low, middle) if len(paginate("T", passage, Room(middle))) == 1 else (middle, high)
    return round(high - LINE_EM, 2)


def code(lines: int, info: str = "") -> str:
    return f"```{info}\n" + "x\n" * lines + "```"


def table(*rows: str) -> str:
    return "\n".join((rows[0], "|" + "---|" * (rows[0].count("|") - 1), *rows[1:]))


@pytest.mark.parametrize(
    "body, height_em",
    [
        ("word", 1.88),
        ("x" * 66, 1.88),
        ("x" * 67, 3.26),
        (f"[{'x' * 66}](https://example.org/a/long/way)", 1.88),
        (f"<https://www.{'x' * 66}/>", 1.88),
        ("*" + "x" * 66 + "*", 1.88),
        ("word\n\nword", 3.76),
        ("#### word", 2.16),
        ("#### " + "x" * 52, 2.16),
        ("#### " + "x" * 53, 3.81),
        (code(1), 2.52),
        (code(10), 12.6),
        (code(11), 12.18),
        (code(12), 13.16),
        ("    x\n    x", 3.64),
        (code(3, "python setup"), 0.0),
        (code(1, "python run"), 7.52),
        (code(10, "python run"), 13.9),
        ("```python run\n/// x\n/// x\nx\n```", 7.52),
        ("<div>\nword\n</div>", 4.14),
        ("<!-- pause -->", 0.0),
        ("- word", 1.88),
        ("- " + "x" * 66, 1.88),
        ("- " + "x" * 67, 3.26),
        ("-", 1.38),
        ("- word\n\n  word", 3.76),
        ("- word\n  - " + "x" * 62, 3.76),
        ("- word\n  - " + "x" * 63, 5.14),
        ("- word\n  - word\n    - " + "x" * 58, 5.64),
        ("- word\n  - word\n    - " + "x" * 61, 7.02),
        ("- word\n\n  ```\n  x\n  ```", 4.4),
        ("- ![A](img/a.png)", 9.0),
        ("> " + "x" * 62, 1.88),
        ("> " + "x" * 63, 3.26),
        ("![A](img/a.png)", 0.0),
        ("![A](img/a.png)\n\n" + "x" * 36, 1.88),
        ("![A](img/a.png)\n\n" + "x" * 37, 3.26),
        (table("| a | b |", "| 1 | 2 |"), 5.34),
        (table("| a | b |", f"| {'x' * 30} | {'x' * 30} |"), 5.34),
        (table("| a | b |", f"| {'x' * 36} | {'x' * 36} |"), 6.72),
        (table("| a | b |", f"| [{'x' * 30}](https://example.org/) | {'x' * 30} |"), 5.34),
        (table("| a | b |", f"| {'x' * 140} | 2 |"), 8.1),
        (table("|" + " a |" * 6, "|" + " 1 |" * 6), 5.34),
        (table("|" + " a |" * 7, "|" + " 1 |" * 7), 4.27),
        (table("|" + " a |" * 7, "| 1 |"), 4.27),
    ],
)
def test_what_a_slide_holds_is_as_high_as_it_is_laid_out(body: str, height_em: float) -> None:
    assert em_of(body) == pytest.approx(height_em, abs=0.011)


@pytest.mark.parametrize(
    "title, body_em",
    [("x" * 38, 1.88), ("x" * 39, 3.88), ("x" * 77, 5.88), ("x <https://example.org/>", 2.98), ("", -0.12)],
)
def test_a_title_takes_room_from_what_is_below_it(title: str, body_em: float) -> None:
    passage = Passage(("word", "", "word"), (1, 2, 3))
    room = body_em + LINE_EM
    assert [len(paginate(title, passage, Room(height_em))) for height_em in (room - 0.01, room + 0.01)] == [2, 1]


LINE = "x" * 66
ITEM = "- one\n  - two\n\n    three\n  - four\n    - five\n\n  six\n- seven"


@pytest.mark.parametrize(
    "body, height_em, pages",
    [
        (ITEM, 20.0, [ITEM]),
        (ITEM, 9.0, ["- one\n  - two\n\n    three", "- four\n  - five\n\nsix\n- seven"]),
        (ITEM, 4.0, ["- one", "- two\n\n  three", "- four\n  - five\n\nsix", "- seven"]),
        ("\n".join([LINE] * 4), 3.0, [f"{LINE}\n{LINE}"] * 2),
        ("\n".join([LINE] * 3) + "\n\nd", 3.0, [f"{LINE}\n{LINE}", f"{LINE}\n\nd"]),
        ("a\nb\nc\n\nd", 3.0, ["a\nb\nc", "d"]),
        (">" + " a b" * 40, 1.0, [">" + " a b" * 40]),
        (code(20, "python run"), 5.0, [code(20, "python run")]),
        (code(20, "python run") + "\n\n" + code(1, "python setup"), 5.0, [code(20, "python run") + "\n\n" + code(1, "python setup")]),
        ("- a\n- b\n- c\n- d\n- e\n\n[a]: https://example.org/", 6.0, ["- a\n- b\n- c", "- d\n- e\n\n[a]: https://example.org/"]),
        ("a\n\n" + code(8), 6.0, ["a", code(4), code(4)]),
        ("a\n\n```\nx\nx\nx\nx\nx\nx\n", 3.0, ["a", code(3), code(3)]),
        ("word\n\n" + table("| a |", "| 1 |", "| 2 |", "| 3 |"), 5.0, ["word", *(table("| a |", f"| {row} |") for row in (1, 2, 3))]),
        (table("| a |", "| 1 |", "| 2 |", "| 3 |"), 6.5, [table("| a |", "| 1 |", "| 2 |"), table("| a |", "| 3 |")]),
        (table("| a |", "| 1 |", "| 2 |", "| 3 |"), 7.12, [table("| a |", "| 1 |", "| 2 |", "| 3 |")]),
    ],
)  # fmt: skip
def test_what_is_too_high_goes_on_at_the_next_bullet_line_or_row(body: str, height_em: float, pages: list[str]) -> None:
    texts = tuple(body.split("\n"))
    passage = Passage(texts, tuple(range(1, len(texts) + 1)))
    assert [page.markdown for page in paginate("T", passage, Room(height_em))] == pages


def test_what_stands_right_above_a_long_listing_is_not_lost() -> None:
    notes = "# T\n\n## S\n\n[a]: https://example.org/\n```python\n" + "x\n" * 26 + "```\n"
    assert [slide.source for slide in parse(notes).slides[1:]] == [
        "[a]: https://example.org/\n```python\n" + "x\n" * 13 + "```",
        "```python\n" + "x\n" * 13 + "```",
    ]


def test_headings_and_quotes_are_not_taken_for_less_than_they_are() -> None:
    headings, quotes = "#### word\n\n" * 8, "".join(f"> {'x' * 63}\n\n" for _ in range(5))
    assert [len(parse(f"# T\n\n## S\n\n{body}").slides[1:]) for body in (headings, quotes)] == [2, 2]


def test_a_slide_that_goes_on_begins_at_its_own_line() -> None:
    slides = parse("# T\n\n## S\n\n" + "- a point\n" * 9).slides[1:]
    assert [(slide.line, slide.lines) for slide in slides] == [(3, (5, 6, 7, 8, 9)), (10, (10, 11, 12, 13))]


def test_a_wide_table_goes_on_evenly_with_its_heading() -> None:
    head = " | ".join(f"column {number}" for number in range(8))
    rows = [" | ".join(f"w{row}w and what it says" for _ in range(8)) for row in range(9)]
    notes = "\n".join(["# T", "", "## S", "", f"| {head} |", "|---" * 8 + "|", *(f"| {row} |" for row in rows), ""])
    slides = parse(notes).slides[1:]
    counts = [len(set(re.findall(r"w\d+w", slide.source))) for slide in slides]
    assert (sum(counts), max(counts) - min(counts) <= 1, len(counts) > 1) == (9, True, True)
    assert all("column 7" in slide.source for slide in slides)
