"""Whatever the notes are, there is a deck or a clear problem, never a traceback."""

import sys

import pytest

from footlights.deck import decode_notes, parse, section_element


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
        ("---\ntitle: T\n", ["Talk"], [(1, "the talk has no title")]),
    ],
)  # fmt: skip
def test_odd_notes_give_a_deck_and_their_problems(
    notes: str, titles: list[str], problems: list[tuple[int, str]]
) -> None:
    deck = parse(notes, "talk.md")
    assert [slide.title for slide in deck.slides if slide.title][: len(titles)] == titles
    assert [(problem.line, problem.message) for problem in deck.problems][: len(problems)] == problems


def test_bytes_that_are_not_utf8_are_read_and_reported() -> None:
    text, problems = decode_notes("# Café\n\nna\u00efve\n".encode("cp1252"))
    assert text == "# Café\n\nnaïve\n"
    assert [(problem.line, problem.message) for problem in problems] == [(1, "byte 0xe9 is not UTF-8")]


def test_a_byte_order_mark_is_no_text() -> None:
    assert decode_notes("\ufeff# T".encode()) == ("# T", ())


def test_a_megabyte_of_notes_is_a_deck() -> None:
    count = 2_200 if sys.platform == "emscripten" else 22_000  # a tenth, where the same code runs a second time
    notes = "# T\n\n" + "".join(f"- Section {number} (1 min)\n  - a bullet\n  - another\n" for number in range(count))
    deck = parse(notes)
    assert len(notes) > 47 * count
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
