"""A deck as text that stands in a page, so that the stage need not parse the notes again."""

from __future__ import annotations

import pickle
from binascii import a2b_base64, b2a_base64

from footlights.deck.model import Deck


def packed_deck(deck: Deck) -> str:
    """A deck as ASCII text."""
    return b2a_base64(pickle.dumps(deck, protocol=5), newline=False).decode()


def unpacked_deck(text: str) -> Deck:
    """The deck of such a text, which must come from the page that is running: unpickling runs what it says."""
    deck: Deck = pickle.loads(a2b_base64(text))
    return deck
