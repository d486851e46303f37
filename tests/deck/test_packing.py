"""A deck is carried in its page as the build parsed it."""

from pathlib import Path

import pytest

from footlights.deck import packed_deck, parse, unpacked_deck

PROJECT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["python-web-conference.md", "tour.md"])
def test_a_deck_comes_back_as_it_was(name: str) -> None:
    deck = parse((PROJECT / "notes" / name).read_text(encoding="utf-8"), name)
    assert unpacked_deck(packed_deck(deck)) == deck
