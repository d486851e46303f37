"""A new budget changes the budget's characters in the notes, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footlights.deck import parse
from footlights.deck.rebudgeting import with_budget


@pytest.mark.parametrize(
    "line, budget_s, expected",
    [
        ("## One (5 min)", 420, "## One (7 min)"),
        ("- One (~5 mins)", 420, "- One (~7 mins)"),
        ("* One: 5m", 90, "* One: 1.5m"),
        ("- One — 5 min", 600, "- One — 10 min"),
        ("## One (90 sec)", 120, "## One (120 sec)"),
        ("## One (1h10m)", 3600, "## One (60min)"),
        ("## (21 minutes) there are 25", 1500, "## (25 minutes) there are 25"),
        ("## One (25 minutes + 5 minutes Q&A)", 1200, "## One (20 min)"),
        ("## One (4 minutes, 7 total)", 300, "## One (5 minutes, 7 total)"),
        ("## One (5 min, optional)", 360, "## One (6 min, optional)"),
        ("## One (5-10 min)", 420, "## One (7 min)"),
        ("## One", 420, "## One (7 min)"),
        ("## One (5 min)", 100, "## One (100 sec)"),
    ],
)
def test_only_the_budget_changes(line: str, budget_s: int, expected: str) -> None:
    notes = f"# T\r\n\r\n{line}\r\n\r\nx\r\n"
    assert with_budget(notes, 3, budget_s) == notes.replace(line, expected)


@pytest.mark.parametrize("line", [0, 99])
def test_a_line_that_is_not_there_has_no_budget(line: int) -> None:
    assert with_budget("# T\n", line, 60) is None


minutes = st.integers(1, 240).map(lambda halves: halves * 30)
written = st.sampled_from(
    ["", " (5 min)", " (~5 mins)", ": 5m", " — 90 sec", " (1h10m)", " (3-4 min) ⏱", " (optional, 5 min)"]
)


@given(st.lists(st.tuples(written, minutes), min_size=1, max_size=4))
def test_the_plan_is_as_it_was_changed_and_everything_else_as_before(sections: list[tuple[str, int]]) -> None:
    notes = "# T\n\n" + "\n".join(f"## Part {at}{budget}\n\nx\n" for at, (budget, _) in enumerate(sections))
    before = parse(notes)
    changed = notes
    for section, (_, budget_s) in zip(before.sections, sections, strict=True):
        new = with_budget(changed, section.line, budget_s)
        assert new is not None
        changed = new
    after = parse(changed)
    assert [section.budget_s for section in after.sections] == [budget_s for _, budget_s in sections]
    assert [section.title for section in after.sections] == [section.title for section in before.sections]
    assert [slide.source for slide in after.slides] == [slide.source for slide in before.slides]
