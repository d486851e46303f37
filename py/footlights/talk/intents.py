"""What keys, buttons and swipes do: a key is looked up in the table of keys, an intent in the one below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from footlights.talk import keeping
from footlights.talk.code import cells, checkpoints, running
from footlights.talk.code.running import Change
from footlights.talk.drawn_state import Tool
from footlights.talk.effects import FocusOn, ToggleFullScreen
from footlights.talk.events import KeyPressed
from footlights.talk.fields import WindowName
from footlights.talk.speaker import rehearsing, window
from footlights.talk.stage import acts, drawing, gap, navigation, questions, repl, replanning, searching
from footlights.talk.stage.keys import intent_of
from footlights.talk.state import Mode, Place, Talk


def of_key(talk: Talk, event: KeyPressed) -> Change | None:
    """A key's intent carried out, None where it has none; the digits of a slide number come before the table."""
    plain = event.focus != "editor" and not (event.ctrl or event.alt or event.meta)
    if plain and event.key.isascii() and event.key.isdigit() and (talk.entry is not None or event.key != "0"):
        return replace(talk, entry=((talk.entry or "") + event.key)[-4:]), ()
    if plain and talk.entry is not None and event.key in ("Enter", "Backspace"):
        return _entered(talk) if event.key == "Enter" else replace(talk, entry=talk.entry[:-1]), ()
    if plain and event.focus == "page" and event.key == "Enter" and talk.mode is Mode.OVERVIEW:
        return navigation.go_to(replace(talk, mode=Mode.TALK), Place(talk.chosen)), ()
    intent = intent_of(event)
    return None if intent is None else carry_out(talk, intent, event.window)


def _entered(talk: Talk) -> Talk:
    number = int(talk.entry or 0)
    talk = replace(talk, entry=None, mode=Mode.TALK)
    return navigation.go_to(talk, Place(number)) if number else talk


def carry_out(talk: Talk, intent: str, window_name: WindowName = "stage") -> Change:
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
        if mode is Mode.BLANK and talk.frozen is not None:
            return window.stays_frozen(talk)
        blank: Literal["black", "white"] = "white" if intent == "blank-white" else "black"
        is_left = talk.mode is mode and (mode is not Mode.BLANK or talk.blank == blank)
        talk = drawing.put_away(talk) if mode is Mode.OVERVIEW else talk
        return replace(talk, mode=Mode.TALK if is_left else mode, blank=blank, chosen=talk.place.slide), ()
    if intent == "search":
        return searching.toggle(talk, window_name)
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
    if talk.lectern.replanning:
        return replanning.leave(talk)
    if talk.rehearsal.is_shown:
        return rehearsing.show(talk)
    if talk.search is not None:
        return replace(talk, search=None), ()
    if talk.tool is not Tool.NONE or talk.magnified:
        return drawing.put_away(talk), ()
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
    "last": navigation.go_to_end,
    "agenda": navigation.go_to_agenda,
}
_MODES = {"overview": Mode.OVERVIEW, "help": Mode.HELP, "blank": Mode.BLANK, "blank-white": Mode.BLANK}
_ACTS: dict[str, Callable[[Talk], Change]] = {
    "go-to": lambda talk: (replace(talk, entry=""), ()),
    "full-screen": lambda talk: (talk, (ToggleFullScreen(),)),
    "theme": acts.toggle_theme,
    "large-clock": acts.toggle_large_clock,
    "larger": lambda talk: acts.resized(talk, 1),
    "smaller": lambda talk: acts.resized(talk, -1),
    "normal-size": lambda talk: acts.resized(talk, 0),
    "speaker": window.open_window,
    "freeze": window.toggle_freeze,
    "place-windows": window.place,
    "larger-notes": lambda talk: window.resized_notes(talk, 1),
    "smaller-notes": lambda talk: window.resized_notes(talk, -1),
    "normal-notes": lambda talk: window.resized_notes(talk, 0),
    "clock": acts.start_or_pause_clock,
    "questions": questions.toggle,
    "gap": gap.turn,
    "rehearse": rehearsing.toggle,
    "rehearsals": rehearsing.show,
    "laser": lambda talk: drawing.choose(talk, Tool.LASER),
    "pen": lambda talk: drawing.choose(talk, Tool.PEN),
    "highlighter": lambda talk: drawing.choose(talk, Tool.HIGHLIGHTER),
    "eraser": lambda talk: drawing.choose(talk, Tool.ERASER),
    "magnifier": lambda talk: drawing.choose(talk, Tool.MAGNIFIER),
    "undo-drawing": drawing.undo,
    "clear-drawing": drawing.clear,
    "reset-clock": acts.reset_clock,
    "replan": replanning.toggle,
    "undo-plan": replanning.undo,
    "take-version": acts.take_new_version,
    "take-over": keeping.take_over,
    "follow": keeping.follow,
    "preflight": acts.toggle_preflight,
    "warmth": acts.toggle_warmth,
    "repl": repl.toggle,
    "repl-side": repl.change_side,
    "run": cells.run_next,
    "stop": running.stop,
    "replay": cells.run_again,
    "names-back": checkpoints.go_back,
    "leave": _leave,
}
INTENTS = frozenset({*_MOVES, *_MODES, *_ACTS, "search"})
"""Every intent there is; ``keys`` may name no other."""
