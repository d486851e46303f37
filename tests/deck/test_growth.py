"""Twice the notes take twice the steps, whatever they hold: no attack makes the parser or a renderer hang."""

import sys

import pytest

from tests.deck.hostile import GROWING, ODD, RENDERERS, Attack, shown, steps

MOST = 2.6
"""Times the steps for twice the notes: 2 is linear, 4 is quadratic."""


CASES = [
    pytest.param(attack, renderer, id=f"{attack.name}, {renderer}")
    for attack in GROWING
    for renderer in (RENDERERS[:1] if attack.front else RENDERERS)
]


@pytest.mark.skipif(
    sys.platform == "emscripten", reason="the steps are the same on every Python; counting them takes long here"
)
@pytest.mark.parametrize("attack, renderer", CASES)
def test_twice_an_attack_takes_twice_the_steps(attack: Attack, renderer: str) -> None:
    shown(attack.notes(renderer, 2))
    once = steps(attack.notes(renderer, attack.times))
    assert steps(attack.notes(renderer, 2 * attack.times), MOST * once) <= MOST * once


@pytest.mark.parametrize("renderer", RENDERERS)
@pytest.mark.parametrize("name, notes", ODD, ids=[name for name, _ in ODD])
def test_odd_notes_are_a_deck_in_both_renderers(name: str, notes: str, renderer: str) -> None:
    fronted = notes.replace("---\n", f"---\nmarkdown: {renderer}\n", 1) if notes.startswith("---") else notes
    plain = notes if notes.startswith("---") else f"---\nmarkdown: {renderer}\n---\n{notes}"
    assert all(html.startswith("<section") for html in [*shown(fronted), *shown(plain)])
