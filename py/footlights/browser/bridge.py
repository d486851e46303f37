"""The stage's one door: JSON in, JSON out. ``web/js/bridge.js`` is the same door's other side."""

from __future__ import annotations

import json
import random
from typing import Any

from footlights.deck import Deck, parse, render_slide, slide_attributes
from footlights.talk import Talk, opened, to_save, update, view
from footlights.talk.events import Began, DeckReplaced
from footlights.talk.wire import read_event, to_json, write_effect

_talks: list[Talk] = []
_saves: list[dict[str, Any]] = []


def start(request: str) -> str:
    """Open the talk: ``{notes, name, pictures, keys, event}`` in; view, save and slides out.

    ``keys`` are those of the slides that the page shows already; others have no HTML yet and
    are asked for by ``render``. A snapshot freezes the state of ``random``: it is seeded afresh.
    """
    random.seed()
    asked = json.loads(request)
    deck = parse(asked["notes"], asked["name"], asked["pictures"])
    _talks[:], _saves[:] = [opened(deck)], [{}]
    event = read_event(asked["event"])
    assert isinstance(event, Began)
    return to_json({**_handled(event), "deck": _shown(deck, set(asked["keys"]))})


def render(request: str) -> str:
    """The HTML of the slides with these keys, ``{keys}`` in, ``{key: html}`` out.

    Needs libraries that are not in the snapshot, so that the page mounts them first.
    """
    wanted, deck = set(json.loads(request)["keys"]), _talks[0].deck
    return to_json({slide.key: render_slide(deck, slide) for slide in deck.slides if slide.key in wanted})


def replace_notes(request: str) -> str:
    """Changed notes under the running talk: ``{notes, name, pictures, keys, atMs}``."""
    asked = json.loads(request)
    deck = parse(asked["notes"], asked["name"], asked["pictures"])
    answer = _handled(DeckReplaced(asked["atMs"], deck))
    return to_json({**answer, "deck": _shown(deck, set(asked["keys"]))})


def handle(message: str) -> str:
    """One event in; view model, effects, whether the key was taken, and what to save, if changed."""
    return to_json(_handled(read_event(json.loads(message))))


def _handled(event: Any) -> dict[str, Any]:
    step = update(_talks[0], event)
    _talks[0] = step.state
    save = to_save(step.state)
    changed = save != _saves[0]
    _saves[0] = save
    return {
        "view": view(step.state),
        "effects": [write_effect(effect) for effect in step.effects],
        "handled": step.handled,
        "save": save if changed else None,
    }


def _shown(deck: Deck, keys: set[str]) -> dict[str, Any]:
    slides = [{"attributes": slide_attributes(slide), "known": slide.key in keys} for slide in deck.slides]
    problems = [{"line": problem.line, "message": problem.message, "hint": problem.hint} for problem in deck.problems]
    return {"title": deck.title, "slides": slides, "problems": problems}
