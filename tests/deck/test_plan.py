"""The time of a talk is shared out: stated budgets first, the rest by bullets, to the second."""

import pytest

from footlights.deck.drafts import DraftSection
from footlights.deck.plan import Plan, share_time, split_by_weight


def section(budget_s: int | None = None, weight: int = 1, parts: tuple[int | None, ...] = ()) -> DraftSection:
    return DraftSection("S", 1, (), budget_s, None, parts, weight)


@pytest.mark.parametrize(
    "sections, duration_s, budgets_s, whole_s",
    [
        ((), None, (), 0),
        ((), 600, (), 600),
        ((section(300), section(weight=1), section(weight=2)), 1200, (300, 300, 600), 1200),
        ((section(weight=1), section(weight=1), section(weight=1)), 100, (33, 33, 34), 100),
        ((section(), section(weight=3)), None, (60, 180), 240),
        ((section(300, weight=2), section(), section(weight=3)), None, (300, 150, 450), 900),
        ((section(100, weight=3), section(weight=2)), None, (100, 60), 160),
        ((section(20, weight=9), section()), None, (20, 30), 50),
        ((section(parts=(60, None, 30)), section()), None, (90, 90), 180),
        ((section(600), section()), 600, (600, 600), 600),
        ((section(0), section(0, weight=2)), None, (0, 0), 0),
    ],
)
def test_sections_without_a_time_share_what_is_left(
    sections: tuple[DraftSection, ...], duration_s: int | None, budgets_s: tuple[int, ...], whole_s: int
) -> None:
    stated = tuple(each.states_time for each in sections)
    assert share_time(sections, duration_s) == Plan(budgets_s, stated, whole_s, ())


def test_sections_that_add_up_to_more_than_the_talk_are_told() -> None:
    (problem,) = share_time((section(400), section(300)), 600).problems
    assert (problem.line, problem.message) == (1, "the sections add up to 11 min 40 s, the talk has 10 min")


@pytest.mark.parametrize(
    "whole, weights, shares",
    [(10, [1, 1, 1], [3, 3, 4]), (7, [0, 2, 0], [0, 7, 0]), (5, [0, 0], [0, 0]), (5, [], [])],
)
def test_shares_add_up_to_the_whole(whole: int, weights: list[int], shares: list[int]) -> None:
    assert split_by_weight(whole, weights) == shares
