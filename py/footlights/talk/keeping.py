"""Which tab keeps the talk, what comes back of what was kept, and what the speaker is told of it.

One tab of a browser saves a talk. Another that has it open says so and saves nothing; when it takes
over, or the first is gone, it goes on with what was saved last and what was changed in it meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from footlights.talk.code.running import Change
from footlights.talk.effects import Effect, FollowTalk, PutAside, RenameOutputs, SetCellSource, SetReplInput, TakeOver
from footlights.talk.events import (
    Began,
)
from footlights.talk.keeping_events import TalkFollowed, TalkTaken
from footlights.talk.merging import merged
from footlights.talk.reading_saved import EVERYTHING, Found, read_saved
from footlights.talk.saved import lasting, restored
from footlights.talk.saving_drawings import in_this_deck
from footlights.talk.saving_notes import in_these_notes
from footlights.talk.stage import clock, gap, navigation
from footlights.talk.state import Keeping, Message, Talk

_BADLY = {
    "seldom": "This browser saves seldom here: a crash may lose the last minutes.",
    "never": "Nothing can be saved here (no room, or not allowed): a reload begins anew.",
}


def began(talk: Talk, event: Began) -> Change:
    """A page that opens, with what was saved last. An address that names another place than that wins."""
    found = read_saved(event.saved)
    seen_at_ms = found.seen_at_ms if event.seen_at_ms is None else event.seen_at_ms
    kept, renamed = in_these_notes(talk, found.kept, event.notes, seen_at_ms)
    talk = restored(talk, kept, seen_at_ms)
    if talk.rests_while_blank:  # the slides are back
        runs = clock.start_or_pause(talk.clock, talk.now_ms) if talk.clock.since_ms is None else talk.clock
        talk = replace(talk, clock=runs, rests_while_blank=False)
    if talk.clock.started:
        message = Message("Back where you were. ⇧ T resets the clock.", talk.now_ms + 6000, private=True)
        talk = replace(talk, message=message)
    talk = gap.noticed(talk, kept.clock, kept.questions, seen_at_ms)
    talk, effects = _told(talk, found)
    effects = (*effects, SetReplInput(talk.repl.text)) if talk.repl.text else effects
    effects = (*effects, RenameOutputs(renamed)) if renamed else effects
    as_kept = found.kept.place is not None and event.place == navigation.spell_place(found.kept.place)
    asked = None if as_kept else navigation.place_in(talk.deck, event.place)
    here = Keeping.HERE if event.here else Keeping.ELSEWHERE
    return replace(talk, place=asked or talk.place, keeping=here), effects


def begun(talk: Talk) -> Talk:
    """The talk as both tabs know it, where another has it open."""
    return talk if talk.keeping is Keeping.HERE else replace(talk, shared=lasting(talk))


def lost(talk: Talk) -> Talk:
    """Another tab keeps the talk from now on."""
    return replace(talk, keeping=Keeping.TAKEN, shared=lasting(talk), message=None)


def taken(talk: Talk, event: TalkTaken) -> Change:
    """This tab keeps the talk from now on, as both made it."""
    found, edits = read_saved(event.saved), talk.edits
    theirs, renamed = in_these_notes(talk, found.kept, event.notes, event.seen_at_ms)
    shared, theirs = (replace(each, drawings=in_this_deck(each.drawings, talk.deck)) for each in (talk.shared, theirs))
    kept = merged(shared, lasting(talk), theirs)
    # A clock that ran on in this tab was never out of sight.
    talk = restored(talk, kept, event.seen_at_ms if kept.clock != talk.clock else None)
    talk = replace(navigation.go_to(talk, talk.place), keeping=Keeping.HERE)
    talk = replace(talk, message=Message("This tab keeps the talk now.", talk.now_ms + 6000, private=True))
    talk, effects = _told(talk, found)
    effects = (*effects, RenameOutputs(renamed)) if renamed else effects
    return talk, (*effects, *_texts_since(talk, edits))


def follow(talk: Talk) -> Change:
    """Show what the tab shows that keeps the talk, from now on; again: no more."""
    if talk.keeping is Keeping.HERE:
        return talk, ()
    follows = talk.keeping is not Keeping.FOLLOWING
    keeping = Keeping.FOLLOWING if follows else Keeping.ELSEWHERE
    return replace(talk, keeping=keeping, message=None), (FollowTalk(follows),)


def followed(talk: Talk, event: TalkFollowed) -> Change:
    """The other tab has gone on: so does this one. Its own REPL and names stay."""
    if talk.keeping is not Keeping.FOLLOWING:
        return talk, ()
    saved, edits = read_saved(event.saved).kept, talk.edits
    kept, _ = in_these_notes(talk, saved, event.notes, event.seen_at_ms)
    talk = restored(talk, replace(kept, repl=talk.repl, ran=None), event.seen_at_ms)
    return replace(navigation.go_to(talk, talk.place), shared=lasting(talk)), _texts_since(talk, edits)


def take_over(talk: Talk) -> Change:
    """Keep the talk in this tab."""
    return talk, () if talk.keeping is Keeping.HERE else (TakeOver(),)


def saves_badly(talk: Talk, how: str) -> Talk:
    """The browser's storage is full, forbidden or broken; the talk goes on."""
    return replace(talk, message=Message(_BADLY[how], talk.now_ms + 12_000, private=True)) if how in _BADLY else talk


def _told(talk: Talk, found: Found) -> Change:
    if not found.unread:
        return talk, ()
    what, rest = f"the {' and the '.join(found.unread)}", "the rest is back"
    if EVERYTHING in found.unread:
        what, rest = "this talk", "it begins anew"
    words = f"What was saved of {what} can't be read and is put aside; {rest}."
    return replace(talk, message=Message(words, talk.now_ms + 12_000, private=True)), (PutAside(),)


def _texts_since(talk: Talk, before: Mapping[str, str]) -> tuple[Effect, ...]:
    """The texts of the cells that are edited otherwise than before."""
    changed = (cell for cell in talk.deck.cells if talk.edits.get(cell.name) != before.get(cell.name))
    return tuple(SetCellSource(cell.identity, talk.shown_in(cell)) for cell in changed)
