"""A slide as HTML: its frame by its layout, its heading by where it stands in the talk."""

import pytest

from footlights.deck import Layout, parse, render_slide
from footlights.deck.model import Lit, Shown
from footlights.deck.sanitise import sanitise, scripts_in


def html(notes: str, number: int) -> str:
    """The inside of a slide, without line ends."""
    deck = parse(notes)
    return render_slide(deck, deck.slides[number - 1]).replace("\n", "")


def frame(header: str, body: str = "") -> str:
    inner = f'<div class="body">{body}</div>' if body else ""
    return f'<div class="frame"><header class="heading">{header}</header>{inner}</div>'


@pytest.mark.parametrize(
    "front, body, expected",
    [
        ("", "", frame("<h1>T</h1>")),
        ("subtitle: of *all*\n", "", frame('<h1>T</h1><p class="subtitle">of <em>all</em></p>')),
        ("author: A & B\n", "", frame('<h1>T</h1><p class="byline">A &amp; B</p>')),
        ("author: A\ndate: 2026-11-23\n", "hi", frame('<h1>T</h1><p class="byline">A · 2026-11-23</p>', "<p>hi</p>")),
    ],
)
def test_the_title_slide_says_who_speaks_and_when(front: str, body: str, expected: str) -> None:
    assert html(f"---\nlang: en\n{front}---\n# T\n\n{body}\n", 1) == expected


def row(number: int, title: str, budget: str) -> str:
    return (
        f'<li><span class="agenda-number">{number}</span><span class="agenda-title">{title}</span>'
        f'<span class="agenda-budget">{budget}</span></li>'
    )


ABOUT = '<span class="about" title="shared out">≈ </span>'


def test_the_agenda_lists_the_sections_with_their_times() -> None:
    notes = "---\nduration: 7 min\n---\n# T\n\n- *A* (5 min)\n  - a\n- B\n  - b\n"
    rows = row(1, "<em>A</em>", "5 min") + row(2, "B", f"{ABOUT}2 min")
    heading = '<h2>Agenda</h2><p class="agenda-total">7 min</p>'
    assert html(notes, 2) == frame(heading, f'<ol class="agenda" data-part="agenda" start="1">{rows}</ol>')


def test_a_long_agenda_goes_on_in_even_parts() -> None:
    notes = "# T\n\n" + "".join(f"- S{number} (1 min)\n" for number in range(1, 10))
    parts = ((1, range(1, 6)), (6, range(6, 10)))
    for slide, (start, numbers) in enumerate(parts, 2):
        rows = "".join(row(number, f"S{number}", "1 min") for number in numbers)
        assert f'<ol class="agenda" data-part="agenda" start="{start}">{rows}</ol>' in html(notes, slide)
    slides = parse(notes).slides[1:3]
    assert [(slide.layout, slide.part, slide.parts, slide.line) for slide in slides] == [
        (Layout.AGENDA, 1, 2, 3),
        (Layout.AGENDA, 2, 2, 3),
    ]


def eyebrow(inner: str) -> str:
    return f'<p class="eyebrow">{inner}</p>'


LONG = "word\n\n" * 9
NUMBER, BUDGET = '<span class="section-number">1</span>', '<span class="section-budget">2 min</span>'
NAME = '<span class="section-name">S</span>'


@pytest.mark.parametrize(
    "notes, number, header",
    [
        ("# T\n\n## S (2 min)\n\nword\n", 2, eyebrow(NUMBER + BUDGET) + "<h2>S</h2>"),
        ("# T\n\n## S (2 min)\n\n### B\n\nword\n", 3, eyebrow(NUMBER + NAME) + "<h2>B</h2>"),
        ("# T\n\n## S (2 min)\n\nword\n\n---\n\nword\n", 3, eyebrow(NUMBER + NAME)),
        (f"# T\n\n## S (2 min)\n\n{LONG}", 2, eyebrow(NUMBER + BUDGET + '<span class="part">1 / 2</span>') + "<h2>S</h2>"),
        (f"# T\n\n## S (2 min)\n\n{LONG}", 3, eyebrow(NUMBER + NAME + '<span class="part">2 / 2</span>') + "<h2>S</h2>"),
        ("# T\n\n---\n\n" + "word\n\n" * 12, 2, eyebrow('<span class="part">1 / 2</span>')),
    ],
)  # fmt: skip
def test_a_heading_tells_the_section_and_the_part(notes: str, number: int, header: str) -> None:
    assert html(notes, number).startswith(f'<div class="frame"><header class="heading">{header}</header><div')


def test_a_slide_that_stands_before_all_sections_and_has_no_title_has_no_heading() -> None:
    assert html("# T\n\n---\n\nword\n", 2) == '<div class="frame"><div class="body"><p>word</p></div></div>'


def test_a_slide_that_is_its_title_has_no_body() -> None:
    assert html("# T\n\n## S (2 min)\n", 2) == frame(eyebrow(NUMBER + BUDGET) + "<h2>S</h2>")


def test_what_stands_after_a_pause_comes_with_its_step() -> None:
    body = (
        '<p>a</p><div class="step" data-from-step="2"><p>b</p></div><div class="step" data-from-step="3"><p>c</p></div>'
    )
    notes = "# T\n\n## S (2 min)\n\na\n\n. . .\n\nb\n\n. . .\n\nc\n"
    assert html(notes, 2) == frame(eyebrow(NUMBER + BUDGET) + "<h2>S</h2>", body)


@pytest.mark.parametrize("renderer", ["markdown-it", "python-markdown"])
def test_a_footnotes_text_comes_with_the_step_that_refers_to_it(renderer: str) -> None:
    body = "a\n\n. . .\n\nb[^1]\n\n```\n<!-- pause -->\n```\n\n. . .\n\nc\n\n[^1]: foot\n"
    shown = html(f"---\nmarkdown: {renderer}\n---\n# T\n\n## S\n\n{body}", 2)
    steps = shown.split(' data-from-step="')
    assert [("foot" in step, "&lt;!-- pause" in step) for step in steps] == [
        (False, False),
        (True, True),
        (False, False),
    ]


@pytest.mark.parametrize(
    "body, layout",
    [
        ("", Layout.SECTION),
        ("<!-- said -->", Layout.SECTION),
        ("```python setup\n1\n```", Layout.STATEMENT),
        ("<div>word</div>", Layout.STATEMENT),
        ("word", Layout.BULLETS),
        ("- a", Layout.BULLETS),
        ("word\n\n```\n1\n```", Layout.CODE),
        ("    indented\n", Layout.CODE),
        ("```python setup\n1\n```\n\n- a", Layout.BULLETS),
        ("> said", Layout.QUOTE),
        ("> said\n\nby him", Layout.QUOTE),
        ("> said\n\n- by him", Layout.BULLETS),
        ("> said\n\nby him\n\nand her", Layout.BULLETS),
        ("he:\n\n> said", Layout.BULLETS),
        ("![A](a.png)", Layout.PICTURE),
        ("![A](a.png)\n\nword", Layout.PICTURE),
        ("![A](a.png)\n\n![B](b.png)\n\nword", Layout.PICTURE),
        ("![A](a.png)\n\nword\n\nword", Layout.BULLETS),
        ("![A](a.png)\n\n- a", Layout.BULLETS),
        ("![A](a.png) and words", Layout.BULLETS),
        ("#### ![A](a.png)", Layout.BULLETS),
    ],
)
def test_a_slide_is_composed_by_what_it_holds(body: str, layout: Layout) -> None:
    assert parse(f"# T\n\n## S\n\n{body}\n").slides[1].layout is layout


def engine_mark(words: str) -> str:
    return f'<span class="engine">{words}</span>'


@pytest.mark.parametrize(
    "info, marks, readonly",
    [
        ("run", "", False),
        ("run engine=pyodide", "", False),
        ("run engine=mpy readonly", engine_mark("MicroPython"), True),
        ("run engine=nobody edit=false", "", True),
        ("compare engines=skulpt", "", False),
    ],
)
def test_a_cell_says_which_python_runs_it_where_it_is_not_the_usual_one(info: str, marks: str, readonly: bool) -> None:
    shown = html(f"# T\n\n## S\n\n```python {info}\n1\n```\n", 2)
    assert (f'Show recorded</button>{marks}<span class="cell-tools">' in shown, "data-readonly" in shown) == (
        True,
        readonly,
    )


@pytest.mark.parametrize("info, path", [("app", "/"), ("app path=/docs", "/docs")])
def test_an_application_has_a_place_beside_its_code(info: str, path: str) -> None:
    app = f'<div class="app" data-part="app" data-state="closed" data-path="{path}"></div>'
    assert app in html(f"# T\n\n## S\n\n```python {info}\n1\n```\n", 2)


def test_a_picture_in_a_title_is_its_words() -> None:
    assert "<h2>a bird and b.png</h2>" in html("# T\n\n## ![a bird](a.png) and ![](b.png)\n\nword\n", 2)


@pytest.mark.parametrize(
    "lines, width, size",
    [(9, 70, "large"), (10, 70, "medium"), (9, 71, "medium"), (11, 80, "medium"), (12, 80, "small"), (11, 81, "small")],
)
def test_a_listing_is_set_by_its_lines_and_by_its_longest(lines: int, width: int, size: str) -> None:
    code = "\n".join(["x" * width, *["x"] * (lines - 1)])
    assert f'<pre class="code" data-size="{size}" tabindex="0"><code>' in html(f"# T\n\n## S\n\n```\n{code}\n```\n", 2)


def test_each_listing_lights_its_groups_of_lines_in_steps_of_its_own() -> None:
    notes = "# T\n\n## S\n\n```python {1|2|3}\na\n```\n\n. . .\n\n```python {1|2}\nb\n```\n"
    assert [
        f'data-lines="{lines}" data-lines-from="{step}"' in html(notes, 2) for lines, step in (("1|2|3", 2), ("1|2", 5))
    ] == [True, True]
    assert parse(notes).slides[1].steps == ((), (Lit(1, 1, 2),), (Lit(1, 1, 3),), (Shown(2),), (Lit(2, 1, 2),))


@pytest.mark.parametrize(
    "shown, harmless",
    [
        ("<table><tr><td>1", "<table><tbody><tr><td>1</td></tr></tbody></table>"),
        ("<script>x</script><b onclick='x'>b</b>", "<b>b</b>"),
        ("<form>in it</form>", "in it"),
    ],
)
def test_html_that_code_shows_is_harmless(shown: str, harmless: str) -> None:
    assert sanitise(shown) == harmless


def test_the_scripts_of_a_page_are_found_as_a_browser_finds_them() -> None:
    page = '<!-- <script>no</script> --><script src="a.js"></script><p>x</p><script>let a = "<b>";</script><script></script>'
    assert list(scripts_in(page)) == ["a.js", 'let a = "<b>";', ""]
