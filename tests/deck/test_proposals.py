"""Outlines as proposals for conferences write them: the timed part is the talk, with its times."""

import pytest

from footlights.deck import Deck, parse, without_asides
from footlights.deck.answers import answers_of, bullet_names
from footlights.deck.blocks import read_blocks
from footlights.deck.passage import Passage

NUMBERED_WITH_BRACKETS = """# Weather stations on a budget

## Submitted by

Ada Example

## Description

I will show how three sensors and a loop became a weather station.

## Audience

Anyone who owns a screwdriver.

## Outline

1. Why not buy one, and what goes wrong with cheap sensors[4-5 mins]
2. Reading a sensor[2-3 mins]:
    1. Pull-up resistors
    2. Noise
3. Storing what was read[3-4 mins]

## Additional notes

Given at a meetup before.
"""

TWO_LENGTHS = """{front}# Title: _Parsers by hand_

## Summary

Parsers are fun.

## Outline

### Introduction [5 min]

* Who am I?

### Recursive descent [13/30 min or 23/45 min]

* A grammar

### Questions [4/30 min or 5/45 min]

## Notes

1. I have given this before; it took (20 minutes).
"""

RUNNING_TOTALS = """# Bytes all the way down

## Abstract

What a file is.

## Outline

What Is a File?
---------------
(3 minutes; running total=3)

In this part we open one.

- Open it.

Encodings
---------
(7 minutes; running total=10)

- ASCII
- UTF-8

## Notes to reviewers

I am the author of a hex editor.
"""

TIMED_LINES = """# Queues for everyone

## Objectives

1. Know what a queue is

## Audience

Web developers.

## Outline

Introduction (30 minutes - (100% lecture))

1. About me
2. Why queues?

Building one (1.5 hours - (30 minute lecture, 1 hour hands-on))

1. In memory
2. On disk

Running it (1 hours (100% hands-on))

1. Metrics

What's next? (30 minutes)
"""

PLAN_IN_THE_ABSTRACT = """# A conference of the far future

## Training

### Information

- Title: "**Debugging without tears**" *(max 80 chars)*
- Length: 3h

### Abstract (longer version)

You will learn to look at a running program.

This is the planned outline:

- (30 minutes) A tour of the debugger:
  * Breakpoints
  * Stepping
- (60 minutes) Post mortem:
  * Core dumps
- (30 minutes): Running it in production:
  * Attaching

The structure has proved itself.

### Prerequisites

None.
"""

BULLETS_BELOW_OUTLINE = """# Small data

## Abstract

Not everything is big.

## Outline
- Introduction (1 min)
- How small is small? (2 min)
- Where it lives (10 min)
  - a list
  - a file
- Conclusion (1 min)
"""

TIMES_ON_INNER_BULLETS = """# Mixing classes

## Description

A talk on inheritance.

## Audience

Beginners.

## Outline
- Introduction (2 minutes)
- Refresher
  - Classes inherit (2 minutes)
  - How `super()` works (5 minutes)
- Examples
  - A toy (2 minutes)
  - A mixin (5 minutes)
"""

TITLE_HEADING = """# Proposal for the spring meeting

## Title

Maps without servers

## Abstract

Tiles in a file.

## Intro (3 min)

- Hello

## Tiles (12 minutes, 15 total)

- What a tile is

## Audience level

Intermediate.
"""

ONLY_THIRD_LEVEL = """# Small languages

### Why [5 min]

- Because

### A lexer (~10 mins)

- Tokens

### Questions: 5m
"""

OTHER_FORMS = """# Title

Testing the untestable

## Abstract

We all have code that nobody dares to test.

## Outline (25 minutes)

1. Introduction (2 min)
   - who am I
2. 5 min: Seams
3. Fakes, 5 min
4. Property tests (6')
5. Mutation | 4 min
6. Wrap up + Q&A (3 minutes total)
"""

BULLETS_BELOW_SLIDES = """# Testing slowly

## Waiting

### What waits

- The network (3 min)
- The disk (2 min)

### What helps

- Clocks as arguments (1.5 min)
- Events (90 sec)

## Not waiting (12 min)
"""


LEFT_OUT = "is not in the proposal's timed part: it became a speaker note of the title slide"


def plan(deck: Deck) -> list[tuple[str, float, bool]]:
    """Each section with its minutes and whether they were stated."""
    return [(section.title, section.budget_s / 60, section.stated) for section in deck.sections]


@pytest.mark.parametrize(
    "notes, title, sections",
    [
        (NUMBERED_WITH_BRACKETS, "Weather stations on a budget", [
            ("Why not buy one, and what goes wrong with cheap sensors", 5, True), ("Reading a sensor", 3, True), ("Storing what was read", 4, True)]),
        (TWO_LENGTHS.format(front=""), "_Parsers by hand_", [("Introduction", 5, True), ("Recursive descent", 13, True), ("Questions", 4, True)]),
        (TWO_LENGTHS.format(front="---\nduration: 45 min\n---\n"), "_Parsers by hand_", [("Introduction", 5, True), ("Recursive descent", 23, True), ("Questions", 5, True)]),
        (RUNNING_TOTALS, "Bytes all the way down", [("What Is a File?", 3, True), ("Encodings", 7, True)]),
        (TIMED_LINES, "Queues for everyone", [
            ("Introduction", 30, True), ("Building one", 90, True), ("Running it", 60, True), ("What's next?", 30, True)]),
        (PLAN_IN_THE_ABSTRACT, "**Debugging without tears**", [
            ("A tour of the debugger", 30, True), ("Post mortem", 60, True), ("Running it in production", 30, True)]),
        (BULLETS_BELOW_OUTLINE, "Small data", [
            ("Introduction", 1, True), ("How small is small?", 2, True), ("Where it lives", 10, True), ("Conclusion", 1, True)]),
        (TIMES_ON_INNER_BULLETS, "Mixing classes", [("Introduction", 2, True), ("Refresher", 7, True), ("Examples", 7, True)]),
        (TITLE_HEADING, "Maps without servers", [("Intro", 3, True), ("Tiles", 12, True)]),
        (OTHER_FORMS, "Testing the untestable", [
            ("Introduction", 2, True), ("Seams", 5, True), ("Fakes", 5, True), ("Property tests", 6, True), ("Mutation", 4, True), ("Wrap up + Q&A", 3, True)]),
        (ONLY_THIRD_LEVEL, "Small languages", [("Why", 5, True), ("A lexer", 10, True), ("Questions", 5, True)]),
        (BULLETS_BELOW_SLIDES, "Testing slowly", [("Waiting", 8, True), ("Not waiting", 12, True)]),
    ],
    ids=["numbered", "two lengths", "two lengths, 45 min", "running totals", "timed lines", "plan in the abstract",
         "bullets below outline", "times on inner bullets", "title heading", "other forms", "only third level", "bullets below slides"],
)  # fmt: skip
def test_the_timed_part_of_a_proposal_is_the_talk(
    notes: str, title: str, sections: list[tuple[str, float, bool]]
) -> None:
    deck = parse(notes)
    assert (deck.title, plan(deck)) == (title, sections)
    assert [problem for problem in deck.problems if not problem.message.endswith(LEFT_OUT)] == []
    assert deck.duration_s in (2700, sum(section.budget_s for section in deck.sections))
    assert not any("min" in slide.source for slide in deck.slides)


def test_what_is_not_the_talk_is_said_in_notes_of_the_title_slide() -> None:
    deck = parse(NUMBERED_WITH_BRACKETS)
    assert deck.slides[0].source == ""
    assert [text.split("\n\n")[0] for text in deck.slides[0].speaker_notes.split("\n\n") if text in (
        "Submitted by", "Description", "Audience", "Additional notes")] == ["Submitted by", "Description", "Audience", "Additional notes"]  # fmt: skip
    assert all(slide.speaker_notes == "" for slide in deck.slides[1:])


def test_nothing_of_a_proposal_but_the_talk_is_in_notes_for_an_audience() -> None:
    notes = without_asides(NUMBERED_WITH_BRACKETS)
    assert notes.count("\n") == NUMBERED_WITH_BRACKETS.count("\n")
    assert [line for line in notes.split("\n") if line] == [
        "# Weather stations on a budget",
        "1. Why not buy one, and what goes wrong with cheap sensors[4-5 mins]",
        "2. Reading a sensor[2-3 mins]:",
        "    1. Pull-up resistors",
        "    2. Noise",
        "3. Storing what was read[3-4 mins]",
    ]
    assert [slide.key for slide in parse(notes).slides] == [slide.key for slide in parse(NUMBERED_WITH_BRACKETS).slides]


def test_every_section_that_leaves_the_slides_is_told() -> None:
    deck = parse("# T\n\n## Abstract\n\nx\n\n## Outline\n\n- A (5 min)\n\n## My cat\n\nhas a name\n\n## Tags\n")
    assert deck.slides[0].speaker_notes == "Abstract\n\nx\n\nMy cat\n\nhas a name"
    assert [(problem.line, problem.message) for problem in deck.problems] == [
        (3, f"'Abstract' {LEFT_OUT}"),
        (11, f"'My cat' {LEFT_OUT}"),
        (15, f"'Tags' {LEFT_OUT}"),
    ]


@pytest.mark.parametrize(
    "notes, line, message",
    [
        (RUNNING_TOTALS.replace("total=10", "total=11"), 17, "'Encodings' says 11 min in total, the budgets so far add up to 10 min"),
        (OTHER_FORMS.replace("(25", "(30"), 9, "the outline says 30 min, its parts add up to 25 min"),
        (OTHER_FORMS.replace("(25", "(20").replace("Fakes, 5", "Fakes, five"), 9, None),
        (OTHER_FORMS.replace("Fakes, 5", "Fakes, five"), 9, None),
        (OTHER_FORMS.replace("(25", "(19").replace("Fakes, 5", "Fakes, five"), 9, "the outline says 19 min, its parts add up to 20 min"),
    ],
)  # fmt: skip
def test_a_total_that_is_wrong_is_told(notes: str, line: int, message: str | None) -> None:
    problems = [problem for problem in parse(notes).problems if not problem.message.endswith(LEFT_OUT)]
    assert [(problem.line, problem.message) for problem in problems if "add up" in problem.message] == (
        [(line, message)] if message else []
    )


def test_an_item_of_a_numbered_outline_whose_time_is_not_read_is_a_section_too() -> None:
    deck = parse(OTHER_FORMS.replace("(6')", "some time"))
    assert [section.title for section in deck.sections][3] == "Property tests some time"
    assert all(slide.title for slide in deck.slides)


@pytest.mark.parametrize(
    "notes, titles",
    [
        ("# T\n\n## Objectives\n\n- know\n\n## Outline\n\n- Loops\n- Ends\n\n## Loops\n\ntext\n\n## Ends\n\ntext\n", ["Objectives", "Loops", "Ends"]),
        ("# Git\n\n## Tags\n\na\n\n## Notes\n\nb\n\n## Demo (5 min)\n\nc\n", ["Tags", "Notes", "Demo"]),
        ("# T\n\n## Description\n\na\n\n## Outline\n\n- One (5 min)\n- Two\n\n## One\n\nx\n\n## Two (3 min)\n\ny\n", ["Description", "One", "Two"]),
        ("# T\n\n## Bio\n\nI\n\n## Demo (10 min)\n\nt\n\n## Summary\n\n- a\n", ["Bio", "Demo", "Summary"]),
        ("# T\n\n## Level\n\na\n\n## Demo (10 min)\n\nt\n\n## Time\n\nzones\n", ["Level", "Demo", "Time"]),
        ("# T\n\n## Title\n\na\n\n## Body (5 min)\n\nt\n\n## Audience\n\nb\n", ["Title", "Body", "Audience"]),
        ("# T\n\n## Audience\n\na\n\n## Summary\n\n- A (2 min)\n- B (3 min)\n\n## C\n\nt\n", ["Audience", "Summary", "C"]),
        ("# T\n\n## Abstract\n\na\n\n## Notes\n\nb\n\n## One (5 min)\n\nc\n", ["Abstract", "Notes", "One"]),
        ("# T\n\n## Outline\n\n- A (5 min)\n- B (5 min)\n\n## C\n\nx\n\n## D\n\ny\n\n## Summary\n\nz\n", ["Outline", "C", "D", "Summary"]),
        ("# T\n\n## Audience\n\na\n\n## Level\n\nb\n", ["Audience", "Level"]),
        ("# T\n\n## Abstract (5 min)\n\na\n\n## Outline\n\ntext\n\n## End (5 min)\n", ["Abstract", "Outline", "End"]),
    ],
)  # fmt: skip
def test_a_talk_with_headings_like_those_of_proposals_stays_a_talk(notes: str, titles: list[str]) -> None:
    assert [section.title for section in parse(notes).sections] == titles


@pytest.mark.parametrize(
    "notes, title, sections, shown, said, told",
    [
        ('# Title: Parsers\n\nintro\n\n## Abstract\n\na\n\n## Outline\n\n- A (5 min)\n', 'Parsers', [('A', 5, True)], 'intro', 'Abstract\n\na', [5]),
        ('# T\n\n## Abstract\n\nx\n\n## Outline\n\n- A (5 min)\n- B\n', 'T', [('A', 5, True)], '', 'Abstract\n\nx', [3]),
        ('# T\n\n## Abstract\n\nx\n\n## Outline\n\n- One, 5 min\n  and on\n- Two (3 min)\n', 'T', [('Two', 3, True)], '- One, 5 min\n  and on', 'Abstract\n\nx', [3]),
        ('# T\n\n## Abstract\n\nx\n\n## Outline\n\n1.\n2. A, 4 min\n3. 5 min: B\n', 'T', [('Section 1', 4, False), ('A', 4, True), ('B', 5, True)], '', 'Abstract\n\nx', [3]),
        ('## Notes\n\n# Outline\n\n1.\n2. A, 4 min\n3. 5 min: B\n', 'Notes', [('Notes', 1, False), ('Outline', 3, False)], '', '', [1]),
        ('# Outline\n\n1.\n2. A, 4 min\n3. 5 min: B\n\n## Description\n', 'Notes', [('Description', 1, False)], '1.\n2. A (4 min)\n3. B (5 min)', '', [1]),
        ('# T\n\n## Abstract\n\na\n\n## Outline\n\n## A (3 min)\n\nx\n\n# Appendix\n\ny\n', 'T', [('A', 3, True)], '', 'Abstract\n\na\n\nAppendix\n\ny', [3, 13]),
        ('# T\n\n## Abstract\n\na\n\n## Outline\n\n## A (3 min)\n\nx\n', 'T', [('A', 3, True)], '', 'Abstract\n\na', [3]),
        ('# T\n\n## Abstract\n\na\n\n## Outline\n\n## A (3 min)\n\nx\n\n## Notes\n\nn\n\n## B\n\ny\n', 'T', [('A', 3, True)], '', 'Abstract\n\na\n\nNotes\n\nn\n\nB\n\ny', [3, 13, 17]),
        ('## Outline\n\n- One\n- Two (3 min)\n  - x (1 min)\n\n## Title\n\nwords here\n', 'words here', [('Two', 3, True)], '- One', '', [4]),
        ('# T\n\n# Talk outline\n\n(3 min)\n\ntext\n\n## Title\n\n- One (5 min)\n- Two\n', 'T', [('Talk outline', 3, True), ('Title', 5, True)], '', '', []),
        ('# T\n\nintro\n\n## Abstract\n\nx\n\n## Outline\n\n- A (5 min)\n\n## My cat\n\nhas\n', 'T', [('A', 5, True)], 'intro', 'Abstract\n\nx\n\nMy cat\n\nhas', [5, 13]),
        ('# T\n\n## Abstract\n\na\n\n## Outline\n\n- A (5 min)\n\n## X\n\nx\n\n## Y\n\ny\n', 'T', [('Abstract', 5, False), ('Outline', 5, True), ('X', 5, False), ('Y', 5, False)], '', '', []),
        ('# T\n\n## Abstract\n\na\n\n## Outline\n\n- A (5 min)\n\n## B (3 min)\n\nx\n', 'T', [('Abstract', 4, False), ('Outline', 5, True), ('B', 3, True)], '', '', []),
        ('# T\n\n## Abstract\n\na\n\n## Outline\n\n## One\n\nx\n\n## Two (3 min)\n\ny\n', 'T', [('Abstract', 3, False), ('Outline', 3, False), ('One', 3, False), ('Two', 3, True)], '', '', []),
        ('# T\n\n## Abstract\n\na\n\n## Outline\n\n### A (5 min)\n\nx\n\n## B (3 min)\n\ny\n', 'T', [('Abstract', 2, False), ('Outline', 5, True), ('B', 3, True)], '', '', []),
        ('# T\n\n## Abstract\n\na\n\n## Audience\n\nb\n\n## Outline\n', 'T', [], '', 'Abstract\n\na\n\nAudience\n\nb', [3, 7]),
        ('# T\n\n## Description\n\n## Outline\n\nThis is the plan:\n\n- A (2 min)\n- B (3 min)\n\nand more\n', 'T', [('A', 2, True), ('B', 3, True)], '', '', [3]),
        ('# Abstract\n\nwhat it is\n\n## Audience\n\nb\n\n## Outline\n\n- A (5 min)\n', 'Notes', [('A', 5, True)], '', 'Abstract\n\nwhat it is\n\nAudience\n\nb', [1, 1, 5]),
        ('## Outline (9 min)\n\n- A (9 min)\n\n## Description\n', 'Notes', [('A', 9, True)], '', '', [1, 5]),
        ('# T\n\n## Abstract\n\na\n\n## Outline\n\n#### A (5 min)\n\nx\n\n##### deep\n\ny\n', 'T', [('A', 5, True)], '', 'Abstract\n\na', [3]),
        ('# T\n\n## Description (longer)\n\nWhat it is.\n\nThe plan:\n\n- A (2 min)\n- B (3 min)\n\nIt is:\n\n- good\n\n## Audience\n\nb\n\n## Level\n\nc\n', 'T', [('A', 2, True), ('B', 3, True)], '', 'Description (longer)\n\nWhat it is.\n\nIt is:\n\n- good\n\nAudience\n\nb\n\nLevel\n\nc', [16, 20]),
        ('# T\n\n## Description (longer)\n\n- A (2 min)\n- B (3 min)\n\n## Audience\n\nb\n\n## Level\n\nc\n', 'T', [('A', 2, True), ('B', 3, True)], '', 'Audience\n\nb\n\nLevel\n\nc', [8, 12]),
        ('# T\n\n## Description (longer)\n\n> said:\n\n- A (2 min)\n- B (3 min)\n\n## Audience\n\nb\n\n## Level\n\nc\n', 'T', [('A', 2, True), ('B', 3, True)], '', 'Description (longer)\n\n> said:\n\nAudience\n\nb\n\nLevel\n\nc', [10, 14]),
        ('# T\n\n## Description (longer)\n\nWhat it is.\n\n- A (2 min)\n- B (3 min)\n\n## Audience\n\nb\n\n## Level\n\nc\n', 'T', [('A', 2, True), ('B', 3, True)], '', 'Description (longer)\n\nWhat it is.\n\nAudience\n\nb\n\nLevel\n\nc', [10, 14]),
        ('# Prop\n\n## Info\n\n- Title: "X y" (max 60)\n\n## Abstract\n\na\n\n## Outline\n\n- A (5 min)\n', 'X y', [('A', 5, True)], '', 'Abstract\n\na', [7]),
    ],
    ids=['titled above', 'partly timed', 'wrapped', 'empty item', 'empty item 2', 'outline title', 'appendix', 'ends', 'then notes', 'title below', 'title list', 'one stranger', 'two strangers', 'timed beside', 'untimed beside', 'deeper then beside', 'outline last', 'empties', 'answer first', 'no first', 'levels', 'plan in description', 'plan first', 'quote before', 'words before', 'title in bullets'],
)  # fmt: skip
def test_what_is_shown_of_notes_like_a_proposals_what_is_said_and_which_lines_are_told(
    notes: str, title: str, sections: list[tuple[str, float, bool]], shown: str, said: str, told: list[int]
) -> None:
    deck = parse(notes)
    first = deck.slides[0]
    assert (deck.title, first.source, first.speaker_notes) == (title, shown, said)
    assert [(section.title, section.budget_s // 60, section.stated) for section in deck.sections] == sections
    assert [problem.line for problem in deck.problems] == told


@pytest.mark.parametrize("length, asked_for", [(80, True), (81, False)])
def test_a_heading_or_a_bullet_that_is_a_sentence_has_no_name(length: int, asked_for: bool) -> None:
    long = "Audience for ".ljust(length, "x")
    passage = Passage((f"## {long}", "", f"- {long}"), (1, 2, 3))
    (answer,) = answers_of(passage, read_blocks(passage).blocks)
    assert (answer.asked_for, bullet_names(answer)) == (asked_for, {long.lower()} if asked_for else set())
