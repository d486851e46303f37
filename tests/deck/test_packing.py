"""A deck is carried in its page as the build parsed it."""

import subprocess
import sys
from pathlib import Path

import pytest

from footlights.deck import packed_deck, parse, unpacked_deck

PROJECT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["python-web-conference.md", "tour.md"])
def test_a_deck_comes_back_as_it_was(name: str) -> None:
    deck = parse((PROJECT / "notes" / name).read_text(encoding="utf-8"), name)
    assert unpacked_deck(packed_deck(deck)) == deck


def test_a_talk_whose_deck_comes_parsed_is_walked_without_the_markdown_libraries() -> None:
    deck = packed_deck(parse("# Talk\n\n- One (5 min)\n  - a\n  - b\n", "talk.md"))
    walk = f"""
import sys
from footlights.deck import unpacked_deck
from footlights.talk import Notes, opened, update, view
from footlights.talk.events import KeyPressed
talk = opened(Notes("", "talk.md", ()), deck=unpacked_deck({deck!r}))
view(update(talk, KeyPressed(at_ms=1, key="n")).state)
print(sorted({{"markdown_it", "markdown", "ruamel", "justhtml"}} & {{name.split(".")[0] for name in sys.modules}}))
"""
    command = [sys.executable, "-c", walk]
    walked = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT / "py", check=False)
    assert (walked.stdout, walked.stderr) == ("[]\n", "")
