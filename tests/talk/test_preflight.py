"""The preflight knows what the talk needs, and where the speaker was."""

from footlights.talk import TalkNotes, opened, view
from footlights.talk.effects import ShowPlace
from footlights.talk.events import Began, KeyPressed, PlaceRequested
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


def test_the_screen_is_kept_awake_while_the_clock_runs() -> None:
    running = press(small_talk(), ["t"])
    assert [view(talk).awake for talk in (small_talk(), running, press(running, ["t"], at_ms=2))] == [
        False,
        True,
        False,
    ]
