"""Content that is more than fits goes on over the next slide, evenly, and nothing is lost on the way."""

import re

import pytest

from footlights.deck import Layout, parse, section_element
from footlights.deck.pages import room_at

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


def test_what_stands_right_above_a_long_listing_is_not_lost() -> None:
    notes = "# T\n\n## S\n\n[a]: https://example.org/\n```python\n" + "x\n" * 26 + "```\n"
    assert [slide.source for slide in parse(notes).slides[1:]] == [
        "[a]: https://example.org/\n```python\n" + "x\n" * 13 + "```",
        "```python\n" + "x\n" * 13 + "```",
    ]


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
