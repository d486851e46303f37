"""Time that the page was away while its clock ran: whether it counts is for the speaker to say.

A gap of up to half an hour counts at first, for a talk goes on without its page; a longer one does not, for a page that
was left open overnight is no talk. Either is turned round by one key.
"""

from __future__ import annotations

from dataclasses import replace

from footlights.deck import spell
from footlights.talk.clock_state import Clock
from footlights.talk.code.running import Change
from footlights.talk.speaker_state import Questions
from footlights.talk.stage import clock, questions
from footlights.talk.state import Gap, Message, Offer, Talk

LEAST_MS = 60_000
SHOWN_MS = 20_000


def noticed(talk: Talk, kept: Clock | None, asked: Questions | None, seen_at_ms: int | None) -> Talk:
    """The talk with the gap that its clock had, or that of questions, if it was long enough to be asked about."""
    if seen_at_ms is None:
        return talk
    if kept is not None and kept.since_ms is not None:
        gap = Gap(talk.now_ms - max(seen_at_ms, kept.since_ms), talk.clock.section, talk.clock.since_ms is not None)
    elif asked is not None and asked.since_ms is not None:
        gap = Gap(talk.now_ms - max(seen_at_ms, asked.since_ms), None, talk.questions.since_ms is not None)
    else:
        return talk
    return talk if gap.length_ms < LEAST_MS else replace(talk, gap=gap, message=_asked(gap, talk.now_ms))


def woken(talk: Talk, since_ms: int) -> Talk:
    """The talk of a page that stood still, as one does while the lid is closed: as if it had been opened again."""
    ran, asked = talk.clock, talk.questions
    begun_ms = asked.since_ms if ran.since_ms is None else ran.since_ms
    if begun_ms is None or begun_ms > since_ms:
        return talk
    is_long = talk.now_ms - since_ms > clock.LEFT_OPEN_MS
    paused = clock.paused_at(ran, since_ms) if is_long and ran.since_ms is not None else ran
    again = replace(talk, clock=paused, questions=questions.as_left(asked, talk.now_ms, since_ms))
    return noticed(again, ran, asked, since_ms)


def turn(talk: Talk) -> Change:
    """It counts after all, and the clock goes on; or it does not."""
    gap = talk.gap
    if gap is None or (gap.section is not None and gap.section >= len(talk.clock.spent_ms)):
        return talk, ()
    turned = replace(gap, counts=not gap.counts)
    talk = replace(talk, gap=turned, message=_asked(turned, talk.now_ms))
    if gap.section is None:
        asked = talk.questions
        spent_ms, since_ms = _turned(gap, asked.spent_ms, asked.since_ms, talk.now_ms)
        return replace(talk, questions=replace(asked, spent_ms=spent_ms, since_ms=since_ms)), ()
    now, spent = talk.clock, list(talk.clock.spent_ms)
    spent[gap.section], since_ms = _turned(gap, spent[gap.section], now.since_ms, talk.now_ms)
    return replace(talk, clock=replace(now, spent_ms=tuple(spent), since_ms=since_ms)), ()


def _turned(gap: Gap, spent_ms: int, since_ms: int | None, now_ms: int) -> tuple[int, int | None]:
    """What was spent with the gap or without it, and since when the clock runs."""
    spent_ms += -gap.length_ms if gap.counts else gap.length_ms
    since_ms = now_ms if not gap.counts and since_ms is None else since_ms
    if spent_ms < 0 and since_ms is not None:
        since_ms, spent_ms = since_ms - spent_ms, 0
    return max(0, spent_ms), since_ms


def _asked(gap: Gap, now_ms: int) -> Message:
    minutes = spell(gap.length_ms // 60_000 * 60)
    what = "the clock" if gap.section is not None else "the questions' time"
    words = f"The page was away for {minutes}: {what} {'counts' if gap.counts else 'does not count'} that."
    return Message(words, now_ms + SHOWN_MS, Offer("Don't count it" if gap.counts else "Count it", "gap"), private=True)
