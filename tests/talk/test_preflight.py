"""The preflight knows what the talk needs, and where the speaker was."""

import pytest

from footlights.talk import Talk, TalkNotes, opened, view
from footlights.talk.effects import ShowPlace
from footlights.talk.events import Began, KeyPressed, PlaceRequested
from footlights.talk.fields import WindowName
from footlights.talk.speaker_events import SpeakerWindowClosed, SpeakerWindowOpened
from footlights.talk.state import Mode
from footlights.talk.view_model import ToTry
from tests.talk.support import after, press, small_talk

NOTES = """# T

```python setup
import json
```

```python run
import a.b, this
try:
    import perhaps
except ImportError:
    pass
```

```python run engine=skulpt
import random
```

```python compare
print(1)
```
"""


def test_it_tries_the_imports_of_cells_and_the_engines_that_are_used() -> None:
    talk = press(opened(TalkNotes(NOTES), ("pyodide", "skulpt", "brython", "micropython")), ["W"])
    assert talk.mode is Mode.TALK, "without shift it is no chord"
    talk = after(talk, KeyPressed(2, "W", shift=True))[0]
    assert view(talk).preflight == ToTry(("skulpt", "brython", "micropython"), ("a.b", "json"))


def test_the_address_bar_leads_there_and_back() -> None:
    talk = after(small_talk(), Began(1, "#/preflight"))[0]
    assert talk.mode is Mode.PREFLIGHT
    left, effects = after(talk, KeyPressed(2, "Escape"))
    assert (left.mode, effects) == (Mode.TALK, (ShowPlace("#/1", False),))
    assert after(left, PlaceRequested(3, "#/preflight"))[0].mode is Mode.PREFLIGHT
    assert view(left).preflight is None


@pytest.mark.parametrize("window", ["stage", "speaker"])
def test_beside_a_speakers_window_it_is_seen_there_alone(window: WindowName) -> None:
    both = after(small_talk(), SpeakerWindowOpened(1))[0]
    begun = after(both, KeyPressed(2, "W", shift=True, window=window))[0]
    assert _modes(begun) == (Mode.TALK, Mode.PREFLIGHT)
    assert view(begun).preflight == ToTry((), ())
    assert _modes(after(begun, KeyPressed(3, "Escape", window=window))[0]) == (Mode.TALK, Mode.TALK)
    closed = after(begun, SpeakerWindowClosed(3))[0]
    assert (view(closed).mode, view(closed).preflight) == (Mode.TALK, None)


def test_it_moves_to_a_window_that_is_opened_meanwhile() -> None:
    alone = after(small_talk(), KeyPressed(2, "W", shift=True))[0]
    assert view(alone).mode is Mode.PREFLIGHT
    assert _modes(after(alone, SpeakerWindowOpened(3))[0]) == (Mode.TALK, Mode.PREFLIGHT)


def _modes(talk: Talk) -> tuple[Mode, Mode]:
    """What the audience's window shows, and the speaker's."""
    shown = view(talk)
    assert shown.speaker
    return shown.mode, shown.speaker.mode


def test_the_screen_is_kept_awake_while_the_clock_runs() -> None:
    running = press(small_talk(), ["t"])
    assert [view(talk).awake for talk in (small_talk(), running, press(running, ["t"], at_ms=2))] == [
        False,
        True,
        False,
    ]
