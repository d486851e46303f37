"""What only the speaker sees, as values to be painted: notes, what comes next, the plan, the time, what is amiss."""

from __future__ import annotations

from footlights.deck import Problem, plain_text
from footlights.talk.speaker import warnings
from footlights.talk.speaker_view_model import CellSign, NextSign, PlanRow, SpeakerSign, When, button_of
from footlights.talk.stage import clock, messages, navigation, pace, planned
from footlights.talk.state import Talk

LONGEST_NOTES = 50_000
"""Characters of notes that are shown: nobody reads more on one slide."""


def sign(talk: Talk, when: tuple[When, ...]) -> SpeakerSign | None:
    """What the speaker's window shows; None while there is none. ``when`` tells of each section how it is."""
    speaker = talk.speaker
    if not speaker.is_open:
        return None
    stands, used = pace.marks(talk)
    message = messages.shown(talk)
    return SpeakerSign(
        slide=talk.place.slide,
        step=talk.place.step,
        mode=talk.mode,
        frozen_at=talk.frozen.slide if talk.frozen else 0,
        notes=talk.slide.speaker_notes[:LONGEST_NOTES],
        notes_size=1 + speaker.notes_size / 10,
        next=_next(talk),
        plan=_plan(talk, when),
        cost=_cost(talk),
        warning=warnings.warning(talk),
        stands=stands,
        used=used,
        time=pace.time_of_day(talk.now_ms // 60_000 + talk.utc_offset_min),
        cells=tuple(
            CellSign(cell.identity, cell.name if cell.is_named else f"Cell {number}")
            for number, cell in enumerate(talk.slide.cells, 1)
        ),
        message=message.text if message else "",
        offer=button_of(message.offer if message else None),
        also=button_of(message.also if message else None),
        problems=talk.told_problems or tuple(_words(problem, talk.notes.name) for problem in talk.deck.problems),
        slide_share=speaker.slide_share,
        next_share=speaker.next_share,
    )


def _next(talk: Talk) -> NextSign:
    """What one press of Next shows."""
    after = navigation.go_next(talk)
    if after.place == talk.place:
        return NextSign(0, 0, "After this: the end")
    if after.place.slide == talk.place.slide:
        return NextSign(after.place.slide, after.place.step, f"Next: step {after.place.step} of {talk.slide.last_step}")
    section = talk.deck.section_of(after.slide)
    enters = section is not None and section.number != talk.slide.section
    words = f"Next section: {plain_text(section.title)}" if section and enters else f"Next: slide {after.place.slide}"
    return NextSign(after.place.slide, after.place.step, words)


def _cost(talk: Talk) -> str:
    """What a section that is over takes from those that follow."""
    section = talk.deck.section_of(talk.audience_slide)
    if section is None:
        return ""
    used_s = clock.spent_ms(talk.clock, section.number, talk.now_ms) // 1000
    over_s = used_s - planned.budgets_s(talk)[section.number - 1]
    if over_s <= 0:
        return ""
    behind_s = -pace.pace(talk).ahead_s
    if behind_s < pace.ON_TIME_S:
        return f"{pace.span_words(over_s)} over: won before."
    if section.number == len(talk.deck.sections):
        return f"{pace.span_words(over_s)} over: the talk ends {pace.span_words(behind_s)} late."
    return f"{pace.span_words(over_s)} over: {pace.span_words(behind_s)} less for the rest. ⇧ P re-plans."


def _plan(talk: Talk, when: tuple[When, ...]) -> tuple[PlanRow, ...]:
    rows = []
    for section, budget_s, how in zip(talk.deck.sections, planned.budgets_s(talk), when, strict=True):
        used_ms = clock.spent_ms(talk.clock, section.number, talk.now_ms)
        over_s = used_ms // 1000 - budget_s
        spent = pace.span_words(used_ms // 1000) if used_ms >= 1000 else ""
        rows.append(PlanRow(plain_text(section.title), budget_s, pace.span_words(budget_s), spent, how, over_s > 0))
    return tuple(rows)


def _words(problem: Problem, name: str) -> str:
    where = f"{problem.path or name}:{problem.line}"
    return f"{where}  {problem.message}" + (f" {problem.hint}" if problem.hint else "")
