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
    ],
)
def test_notes_go_to_their_slide(notes: str, expected: list[str]) -> None:
    assert [slide.speaker_notes for slide in parse(notes).slides] == expected


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
    notes = "---\ntitle: T\n---\n# T\n\ntext\n\nNote: secret\n<!-- secret -->\n"
    assert without_asides(notes) == "---\ntitle: T\n---\n# T\n\ntext\n\n\n\n"
