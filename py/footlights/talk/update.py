"""The one place where a talk changes: ``update(state, event)`` gives the next state and effects.

Total: an event that makes no sense now gives the same state back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from footlights.talk import intents, keeping
from footlights.talk.code import cells, checkpoints, engines, readiness, running
from footlights.talk.code.running import Change
from footlights.talk.drawn_state import Region
from footlights.talk.effects import Effect, ShowPlace
from footlights.talk.events import (
    Began,
    CellEdited,
    EngineChosen,
    EnlargeWanted,
    Event,
    HistorySearched,
    HistoryWanted,
    IndentWanted,
    KeyPressed,
    NewVersionFound,
    NotesReplaced,
    OriginalWanted,
    PlaceRequested,
    ProblemsTold,
    RecordingWanted,
    ReplCancelled,
    ReplResized,
    ReplSubmitted,
    ReplTyped,
    RunAllAbove,
    RunCell,
    SentToRepl,
    SlideChosen,
    StopRequested,
    SystemThemeChanged,
    Ticked,
    Wanted,
)
from footlights.talk.keeping_events import SavingChanged, TalkFollowed, TalkLost, TalkTaken, Woken
from footlights.talk.run_events import (
    EngineDied,
    InputGiven,
    InputWanted,
    KernelChanged,
    Measured,
    NamesKept,
    PackagesLoading,
    RunEnded,
    RunStarted,
    RunTimedOut,
    StopTimedOut,
    WarmedUp,
)
from footlights.talk.speaker import rehearsing, warnings, window
from footlights.talk.speaker_events import (
    BudgetAccepted,
    BulletWanted,
    NotesSaved,
    PlanEndSet,
    PlanLeft,
    PlanOptionTurned,
    PlanTaken,
    RegionMagnified,
    RehearsalForgotten,
    RehearsalsExported,
    SearchTaken,
    SearchTyped,
    SearchWalked,
    SpeakerWindowArranged,
    SpeakerWindowBlocked,
    SpeakerWindowClosed,
    SpeakerWindowOpened,
    StrokeDrawn,
    StrokeErased,
    WindowsPlaced,
)
from footlights.talk.stage import acts, drawing, gap, navigation, questions, repl, replanning, searching
from footlights.talk.stage.laying_out import laid_out
from footlights.talk.state import Mode, Place, Talk, TalkNotes


@dataclass(frozen=True, slots=True)
class Step:
    """What an event led to. ``handled`` tells the page to keep the key from the browser."""

    state: Talk
    effects: tuple[Effect, ...] = ()
    handled: bool = False


def _names_another_place(talk: Talk, before: Talk, event: Event) -> bool:
    """Whether the address is to follow what the audience sees; one that was asked for does, unless that is frozen."""
    if isinstance(event, PlaceRequested):
        return talk.frozen is not None
    return talk.audience_place != before.audience_place


def update(talk: Talk, event: Event) -> Step:
    """The talk after an event."""
    before = talk
    talk = replace(talk, now_ms=max(talk.now_ms, event.at_ms))
    if isinstance(event, Woken) and event.since_ms < before.now_ms:
        return Step(talk)  # it did not stand still: it was heard of since
    change = _change(talk, event)
    talk, effects = change or (talk, ())
    talk = rehearsing.timed(questions.exclusive(acts.blanked(talk, before)), before)
    talk = window.looked_at(talk, before, isinstance(event, KeyPressed | Wanted) and event.window == "speaker")
    if talk.deck is before.deck and talk.jumps is before.jumps and not isinstance(event, Began | TalkTaken):
        talk = navigation.jumped(talk, before.place, by_link=isinstance(event, PlaceRequested))
    if _names_another_place(talk, before, event):
        turned = talk.audience_place.slide != before.audience_place.slide and talk.deck is before.deck
        push = turned and not isinstance(event, Began)
        effects = (ShowPlace(navigation.spell_place(talk.audience_place), push), *effects)
    if talk.place.slide != before.place.slide or isinstance(event, Began):
        talk, started = cells.run_by_themselves(talk)
        effects = (*effects, *started)
        talk = checkpoints.gone_back(before, talk)
    if not isinstance(event, Began):
        effects = (*effects, *warnings.reminds(before, talk.now_ms))
    talk, as_it_began = checkpoints.section_began(before, talk)
    talk, as_it_ended = checkpoints.run_ended(before, talk)
    effects = (*as_it_began, *effects, *as_it_ended)
    if isinstance(event, _MAY_WARM_UP):
        talk, warming_up = readiness.go_on(talk)
        effects = (*effects, *warming_up)
    return Step(talk, effects, handled=isinstance(event, KeyPressed) and change is not None)


_MAY_WARM_UP = (KernelChanged, RunEnded, Measured, WarmedUp, Ticked)
"""After what the kernel may have nothing to do."""


def _change(talk: Talk, event: Event) -> Change | None:
    """What an event leads to; None for a key that is not the talk's."""
    match event:
        case Began():
            here = replace(talk, system_theme=event.system_theme, utc_offset_min=event.utc_offset_min)
            return _began(here, event)
        case TalkTaken():
            return keeping.taken(talk, event)
        case TalkFollowed():
            return keeping.followed(talk, event)
        case TalkLost():
            return keeping.lost(talk), ()
        case Woken(_, since_ms):
            return gap.woken(talk, since_ms), ()
        case SavingChanged(_, how):
            return keeping.saves_badly(talk, how), ()
        case NotesReplaced(_, text, name, pictures):
            talk, started = running.start_waiting(laid_out(talk, TalkNotes(text, name, pictures), talk.text_size))
            return talk, (*cells.show_edits(talk), *started)
        case KeyPressed():
            return intents.of_key(talk, event)
        case Wanted(_, intent):
            return intents.carry_out(talk, intent, event.window)
        case SlideChosen(_, slide):
            return navigation.go_to(replace(talk, mode=Mode.TALK), Place(slide)), ()
        case PlaceRequested(_, text):
            if text == acts.PREFLIGHT_PLACE:
                return replace(talk, mode=Mode.PREFLIGHT), ()
            place = navigation.place_in(talk.deck, text or navigation.spell_place(Place(1)))
            return (navigation.go_to(replace(talk, mode=Mode.TALK), place), ()) if place else (talk, ())
        case SpeakerWindowOpened():
            return window.opened(talk), ()
        case BudgetAccepted(_, section):
            return rehearsing.accept(talk, section), ()
        case RehearsalForgotten(_, rehearsal):
            return rehearsing.forget(talk, rehearsal), ()
        case RehearsalsExported(_, kind):
            return rehearsing.export(talk, kind)
        case NotesSaved(_, how):
            return rehearsing.save_notes(talk, how)
        case StrokeDrawn(_, slide, tool, path):
            return drawing.draw(talk, slide, tool, path), ()
        case StrokeErased(_, slide, stroke):
            return drawing.erase(talk, slide, stroke), ()
        case RegionMagnified(_, left, top, width, height):
            return drawing.magnify(talk, Region(left, top, width, height)), ()
        case SearchTyped(_, text):
            return searching.type_in(talk, text), ()
        case SearchWalked(_, direction):
            return searching.walk(talk, direction), ()
        case SearchTaken(_, hit):
            return searching.take(talk, hit), ()
        case PlanEndSet(_, text):
            return replanning.set_end(talk, text), ()
        case PlanOptionTurned(_, slides, bullet):
            return replanning.drop(talk, slides, bullet), ()
        case BulletWanted(_, slide, bullet):
            return replanning.show_bullet(talk, slide, bullet), ()
        case PlanTaken(_, starts):
            return replanning.start_and_take(talk) if starts else replanning.take(talk)
        case PlanLeft():
            return replanning.leave(talk)
        case WindowsPlaced(_, how):
            return window.placed(talk, how), ()
        case SpeakerWindowBlocked():
            return window.blocked(talk), ()
        case SpeakerWindowClosed():
            return window.closed(talk), ()
        case SpeakerWindowArranged():
            return window.arranged(talk, event), ()
        case SystemThemeChanged(_, theme):
            return replace(talk, system_theme=theme), ()
        case NewVersionFound():
            return replace(talk, new_version=True), ()
        case ProblemsTold(_, problems):
            return replace(talk, told_problems=problems), ()
        case Ticked():
            return _ticked(talk), ()
        case RunCell(_, cell, source):
            return cells.run(talk, cell, source)
        case RunAllAbove(_, cell):
            return cells.run_all_above(talk, cell)
        case EnlargeWanted(_, cell):
            return replace(talk, enlarged=talk.enlarged ^ {cell}), ()
        case CellEdited(_, cell, source):
            return cells.edit(talk, cell, source)
        case OriginalWanted(_, cell):
            return cells.show_original(talk, cell)
        case RecordingWanted(_, cell):
            return cells.show_recording(talk, cell)
        case InputWanted(_, run):
            return running.waits(talk, run, asks=True)
        case InputGiven(_, run):
            return running.waits(talk, run, asks=False)
        case RunTimedOut(_, run, engine):
            return running.timed_out(talk, run, engine)
        case StopRequested():
            return running.stop(talk)
        case ReplTyped(_, text):
            return replace(talk, repl=replace(talk.repl, text=text)), ()
        case ReplSubmitted(_, before, after):
            return repl.enter(talk, before, after)
        case HistoryWanted(_, direction, text):
            return repl.recall(talk, direction, text)
        case IndentWanted(_, before, after):
            return talk, (repl.indent(before, after),)
        case HistorySearched(_, text):
            return repl.search(talk, text)
        case ReplCancelled():
            return repl.cancel(talk)
        case ReplResized(_, share):
            return repl.resize(talk, share), ()
        case SentToRepl(_, source):
            return repl.take(talk, source)
        case KernelChanged(_, live, reason, about):
            return running.kernel_changed(talk, live, reason, about)
        case NamesKept():
            return checkpoints.kept(talk, event)
        case RunStarted(_, run):
            return running.started(talk, run)
        case PackagesLoading(_, run, packages):
            return running.waits(talk, run, loading=packages)
        case RunEnded(_, run, state, line):
            marks = cells.mark_failure(talk, run, line)
            talk, effects = running.ended(talk, run, state)
            return talk, (*marks, *effects)
        case Measured():
            return running.measured(talk, event)
        case EngineChosen(_, engine):
            return engines.choose(talk, engine), ()
        case EngineDied(_, engine, reason):
            return running.engine_died(talk, engine, reason)
        case WarmedUp(_, code, missing, given_up):
            return readiness.warmed_up(talk, code, missing, given_up), ()
        case StopTimedOut(_, run):
            return running.stop_timed_out(talk, run)
        case _:
            assert_never(event)


def _began(talk: Talk, event: Began) -> Change:
    """A page that opens: what was saved comes back."""
    talk, effects = keeping.began(talk, event)
    if event.place == acts.PREFLIGHT_PLACE:
        talk = replace(talk, mode=Mode.PREFLIGHT)
    return keeping.begun(navigation.go_to(talk, talk.place)), (*effects, *cells.show_edits(talk))


def _ticked(talk: Talk) -> Talk:
    message = talk.message
    if message is not None and message.until_ms is not None and talk.now_ms >= message.until_ms:
        return replace(talk, message=None)
    return talk
