"""An outline as speakers keep it becomes a talk, and no bullet is lost."""

from pathlib import Path

from footlights.deck import Deck, Layout, Slide, parse

NOTES = (Path(__file__).parents[1] / "cases" / "conference.md").read_text(encoding="utf-8")
PICTURES = ("../images/pwcsnake2020.png",)


def conference() -> Deck:
    return parse(NOTES, "conference.md", PICTURES)


def summary(slide: Slide) -> tuple[int, int, str, str, int]:
    return (slide.number, slide.section, slide.layout, slide.title, slide.part)


def test_every_section_is_there_with_its_time() -> None:
    assert [(section.title, section.budget_s, section.stated) for section in conference().sections] == [
        ("How it went", 300, True),
        ("Things to try", 600, True),
        ("The web at large", 180, True),
        ("Magic", 60, True),
        ("Warnings/Pep talks/Tears", 240, False),
        ("War stories", 300, True),
    ]


def test_slides_come_in_the_order_of_the_notes() -> None:
    assert [summary(slide) for slide in conference().slides] == [
        (1, 0, "title", "Snakes On The Web 2030", 1),
        (2, 0, "agenda", "Topics", 1),
        (3, 1, "bullets", "How it went", 1),
        (4, 2, "bullets", "Things to try", 1),
        (5, 2, "bullets", "Things to try", 2),
        (6, 3, "bullets", "The web at large", 1),
        (7, 4, "bullets", "Magic", 1),
        (8, 5, "bullets", "Warnings/Pep talks/Tears", 1),
        (9, 5, "picture", "", 1),
        (10, 6, "bullets", "War stories", 1),
        (11, 6, "bullets", "A chat by the fire", 1),
        (12, 6, "bullets", "A chat by the fire", 2),
    ]


def test_the_title_slide_has_the_logo_and_the_words_but_not_the_agenda_line() -> None:
    title = conference().slides[0]
    assert title.source == "![The logo](../images/pwcsnake2020.png)\n\nWhat I wrote down for the people at work"


def test_a_picture_between_lists_belongs_to_the_section_before_it() -> None:
    picture = next(slide for slide in conference().slides if slide.layout is Layout.PICTURE)
    assert (picture.section, picture.lines) == (5, (35,))


def test_a_picture_that_is_nowhere_is_the_only_problem() -> None:
    assert [(problem.path, problem.line, problem.message) for problem in conference().problems] == [
        ("conference.md", 35, "picture ../day9/../day4/somewhere/nowhere_at_all.png is not found")
    ]


def test_without_a_budget_a_section_shares_what_is_left_of_the_talk() -> None:
    deck = parse("---\nduration: 20 min\n---\n# T\n\n- A (5 min)\n  - a\n- B\n  - b\n- C\n  - c\n  - d\n")
    assert [(section.budget_s, section.stated) for section in deck.sections] == [
        (300, True),
        (300, False),
        (600, False),
    ]
    assert deck.duration_s == 1200


def test_a_child_with_three_children_or_content_gets_a_slide_of_its_own() -> None:
    deck = parse("# T\n- S (5 min)\n  - one\n  - two\n    - a\n    - b\n    - c\n  - three\n  - four\n\n    > said\n")
    assert [(slide.title, slide.source) for slide in deck.slides[1:]] == [
        ("S", "- one"),
        ("two", "- a\n- b\n- c"),
        ("S", "- three"),
        ("four", "> said"),
    ]


def test_plain_bullets_between_sections_are_kept() -> None:
    deck = parse("# T\n- S (5 min)\n  - one\n- Questions?\n")
    assert [(slide.title, slide.layout, slide.source) for slide in deck.slides[1:]] == [
        ("S", "bullets", "- one"),
        ("Questions?", "statement", ""),
    ]


def test_budgets_of_bullets_add_up_and_leave_the_slide() -> None:
    deck = parse("# T\n- S\n  - one (1.5 min)\n  - two (30 sec)\n- R (1 min)\n")
    assert [(section.title, section.budget_s, section.stated) for section in deck.sections] == [
        ("S", 120, True),
        ("R", 60, True),
    ]
    assert deck.slides[2].source == "- one\n- two"


def test_a_contradiction_is_a_problem_with_its_figures() -> None:
    deck = parse(
        "---\nduration: 6 min\n---\n# T\n- S (5 min)\n  - a (4 min)\n  - b (2 min)\n- R (4 minutes, 8 total)\n"
    )
    assert [(problem.line, problem.message) for problem in deck.problems] == [
        (5, "'S' has 5 min, its parts add up to 6 min"),
        (5, "the sections add up to 9 min, the talk has 6 min"),
        (8, "'R' says 8 min in total, the budgets so far add up to 9 min"),
    ]


def test_tabs_and_windows_line_ends_change_nothing() -> None:
    plain = "# T\n\n- S (5 min)\n    - one\n        - two\n"
    tabbed = plain.replace("        ", "\t\t").replace("    ", "\t").replace("\n", "\r\n")
    assert parse(tabbed) == parse(plain)


def test_bullets_that_are_no_paragraphs_lose_no_budget() -> None:
    deck = parse("# T\n\n- S (5 min)\n  - # A (5 min)\n  -\n  - two (1 min)\n")
    assert deck.slides[1].source == "- # A (5 min)\n-\n- two"


def test_a_budget_at_the_end_of_a_title_of_two_lines_leaves_the_slide() -> None:
    deck = parse("# T\n\n- S\n  - A point\n    over two lines (2 min)\n  - b 2\n")
    assert (deck.sections[0].budget_s, deck.slides[1].source) == (120, "- A point\n  over two lines\n- b 2")


def test_a_bullet_of_two_paragraphs_is_a_slide_and_text_of_a_section_keeps_its_distance() -> None:
    deck = parse(
        "# T\n\n- S (5 min)\n\n  text\n\n  more\n\n  - a\n  - one\n\n    more\n  -\n    ```\n     y\n    ```\n"
    )
    assert [(slide.title, slide.source) for slide in deck.slides[1:]] == [
        ("S", "text\n\nmore\n\n- a"),
        ("one", "more"),
        ("", "```\n y\n```"),
    ]
