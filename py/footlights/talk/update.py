"""The one place where a talk changes: ``update(state, event)`` gives the next state and effects.

Total: an event that makes no sense now gives the same state back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import assert_never

from footlights.talk import keeping
from footlights.talk.code import cells, engines, readiness, recordings, running
from footlights.talk.code.running import Change
from footlights.talk.effects import Effect, FocusOn, ShowPlace, ToggleFullScreen
from footlights.talk.events import (
    Began,
    CellEdited,
    EngineChosen,
    Event,
    HistorySearched,
    HistoryWanted,
    IndentWanted,
    KeyPressed,
    NewVersionFound,
    NotesReplaced,
    OriginalWanted,
    PlaceRequested,
    RecordingWanted,
    ReplCancelled,
    ReplResized,
    ReplSubmitted,
    RunAllAbove,
    RunCell,
    SavingChanged,
    SentToRepl,
    SlideChosen,
    StopRequested,
    SystemThemeChanged,
    TalkLost,
    TalkTaken,
    Ticked,
    Wanted,
)
from footlights.talk.run_events import (
    EngineDied,
    InputGiven,
    InputWanted,
    KernelChanged,
    Measured,
    PackagesLoading,
    RunEnded,
    RunStarted,
    RunTimedOut,
    StopTimedOut,
    WarmedUp,
)
from footlights.talk.stage import acts, navigation, repl
from footlights.talk.stage.keys import intent_of
from footlights.talk.stage.laying_out import laid_out
from footlights.talk.state import Mode, Place, Talk, TalkNotes


@dataclass(frozen=True, slots=True)
class Step:
    """What an event led to. ``handled`` tells the page to keep the key from the browser."""

    state: Talk
    effects: tuple[Effect, ...] = ()
    handled: bool = False


def update(talk: Talk, event: Event) -> Step:
    """The talk after an event."""
    before = talk
    talk = replace(talk, now_ms=max(talk.now_ms, event.at_ms))
    change = _change(talk, event)
    talk, effects = change or (talk, ())
    talk = acts.blanked(talk, before)
    if talk.deck is before.deck and talk.jumps is before.jumps and not isinstance(event, Began | TalkTaken):
        talk = navigation.jumped(talk, before.place)
    if talk.place != before.place and not isinstance(event, PlaceRequested):
        turned = talk.place.slide != before.place.slide and talk.deck is before.deck
        push = turned and not isinstance(event, Began)
        effects = (ShowPlace(navigation.spell_place(talk.place), push), *effects)
    if talk.place.slide != before.place.slide or isinstance(event, Began):
        talk, started = cells.run_by_themselves(talk)
        effects = (*effects, *started)
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
        case TalkLost():
            return keeping.lost(talk), ()
        case SavingChanged(_, how):
            return keeping.saves_badly(talk, how), ()
        case NotesReplaced(_, text, name, pictures):
            talk = laid_out(talk, TalkNotes(text, name, pictures), talk.text_size)
            return talk, cells.show_edits(talk)
        case KeyPressed():
            return _key(talk, event)
        case Wanted(_, intent):
            return _do(talk, intent)
        case SlideChosen(_, slide):
            return navigation.go_to(replace(talk, mode=Mode.TALK), Place(slide)), ()
        case PlaceRequested(_, text):
            if text == acts.PREFLIGHT_PLACE:
                return replace(talk, mode=Mode.PREFLIGHT), ()
            place = navigation.place_in(talk.deck, text)
            return (navigation.go_to(replace(talk, mode=Mode.TALK), place), ()) if place else (talk, ())
        case SystemThemeChanged(_, theme):
            return replace(talk, system_theme=theme), ()
        case NewVersionFound():
            return replace(talk, new_version=True), ()
        case Ticked():
            return _ticked(talk), ()
        case RunCell(_, cell, source):
            return cells.run(talk, cell, source)
        case RunAllAbove(_, cell):
            return cells.run_all_above(talk, cell)
        case CellEdited(_, cell, source):
            return cells.edit(talk, cell, source)
        case OriginalWanted(_, cell):
            return cells.show_original(talk, cell)
        case RecordingWanted(_, cell):
            return recordings.show(talk, cell)
        case InputWanted(_, run):
            return running.waits(talk, run, asks=True)
        case InputGiven(_, run):
            return running.waits(talk, run, asks=False)
        case RunTimedOut(_, run, engine):
            return running.timed_out(talk, run, engine)
        case StopRequested():
            return running.stop(talk)
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
        case KernelChanged(_, live, reason):
            return running.kernel_changed(talk, live, reason)
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


def _key(talk: Talk, event: KeyPressed) -> Change | None:
    """A key's intent carried out, None where it has none; the digits of a slide number come before the table."""
    plain = event.focus != "editor" and not (event.ctrl or event.alt or event.meta)
    if plain and event.key.isascii() and event.key.isdigit() and (talk.entry is not None or event.key != "0"):
        return replace(talk, entry=((talk.entry or "") + event.key)[-4:]), ()
    if plain and talk.entry is not None and event.key in ("Enter", "Backspace"):
        return _entered(talk) if event.key == "Enter" else replace(talk, entry=talk.entry[:-1]), ()
    if plain and event.focus == "page" and event.key == "Enter" and talk.mode is Mode.OVERVIEW:
        return navigation.go_to(replace(talk, mode=Mode.TALK), Place(talk.chosen)), ()
    intent = intent_of(event)
    return None if intent is None else _do(talk, intent)


def _entered(talk: Talk) -> Talk:
    number = int(talk.entry or 0)
    talk = replace(talk, entry=None, mode=Mode.TALK)
    return navigation.go_to(talk, Place(number)) if number else talk


def _do(talk: Talk, intent: str) -> Change:
    """Carry out an intent of the key table; moving leaves help and blank, and moves the choice in the overview."""
    if talk.entry is not None and intent != "go-to":
        talk = replace(talk, entry=None)
        if intent == "leave":
            return talk, ()
    if intent in _MOVES:
        if talk.mode is Mode.OVERVIEW:
            return _chosen(talk, intent), ()
        return _MOVES[intent](replace(talk, mode=Mode.TALK)), ()
    if intent in _MODES:
        mode = _MODES[intent]
        return replace(talk, mode=Mode.TALK if talk.mode is mode else mode, chosen=talk.place.slide), ()
    act = _ACTS.get(intent)
    return act(talk) if act else (talk, ())


def _chosen(talk: Talk, intent: str) -> Talk:
    last = len(talk.deck.slides)
    wanted = {"next": talk.chosen + 1, "previous": talk.chosen - 1, "first": 1, "last": last}.get(intent)
    if wanted is None:
        return _MOVES[intent](replace(talk, mode=Mode.TALK))
    return replace(talk, chosen=min(max(1, wanted), last))


def _leave(talk: Talk) -> Change:
    if talk.mode is Mode.PREFLIGHT:
        return acts.toggle_preflight(talk)
    if talk.mode is not Mode.TALK:
        return replace(talk, mode=Mode.TALK), ()
    if talk.shows_warmth:
        return replace(talk, shows_warmth=False), ()
    if talk.repl.is_open:
        return repl.toggle(talk)
    return replace(talk, message=None), (FocusOn("page"),)


_MOVES: dict[str, Callable[[Talk], Talk]] = {
    "next": navigation.go_next,
    "previous": navigation.go_previous,
    "next-section": navigation.go_next_section,
    "previous-section": navigation.go_previous_section,
    "last-section": navigation.go_to_last_section,
    "back": navigation.go_back,
    "first": lambda talk: navigation.go_to(talk, Place(1)),
    "last": lambda talk: navigation.go_to(talk, Place(len(talk.deck.slides), talk.deck.slides[-1].last_step)),
    "agenda": navigation.go_to_agenda,
}
_MODES = {"overview": Mode.OVERVIEW, "help": Mode.HELP, "blank": Mode.BLANK}
_ACTS: dict[str, Callable[[Talk], Change]] = {
    "go-to": lambda talk: (replace(talk, entry=""), ()),
    "full-screen": lambda talk: (talk, (ToggleFullScreen(),)),
    "theme": acts.toggle_theme,
    "large-clock": acts.toggle_large_clock,
    "larger": lambda talk: acts.resized(talk, 1),
    "smaller": lambda talk: acts.resized(talk, -1),
    "normal-size": lambda talk: acts.resized(talk, 0),
    "clock": acts.start_or_pause_clock,
    "reset-clock": acts.reset_clock,
    "take-version": acts.take_new_version,
    "take-over": keeping.take_over,
    "preflight": acts.toggle_preflight,
    "warmth": acts.toggle_warmth,
    "repl": repl.toggle,
    "repl-side": repl.change_side,
    "run": cells.run_next,
    "stop": running.stop,
    "replay": cells.run_again,
    "leave": _leave,
}
INTENTS = frozenset({*_MOVES, *_MODES, *_ACTS})
"""Every intent there is; ``keys`` may name no other."""
