"""What a talk keeps across a reload, a crash or a closed tab, as plain JSON values."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from footlights.deck import Deck
from footlights.talk.clock_state import Clock
from footlights.talk.fields import Called
from footlights.talk.kernel_state import KernelState
from footlights.talk.rehearsal_state import Rehearsal
from footlights.talk.saving_drawings import drawing_values, drawings_again, kept_drawings
from footlights.talk.saving_held import kept_lectern, lectern_again, lectern_values
from footlights.talk.saving_rehearsal import clock_values, rehearsal_values
from footlights.talk.saving_slides import called_in, mark_of, name_of
from footlights.talk.saving_slides import found_again as slide_again
from footlights.talk.speaker import window
from footlights.talk.stage import clock, questions
from footlights.talk.stage.identity import paired
from footlights.talk.stage.laying_out import laid_out
from footlights.talk.state import Lasting, Place, Repl, Talk

VERSION = 1


def to_save(talk: Talk) -> dict[str, Any]:
    """The lasting part of a talk; two equal values need no second save."""
    return {
        "version": VERSION,
        "notes_mark": mark_of(talk.notes.text),
        "place": [talk.audience_place.slide, talk.audience_place.step],
        "shown": list(name_of(talk.audience_slide)),
        "sections": [section.title for section in talk.deck.sections],
        "clock": clock_values(talk.clock),
        "undone_clock": clock_values(talk.undone_clock) if talk.undone_clock else None,
        "theme": talk.theme,
        "text_size": talk.text_size,
        "large_clock": talk.large_clock,
        "questions": {
            "since_ms": talk.questions.since_ms,
            "spent_ms": talk.questions.spent_ms,
            "resumes": talk.questions.resumes,
            "put_by_ms": talk.questions.put_by_ms,
        },
        "jumps": [[place.slide, place.step, *called] for place, called in _called(talk, talk.jumps)],
        "returns": [[place.slide, place.step, *called] for place, called in _called(talk, talk.returns)],
        "rests_while_blank": talk.rests_while_blank,
        "rehearsal": rehearsal_values(talk.rehearsal, called_in(talk.deck, talk.rehearsal.took_ms)),
        "drawings": drawing_values(talk),
        "lectern": lectern_values(talk),
        "speaker": {
            "notes_size": talk.speaker.notes_size,
            "slide_share": talk.speaker.slide_share,
            "next_share": talk.speaker.next_share,
        },
        "ran": _ran(talk),
        "edits": dict(talk.edits),
        "repl": {
            "is_open": talk.repl.is_open,
            "text": talk.repl.text,
            "history": list(talk.repl.history),
            "side": talk.repl.side,
            "share": talk.repl.share,
            "engine": talk.repl.engine,
        },
    }


def lasting(talk: Talk) -> Lasting:
    """The same as values of the talk's."""
    shown = talk.repl
    repl = Repl(shown.is_open, shown.text, shown.history, side=shown.side, share=shown.share, engine=shown.engine)
    return Lasting(
        talk.audience_place,
        talk.clock,
        talk.undone_clock,
        talk.theme,
        talk.text_size,
        talk.edits,
        repl,
        name_of(talk.audience_slide),
        tuple(section.title for section in talk.deck.sections),
        talk.large_clock,
        window.at_the_start(talk.speaker),
        kept_lectern(talk),
        talk.questions,
        kept_drawings(talk),
        _called(talk, talk.jumps),
        _called(talk, talk.returns),
        talk.rests_while_blank,
        replace(talk.rehearsal, is_shown=False),
        _ran(talk),
        called_in(talk.deck, talk.rehearsal.took_ms),
        mark_of(talk.notes.text),
    )


def restored(talk: Talk, kept: Lasting, seen_at_ms: int | None = None) -> Talk:
    """The talk as it was left. A clock that ran on while the page was long gone is paused then."""
    if kept.text_size is not None and kept.text_size != talk.text_size:
        talk = laid_out(talk, talk.notes, kept.text_size)
    ran_on = _ran_on(kept.clock, talk.now_ms, seen_at_ms) if kept.clock else talk.clock
    return replace(
        talk,
        place=found_again(talk.deck, kept.place, kept.shown) or talk.place,
        clock=_carried(ran_on, kept.sections, talk.deck) if kept.clock else ran_on,
        undone_clock=_carried(kept.undone_clock, kept.sections, talk.deck) if kept.undone_clock else None,
        theme=kept.theme or talk.theme,
        large_clock=talk.large_clock if kept.large_clock is None else kept.large_clock,
        lectern=lectern_again(kept.lectern, kept.sections, talk.deck) if kept.lectern else talk.lectern,
        jumps=_places_again(kept.jumps, talk.deck) if kept.jumps is not None else talk.jumps,
        returns=_places_again(kept.returns, talk.deck) if kept.returns is not None else talk.returns,
        rests_while_blank=bool(kept.rests_while_blank),
        rehearsal=replace(_rehearsal_again(talk, kept), is_shown=talk.rehearsal.is_shown),
        questions=questions.as_left(kept.questions, talk.now_ms, seen_at_ms) if kept.questions else talk.questions,
        drawings=drawings_again(kept.drawings, talk.deck) if kept.drawings else talk.drawings,
        speaker=replace(kept.speaker or talk.speaker, is_open=talk.speaker.is_open),
        edits=talk.edits if kept.edits is None else kept.edits,
        repl=_fitted(kept.repl or Repl(), talk.engines),
        kernel=_after(talk, kept.ran),
    )


def _ran(talk: Talk) -> tuple[str, ...]:
    """The cells whose names there are, or were before the page was loaded anew."""
    identities = talk.kernel.had_run or talk.kernel.ran
    names = {cell.identity: cell.name for cell in talk.deck.cells}
    return tuple(names[identity] for identity in identities if identity in names)


def _rehearsal_again(talk: Talk, kept: Lasting) -> Rehearsal:
    """A kept rehearsal, its times under the numbers that the slides have now."""
    if kept.rehearsal is None:
        return talk.rehearsal
    if kept.timed is None:
        return kept.rehearsal
    took_ms: dict[int, int] = {}
    for was, called in kept.timed.items():
        if (now := slide_again(talk.deck, was, called)) is not None:
            took_ms[now] = took_ms.get(now, 0) + kept.rehearsal.took_ms.get(was, 0)
    return replace(kept.rehearsal, took_ms=took_ms)


def _after(talk: Talk, ran: tuple[str, ...] | None) -> KernelState:
    """The kernel of a page that was loaded anew: what had run before has not run in it."""
    identities = {cell.name: cell.identity for cell in talk.deck.cells}
    had_run = tuple(identities[name] for name in ran or () if name in identities)
    return talk.kernel if talk.kernel.ran else replace(talk.kernel, had_run=had_run)


def _called(talk: Talk, places: tuple[Place, ...]) -> tuple[tuple[Place, Called], ...]:
    """Places to go back to, each with what its slide is called."""
    slides = [talk.deck.slides[place.slide - 1] for place in places]
    return tuple((place, name_of(slide)) for place, slide in zip(places, slides, strict=True))


def _places_again(kept: tuple[tuple[Place, Called], ...], deck: Deck) -> tuple[Place, ...]:
    found = ((place, slide_again(deck, place.slide, called)) for place, called in kept)
    return tuple(replace(place, slide=number) for place, number in found if number is not None)


def found_again(deck: Deck, place: Place | None, shown: Called | None) -> Place | None:
    """Where a place is now: at the nearest slide that is called as its was, else at its number, if there is one."""
    if place is None:
        return None
    number = (slide_again(deck, place.slide, shown) if shown else None) or place.slide
    return replace(place, slide=number) if number <= len(deck.slides) else None


def _carried(kept: Clock, titles: tuple[str, ...] | None, deck: Deck) -> Clock:
    """A kept clock for the sections that there are now, told by their titles where those were kept."""
    if titles is None or len(titles) + 1 != len(kept.spent_ms):
        return clock.fitted(kept, len(deck.sections))
    pairs = paired(titles, [section.title for section in deck.sections], (str,))
    return clock.carried(kept, {now + 1: was + 1 for now, was in pairs.items()}, len(deck.sections))


def _fitted(repl: Repl, engines: tuple[str, ...]) -> Repl:
    """The REPL on a page that may carry fewer Pythons than the one that it was kept by."""
    return repl if repl.engine in engines else replace(repl, engine=Repl().engine)


def _ran_on(kept: Clock, now_ms: int, seen_at_ms: int | None) -> Clock:
    """A kept clock as it stands now. One that is ahead of the system's counts up to where it was seen last."""
    if kept.since_ms is None:
        return kept
    if kept.since_ms > now_ms:
        return replace(clock.paused_at(kept, seen_at_ms or kept.since_ms), since_ms=now_ms)
    if seen_at_ms is not None and now_ms - seen_at_ms > clock.LEFT_OPEN_MS:
        return clock.paused_at(kept, seen_at_ms)
    return kept
