"""Time shared out: what each section has, stated or not, and where the figures contradict."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from footlights.deck.budget import spell
from footlights.deck.drafts import DraftSection, added
from footlights.deck.model import Problem

PACE_S = 60
"""Seconds for one bullet when no section states a budget to take a pace from."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Seconds for each section in order, and which of them the author stated."""

    budgets_s: tuple[int, ...]
    stated: tuple[bool, ...]
    duration_s: int
    problems: tuple[Problem, ...]


def share_time(sections: tuple[DraftSection, ...], duration_s: int | None) -> Plan:
    """Sections without a budget share what is left of the talk, by their bullets.

    Without a duration, or when nothing is left, a bullet counts as long as it does in the
    sections that state a budget, rounded to half minutes.
    """
    stated = tuple(_stated(section) for section in sections)
    open_weights = [
        section.weight if budget_s is None else 0 for section, budget_s in zip(sections, stated, strict=True)
    ]
    used_s = sum(budget_s or 0 for budget_s in stated)
    left_s = (duration_s or 0) - used_s
    if left_s > 0:
        shares = split_by_weight(left_s, open_weights)
    else:
        pace_s = _pace_s(sections, stated)
        shares = [max(30, round(pace_s * section.weight / 30) * 30) for section in sections]
    budgets = tuple(share if own is None else own for share, own in zip(shares, stated, strict=True))
    problems = (*_contradictions(sections), *_over_long(sections, used_s, duration_s))
    whole_s = duration_s if duration_s is not None else sum(budgets)
    return Plan(budgets, tuple(own is not None for own in stated), whole_s, problems)


def split_by_weight(whole: int, weights: list[int]) -> list[int]:
    """Whole seconds in proportion to weights; they add up to the whole exactly."""
    total = sum(weights)
    if not total:
        return [0] * len(weights)
    edges = [whole * weight // total for weight in accumulate(weights)]
    return [edge - before for edge, before in zip(edges, [0, *edges[:-1]], strict=True)]


def _stated(section: DraftSection) -> int | None:
    return section.budget_s if section.budget_s is not None else added(section.part_budgets_s)


def _pace_s(sections: tuple[DraftSection, ...], stated: tuple[int | None, ...]) -> float:
    """Seconds for one bullet in the sections that state a budget."""
    pairs = [(own, section.weight) for own, section in zip(stated, sections, strict=True) if own]
    return sum(own for own, _ in pairs) / sum(weight for _, weight in pairs) if pairs else PACE_S


def _contradictions(sections: tuple[DraftSection, ...]) -> list[Problem]:
    problems: list[Problem] = []
    so_far_s = 0
    for section in sections:
        parts_s = added(section.part_budgets_s)
        complete = bool(section.part_budgets_s) and None not in section.part_budgets_s
        if section.budget_s is not None and parts_s is not None:
            more = parts_s > section.budget_s
            if more or (complete and parts_s != section.budget_s):
                problems.append(
                    Problem(
                        section.line,
                        f"{section.title!r} has {spell(section.budget_s)}, its parts add up to {spell(parts_s)}",
                        "Change the section's budget or its parts'; the section's own counts.",
                    )
                )
        so_far_s += _stated(section) or 0
        if section.total_s is not None and section.total_s != so_far_s:
            problems.append(
                Problem(
                    section.line,
                    f"{section.title!r} says {spell(section.total_s)} in total, "
                    f"the budgets so far add up to {spell(so_far_s)}",
                    "Correct the total, or a budget before it.",
                )
            )
    return problems


def _over_long(sections: tuple[DraftSection, ...], used_s: int, duration_s: int | None) -> list[Problem]:
    if duration_s is None or used_s <= duration_s or not sections:
        return []
    message = f"the sections add up to {spell(used_s)}, the talk has {spell(duration_s)}"
    return [Problem(sections[0].line, message, "Shorten a section, or change `duration`.")]
