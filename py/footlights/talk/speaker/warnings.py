"""Warnings before a section's time, and the talk's, is over: at moments that the notes choose, for the speaker only."""

from __future__ import annotations

from footlights.talk.effects import Effect, Remind
from footlights.talk.stage import clock, pace, planned
from footlights.talk.state import Talk


def warning(talk: Talk) -> str:
    """What the speaker is warned of just now; the talk's end comes before the section's."""
    if talk.clock.since_ms is None:
        return ""
    section_s, talk_s = talk.deck.settings.warn_s
    left_s = planned.duration_s(talk) - clock.total_spent_ms(talk.clock, talk.now_ms) / 1000
    if 0 < left_s <= talk_s:
        return f"{_words(left_s)} left in the talk"
    number = talk.audience_slide.section
    if not number:
        return ""
    left_s = planned.budgets_s(talk)[number - 1] - clock.spent_ms(talk.clock, number, talk.now_ms) / 1000
    return f"{_words(left_s)} left in this section" if 0 < left_s <= section_s else ""


def _words(left_s: float) -> str:
    return pace.span_words(-int(-left_s // 1))


def reminds(before: Talk, after: Talk) -> tuple[Effect, ...]:
    """A warning that was not there before is felt, and heard where that is asked for."""
    is_new = warning(after) and not (before.clock.since_ms is not None and warning(before))
    return (Remind(after.deck.settings.sound),) if is_new else ()
