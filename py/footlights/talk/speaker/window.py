"""The speaker's window: opened and arranged, the size of its notes, what is looked at in it alone, and the freeze.

Freezing leaves the audience the picture they have while the speaker looks ahead. Thawed by its key, the audience sees
where the speaker is; when the window is gone, the audience's picture stays and the talk is there again.
"""

from __future__ import annotations

from dataclasses import replace

from footlights.talk.code.running import Change
from footlights.talk.effects import OpenSpeakerWindow, PlaceWindows
from footlights.talk.speaker_events import SpeakerWindowArranged
from footlights.talk.speaker_state import SpeakerWindow
from footlights.talk.stage import clock, navigation
from footlights.talk.state import Message, Mode, Talk

NOTES_SIZES = range(-4, 13)
"""Sizes of the notes in steps of a tenth; 0 is normal."""
SHARES = (0.2, 0.8)
"""The least and the most that a part may take."""
_NEEDS_WINDOW = "The picture is frozen for a speaker who looks ahead in a window of their own: s opens it."
_FROZEN = "The audience's picture is frozen: i shows them where you are, then b blanks it."
_BLANK = "The screen is blank: b brings the slides back, then i freezes them."
_BLOCKED = "The browser keeps the speaker window from opening: allow pop-up windows here, then press s again."
_PLACED = {
    "placed": "The slides are on the other screen.",
    "alone": "There is one screen only: connect the projector, and let it extend the screen instead of mirroring it.",
    "refused": "The browser may not move windows here: press ⇧ S in the slides' window, and allow it.",
    "unable": "This browser can't move windows: drag the slides' window to the projector, then press f in it.",
}
_ALONE = frozenset({Mode.OVERVIEW, Mode.HELP})


def open_window(talk: Talk) -> Change:
    """Open the window, or bring it to the front."""
    return talk, (OpenSpeakerWindow(),)


def opened(talk: Talk) -> Talk:
    """The window is there, and what was tried of the talk is seen in it alone."""
    return replace(talk, speaker=replace(talk.speaker, is_open=True, looks_alone=talk.mode is Mode.PREFLIGHT))


def place(talk: Talk) -> Change:
    """The slides on the projector, the speaker's window here."""
    return talk, (PlaceWindows(),)


def placed(talk: Talk, how: str) -> Talk:
    """What came of it, and how it is done by hand."""
    return replace(talk, message=Message(_PLACED[how], talk.now_ms + 10_000, private=True))


def blocked(talk: Talk) -> Talk:
    """The browser did not let it be opened."""
    return replace(talk, message=Message(_BLOCKED, talk.now_ms + 12_000, private=True))


def closed(talk: Talk) -> Talk:
    """The window is gone: what was looked at in it alone is closed, and the talk is where the audience is."""
    mode = Mode.TALK if talk.speaker.looks_alone else talk.mode
    search = None if talk.search and talk.search.window == "speaker" else talk.search
    gone = replace(talk, mode=mode, search=search, speaker=replace(talk.speaker, is_open=False, looks_alone=False))
    return _at_the_audience(gone)


def _at_the_audience(talk: Talk) -> Talk:
    if talk.frozen is None:
        return talk
    return navigation.go_to(replace(talk, frozen=None), talk.frozen)


def arranged(talk: Talk, event: SpeakerWindowArranged) -> Talk:
    """The parts take these shares, within reason."""
    least, most = SHARES
    slide, follows = (min(most, max(least, round(share, 3))) for share in (event.slide_share, event.next_share))
    return replace(talk, speaker=replace(talk.speaker, slide_share=slide, next_share=follows))


def resized_notes(talk: Talk, by: int) -> Change:
    """Larger or smaller notes; normal for no step."""
    size = min(max(NOTES_SIZES.start, talk.speaker.notes_size + by), NOTES_SIZES.stop - 1) if by else 0
    return replace(talk, speaker=replace(talk.speaker, notes_size=size)), ()


def looked_at(talk: Talk, before: Talk, is_speakers: bool) -> Talk:
    """An overview or help opened in the speaker's window is not the audience's business; problems never are."""
    if talk.mode is before.mode:
        return talk
    alone = talk.speaker.is_open if talk.mode is Mode.PREFLIGHT else is_speakers and talk.mode in _ALONE
    return replace(talk, speaker=replace(talk.speaker, looks_alone=alone))


def toggle_freeze(talk: Talk) -> Change:
    """The audience keeps its picture, or sees where the speaker is."""
    if talk.frozen is not None:
        thawed = replace(talk, frozen=None, mode=Mode.TALK)
        return replace(thawed, clock=clock.enter(talk.clock, talk.slide.section, talk.now_ms)), ()
    if talk.mode is Mode.BLANK:
        return replace(talk, message=Message(_BLANK, talk.now_ms + 6000, private=True)), ()
    if not talk.speaker.is_open:
        return replace(talk, message=Message(_NEEDS_WINDOW, talk.now_ms + 6000, private=True)), ()
    return replace(talk, frozen=talk.place), ()


def at_the_start(speaker: SpeakerWindow) -> SpeakerWindow:
    """The window as a page that opens has it: not there yet, laid out as before."""
    return replace(speaker, is_open=False, looks_alone=False)


def stays_frozen(talk: Talk) -> Change:
    """What would change the audience's picture waits until it is no longer frozen."""
    return replace(talk, message=Message(_FROZEN, talk.now_ms + 6000, private=True)), ()
