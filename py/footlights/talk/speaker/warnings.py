"""Warnings before a section's time, and the talk's, is over: at moments that the notes choose, for the speaker only."""

from __future__ import annotations

from dataclasses import replace

from footlights.talk.effects import Effect, Remind
from footlights.talk.stage import clock, pace, planned, replanning
from footlights.talk.state import Talk


def warning(talk: Talk) -> str:
    """What the speaker is warned of just now."""
    return ", ".join(_due(talk).values())


def _due(talk: Talk) -> dict[str, str]:
    """The words of each warning that is due: of the talk's end, and of a section's."""
    if talk.clock.since_ms is None:
        return {}
    section_s, talk_s = talk.deck.settings.warn_s
    due = {}
    left_s = replanning.left_ms(talk) / 1000
    if 0 < left_s <= talk_s:
        due["talk"] = f"{_words(left_s)} left in the talk"
    if number := talk.audience_slide.section:
        left_s = planned.budgets_s(talk)[number - 1] - clock.spent_ms(talk.clock, number, talk.now_ms) / 1000
        if 0 < left_s <= section_s:
            due[f"section {number}"] = f"{_words(left_s)} left in this section"
    return due


def _words(left_s: float) -> str:
    return pace.span_words(-int(-left_s // 1))


def reminds(talk: Talk, now_ms: int) -> tuple[Effect, ...]:
    """A warning that fell due since the talk's moment is felt, and heard where that is asked for.

    Only time makes one: who turns to a section that has less left has not come to its moment.
    """
    if talk.clock.since_ms is None or now_ms <= talk.now_ms:
        return ()
    is_new = _due(replace(talk, now_ms=now_ms)).keys() - _due(talk).keys()
    return (Remind(talk.deck.settings.sound),) if is_new else ()
