"""A new budget changes the budget's characters in the notes, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footlights.deck import Deck, parse
from footlights.deck.rebudgeting import MOST_READINGS, Wanted, budget_changes
from footlights.deck.respelling import with_changes


def changed(notes: str, number: int, budget_s: int, slides: dict[int, int] | None = None) -> str | None:
    found = budget_changes(notes, {number: Wanted(budget_s, slides or {})}, parse).get(number)
    return None if found is None else with_changes(notes, found.lines)


@pytest.mark.parametrize(
    "line, budget_s, expected",
    [
        ("## One (5 min)", 420, "## One (7 min)"),
        ("## One (5 min) ##", 420, "## One (7 min) ##"),
        ("## One (~5 mins)", 420, "## One (~7 mins)"),
        ("## One: 5m", 90, "## One: 1.5m"),
        ("## One — 5 min", 600, "## One — 10 min"),
        ("## One (90 sec)", 120, "## One (120 sec)"),
        ("## One (1h10m)", 3600, "## One (60min)"),
        ("## (21 minutes) there are 25", 1500, "## (25 minutes) there are 25"),
        ("## One (25 minutes + 5 minutes Q&A)", 1200, "## One (20 min)"),
        ("## One (4 minutes, 7 total)", 300, "## One (5 minutes, 7 total)"),
        ("## One (5 min, optional)", 360, "## One (6 min, optional)"),
        ("## One (5-10 min)", 420, "## One (7 min)"),
        ("## One", 420, "## One (7 min)"),
        ("## One ##", 420, "## One (7 min) ##"),
        ("## One (5 min)", 100, "## One (100 sec)"),
        ("## *One* & `two` (5 min)", 420, "## *One* & `two` (7 min)"),
        ("## One\r\n(5 minutes)", 420, "## One\r\n(7 minutes)"),
        ("## One\r\n\r\n(3 minutes; running total=3)", 300, "## One\r\n\r\n(5 minutes; running total=3)"),
        ("## One (13/30 min or 23/45 min)", 1200, "## One (20/30 min or 23/45 min)"),
        ("One (5 min)\r\n---", 420, "One (7 min)\r\n---"),
        ("One\r\nand two (5 min)\r\n---", 420, "One\r\nand two (7 min)\r\n---"),
        ("One\r\nand two\r\n---", 420, "One\r\nand two (7 min)\r\n---"),
        ("## One\r\n\r\n- it (5 min)", 420, "## One\r\n\r\n- it (7 min)"),
    ],
)
def test_only_the_budget_changes(line: str, budget_s: int, expected: str) -> None:
    notes = f"# T\r\n\r\n{line}\r\n\r\nx\r\n\r\n## Other (5 min)\r\n\r\n(5 minutes) are not much\r\n"
    assert changed(notes, 1, budget_s) == notes.replace(line, expected, 1)


@pytest.mark.parametrize(
    "line, expected",
    [
        ("- One (~5 mins)", "- One (~7 mins)"),
        ("* One: 5m", "* One: 7m"),
        ("1. One (5 min)", "1. One (7 min)"),
        ("- One", "- One (7 min)"),
        ("- One that goes\n  on (5 min)", "- One that goes\n  on (7 min)"),
    ],
)
def test_in_an_outline_too(line: str, expected: str) -> None:
    notes = f"# T\n\n{line}\n  - detail\n"
    assert changed(notes, 1, 420) == notes.replace(line, expected)


@pytest.mark.parametrize(
    "duration, expected", [("30 min", "(20/30 min or 23/45 min)"), ("45 min", "(13/30 min or 20/45 min)")]
)
def test_of_a_budget_for_talks_of_several_lengths_the_one_that_counts_changes(duration: str, expected: str) -> None:
    notes = f"---\nduration: {duration}\n---\n# T\n\n## One (13/30 min or 23/45 min)\n\nx\n"
    assert changed(notes, 1, 1200) == notes.replace("(13/30 min or 23/45 min)", expected)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_keep_their_ends(ending: str) -> None:
    notes = ending.join(["---", "duration: 20 min", "---", "# T", "", "## One (5 min)", "", "x", ""])
    assert changed(notes, 1, 420) == notes.replace("5 min", "7 min")


def test_times_of_an_outline_in_a_proposal_change_where_they_stand() -> None:
    notes = "# Abstract\n\nWords\n\n# Outline\n\n- Fakes, 5 min\n- Mocks (10')\n- Stubs | 5 min\n\n# Bio\n\nMe\n"
    sections = parse(notes).sections
    assert [(each.title, each.budget_s) for each in sections] == [("Fakes", 300), ("Mocks", 600), ("Stubs", 300)]
    assert [changed(notes, number, 420) for number in (1, 2, 3)] == [
        notes.replace("Fakes, 5 min", "Fakes, 7 min"),
        notes.replace("(10')", "(7')"),
        notes.replace("| 5 min", "| 7 min"),
    ]
    assert changed(notes, 2, 100) is None


def test_a_duration_that_is_part_of_a_title_stays() -> None:
    notes = "# T\n\n## Flask, 10 min\n\nx\n"
    assert changed(notes, 1, 420) == notes.replace("## Flask, 10 min", "## Flask, 10 min (7 min)")


def test_sections_without_a_time_share_what_is_left_and_may_change() -> None:
    notes = "---\nduration: 30 min\n---\n# T\n\n## One\n\nx\n\n## Two\n\ny\n\n## Three (10 min)\n\nz\n"
    new = changed(notes, 1, 420)
    assert new == notes.replace("## One", "## One (7 min)")
    assert [section.budget_s for section in parse(new).sections] == [420, 780, 600]


minutes = st.integers(1, 240).map(lambda halves: halves * 30)
written = st.sampled_from(
    [
        "{}", "{} (5 min)", "{} (~5 mins)", "{}: 5m", "{} — 90 sec", "{} (1h10m)", "{} (3-4 min) ⏱", "{} (optional, 5 min)",
        "{} (5 min) ##", "{}\n\n(5 minutes)", "{}\n\n- a (5 min)\n- b", "{} (13/30 min or 23/45 min)",
        "(5 min) {}", "{}, 5 min", "{} (5')", "{}\n\n- a (5 min)\n- b (90 sec)\n  - c (1 min)\n  - d (30 sec)",
        "{} (5 min)\n\n- (2 min) a\n- b\n\n  more: 3 min\n- c (3 min)", "{}\n\n### a (4m)\n\n### b: 1m",
    ]
)  # fmt: skip


@given(st.lists(st.tuples(written, minutes), min_size=1, max_size=4))
def test_the_plan_is_as_it_was_changed_and_everything_else_as_before(sections: list[tuple[str, int]]) -> None:
    notes = "# T\n\n" + "\n".join(f"## {form.format(f'Part {at}')}\n\nx\n" for at, (form, _) in enumerate(sections))
    before = parse(notes)
    new = notes
    for number, (_, budget_s) in enumerate(sections, 1):
        next_notes = changed(new, number, budget_s)
        assert next_notes is not None
        new = next_notes
    after = parse(new)
    assert [section.budget_s for section in after.sections] == [budget_s for _, budget_s in sections]
    assert [section.title for section in after.sections] == [section.title for section in before.sections]
    assert [slide.title for slide in after.slides] == [slide.title for slide in before.slides]
    assert [slide.source for slide in after.slides] == [slide.source for slide in before.slides]
    assert len(after.problems) <= len(before.problems)


@pytest.mark.parametrize(
    "notes, budget_s, expected",
    [
        ("## One\n\n- it (5 min)\n- more (5 min)\n", 420, "## One\n\n- it (3.5 min)\n- more (3.5 min)\n"),
        (
            "## One (9 min)\n\n- it (4m)\n- (5 min) more\n",
            540 + 90,
            "## One (10.5 min)\n\n- it (4.5m)\n- (6 min) more\n",
        ),
        ("## One (8 min)\n\n- it (4 min)\n- more\n", 960, "## One (16 min)\n\n- it (8 min)\n- more\n"),
        (
            "## One (6 min)\n\n### A (2 min)\n\nx\n\n### B\n(4 minutes)\n\ny\n",
            720,
            "## One (12 min)\n\n### A (4 min)\n\nx\n\n### B\n(8 minutes)\n\ny\n",
        ),
        (
            "## One\n\n- a (1 min)\n\n### A (4 min)\n\n- b (3 min)\n- c (60 sec, optional)\n",
            600,
            "## One\n\n- a (2 min)\n\n### A (8 min)\n\n- b (6 min)\n- c (120 sec, optional)\n",
        ),
        (
            "## One (1 min)\n\n- a (20 sec)\n- b (20 sec)\n- c (20 sec)\n",
            90,
            "## One (1.5 min)\n\n- a (30 sec)\n- b (30 sec)\n- c (30 sec)\n",
        ),
        (
            "## One (1 min)\n\n- a (20 sec)\n- b (40 sec)\n",
            30,
            "## One (0.5 min)\n\n- a (10 sec)\n- b (20 sec)\n",
        ),
    ],
    ids=["added up", "stated too", "some have none", "slides", "slides' bullets", "a third each", "in seconds"],
)
def test_parts_that_state_times_share_out_what_their_section_has(notes: str, budget_s: int, expected: str) -> None:
    assert changed(f"# T\n\n{notes}", 1, budget_s) == f"# T\n\n{expected}"


@pytest.mark.parametrize(
    "notes, expected",
    [
        (
            "- One (10 min)\n  - A (4 min)\n    - a\n    - b\n    - c\n  - B (6 min)\n    - d\n    - e\n    - f\n",
            "- One (11 min)\n  - A (3 min)\n    - a\n    - b\n    - c\n  - B (8 min)\n    - d\n    - e\n    - f\n",
        ),
        (
            "## One\n\n### A (4 min)\n\nx\n\n### B (6 min)\n\ny\n",
            "## One\n\n### A (3 min)\n\nx\n\n### B (8 min)\n\ny\n",
        ),
        (
            "## One (10 min)\n\n- x\n\n### A (4 min)\n\nx\n\n### B (4 min)\n\n- a (1 min)\n- b (3 min)\n",
            "## One (12 min)\n\n- x\n\n### A (3 min)\n\nx\n\n### B (8 min)\n\n- a (2 min)\n- b (6 min)\n",
        ),
    ],
    ids=["an outline", "headings", "with bullets"],
)
def test_slides_that_state_times_may_have_others_and_their_section_has_what_they_add_up_to(
    notes: str, expected: str
) -> None:
    before = parse(f"# T\n\n{notes}")
    wanted = {slide.number: {"A": 180, "B": 480}[slide.title] for slide in before.slides if slide.title in "AB"}
    assert changed(f"# T\n\n{notes}", 1, 720, wanted) == f"# T\n\n{expected}"


@pytest.mark.parametrize(
    "notes, budget_s",
    [
        ("# T\n\n# Outline\n\nx\n\n# Abstract\n\ny\n", 420),
        ("# T\n\n- One\n  - a (1 sec)\n  - b (5 min)\n", 150),
    ],
    ids=["other notes", "a part that would have nothing"],
)
def test_where_more_would_change_nothing_does(notes: str, budget_s: int) -> None:
    assert changed(notes, 1, budget_s) is None


@pytest.mark.parametrize(
    "notes, was, now",
    [
        ("# T\n\n## One\n\n\n\n\n(5 minutes)\n\nx\n", "(5 minutes)", "(7 minutes)"),
        ("# T\n\n## Agenda\n\n- One (5 min)\n- Two (3 min)\n\n## One\n\nx\n\n## Two\n\ny\n", "(5 min)", "(7 min)"),
        ("# T\n\n## One (5\u2028min)\n\nx\n", "(5\u2028min)", "(7 min)"),
        ("# T\n\n## One (5 min)\x0c\n\nx\n", "5 min", "7 min"),
    ],
    ids=["far below", "on the agenda", "another line end", "a form feed"],
)
def test_a_budget_is_changed_wherever_it_stands(notes: str, was: str, now: str) -> None:
    assert changed(notes, 1, 420) == notes.replace(was, now)


def test_all_sections_are_looked_at_at_once() -> None:
    notes = "# T\n\n" + "".join(f"## Part {number}\n\n(5 minutes)\n\nx\n\n" for number in range(30))
    readings = []

    def read(text: str) -> Deck:
        readings.append(text)
        return parse(text)

    found = budget_changes(notes, dict.fromkeys(range(1, 31), Wanted(420)), read)
    assert (len(found), len(readings)) == (30, 2)


def test_notes_that_become_others_are_not_read_without_end() -> None:
    notes = "# T\n\n# Outline\n\nx\n\n" + "".join(f"# Part {number}\n\ny\n\n" for number in range(40))
    readings = []

    def read(text: str) -> Deck:
        readings.append(text)
        return parse(text)

    budget_changes(notes, dict.fromkeys(range(1, 30), Wanted(420)), read)
    assert len(readings) <= 1 + MOST_READINGS
