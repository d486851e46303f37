"""Rehearsals: begun on purpose, timed slide by slide, kept, and turned into budgets that the notes may have.

    none      --⇧R-->  goes on     the talk's clock begins anew; the one before is put by
    goes on   --⇧R-->  none        it is kept if it was one, the clock before comes back, the report is shown

That a clock ran is no rehearsal. Time counts for the slide that is shown while the clock runs.
"""

from __future__ import annotations

from dataclasses import replace

from footlights.talk.clock_state import Clock
from footlights.talk.code.running import Change
from footlights.talk.effects import SaveFile, SaveNotes
from footlights.talk.rehearsal_state import Rehearsal, Rehearsed, SlideTime
from footlights.talk.speaker import rehearsal_figures as figures
from footlights.talk.speaker.rehearsal_names import called
from footlights.talk.speaker_state import Questions
from footlights.talk.stage import clock, put_by, questions
from footlights.talk.stage.identity import slides_again
from footlights.talk.stage.laying_out import laid_out
from footlights.talk.state import Message, Talk, TalkNotes

MOST_DONE = 30
LEAST_MS = 20_000
"""A shorter one was begun by mistake."""

_NOT_ALONE = "By itself that would make other slides of the notes: change it in them by hand."

_SAVED = {
    "written": "The notes' file has the new budgets.",
    "changed": "The notes' file was changed meanwhile, and is left as it is: accept the budgets once more.",
    "failed": "The notes' file can't be written; its folder may be read-only.",
}


def toggle(talk: Talk) -> Change:
    """Begin a rehearsal, or end the one that goes on."""
    return (_begun(talk) if talk.rehearsal.began_ms is None else _ended(talk)), ()


def _begun(talk: Talk) -> Talk:
    fresh = clock.start_or_pause(Clock((0,) * len(talk.clock.spent_ms), talk.slide.section), talk.now_ms)
    rehearsal = replace(
        talk.rehearsal,
        began_ms=talk.now_ms,
        took_ms={},
        clock=talk.clock,
        is_shown=False,
        plans=len(talk.lectern.before),
        questions_ms=questions.spent_ms(talk),
    )
    message = Message("The rehearsal goes on; ⇧ R ends it.", talk.now_ms + 6000, private=True)
    return replace(
        talk,
        rehearsal=rehearsal,
        clock=fresh,
        lectern=put_by.without_plan(talk.lectern),
        questions=Questions(),
        undone_clock=None,
        message=message,
    )


def _ended(talk: Talk) -> Talk:
    rehearsal, deck = talk.rehearsal, talk.deck
    slides = tuple(
        SlideTime(*name, took_ms) for number, name in called(deck).items() if (took_ms := rehearsal.took_ms.get(number))
    )
    is_one = sum(slide.took_ms for slide in slides) >= LEAST_MS
    done = (*rehearsal.done, Rehearsed(rehearsal.began_ms or 0, slides))[-MOST_DONE:] if is_one else rehearsal.done
    before = clock.fitted(rehearsal.clock, len(deck.sections)) if rehearsal.clock else talk.clock
    back = clock.paused_at(before, rehearsal.began_ms or talk.now_ms)
    short = Message("That was too short for a rehearsal: it does not count.", talk.now_ms + 6000, private=True)
    return replace(
        talk,
        rehearsal=Rehearsal(done=done, is_shown=bool(done)),
        clock=back,
        lectern=put_by.with_plan_again(talk.lectern, rehearsal.plans),
        questions=Questions(spent_ms=rehearsal.questions_ms),
        message=None if is_one else short,
    )


def timed(talk: Talk, before: Talk) -> Talk:
    """The time since the event before counts for the slide that was shown, as far as the clock ran."""
    rehearsal = talk.rehearsal
    if rehearsal.began_ms is None or before.clock.since_ms is None or before.rehearsal.began_ms is None:
        return talk
    slide = before.audience_slide.number
    if talk.deck is not before.deck:
        return replace(talk, rehearsal=replace(rehearsal, took_ms=_again(talk, before)))
    took_ms = rehearsal.took_ms.get(slide, 0) + max(0, talk.now_ms - max(before.now_ms, before.clock.since_ms))
    return replace(talk, rehearsal=replace(rehearsal, took_ms={**rehearsal.took_ms, slide: took_ms}))


def _again(talk: Talk, before: Talk) -> dict[int, int]:
    """What slides took, by the numbers that they have in other notes."""
    now = slides_again(before.deck, talk.deck)
    took_ms = before.rehearsal.took_ms
    return {number: took_ms[was] for number, was in now.items() if was in took_ms}


def show(talk: Talk) -> Change:
    """Show what rehearsals have shown, or put it away."""
    return replace(talk, rehearsal=replace(talk.rehearsal, is_shown=not talk.rehearsal.is_shown)), ()


def accept(talk: Talk, section: int) -> Talk:
    """The notes have the budget that rehearsals suggest for a section; only its characters change."""
    changed = figures.change(talk, section)
    if changed is None:
        offered = figures.changes(talk).get(section)
        refused = Message(_NOT_ALONE, talk.now_ms + 8000, private=True)
        return replace(talk, message=refused) if offered and offered.lines else talk
    return laid_out(talk, TalkNotes(changed, talk.notes.name, talk.notes.pictures), talk.text_size)


def forget(talk: Talk, at: int) -> Talk:
    """A rehearsal that is not to count, from 0."""
    done = talk.rehearsal.done
    return replace(talk, rehearsal=replace(talk.rehearsal, done=(*done[:at], *done[at + 1 :]))) if at >= 0 else talk


def save_notes(talk: Talk, how: str) -> Change:
    """The notes as they are now: into their file under ``serve``, elsewhere for the speaker to keep."""
    if how:
        return replace(talk, message=Message(_SAVED[how], talk.now_ms + 8000, private=True)), ()
    return talk, (SaveNotes(talk.notes.name, talk.notes.text),)


def export(talk: Talk, kind: str) -> Change:
    """What was rehearsed, as a file."""
    text = figures.as_csv(talk) if kind == "csv" else figures.as_json(talk)
    return talk, (SaveFile(f"rehearsals.{kind}", text, "text/csv" if kind == "csv" else "application/json"),)
