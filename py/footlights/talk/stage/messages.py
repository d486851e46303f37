"""The one line that is shown to the speaker, and the button beside it."""

from __future__ import annotations

from footlights.talk.state import Keeping, Message, Offer, Talk

_OF_KEEPING = {
    Keeping.ELSEWHERE: "This talk is open in another tab: nothing is saved here.",
    Keeping.FOLLOWING: "This tab follows the one that has the talk.",
    Keeping.TAKEN: "Another tab took this talk over: nothing is saved here.",
}


def for_audience(talk: Talk) -> Message | None:
    """What the slides' window shows of it: what is for the speaker alone is not there, if they have their own."""
    message = shown(talk)
    return None if message and message.private and talk.speaker.is_open else message


def shown(talk: Talk) -> Message | None:
    """What happened last; else what holds as long as it does. A new version waits for a quiet moment."""
    if talk.message is not None:
        return talk.message
    if talk.keeping is not Keeping.HERE:
        follow = Offer("Follow no more" if talk.keeping is Keeping.FOLLOWING else "Follow", "follow")
        return Message(_OF_KEEPING[talk.keeping], offer=Offer("Take over", "take-over"), private=True, also=follow)
    if talk.new_version and talk.clock.since_ms is None:
        return Message("", offer=Offer("Take the new version of this talk", "take-version"), private=True)
    return None
