"""The plan anew, when the talk is late or early or has to end at another time.

What is left of the time is spread over what is left to be said, in proportion to what it had, never below a floor: a
third of it, or one minute where it had that much. What is left out has none. A proposal is shown before it is taken,
and each one that was taken can be undone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from footlights.deck import Section, plain_text
from footlights.deck.budget import parse_duration, parse_time_of_day
from footlights.talk.code.running import Change
from footlights.talk.held_state import Held, Lectern, Replanning, TalkPlan
from footlights.talk.stage import clock, pace
from footlights.talk.stage.bullets import without_bullets_ms
from footlights.talk.stage.leaving_out import droppable, dropped_bullets, options
from footlights.talk.stage.planned import duration_s, shares_ms, split
from footlights.talk.stage.spreading import floor_s, spread
from footlights.talk.stage.taking_back import bullets_back_ms, needed_ms, taken_back
from footlights.talk.state import Message, Offer, Talk

MOST_UNDONE = 20


@dataclass(frozen=True, slots=True)
class Row:
    """A section that is left: what it had, and would have, from now on, in whole seconds."""

    section: int
    title: str
    had_s: int
    new_s: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """``left_s`` is the time there is; ``short_s`` is what even the floors have too much: then nothing can be taken."""

    rows: tuple[Row, ...]
    left_s: int
    short_s: int


def toggle(talk: Talk) -> Change:
    """Show what a new plan would be, or leave the plan as it is."""
    held = talk.lectern.held
    opened = None if talk.lectern.replanning else Replanning(held.dropped, held.bullets)
    return replace(talk, lectern=replace(talk.lectern, replanning=opened)), ()


def leave(talk: Talk) -> Change:
    """The plan stays as it is."""
    return replace(talk, lectern=replace(talk.lectern, replanning=None)), ()


def drop(talk: Talk, slides: tuple[int, ...], bullet: int = 0) -> Talk:
    """Leave slides, or a bullet of one, out of the proposal, or bring them back into it."""
    replanning = talk.lectern.replanning
    if bullet:
        return _drop_bullet(talk, slides, bullet)
    named = frozenset(slides) & droppable(talk)
    if replanning is None or not named:
        return talk
    dropped = replanning.dropped - named if named <= replanning.dropped else replanning.dropped | named
    return replace(talk, lectern=replace(talk.lectern, replanning=replace(replanning, dropped=dropped)))


def _drop_bullet(talk: Talk, slides: tuple[int, ...], bullet: int) -> Talk:
    replanning = talk.lectern.replanning
    named = {(each.slides, each.bullet) for each in options(talk)} & {(slides, bullet)}
    if replanning is None or not named:
        return talk
    turned = {(slides[0], talk.deck.slides[slides[0] - 1].optional[bullet - 1].name)}
    return replace(
        talk, lectern=replace(talk.lectern, replanning=replace(replanning, bullets=replanning.bullets ^ turned))
    )


def show_bullet(talk: Talk, slide: int, bullet: int) -> Talk:
    """A bullet that is left out is shown all the same; the plan stays, and undo leaves it out again."""
    if (slide, bullet) not in dropped_bullets(talk):
        return talk
    lectern = talk.lectern
    shown = {(slide, talk.deck.slides[slide - 1].optional[bullet - 1].name)}
    held = replace(lectern.held, bullets=lectern.held.bullets - shown)
    looked_at = lectern.replanning and replace(lectern.replanning, bullets=lectern.replanning.bullets - shown)
    before = (*lectern.before, lectern.held)[-MOST_UNDONE:]
    return replace(talk, lectern=Lectern(held, before, looked_at))


def set_end(talk: Talk, text: str) -> Talk:
    """The talk has to end at a time of day, ``14:30``, or has so long from now on, ``12 min``."""
    replanning = talk.lectern.replanning
    if replanning is None:
        return talk
    changed = replace(replanning, asked=text, ends_at_ms=_moment(talk, text))
    return replace(talk, lectern=replace(talk.lectern, replanning=changed))


def _moment(talk: Talk, text: str) -> int | None:
    at_min, long_s = parse_time_of_day(text), parse_duration(text)
    if at_min is not None:
        return pace.nearest_ms(talk, at_min)
    return None if long_s is None else talk.now_ms + 1000 * long_s


def ends_at_ms(talk: Talk) -> int:
    """When the talk has to end: as it was asked at the lectern, as the notes say, or after its time."""
    replanning = talk.lectern.replanning
    asked = (replanning.ends_at_ms if replanning else None) or set_end_ms(talk)
    if asked is not None:
        return asked
    return talk.now_ms + 1000 * duration_s(talk) - clock.total_spent_ms(talk.clock, talk.now_ms)


def set_end_ms(talk: Talk) -> int | None:
    """The moment at which the talk has to end, as it was set at the lectern or as the notes say; None without one."""
    ends = talk.deck.settings.ends
    if (held_ms := held_end_ms(talk)) is not None or ends is None or not talk.clock.started:
        return held_ms
    stated_ms = pace.nearest_ms(talk, ends)
    return stated_ms if pace.is_todays(talk, stated_ms) else None


def held_end_ms(talk: Talk) -> int | None:
    """The end that was set at the lectern; one that is long gone was another day's."""
    ends_ms = talk.lectern.held.ends_at_ms
    return ends_ms if ends_ms is not None and talk.now_ms - ends_ms <= pace.ANOTHER_DAY_MIN * 60_000 else None


def left_ms(talk: Talk) -> int:
    """What the talk has left: of its time, or until it has to end, whichever is less."""
    of_time_ms = 1000 * duration_s(talk) - clock.total_spent_ms(talk.clock, talk.now_ms)
    ends_ms = set_end_ms(talk) if talk.clock.started else None
    return of_time_ms if ends_ms is None else min(of_time_ms, ends_ms - talk.now_ms)


def proposal(talk: Talk) -> Proposal:
    """How the time that is left would be spread."""
    lectern = talk.lectern
    wanted = lectern.replanning or lectern.held
    left_s = -(-max(0, ends_at_ms(talk) - talk.now_ms) // 1000)  # to the moment that was asked, not a second before
    remaining = talk.deck.sections[max(0, talk.audience_slide.section - 1) :]
    had_s = [round(sum(_needs_ms(talk, section, lectern.held)) / 1000) for section in remaining]
    needs_s = [round(sum(_needs_ms(talk, section, wanted)) / 1000) for section in remaining]
    short_s = max(0, sum(map(floor_s, needs_s)) - left_s)
    rows = zip(remaining, had_s, spread(left_s, needs_s), strict=True)
    return Proposal(
        tuple(Row(section.number, plain_text(section.title), had, new) for section, had, new in rows), left_s, short_s
    )


def _needs_ms(talk: Talk, section: Section, wanted: Held | Replanning) -> list[int]:
    """What each slide of a section still has; the one that is shown has what it has from now on."""
    here = talk.audience_slide
    slides = talk.deck.slides[section.first_slide - 1 : section.last_slide]
    spared = talk.lectern.held.spared
    shares = needed_ms(talk, section) if isinstance(wanted, Replanning) else shares_ms(talk, section)
    without = [
        without_bullets_ms(slide, share, wanted.bullets, spared) + bullets_back_ms(talk, slide, wanted)
        for slide, share in zip(slides, shares, strict=True)
    ]
    needs = [
        need if slide.number > here.number and slide.number not in wanted.dropped else 0
        for slide, need in zip(slides, without, strict=True)
    ]
    if section.number == here.section:
        at = here.number - section.first_slide
        needs[at] = max(0, pace.left_of_slide_ms(talk) - (shares[at] - without[at]))
    return needs


def take(talk: Talk) -> Change:
    """Hold the talk to the proposal, from now on; the plan before can be had back."""
    lectern, offered = talk.lectern, proposal(talk)
    if lectern.replanning is None or offered.short_s:
        return talk, ()
    ends = lectern.replanning.ends_at_ms or lectern.held.ends_at_ms
    wanted = lectern.replanning
    spared = wanted.bullets | (lectern.held.spared - taken_back(talk, wanted))
    held = Held(_from_now_on(talk, offered), wanted.dropped, wanted.bullets, spared, ends)
    taken = Lectern(held, (*lectern.before, lectern.held)[-MOST_UNDONE:])
    message = Message("The new plan counts from now on.", talk.now_ms + 10_000, Offer("Undo", "undo-plan"), True)
    return replace(talk, lectern=taken, message=message), ()


def start_and_take(talk: Talk) -> Change:
    """The talk begins now, and is held to the proposal."""
    if talk.clock.since_ms is None:
        talk = replace(talk, clock=clock.start_or_pause(talk.clock, talk.now_ms), undone_clock=None)
    return take(talk)


def undo(talk: Talk) -> Change:
    """The plan that was before the last one that was taken."""
    if not talk.lectern.before:
        return talk, ()
    *earlier, held = talk.lectern.before
    message = Message("The plan is as it was before.", talk.now_ms + 6000, private=True)
    return replace(talk, lectern=Lectern(held, tuple(earlier)), message=message), ()


def _from_now_on(talk: Talk, offered: Proposal) -> TalkPlan:
    """What was spent so far, and the proposal after it: at this moment the talk is on time."""
    wanted = talk.lectern.replanning or talk.lectern.held
    new_ms = {row.section: 1000 * row.new_s for row in offered.rows}
    here = talk.audience_slide
    shares, visited = [], []
    for section in talk.deck.sections:
        spent_ms = clock.spent_ms(talk.clock, section.number, talk.now_ms)
        had, is_here = list(shares_ms(talk, section)), section.number == here.section
        visited.append(0 if is_here or section.number not in new_ms else spent_ms)
        covered = here.number - section.first_slide if is_here else 0 if section.number in new_ms else len(had)
        before = split(had[:covered], spent_ms) if covered else ()
        after = split(_needs_ms(talk, section, wanted)[covered:], new_ms.get(section.number, 0))
        if is_here and not covered:
            after = (after[0] + spent_ms, *after[1:])
        shares.append((*before, *after))
    lead_ms = clock.spent_ms(talk.clock, 0, talk.now_ms) + sum(visited)
    return TalkPlan(lead_ms, tuple(shares), tuple(visited))
