"""Whatever the notes are, there is a deck or a clear problem, never a traceback."""

import sys

import pytest

from footlights.deck import decode_notes, parse, section_element, step_saying


@pytest.mark.parametrize(
    "notes, titles, problems",
    [
        ("", ["Talk"], [(1, "the notes are empty")]),
        ("just words\n", ["Talk"], [(1, "the talk has no title")]),
        ("- a\n- b\n", ["Talk"], [(1, "the talk has no title")]),
        ("---\ntitle: [\n---\n# T\n", ["T"], [(3, "the front matter is not YAML: expected the node content, but found '<stream end>'")]),
        ("---\n- a: 1\n- b\n---\n# T\n", ["T"], []),
        ("---\nduration: soon\n---\n# T\n", ["T"], [(2, "duration: 'soon' is not understood")]),
        ("---\nshoes: red\n---\n# T\n", ["T"], [(2, "unknown setting 'shoes' is kept but not used")]),
        ("# T\n\n## S\n\n```python\nprint(1)\n", ["T", "S"], [(5, "this code fence is never closed")]),
        ("---\ntitle: T\n", ["Talk"], [(1, "the front matter is never closed"), (1, "the talk has no title")]),
        ("---\ntitle: A: b\n---\n# T\n", ["T"], [(2, "the front matter is not YAML: the value of 'title' has a colon")]),
    ],
)  # fmt: skip
def test_odd_notes_give_a_deck_and_their_problems(
    notes: str, titles: list[str], problems: list[tuple[int, str]]
) -> None:
    deck = parse(notes, "talk.md")
    assert [slide.title for slide in deck.slides if slide.title][: len(titles)] == titles
    assert [(problem.line, problem.message) for problem in deck.problems][: len(problems)] == problems


@pytest.mark.parametrize(
    "notes, line, hint",
    [
        ("---\ntitle: A: b\n---\n# T\n", 2, 'Put it in quotes: title: "A: b"'),
        ('---\nlang: en\nsubtitle: the "x": y\n---\n# T\n', 3, "Put it in quotes: subtitle: 'the \"x\": y'"),
        ("---\ndurration: 5 min\n---\n# T\n", 2, "Did you mean duration?"),
        ("---\npakages: [rich]\n---\n# T\n", 2, "Did you mean packages?"),
        ("---\nshoes: red\n---\n# T\n", 2, "See the guide for settings."),
        ("---\ntitle: x\nduration: 10 min\n\n# T\n## A\ntext\n", 1, "Write a line --- below the last setting."),
    ],
)
def test_a_setting_that_is_wrong_is_told_with_its_remedy(notes: str, line: int, hint: str) -> None:
    assert [(problem.line, problem.hint) for problem in parse(notes).problems] == [(line, hint)]


@pytest.mark.parametrize(
    "notes, is_broken",
    [
        ("", True),
        ("---\ntitle: T\n---\n", True),
        ("---\ntitle: [\n---\n# T\n", True),
        ("---\ntitle: T\n\n# T\n", True),
        ("---\n- a\nb: c\n---\n# T\n", True),
        ("---\n\n# T\n", False),
        ("---\nJust words.\n", False),
        ("---\ntheme: drak\n---\n# T\n", False),
    ],
)
def test_notes_that_are_half_typed_or_half_saved_are_broken(notes: str, is_broken: bool) -> None:
    assert parse(notes).is_broken is is_broken


def test_bytes_that_are_not_utf8_are_read_and_reported() -> None:
    text, problems = decode_notes("# Café\n\nna\u00efve\n".encode("cp1252"))
    assert text == "# Café\n\nnaïve\n"
    assert [(problem.line, problem.message) for problem in problems] == [(1, "byte 0xe9 is not UTF-8")]


def test_a_byte_order_mark_is_no_text() -> None:
    assert decode_notes("\ufeff# T".encode()) == ("# T", ())


def test_a_megabyte_of_notes_is_a_deck() -> None:
    count = 900 if sys.platform == "emscripten" else 9_000  # a tenth, where the same code runs a second time
    long = "a bullet that says more than a slide should have to hold, and *then* some"
    notes = "# T\n\n" + "".join(f"- Section {number} (1 min)\n  - {long}\n  - another\n" for number in range(count))
    deck = parse(notes)
    assert len(notes) > 111 * count
    assert len(deck.sections) == count
    assert "a bullet" in section_element(deck, deck.slides[-1])


@pytest.mark.parametrize(
    "mess",
    [
        "> " * 300,
        "- " * 300,
        "`" * 5000,
        "[" * 3000,
        "\0\0",
        "\t\t\t- x",
        "<div>" * 500,
        "***" * 1000,
        "| " * 2000,
        "![" * 500,
    ],
)
def test_a_mess_is_a_deck_too(mess: str) -> None:
    deck = parse(f"# T\n\n{mess}\n")
    assert "".join(section_element(deck, slide) for slide in deck.slides).count("<section") == len(deck.slides)


@pytest.mark.parametrize(
    "notes, line, message",
    [
        ("---\ntitle: T\na: &a [b]\nc: [*a, *a]\n---\n", 3, "the front matter is not YAML: & and * are not for settings: put text that begins so in quotes"),
        ("---\ntitle: T\na: !!bool b\n---\n", 3, "the front matter is not YAML: ! is not for settings: put text that begins so in quotes"),
        (f"---\na: b\nc: {'[' * 20}\n---\n", 3, "the front matter is not YAML: lists are nested too deep"),
        (f"---\na: b\nc: {'[' * 5000}\n---\n", 3, "the front matter is not YAML: lists are nested too deep"),
        (f"---\na: b\nc:\n  {'- ' * 20}d\n---\n", 4, "the front matter is not YAML: lists are nested too deep"),
        (f"---\na: b\nc: {'9' * 5000}\n---\n", 3, "the front matter is not YAML: a number is too long"),
        (f"---\na: b\nc: 0x{'9' * 5000}\n---\n", 3, "the front matter is not YAML: a number is too long"),
        (f"---\na: b\npackages: [{'p, ' * 12000}]\n---\n", 3, "the front matter is not YAML: it is longer than 20000 characters"),
        (f"---\nfiles: [{'n' * 300}]\n---\n", 2, f"files: ['{'n' * 118}… is not understood"),
        (f"# T\n\n## S\n\n{'word ' * 2001}\n", 5, "more than 10000 characters are on one slide"),
        (f"# T\n\n## S\n\n{'[' * 1001}\n", 5, "more than 1000 marks such as [ or * are on one slide"),
        (f"# T\n\n## S\n\n{'> - ' * 11}a\n", 5, "lists and quotes are nested more than 20 deep"),
        (f"# T\n\n## {'word ' * 201}\n", 3, "a title has more than 1000 characters"),
        (f"# T\n\n## {'*' * 101} a\n", 3, "a title has more than 100 marks such as [ or *"),
    ],
)  # fmt: skip
def test_what_is_too_much_is_a_problem_with_its_line(notes: str, line: int, message: str) -> None:
    assert (line, message) in [(problem.line, problem.message) for problem in parse(notes).problems]


@pytest.mark.parametrize("renderer", ["markdown-it", "python-markdown"])
def test_text_that_is_too_much_is_shown_as_it_is_written(renderer: str) -> None:
    text = "".join(f"w{number} [*" for number in range(600))
    deck = parse(f"---\nmarkdown: {renderer}\n---\n# T\n\n## S\n\n{text}\n")
    assert f"<code>{text}</code>" in section_element(deck, deck.slides[-1])


def test_code_and_the_data_of_a_picture_may_be_long() -> None:
    code, data = "a[b] = c_d * e\n" * 200, "AB+/" * 20_000
    deck = parse(f"# T\n\n## S\n\n```python run\n{code}```\n\n## P\n\n![p](data:image/png;base64,{data})\n")
    assert deck.problems == ()
    assert [len(slide.cells) for slide in deck.slides] == [0, 0, 1, 0]
    assert f'src="data:image/png;base64,{data}"' in section_element(deck, deck.slides[-1])


def test_a_name_that_no_file_can_have_is_told_and_left_out() -> None:
    assert [
        parse(f"---\nfiles: {names}\n---\n").settings.files for names in ('["a\\0b"]', f"[{'é' * 128}]", "[a/b.csv]")
    ] == [
        ("a\ufffdb",),
        (),
        ("a/b.csv",),
    ]


def test_a_footnote_goes_with_the_slide_that_refers_to_it_among_many() -> None:
    notes = "# T\n\n" + "".join(f"## S{number}\n\na[^{number}]\n\n[^{number}]: t{number}t\n\n" for number in range(30))
    deck = parse(notes)
    assert [f"t{number}t" in section_element(deck, deck.slides[number - 30]) for number in range(30)] == [True] * 30


@pytest.mark.parametrize("bullet", ["- a", "- a (optional)"])
@pytest.mark.parametrize("incremental", ["true", "false"])
def test_elements_that_nest_deeper_than_python_does_are_read(bullet: str, incremental: str) -> None:
    deck = parse(
        f"---\nincremental: {incremental}\n---\n# T\n\n## A\n\nx\n\n. . .\n\n{bullet}\n\n"
        + "<table><td>" * 400
        + "deep\n"
    )
    slide = deck.slides[-1]
    assert step_saying(slide, ["deep"], deck.settings, []) == slide.last_step
    assert "deep" in section_element(deck, slide)
