"""Notes with headings: ``#`` the talk, ``##`` a section, ``###`` or ``---`` a slide."""

import re

import pytest
from justhtml import JustHTML

from footlights.deck import parse, render_slide

NOTES = """---
title: From the front matter
duration: 30 min
---
# The talk

Hello.

## One (3 min)

- a
- b

### A slide (2 min)

Text.

---

No title here.

## Two: 5 min

### Only a slide

#### deeper is content

```python
# not a heading
---
Note: not a note
(5 min)
```

## Three
"""


def test_sections_and_slides_follow_the_headings() -> None:
    deck = parse(NOTES)
    assert [(slide.section, slide.layout, slide.title) for slide in deck.slides] == [
        (0, "title", "The talk"),
        (0, "agenda", "Agenda"),
        (1, "bullets", "One"),
        (1, "bullets", "A slide"),
        (1, "bullets", ""),
        (2, "section", "Two"),
        (2, "code", "Only a slide"),
        (3, "section", "Three"),
    ]


def test_budgets_are_read_and_the_rest_is_shared_out() -> None:
    assert [(section.title, section.budget_s, section.stated) for section in parse(NOTES).sections] == [
        ("One", 180, True),
        ("Two", 300, True),
        ("Three", 1320, False),
    ]


def test_nothing_in_a_fence_is_structure_budget_or_note() -> None:
    code = next(slide for slide in parse(NOTES).slides if slide.title == "Only a slide")
    assert code.source.endswith("```python\n# not a heading\n---\nNote: not a note\n(5 min)\n```")
    assert code.speaker_notes == ""


def test_text_with_a_rule_right_below_it_is_a_heading_and_a_hint() -> None:
    problems = parse("# T\n\n## S\n\nsome words\n---\nmore\n").problems
    assert [(problem.line, problem.message) for problem in problems] == [
        (5, "this text became a heading, for `---` stands right below it")
    ]


def test_several_first_level_headings_are_sections() -> None:
    deck = parse("# T\n\n---\n\n# A\n\ntext\n\n---\n\n# B\n\nmore\n")
    assert [(section.title, section.first_slide) for section in deck.sections] == [("A", 3), ("B", 4)]


def test_a_footnote_stands_on_the_slide_that_refers_to_it() -> None:
    deck = parse("# T\n\n## A\n\nsee[^n]\n\n## B\n\ntext\n\n[^n]: the note\n")
    assert [slide.source for slide in deck.slides[2:]] == ["see[^n]\n\n[^n]: the note", "text"]


def test_a_pause_makes_a_step() -> None:
    deck = parse("# T\n\n## A\n\none\n\n. . .\n\ntwo\n\n<!-- pause -->\n\nthree\n")
    assert [slide.last_step for slide in deck.slides] == [1, 3]


def test_bullets_appear_one_by_one_when_asked() -> None:
    deck = parse("---\nincremental: true\n---\n# T\n\n## A\n\n- one\n  - inner\n- two\n")
    assert deck.slides[1].last_step == 3


@pytest.mark.parametrize("renderer", ["markdown-it", "python-markdown"])
@pytest.mark.parametrize(
    "body, shown_from",
    [
        ("- a\n- b", [("a", "2"), ("b", "3")]),
        (" - a\n - b", [("a", "2"), ("b", "3")]),
        ("- [ ] a\n- b", [("a", "2"), ("b", "3")]),
        ("1. a\n   - inner\n2. b", [("a", "2"), ("inner", None), ("b", "3")]),
        ("> - a\n> - b", [("a", None), ("b", None)]),
        ("- a[^1]\n\n[^1]: foot", [("a", "2"), ("foot", None)]),
        ("<ul><li>a</li></ul>\n\n- b", [("a", None), ("b", "2")]),
        ("- a\n\n. . .\n\n- b", [("a", "2"), ("b", "3")]),
        ("- a\n\n  ```\n  - code\n  ```\n- b", [("a", "2"), ("b", "3")]),
    ],
)
def test_every_bullet_of_a_list_that_stands_in_nothing_else_has_its_step(
    body: str, shown_from: list[tuple[str, str | None]], renderer: str
) -> None:
    deck = parse(f"---\nincremental: true\nmarkdown: {renderer}\n---\n# T\n\n## A\n\n{body}\n")
    items = JustHTML(render_slide(deck, deck.slides[1]), fragment=True, sanitize=False).query("li")
    words = [(item.to_text().replace("[ ]", "").split() or [""])[0].partition("[")[0] for item in items]
    assert list(zip(words, [item.attrs.get("data-from-step") for item in items], strict=True)) == shown_from
    assert deck.slides[1].last_step == max(int(step or 1) for _, step in shown_from)


def test_a_bullet_without_words_has_its_step() -> None:
    deck = parse("---\nincremental: true\n---\n# T\n\n## A\n\n-\n- b\n")
    assert re.findall(r'data-from-step="(\d)"', render_slide(deck, deck.slides[1])) == ["2", "3"]
    assert deck.slides[1].last_step == 3


AGENDA = """# T

## Agenda

Today:

- Loops (5 min)
- Ends
- Tea

## Loops

text

## Ends (3 min)

text
"""


def test_a_section_called_agenda_that_holds_bullets_is_the_agenda() -> None:
    deck = parse(AGENDA)
    assert [(slide.section, slide.layout, slide.title, slide.line) for slide in deck.slides] == [
        (0, "title", "T", 1),
        (0, "agenda", "Agenda", 3),
        (1, "bullets", "Loops", 11),
        (2, "bullets", "Ends", 15),
    ]
    assert [(section.title, section.budget_s, section.stated) for section in deck.sections] == [
        ("Loops", 300, True),
        ("Ends", 180, True),
    ]
    assert [(problem.line, problem.message) for problem in deck.problems] == [
        (3, "the agenda names 'tea', which is no section")
    ]


def test_an_agenda_may_link_to_its_sections() -> None:
    deck = parse("# T\n\n## Contents\n\n- [Loops](#loops)\n- *Ends*\n\n## Loops\n\nx\n\n## Ends\n\ny\n")
    assert ([section.title for section in deck.sections], deck.problems) == (["Loops", "Ends"], ())


@pytest.mark.parametrize(
    "notes, titles",
    [
        ("# T\n\n## Contents\n\n- a\n\n## Outline\n\n- b\n", ["Contents", "Outline"]),
        ("# T\n\n## Outline\n\n- Intro (5 min)\n- Main\n  - a\n", ["Intro", "Main"]),
        ("# T\n\n## Agenda\n\n- just\n- words\n", ["Agenda"]),
        ("# T\n\n## A (5 min)\n\n## Contents\n\n- METADATA\n- RECORD\n\n## B (5 min)\n", ["A", "Contents", "B"]),
        ("# T\n\n## Agenda (2 min)\n\n- A\n\n## A\n\ntext\n", ["Agenda", "A"]),
        ("# T\n\n## Agenda\n\n- A\n\n> and a quote\n\n## A\n\ntext\n", ["Agenda", "A"]),
        ("# T\n\n## Agenda\n\n- A\n\n### A slide\n\n## A\n\ntext\n", ["Agenda", "A"]),
    ],
    ids=[
        "two of them",
        "the only section",
        "without sections",
        "of something else",
        "with a time",
        "with more",
        "with slides",
    ],
)
def test_an_agenda_without_other_sections_is_their_list_and_one_that_holds_more_is_a_section(
    notes: str, titles: list[str]
) -> None:
    assert [section.title for section in parse(notes).sections] == titles


def test_a_budget_on_the_line_below_a_heading_is_the_headings_and_not_on_the_slide() -> None:
    deck = parse(
        "# T\n\n## A\n(3 minutes; running total=3)\n\ntext\n\n### B\n[2 min]\nmore\n\n## C\n\n(1 min) of text\n"
    )
    assert [(section.title, section.budget_s, section.stated) for section in deck.sections] == [
        ("A", 180, True),
        ("C", 90, False),
    ]
    assert [(slide.title, slide.source, slide.budget_s) for slide in deck.slides[2:]] == [
        ("A", "text", 180),
        ("B", "more", 120),
        ("C", "(1 min) of text", None),
    ]


@pytest.mark.parametrize(
    "head, seconds",
    [("time: 25m", 1500), ("duration: 35min", 2100), ("time: 25m\nduration: 20 min", 1200), ("time: noon", 60)],
)
def test_the_length_of_a_talk_is_read_as_peitho_and_slidev_write_it(head: str, seconds: int) -> None:
    assert parse(f"---\n{head}\n---\n# T\n\n## A\n\ntext\n").duration_s == seconds


@pytest.mark.parametrize(
    "notes, sections",
    [
        ("# T\n\n### A\n\nx\n\n### B\n\ny\n", []),
        ("# T\n\n### A\n(5 min)\n\nx\n\n### B\n\ny\n", [("A", 300, True), ("B", 300, False)]),
        ("# T\n\n### A (5 min)\n\nx\n\n### B\n\ny\n", [("A", 300, True), ("B", 300, False)]),
        ("# T\n\n### A\n(5 min)\n\nx\n\n## B\n\ny\n", [("B", 60, False)]),
        ("# T\n\n# R\n\n### A (5 min)\n\nx\n", [("R", 300, True)]),
        ("# T\n\n### A\n\nx\n\n#### b (5 min)\n\ny\n", []),
        ("# T\n\n### A\n", []),
    ],
)
def test_headings_of_the_third_level_are_sections_where_these_alone_have_budgets(
    notes: str, sections: list[tuple[str, int, bool]]
) -> None:
    assert [(section.title, section.budget_s, section.stated) for section in parse(notes).sections] == sections


PARTS = "its parts add up to"


@pytest.mark.parametrize(
    "notes, budget_s, problems",
    [
        ("## A\n\n- a (2 min)\n\n### B (3 min)\n\nx\n", 300, []),
        ("## A\n\n- a (2 min)\n- b (1 min)\n", 180, []),
        ("## A\n\n### B\n\n- a (2 min)\n- b\n", 120, []),
        ("## A (5 min)\n\ntext\n\n### B (3 min)\n\nx\n", 300, [f"'A' has 5 min, {PARTS} 3 min"]),
        ("## A (5 min)\n\n### B (3 min)\n\nx\n\n### C\n\nx\n", 300, []),
        ("## A (5 min)\n\n- a (4 min)\n- b\n", 300, []),
        ("## A (5 min)\n\n- a (6 min)\n- b\n", 300, [f"'A' has 5 min, {PARTS} 6 min"]),
        ("## A (5 min)\n\n- a (2 min)\n- b (3 min)\n", 300, []),
    ],
)
def test_a_section_has_its_own_time_or_that_of_its_slides_and_bullets(
    notes: str, budget_s: int, problems: list[str]
) -> None:
    deck = parse(f"# T\n\n{notes}")
    assert deck.sections[0].budget_s == budget_s
    assert [problem.message for problem in deck.problems] == problems


def test_a_bullet_that_comes_with_a_step_keeps_a_class_of_its_own() -> None:
    deck = parse("---\nincremental: true\n---\n# T\n\n## A\n\n- [x] done\n- b\n")
    items = JustHTML(render_slide(deck, deck.slides[1]), fragment=True, sanitize=False).query("li")
    assert [(item.attrs.get("class") or "", item.attrs.get("data-from-step")) for item in items] == [
        ("task-list-item", "2"),
        ("", "3"),
    ]


def test_a_footnote_that_nobody_refers_to_is_told_and_stays() -> None:
    deck = parse("# T\n\n## A\n\ntext\n\n[^n]: nobody\n")
    assert deck.slides[1].source == "text\n\n[^n]: nobody"
    assert [(problem.line, problem.message) for problem in deck.problems] == [(7, "footnote [^n] is never referred to")]


@pytest.mark.parametrize(
    "notes, slides",
    [
        ("## A\n\nx\n\n# B\n\ny\n", [("Notes", ""), ("Agenda", ""), ("A", "x"), ("B", "y")]),
        ("a\n\n# T\n\nb\n", [("T", "a\n\n\n\nb")]),
        ("a\n\n---\n\nb\n\n# B\n\nc\n", [("Notes", "a"), ("", "b"), ("B", "c")]),
    ],
)
def test_a_heading_of_the_first_level_is_the_talk_until_there_are_slides(
    notes: str, slides: list[tuple[str, str]]
) -> None:
    assert [(slide.title, slide.source) for slide in parse(notes).slides] == slides


@pytest.mark.parametrize(
    "name, front, title",
    [
        ("talk.md", "title: From the front\n", "From the front"),
        ("a/my-first_talk.v2.md", "", "My first talk.v2"),
        ("b\\naïve.md", "", "Naïve"),
        (".md", "", "Untitled talk"),
    ],
)
def test_a_talk_without_a_heading_has_its_title_from_the_front_matter_or_the_files_name(
    name: str, front: str, title: str
) -> None:
    deck = parse(f"---\nlang: en\n{front}---\n## A\n\nx\n", name)
    assert (deck.title, [problem.message for problem in deck.problems]) == (
        title,
        [] if front else ["the talk has no title"],
    )


def test_a_heading_over_equals_signs_is_meant() -> None:
    assert parse("# T\n\n## S\n\nsome words\n===\nmore\n").problems == ()


def test_a_total_counts_what_was_stated_before_it() -> None:
    assert parse("# T\n\n## A\n\nx\n\n## B (5 min, 5 total)\n\ny\n").problems == ()
