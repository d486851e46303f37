"""Content that is more than fits goes on over the next slide, evenly, and nothing is lost on the way."""

import re

import pytest

from footlights.deck import Layout, parse, section_element

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


def test_a_width_in_pixels_is_a_number_that_grows_with_the_slide() -> None:
    deck = parse("# T\n\n## S\n\n![A](img/a.png){width=200px}\n", "t.md", PICTURES)
    assert '<img data-picture="img/a.png" alt="A" width="200">' in section_element(deck, deck.slides[1])


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


def test_a_wide_table_goes_on_evenly_with_its_heading() -> None:
    head = " | ".join(f"column {number}" for number in range(8))
    rows = [" | ".join(f"w{row}w and what it says" for _ in range(8)) for row in range(9)]
    notes = "\n".join(["# T", "", "## S", "", f"| {head} |", "|---" * 8 + "|", *(f"| {row} |" for row in rows), ""])
    slides = parse(notes).slides[1:]
    counts = [len(set(re.findall(r"w\d+w", slide.source))) for slide in slides]
    assert (sum(counts), max(counts) - min(counts) <= 1, len(counts) > 1) == (9, True, True)
    assert all("column 7" in slide.source for slide in slides)
