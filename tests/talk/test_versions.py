"""A new version of a site is offered in a quiet moment, and taken on the speaker's word only."""

from footlights.talk import view
from footlights.talk.effects import TakeNewVersion
from footlights.talk.events import KeyPressed, NewVersionFound
from footlights.talk.speaker_view_model import Button
from tests.talk.support import after, press, small_talk

KEY = KeyPressed(2, "u")
OFFER = Button("Take the new version of this talk", "take-version")


def test_a_new_version_is_offered() -> None:
    assert view(after(small_talk(), NewVersionFound(1))[0]).offer == OFFER


def test_it_is_not_offered_while_the_clock_runs() -> None:
    talk = after(press(small_talk(), ["t"]), NewVersionFound(2))[0]
    assert view(talk).offer is None
    assert view(press(talk, ["t"], at_ms=3)).offer == OFFER


def test_it_is_taken_on_the_speakers_word() -> None:
    talk = after(small_talk(), NewVersionFound(1))[0]
    assert after(talk, KEY)[1] == (TakeNewVersion(),)


def test_the_key_does_nothing_where_there_is_none() -> None:
    assert after(small_talk(), KEY)[1] == ()
