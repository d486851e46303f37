"""What the talk is held to, as it is kept: slides that are left out by what they are called, plans by sections."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from footlights.deck import Deck
from footlights.talk.held_state import Held, Lectern, TalkPlan
from footlights.talk.saving_slides import called_in, found_again
from footlights.talk.stage import planned
from footlights.talk.stage.identity import paired
from footlights.talk.state import KeptLectern, Talk


def lectern_values(talk: Talk) -> dict[str, Any]:
    """The lectern for JSON; what is only looked at is not kept."""
    lectern = talk.lectern
    slides = _named(lectern)
    return {
        "held": _held_values(lectern.held),
        "before": [_held_values(held) for held in lectern.before],
        "called": {str(number): list(called) for number, called in called_in(talk.deck, slides).items()},
    }


def kept_lectern(talk: Talk) -> KeptLectern:
    """The same as values of the talk's."""
    lectern = replace(talk.lectern, replanning=None)
    slides = _named(lectern)
    return KeptLectern(lectern, called_in(talk.deck, slides))


def lectern_again(kept: KeptLectern, sections: tuple[str, ...] | None, deck: Deck) -> Lectern:
    """A kept lectern for the slides and sections that there are now; ``sections`` are the titles that they had."""
    titles = [section.title for section in deck.sections]
    pairs = paired(sections or (), titles, (str,))
    now = {was: found_again(deck, was, called) for was, called in kept.called.items()}

    def again(held: Held) -> Held:
        fits = held.plan is not None and len(held.plan.shares_ms) == len(sections or ())
        numbers = {new + 1: old + 1 for new, old in pairs.items()}
        plan = planned.carried(held.plan, deck, numbers) if held.plan and fits else None
        dropped = frozenset(number for was in held.dropped if (number := now.get(was)))
        bullets, spared = (
            frozenset((number, name) for was, name in each if (number := now.get(was)))
            for each in (held.bullets, held.spared)
        )
        return replace(held, plan=plan, dropped=dropped, bullets=bullets, spared=spared)

    return Lectern(again(kept.lectern.held), tuple(map(again, kept.lectern.before)))


def _named(lectern: Lectern) -> set[int]:
    """The slides that are named in it."""
    each = (lectern.held, *lectern.before)
    return {number for held in each for number in (*held.dropped, *(slide for slide, _ in held.bullets | held.spared))}


def _held_values(held: Held) -> dict[str, Any]:
    return {
        "plan": None if held.plan is None else _plan_values(held.plan),
        "dropped": sorted(held.dropped),
        "bullets": sorted(map(list, held.bullets)),
        "spared": sorted(map(list, held.spared)),
        "ends_at_ms": held.ends_at_ms,
    }


def _plan_values(plan: TalkPlan) -> dict[str, Any]:
    return {
        "lead_ms": plan.lead_ms,
        "shares_ms": [list(shares) for shares in plan.shares_ms],
        "visited_ms": list(plan.visited_ms),
    }
