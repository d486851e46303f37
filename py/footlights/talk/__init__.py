"""The running talk: frozen state, events in, effects and a view out. Pure; time comes on events."""

from footlights.talk.events import Event
from footlights.talk.saved import to_save
from footlights.talk.stage.laying_out import opened
from footlights.talk.state import Recorded, Talk, TalkNotes
from footlights.talk.update import Step, update
from footlights.talk.view import view

__all__ = ["Event", "Recorded", "Step", "Talk", "TalkNotes", "opened", "to_save", "update", "view"]
