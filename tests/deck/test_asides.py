"""Speaker notes and comments leave the slides, and nothing else does."""

import pytest

from footlights.deck import parse, without_asides


@pytest.mark.parametrize(
    "notes, expected",
    [
        ("# T\n\nhello\n\nNote: one\ntwo\n\n## S\n\ntext\n", ["one\ntwo", ""]),
        ("# T\n\n## S\n\ntext\n\nNotes: first\n\nNote: second\n", ["", "first\n\nsecond"]),
        ("# T\n\n## S\n\nA note: in prose is text.\n", ["", ""]),
        ("# T\n\n## S\n\n<!-- remember\nthis --> text\n", ["", "remember\nthis"]),
        ("# T\n\n## S\n\n`<!-- code -->`\n", ["", ""]),
        ("# T\n\n## S\n\n<!-- speaker_note: smile -->\n\ntext\n", ["", "smile"]),
        ("# T\n- S (5 min)\n  - a\n\n  Note: in the section\n\n- R (5 min)\n  - b\n", ["", "", "in the section", ""]),
        ("# T\n- S (5 min)\n  - a\n    Note: of a\n  - b\n", ["", "of a"]),
        ("# T\n- S (5 min)\n  - a\n  - Note: of S\n    and more\n  - b\n", ["", "of S\nand more"]),
        ("# T\n\n## S\n\n1. a\n2. Notes: of S\n- b\n", ["", "of S"]),
        ("# T\n\n## S\n\n- a\n- Note: told\nlazily\n\n  - too\n\nshown\n", ["", "told\nlazily\n\n- too"]),
        ("# T\n\n## S\n\nNote: told\n- and\n- this\n", ["", "told\n- and\n- this"]),
        ("# T\n\n## S\n\n- Note: told\n\n  ```\n  1\n\n  2\n  ```\n", ["", "told\n\n```\n1\n\n2\n```"]),
        ("# T\n\n## S\n\n- Note: told\n=====\n", ["", "told\n====="]),
        ("# T\n- S (5 min)\n  - a\n\nNote: told\ntoo\n- R (5 min)\n  - b\n", ["", "", "told\ntoo", ""]),
    ],
)
def test_notes_go_to_their_slide(notes: str, expected: list[str]) -> None:
    assert [slide.speaker_notes for slide in parse(notes).slides] == expected


@pytest.mark.parametrize(
    "notes, shown, said",
    [
        ("# T\n\n## S\n\nText\nNote: goes on\n", ["", "Text\nNote: goes on"], ["", ""]),
        ("# T\n\n## S\n\n- a\n  and b\n  Note: and c\n", ["", "- a\n  and b\n  Note: and c"], ["", ""]),
        ("# T\n\n## S\n\n> said\nNote: by him\n", ["", "> said\nNote: by him"], ["", ""]),
        ("# T\n\n## S\nNote: x\n", ["", ""], ["", "x"]),
        (
            "# T\n\n## S\n\nSo:\n\n    Note: in code\n\n- a\n\n      Note: too\n\n  Note: x\n",
            ["", "So:\n\n    Note: in code\n\n- a\n\n      Note: too"],
            ["", "x"],
        ),
        ("# T\n\n## S\n\n- Note: x\n\n```\n1\n```\n", ["", "```\n1\n```"], ["", "x"]),
        ("# T\n\n## S\n\n- a\n\n  ```\n  Note: x\n  ```\n", ["", "- a\n\n  ```\n  Note: x\n  ```"], ["", ""]),
        ("# T\n\n## S\n\n- a\n\n  ```\n  1\n\nNote: x\n", ["", "- a\n\n  ```\n  1"], ["", "x"]),
        ("# T\n\n## S\n\ntext\n- Note: x\n", ["", "text"], ["", "x"]),
        ("# T\n\n## S\n\n```\n. . .\n```\n", ["", "```\n. . .\n```"], ["", ""]),
        ("# T\n\n## S\n\n```\n. . .\n```\n<!-- x -->\n", ["", "```\n. . .\n```"], ["", "x"]),
        ("# T\n\n## S\n\n- a\n- Note: x\n- b\n", ["", "- a\n\n- b"], ["", "x"]),
        ("# T\n\n## S\n\n![p](data:,)\nNote: x\n", ["", "![p](data:,)"], ["", "x"]),
        ("# T\n\n## S\n\n```\n1\n```\nNote: x\n", ["", "```\n1\n```"], ["", "x"]),
        ("# T\n\n## S\n\nNote: x\nmore\nNote: y\n", ["", ""], ["", "x\nmore\n\ny"]),
        ("# T\n\n## S\n\nNote: x\n---\n\ntext\n", ["", "", "text"], ["", "x", ""]),
    ],
)
def test_a_note_begins_a_block_and_is_prose_inside_a_paragraph(notes: str, shown: list[str], said: list[str]) -> None:
    slides = parse(notes).slides
    assert [slide.source for slide in slides] == shown
    assert [slide.speaker_notes for slide in slides] == said


def test_a_note_in_prose_is_told_because_it_is_shown() -> None:
    problems = parse("# T\n\n## S\n\nText\nNote: goes on\n\nNote: hidden\n").problems
    assert [(problem.line, problem.message) for problem in problems] == [
        (6, "this `Note:` stands inside a paragraph: it is shown")
    ]


@pytest.mark.parametrize("underline", ["---", "------", "====="])
@pytest.mark.parametrize("heading", ["Notes:", "Note:"])
def test_notes_over_dashes_are_a_heading(heading: str, underline: str) -> None:
    deck = parse(f"# T\n\n## S\n\ntext\n\nNote: hidden\n\n{heading}\n{underline}\n\n- shown\n")
    assert [(slide.title, slide.source, slide.speaker_notes) for slide in deck.slides[2:]] == [
        ("S", "text", "hidden"),
        (heading, "- shown", ""),
    ]


def test_a_heading_over_dashes_ends_a_note() -> None:
    deck = parse("# T\n\n## S\n\nNote: hidden\n\nNext\n----\n\nshown\n")
    assert [(slide.title, slide.source, slide.speaker_notes) for slide in deck.slides[2:]] == [
        ("S", "", "hidden"),
        ("Next", "shown", ""),
    ]


def test_a_note_does_not_swallow_the_next_bullet() -> None:
    deck = parse("# T\n- S (5 min)\n  - a\n    Note: of a\n  - b\n")
    assert deck.slides[1].source.split() == ["-", "a", "-", "b"]


def test_a_comment_that_is_never_closed_is_shown_and_reported() -> None:
    deck = parse("# T\n\n## S\n\n<!-- oops\n\ntext\n")
    assert deck.slides[1].source == "&lt;!-- oops\n\ntext"
    assert [(problem.line, problem.message) for problem in deck.problems] == [(5, "this comment is never closed")]


def test_a_directive_of_another_tool_is_reported_not_shown() -> None:
    deck = parse("# T\n\n## S\n\n<!-- _class: lead -->\n\ntext\n")
    assert (deck.slides[1].source, deck.slides[1].speaker_notes) == ("text", "")
    assert [problem.message for problem in deck.problems] == ["directive not understood: _class: lead"]


def test_notes_for_an_audience_hold_no_asides() -> None:
    notes = "---\ntitle: T\n---\n# T\n\ntext\n\n- Note: secret\n\nNote: secret\n<!-- secret -->\n"
    assert without_asides(notes) == "---\ntitle: T\n---\n# T\n\ntext\n\n\n\n\n\n"


def test_notes_over_dashes_are_a_heading_on_the_first_line_too() -> None:
    deck = parse("Notes:\n------\n\nshown")
    assert [(slide.title, slide.source, slide.speaker_notes) for slide in deck.slides] == [
        ("Notes", "", ""),
        ("Notes:", "shown", ""),
    ]
