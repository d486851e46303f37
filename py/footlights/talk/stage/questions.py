"""Questions: a clock of their own beside the talk's, which stands meanwhile; the slide stays as it is.

none      --toggle-->  running    a talk's clock that runs is paused, and goes on afterwards
running   --toggle-->  none       the span is added; asked again, they go on where they were
running   --the talk's clock is started-->  none
"""

from __future__ import annotations

from dataclasses import replace

from footlights.talk.code.running import Change
from footlights.talk.speaker_state import Questions
from footlights.talk.stage import clock
from footlights.talk.state import Talk


def toggle(talk: Talk) -> Change:
    """Questions begin, or are over."""
    if talk.questions.since_ms is not None:
        return over(talk), ()
    runs = talk.clock.since_ms is not None
    stands = clock.start_or_pause(talk.clock, talk.now_ms) if runs else talk.clock
    begun = replace(talk.questions, since_ms=talk.now_ms, resumes=runs or talk.rests_while_blank)
    return replace(talk, clock=stands, questions=begun, rests_while_blank=False), ()


def exclusive(talk: Talk) -> Talk:
    """Never two clocks at once: where the talk's was started, questions are over."""
    if talk.questions.since_ms is None or talk.clock.since_ms is None:
        return talk
    return over(replace(talk, questions=replace(talk.questions, resumes=False)))


def as_left(kept: Questions, now_ms: int, seen_at_ms: int | None) -> Questions:
    """Questions that went on while the page was long gone ended when it was seen last."""
    if kept.since_ms is None or (kept.since_ms <= now_ms and now_ms - (seen_at_ms or now_ms) <= clock.LEFT_OPEN_MS):
        return kept
    spent_ms = kept.spent_ms + max(0, (seen_at_ms or kept.since_ms) - kept.since_ms)
    return replace(kept, since_ms=None, spent_ms=spent_ms, resumes=False)


def over(talk: Talk) -> Talk:
    """Questions are over, if there were any; the talk's clock goes on if it ran before."""
    questions = talk.questions
    if questions.since_ms is None:
        return talk
    goes_on = questions.resumes and talk.clock.since_ms is None
    runs = clock.start_or_pause(talk.clock, talk.now_ms) if goes_on else talk.clock
    return replace(
        talk, clock=runs, questions=replace(questions, since_ms=None, spent_ms=spent_ms(talk), resumes=False)
    )


def spent_ms(talk: Talk) -> int:
    """What questions took so far, in milliseconds."""
    questions = talk.questions
    running = 0 if questions.since_ms is None else max(0, talk.now_ms - questions.since_ms)
    return questions.spent_ms + running


def put_by(talk: Talk) -> Questions:
    """Questions of a talk that begins anew; what they took comes back with the clock."""
    return Questions(put_by_ms=spent_ms(talk))


def again(talk: Talk) -> Questions:
    """Questions with what they had taken before the clock was reset."""
    now = talk.questions
    return replace(now, spent_ms=now.spent_ms + now.put_by_ms, put_by_ms=0)
