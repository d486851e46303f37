"""The stage's one door: JSON in, JSON out. ``web/js/page/bridge.js`` is the same door's other side."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from footlights.deck import Deck, render_notes, render_slide, slide_attributes, unpacked_deck
from footlights.talk import Event, Recorded, Step, Talk, TalkNotes, opened, to_save, update, view
from footlights.talk.drawn_state import Stroke
from footlights.talk.wire import Answer, DeckShown, SlideShown, from_json, read_event, to_json


class Stage:
    """A talk on stage. It is opened by ``start``; whatever drives it, there is this one of it."""

    _talk: Talk

    def __init__(self) -> None:
        self._saved: dict[str, Any] = {}
        self._page_keys: frozenset[str] = frozenset()  # of the slides that the page has
        self._dropped = 0  # messages that were no events: user code can make up what its worker says

    def start(self, request: str) -> str:
        """Open the talk: ``{notes, deck, name, pictures, engines, recorded, keys, event}`` in, an answer out.

        ``deck`` is what the build parsed the notes to: parsing again would take the stage a tenth of a second.
        ``keys`` are those of the slides that the page shows already; others have no HTML yet and
        are asked for by ``render``. ``random``, as the snapshot froze it, is left alone: the stage draws
        nothing by lot, and seeding would take it 12 ms.
        """
        asked = json.loads(request)
        self._page_keys = frozenset(asked["keys"])
        notes = TalkNotes(asked["notes"], asked["name"], tuple(asked["pictures"]))
        deck = unpacked_deck(asked["deck"]) if asked.get("deck") else None
        self._talk = opened(notes, tuple(asked["engines"]), deck, _recorded(asked.get("recorded")))
        answer = self._handled(read_event(asked["event"]))
        return to_json(answer if answer.deck else replace(answer, deck=self._shown(self._talk.deck)))

    def render(self, request: str) -> str:
        """The HTML of the slides with these keys, ``{keys}`` in, ``{key: html}`` out.

        Needs libraries that are not in the snapshot, so that the page mounts them first.
        """
        wanted, deck = set(json.loads(request)["keys"]), self._talk.deck
        return to_json({slide.key: render_slide(deck, slide) for slide in deck.slides if slide.key in wanted})

    def notes(self, request: str) -> str:
        """Speaker notes as HTML, ``{notes}`` in, ``{html}`` out. Needs what ``render`` needs."""
        return to_json({"html": render_notes(self._talk.deck, json.loads(request)["notes"])})

    def handle(self, message: str) -> str:
        """One event in, an answer out. A message that is no event changes nothing, and is counted."""
        return to_json(self._handled(read_event(from_json(message))))

    def _handled(self, event: Event | None) -> Answer:
        before = self._talk
        if event is None:
            self._dropped += 1
        step = update(before, event) if event else Step(before)
        self._talk = step.state
        saved, self._saved = self._saved, to_save(step.state)
        return Answer(
            view(step.state),
            step.effects,
            step.handled,
            self._saved if self._saved != saved else None,
            self._shown(step.state.deck) if step.state.deck is not before.deck else None,
            self._dropped,
            _drawn(step.state) if step.state.drawings.strokes is not before.drawings.strokes else None,
        )

    def _shown(self, deck: Deck) -> DeckShown:
        """What the page makes of its slides: those it has not got yet it asks ``render`` for."""
        known = self._page_keys
        self._page_keys = frozenset(slide.key for slide in deck.slides)
        return DeckShown(
            deck.title, tuple(SlideShown(slide_attributes(each), each.key in known) for each in deck.slides)
        )


def _drawn(talk: Talk) -> dict[str, tuple[Stroke, ...]]:
    return {str(slide): strokes for slide, strokes in talk.drawings.strokes.items()}


def _recorded(asked: dict[str, Any] | None) -> Recorded:
    return Recorded(asked["on"], frozenset(asked["cells"])) if asked else Recorded()
