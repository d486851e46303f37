"""A small talk to press keys in."""

from collections.abc import Iterable

from footlights.talk import Event, Talk, TalkNotes, opened, to_save, update
from footlights.talk.effects import Effect, KeepNames
from footlights.talk.events import KeyPressed
from footlights.talk.wire import to_json

NOTES = """---
duration: 10 min
---
# Talk

## One (2 min)

first

<!-- pause -->

second

### More

```python run
1 + 1
```

```python run
2 + 2
```

## Two (3 min)

end
"""
"""Slides: 1 title, 2 agenda, 3 One (two steps), 4 More (two cells), 5 Two."""


def small_talk() -> Talk:
    """The talk above, just opened."""
    return opened(TalkNotes(NOTES))


def after(talk: Talk, *events: Event) -> tuple[Talk, tuple[Effect, ...]]:
    """The talk after events, and the effects of the last one."""
    effects: tuple[Effect, ...] = ()
    for event in events:
        step = update(talk, event)
        talk, effects = step.state, step.effects
    return talk, effects


def besides_keeping(effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """What else is to be done: Python's names are kept after every run."""
    return tuple(effect for effect in effects if not isinstance(effect, KeepNames))


def press(talk: Talk, keys: Iterable[str], at_ms: int = 1) -> Talk:
    """The talk after keys pressed on the page at one moment."""
    return after(talk, *(KeyPressed(at_ms, key) for key in keys))[0]


def stored(talk: Talk) -> str:
    """The talk as the page stores it."""
    return to_json(to_save(talk))
