"""What keys and buttons do, apart from moving: clock, text, theme, what is shown beside the slides."""

from __future__ import annotations

from dataclasses import replace

from footlights.talk.clock_state import Clock
from footlights.talk.code import checkpoints
from footlights.talk.code.running import Change
from footlights.talk.effects import ShowPlace, TakeNewVersion
from footlights.talk.held_state import Held, Lectern
from footlights.talk.stage import clock, put_by, questions, replanning
from footlights.talk.stage.laying_out import TEXT_SIZES, laid_out
from footlights.talk.stage.navigation import spell_place
from footlights.talk.state import Message, Mode, Talk

PREFLIGHT_PLACE = "#/preflight"


def start_or_pause_clock(talk: Talk) -> Change:
    """The clock runs, or rests. It can't run during questions: they are over."""
    if talk.questions.since_ms is not None:
        talk = questions.over(replace(talk, questions=replace(talk.questions, resumes=False)))
    return replace(talk, clock=clock.start_or_pause(talk.clock, talk.now_ms), undone_clock=None), ()


def blanked(talk: Talk, before: Talk) -> Talk:
    """The clock rests while the screen is blank, where the notes say so, unless the speaker decides on it meanwhile."""
    if talk.mode is before.mode:
        is_reset = talk.undone_clock is not before.undone_clock
        may_rest = not is_reset or not before.rests_while_blank
        rests = talk.rests_while_blank and talk.clock.since_ms is None and may_rest
        return replace(talk, rests_while_blank=rests and talk.questions.since_ms is None)
    if talk.mode is Mode.BLANK:
        return _blank(talk)
    if before.mode is Mode.BLANK and talk.rests_while_blank:
        return replace(talk, clock=clock.start_or_pause(talk.clock, talk.now_ms), rests_while_blank=False)
    return talk


def _blank(talk: Talk) -> Talk:
    if talk.deck.settings.blank != "pause" or talk.clock.since_ms is None:
        return talk
    return replace(talk, clock=clock.start_or_pause(talk.clock, talk.now_ms), rests_while_blank=True)


def reset_clock(talk: Talk) -> Change:
    """Back to the full budgets; the same key again brings the clock back as it was."""
    if talk.undone_clock is not None:
        back = clock.enter(talk.undone_clock, talk.slide.section, talk.now_ms)
        message = Message("The clock is back.", talk.now_ms + 4000, private=True)
        talk = replace(checkpoints.go_on(talk), lectern=_plan_again(talk.lectern), questions=questions.again(talk))
        talk = replace(talk, clock=back, undone_clock=None, message=message)
        return _blank(talk) if talk.mode is Mode.BLANK else talk, ()
    if not talk.clock.started:
        return talk, ()
    fresh = Clock(spent_ms=(0,) * len(talk.clock.spent_ms), section=talk.clock.section)
    what = "clock and the plan are" if talk.lectern.held != Held() else "clock is"
    them = "them" if what.endswith("are") else "it"
    message = Message(f"The {what} reset. ⇧ T brings {them} back.", talk.now_ms + 10_000, private=True)
    talk, effects = checkpoints.begin_anew(talk)
    lectern = put_by.without_plan(talk.lectern, replanning.held_end_ms(talk))
    talk = replace(talk, lectern=lectern, questions=questions.put_by(talk))
    ran = clock.start_or_pause(talk.clock, talk.now_ms) if talk.rests_while_blank else talk.clock
    return replace(talk, clock=fresh, undone_clock=ran, message=message), effects


def _plan_again(lectern: Lectern) -> Lectern:
    """The plan that went with the clock, unless another one was taken since."""
    is_bare = lectern.held == Held(ends_at_ms=lectern.held.ends_at_ms)
    return put_by.with_plan_again(lectern, len(lectern.before) - 1) if is_bare and lectern.before else lectern


def toggle_large_clock(talk: Talk) -> Change:
    """The clock to be read from a few metres, with the pace beside it, or as usual."""
    return replace(talk, large_clock=not talk.large_clock), ()


def resized(talk: Talk, by: int) -> Change:
    """Larger or smaller text, laid out anew; normal for no step."""
    size = min(max(TEXT_SIZES.start, talk.text_size + by), TEXT_SIZES.stop - 1) if by else 0
    return (talk if size == talk.text_size else laid_out(talk, talk.notes, size)), ()


def toggle_theme(talk: Talk) -> Change:
    """Dark after light, light after dark; chosen once, the system's theme no longer counts."""
    return replace(talk, theme="light" if talk.shown_theme == "dark" else "dark"), ()


def toggle_warmth(talk: Talk) -> Change:
    """Show or hide which cells ahead are ready."""
    return replace(talk, shows_warmth=not talk.shows_warmth), ()


def take_new_version(talk: Talk) -> Change:
    """Begin anew with the newer version of the site, where there is one."""
    return talk, (TakeNewVersion(),) if talk.new_version else ()


def toggle_preflight(talk: Talk) -> Change:
    """Try everything that the talk needs, or go back to the slides; the address bar tells which."""
    if talk.mode is Mode.PREFLIGHT:
        return replace(talk, mode=Mode.TALK), (ShowPlace(spell_place(talk.place), False),)
    return replace(talk, mode=Mode.PREFLIGHT), (ShowPlace(PREFLIGHT_PLACE, False),)
