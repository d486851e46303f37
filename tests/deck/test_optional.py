"""Titles marked as optional: the mark is for the speaker, not for the audience."""

import pytest

from footlights.deck import OptionalBullet, parse, render_slide
from footlights.deck.budget import Budgeted, take_budget


@pytest.mark.parametrize(
    "title, expected",
    [
        ("Details (optional)", Budgeted("Details", None, None, True)),
        ("Details (5 min) (optional)", Budgeted("Details", 300, None, True)),
        ("Details (optional) (5 min)", Budgeted("Details", 300, None, True)),
        ("Details (5 min, optional)", Budgeted("Details", 300, None, True)),
        ("Details (optional, ~5 mins)", Budgeted("Details", 300, None, True)),
        ("(optional) Details: 5m", Budgeted("Details", 300, None, True)),
        ("Details [Optional]", Budgeted("Details", None, None, True)),
        ("Details (5 min; optional)", Budgeted("Details", 300, None, True)),
        ("Optional arguments", Budgeted("Optional arguments")),
        ("The optional part (5 min)", Budgeted("The optional part", 300)),
        ("(optional)", Budgeted("(optional)")),
        ("Types: Optional[int]", Budgeted("Types: Optional[int]")),
        ("Details (mostly optional)", Budgeted("Details (mostly optional)")),
    ],
)
def test_a_mark_is_taken_off(title: str, expected: Budgeted) -> None:
    assert take_budget(title) == expected


def test_sections_and_slides_are_marked_in_either_shape_of_notes() -> None:
    headings = "# T\n\n## One (5 min)\n\n### a (optional)\n\nx\n\n## Two (optional, 5 min)\n\nx\n"
    outline = (
        "- One (5 min)\n    - a (optional)\n        - 1\n        - 2\n        - 3\n- Two (optional, 5 min)\n    - x\n"
    )
    for notes in (headings, outline):
        deck = parse(notes)
        assert [(section.title, section.is_optional) for section in deck.sections] == [("One", False), ("Two", True)]
        assert {slide.title for slide in deck.slides if slide.is_optional} == {"a"}


BULLETS = """
- always
- a *demo* (1 min, optional)
    - of it
    - (optional) and more
- the end
"""


@pytest.mark.parametrize(
    "notes",
    [
        f"# T\n\n## One (5 min)\n\n### Slide\n{BULLETS}",
        f"---\nmarkdown: python-markdown\n---\n# T\n\n## One (5 min)\n\n### Slide\n{BULLETS}",
        "- One (5 min)\n    - Slide\n"
        + BULLETS.strip().replace("- ", "        - ").replace("    " * 3 + "- ", "  " * 6 + "- "),
    ],
    ids=["headings", "Python-Markdown", "an outline"],
)
def test_bullets_are_marked_and_shown_without_the_mark(notes: str) -> None:
    deck = parse(notes)
    slide = next(slide for slide in deck.slides if slide.title == "Slide")
    assert slide.optional == (OptionalBullet("a demo", 60, 3, 5, 0), OptionalBullet("and more", None, 1, 5, 0))
    html = render_slide(deck, slide)
    assert ("optional" in html.replace("data-optional", ""), "1 min" in html) == (False, False)
    assert html.count("data-optional") == 2


def test_a_bullet_that_comes_by_itself_names_its_step() -> None:
    notes = "---\nincremental: true\n---\n# T\n\n## One\n\n### Slide\n\n- a\n- b (optional)\n\n. . .\n\n- c (optional)\n- d (optional)\n"
    slide = next(slide for slide in parse(notes).slides if slide.title == "Slide")
    assert [(bullet.title, bullet.step) for bullet in slide.optional] == [("b", 3), ("c", 0), ("d", 5)]


def test_notes_and_code_keep_the_word() -> None:
    deck = parse(
        "# T\n\n## One\n\n### Slide\n\n- `f(x) (optional)`\n- x\n\n```python\n# - y (optional)\n```\n\nNote: - z (optional)\n"
    )
    slide = next(slide for slide in deck.slides if slide.title == "Slide")
    assert render_slide(deck, slide).count("(optional)") == 2


@pytest.mark.parametrize(
    "duration, seconds, questions_s",
    [
        ("25 minutes + 5 minutes Q&A", 1500, 300),
        ("25 min + 5 min questions", 1500, 300),
        ("25 + 5 min for questions", 1500, 300),
        ("30 min", 1800, None),
        ("25 min + 5 min buffer", 1800, None),
    ],
)
def test_questions_have_a_budget_of_their_own(duration: str, seconds: int, questions_s: int | None) -> None:
    settings = parse(f"---\nduration: {duration}\n---\n# T\n\n## One\n\nx\n").settings
    assert (settings.duration_s, settings.questions_s) == (seconds, questions_s)


@pytest.mark.parametrize(
    "written, warn_s",
    [
        ("2 min", (120, 300)),
        ("2 min, 10 min", (120, 600)),
        ("[30 s, 3 min]", (30, 180)),
        ("never", (0, 0)),
        ("true", (60, 300)),
        ("soon", (60, 300)),
    ],
)
def test_warnings_come_when_the_speaker_chooses(written: str, warn_s: tuple[int, int]) -> None:
    deck = parse(f"---\nwarn: {written}\n---\n# T\n\n## One\n\nx\n")
    assert deck.settings.warn_s == warn_s
    assert bool(deck.problems) is (written in ("true", "soon"))
