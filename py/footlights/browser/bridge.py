"""The stage's one door: JSON in, JSON out. ``web/js/bridge.js`` is the same door's other side."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from footlights.deck import Deck, render_slide, slide_attributes, unpacked_deck
from footlights.talk import Event, Notes, Recorded, Step, Talk, opened, to_save, update, view
from footlights.talk.wire import Answer, DeckShown, SlideShown, from_json, read_event, to_json

_talks: list[Talk] = []
_saves: list[dict[str, Any]] = []
_page_keys: set[str] = set()
"""The keys of the slides that the page has."""
_dropped = [0]
"""How many messages were no events: user code can make up what its worker says."""


def start(request: str) -> str:
    """Open the talk: ``{notes, deck, name, pictures, engines, recorded, keys, event}`` in; view, save and slides out.

    ``deck`` is what the build parsed the notes to: parsing again would take the stage a tenth of a second.
    ``keys`` are those of the slides that the page shows already; others have no HTML yet and
    are asked for by ``render``. ``random``, as the snapshot froze it, is left alone: the stage draws
    nothing by lot, and seeding would take it 12 ms.
    """
    asked = json.loads(request)
    _page_keys.clear()
    _page_keys.update(asked["keys"])
    notes = Notes(asked["notes"], asked["name"], tuple(asked["pictures"]))
    deck = unpacked_deck(asked["deck"]) if asked.get("deck") else None
    _talks[:] = [opened(notes, tuple(asked["engines"]), deck, _recorded(asked.get("recorded")))]
    _saves[:], _dropped[:] = [{}], [0]
    answer = _handled(read_event(asked["event"]))
    return to_json(answer if answer.deck else replace(answer, deck=_shown(_talks[0].deck)))


def _recorded(asked: dict[str, Any] | None) -> Recorded:
    return Recorded(asked["on"], frozenset(asked["cells"])) if asked else Recorded()


def render(request: str) -> str:
    """The HTML of the slides with these keys, ``{keys}`` in, ``{key: html}`` out.

    Needs libraries that are not in the snapshot, so that the page mounts them first.
    """
    wanted, deck = set(json.loads(request)["keys"]), _talks[0].deck
    return to_json({slide.key: render_slide(deck, slide) for slide in deck.slides if slide.key in wanted})


def handle(message: str) -> str:
    """One event in; view, effects, whether the key was taken, and save and deck where they changed.

    A message that is no event changes nothing, and is counted.
    """
    return to_json(_handled(read_event(from_json(message))))


def _handled(event: Event | None) -> Answer:
    before = _talks[0]
    if event is None:
        _dropped[0] += 1
    step = update(before, event) if event else Step(before)
    _talks[0] = step.state
    save = to_save(step.state)
    changed = save != _saves[0]
    _saves[0] = save
    return Answer(
        view(step.state),
        step.effects,
        step.handled,
        save if changed else None,
        _shown(step.state.deck) if step.state.deck is not before.deck else None,
        _dropped[0],
    )


def _shown(deck: Deck) -> DeckShown:
    """What the page makes of its slides: those it has not got yet it asks ``render`` for."""
    slides = tuple(SlideShown(slide_attributes(slide), slide.key in _page_keys) for slide in deck.slides)
    _page_keys.clear()
    _page_keys.update(slide.key for slide in deck.slides)
    return DeckShown(deck.title, slides)
