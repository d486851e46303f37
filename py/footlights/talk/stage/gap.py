"""Time that the page was away while its clock ran: whether it counts is for the speaker to say.

A gap of up to half an hour counts at first, for a talk goes on without its page; a longer one does not, for a page that
was left open overnight is no talk. Either is turned round by one key.
"""

from __future__ import annotations

from dataclasses import replace

from footlights.deck import spell
from footlights.talk.clock_state import Clock
from footlights.talk.code.running import Change
from footlights.talk.stage import clock
from footlights.talk.state import Gap, Message, Offer, Talk

LEAST_MS = 60_000
SHOWN_MS = 20_000


def noticed(talk: Talk, kept: Clock | None, seen_at_ms: int | None) -> Talk:
    """The talk with the gap that its clock had, if that was long enough to be asked about."""
    if kept is None or kept.since_ms is None or seen_at_ms is None:
        return talk
    length_ms = talk.now_ms - max(seen_at_ms, kept.since_ms)
    if length_ms < LEAST_MS:
        return talk
    gap = Gap(length_ms, talk.clock.section, talk.clock.since_ms is not None)
    return replace(talk, gap=gap, message=_asked(gap, talk.now_ms))


def woken(talk: Talk, since_ms: int) -> Talk:
    """The talk of a page that stood still, as one does while the lid is closed: as if it had been opened again."""
    ran = talk.clock
    if ran.since_ms is None or ran.since_ms > since_ms:
        return talk
    is_long = talk.now_ms - since_ms > clock.LEFT_OPEN_MS
    return noticed(replace(talk, clock=clock.paused_at(ran, since_ms) if is_long else ran), ran, since_ms)


def turn(talk: Talk) -> Change:
    """It counts after all, and the clock goes on; or it does not."""
    gap, now = talk.gap, talk.clock
    if gap is None or gap.section >= len(now.spent_ms):
        return talk, ()
    spent = list(now.spent_ms)
    spent[gap.section] += -gap.length_ms if gap.counts else gap.length_ms
    since_ms = talk.now_ms if not gap.counts and now.since_ms is None else now.since_ms
    if spent[gap.section] < 0 and since_ms is not None:
        since_ms, spent[gap.section] = since_ms - spent[gap.section], 0
    turned = replace(gap, counts=not gap.counts)
    return replace(
        talk,
        gap=turned,
        clock=replace(now, spent_ms=tuple(max(0, each) for each in spent), since_ms=since_ms),
        message=_asked(turned, talk.now_ms),
    ), ()


def _asked(gap: Gap, now_ms: int) -> Message:
    minutes = spell(gap.length_ms // 60_000 * 60)
    words = f"The page was away for {minutes}: the clock {'counts' if gap.counts else 'does not count'} that."
    return Message(words, now_ms + SHOWN_MS, Offer("Don't count it" if gap.counts else "Count it", "gap"), private=True)
