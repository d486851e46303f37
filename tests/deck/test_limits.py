"""What is too much for a slide or a title is shown as it is written, and told."""

import pytest

from footlights.deck import parse, render_slide
from footlights.deck.limits import SLIDE_CHARACTERS, SLIDE_MARKS, TITLE_CHARACTERS, TITLE_MARKS, too_much

CHARACTERS = f"more than {SLIDE_CHARACTERS} characters are on one slide"
MARKS = f"more than {SLIDE_MARKS} marks such as [ or * are on one slide"
DEEP = "lists and quotes are nested more than 20 deep"


@pytest.mark.parametrize(
    "source, why",
    [
        ("x" * SLIDE_CHARACTERS, ""),
        ("x" * (SLIDE_CHARACTERS + 1), CHARACTERS),
        ("![](data:image/gif;base64," + "A" * SLIDE_CHARACTERS + ")", ""),
        ("x" * SLIDE_CHARACTERS + "![](data:image/gif;base64,AA)", CHARACTERS),
        ("```\n" + "x" * SLIDE_CHARACTERS + "\n```", ""),
        ("*" * SLIDE_MARKS, ""),
        ("*" * (SLIDE_MARKS + 1), MARKS),
        ("[" * 500 + "_" * 501, MARKS),
        ("    " + "*" * (SLIDE_MARKS + 1), ""),
        (">" * 20 + " x", ""),
        (">" * 21 + " x", DEEP),
        ("> " * 20 + "x", ""),
        ("> " * 21 + "x", DEEP),
        ("> - " * 10 + "x", ""),
        ("> - " * 10 + "> x", DEEP),
        (">   - x\n" + ">   " * 20 + "- x", DEEP),
        ("- " * 20 + "x", ""),
        ("- " * 21 + "x", DEEP),
        (" " * 38 + "- x", ""),
        (" " * 40 + "- x", ""),
        ("text\n" + " " * 42 + "- x", DEEP),
        (" " * 60 + "x", ""),
        ("1. " * 20 + "x", ""),
        ("1. " * 21 + "x", DEEP),
        ("- " * 40, ""),
        ("* " * 40, ""),
    ],
)
def test_a_slide_holds_so_much_and_no_more(source: str, why: str) -> None:
    assert too_much(source) == why


def test_of_a_slide_that_is_too_much_nothing_runs_and_nothing_waits_for_a_step() -> None:
    body = (
        "```python run {1|2}\n1\n```\n\n<!-- pause -->\n\n```python setup\n2\n```\n\n<div>"
        + "*" * (SLIDE_MARKS + 1)
        + "</div>"
    )
    slide = parse(f"# T\n\n## S\n\n{body}\n").slides[1]
    assert (slide.source, slide.steps, slide.cells, slide.setup) == (body, ((),), (), "")


LONG = "x" * TITLE_CHARACTERS
LONGER = LONG + "x"
CUT = "x" * (TITLE_CHARACTERS - 1) + "…"
TOO_LONG = f"a title has more than {TITLE_CHARACTERS} characters"
MARKED = f"a title has more than {TITLE_MARKS} marks such as [ or *"


@pytest.mark.parametrize(
    "notes, titles, told",
    [
        (f"# {LONG}\n\n## {LONG}\n", [LONG, LONG], []),
        (f"# {LONGER}\n\n## {LONGER}\n\n### {LONGER}\n\nx\n", [CUT, CUT, CUT], [(1, TOO_LONG), (3, TOO_LONG), (5, TOO_LONG)]),
        (f"# T\n\n---\n\nx\n\n### {LONGER}\n\nx\n", ["T", "", CUT], [(7, TOO_LONG)]),
        ("# T\n\n## " + "*" * 100 + "\n", ["T", "*" * 100], []),
        ("# T\n\n## " + "*" * 101 + "\n", ["T", "*" * 101], [(3, MARKED)]),
        (f"{LONGER}:\n\n- A (5 min)\n- B (5 min)\n", ["Notes", CUT, "A", "B"], [(1, TOO_LONG), (1, "the talk has no title")]),
    ],
)  # fmt: skip
def test_a_title_is_cut_where_a_slide_could_not_hold_it(
    notes: str, titles: list[str], told: list[tuple[int, str]]
) -> None:
    deck = parse(notes)
    assert [slide.title for slide in deck.slides] == titles
    assert [(problem.line, problem.message) for problem in deck.problems] == told


def test_what_only_one_library_takes_for_code_is_shown_as_it_is_written_by_the_other() -> None:
    marks = "*" * (SLIDE_MARKS + 1)
    deck = parse(f"---\nmarkdown: python-markdown\n---\n# T\n\n## S\n\n    {marks}\n")
    shown = f'<pre class="code" data-size="small" tabindex="0"><code>    {marks}</code></pre>'
    assert shown in render_slide(deck, deck.slides[1])
