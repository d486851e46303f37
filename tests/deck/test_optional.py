"""Titles marked as optional: the mark is for the speaker, not for the audience."""

import pytest

from footlights.deck import OptionalBullet, parse, render_notes, render_slide
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
    assert slide.optional == (
        OptionalBullet("a demo", "a demo", 60, 3, 5, 0),
        OptionalBullet("and more", "and more", None, 1, 5, 0, inside=1),
    )
    html = render_slide(deck, slide)
    assert ("optional" in html.replace("data-optional", ""), "1 min" in html) == (False, False)
    assert html.count("data-optional") == 2


def test_a_bullet_that_comes_by_itself_names_its_step() -> None:
    notes = "---\nincremental: true\n---\n# T\n\n## One\n\n### Slide\n\n- a\n- b (optional)\n\n. . .\n\n- c (optional)\n- d (optional)\n"
    slide = next(slide for slide in parse(notes).slides if slide.title == "Slide")
    assert [(bullet.title, bullet.step) for bullet in slide.optional] == [("b", 3), ("c", 4), ("d", 5)]


def bullets_of(body: str, settings: str = "") -> list[tuple[str, int | None, int]]:
    """The optional bullets of a slide with this body: title, budget, step."""
    notes = f"---\n{settings}\n---\n# T\n\n## One\n\n### Slide\n\n{body}\n"
    slide = next(slide for slide in parse(notes).slides if slide.title == "Slide")
    return [(bullet.title, bullet.budget_s, bullet.step) for bullet in slide.optional]


@pytest.mark.parametrize(
    "body, expected",
    [
        ("First.\n\n. . .\n\nThe result:\n\n- b\n    - nested (optional)\n- c", [("nested", None, 0)]),
        ("- x\n- ![x](y.png) (2 min, optional)", [("", 120, 0)]),
        ("- x\n- " + "word " * 45 + "\n  and a demo (1 min, optional)", [("word " * 45 + "and a demo", 60, 0)]),
        ("- x[^1]\n\n[^1]: text (optional)", []),
        ("- see [demo][d] (optional)\n- x\n\n[d]: https://x.y", [("see demo", None, 0)]),
        ("- f(x: Optional[int])\n- x", []),
        ("1. a\n2. b (optional)", [("b", None, 0)]),
        ("- [ ] a\n- [x] b (optional)", [("b", None, 0)]),
    ],
    ids=["nested, after a pause", "picture", "long", "footnote", "link", "no mark", "numbered", "task"],
)
def test_what_is_an_optional_bullet(body: str, expected: list[tuple[str, int | None, int]]) -> None:
    assert bullets_of(body) == expected


@pytest.mark.parametrize(
    "bullet, html",
    [
        ("(optional) see **this**", "see <strong>this</strong>"),
        ("The parameter `f` (optional) is *ignored*", "The parameter <code>f</code> is <em>ignored</em>"),
        ("a `x (optional)`", "a <code>x (optional)</code>"),
    ],
)
def test_words_around_a_mark_stay_apart(bullet: str, html: str) -> None:
    deck = parse(f"# T\n\n## One\n\n### Slide\n\n- {bullet}\n- x\n")
    assert f">{html}</li>" in render_slide(deck, deck.slides[-1])


def test_bullets_that_say_the_same_are_told_apart() -> None:
    deck = parse("# T\n\n## One\n\n### Slide\n\n- Lists\n- Example (optional)\n- Dicts\n- Example (optional)\n")
    assert [bullet.name for bullet in deck.slides[-1].optional] == ["Example", "Example\n2"]


@pytest.mark.parametrize(
    "rest, step",
    [("", 2), ("\n- more", 2), ("\n\nThe conclusion.", 0), ("\n\n```python\nx\n```", 0)],
    ids=["alone", "with others", "with words", "with code"],
)
def test_a_step_is_skipped_only_where_nothing_else_comes_with_it(rest: str, step: int) -> None:
    assert bullets_of(f"first\n\n. . .\n\n- only (optional){rest}", "incremental: true") == [("only", None, step)]


def test_notes_and_code_keep_the_word() -> None:
    deck = parse("# T\n\n## One\n\n### Slide\n\n- x\n\n```python\n# - y (optional)\n```\n\nNote:\n- z (optional)\n")
    slide = deck.slides[-1]
    assert "# - y (optional)" in render_slide(deck, slide)
    assert "z (optional)" in render_notes(deck, slide.speaker_notes)


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
