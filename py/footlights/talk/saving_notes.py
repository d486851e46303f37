"""What was kept of a talk whose notes were changed since, told as those that it has now would have it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from footlights.talk.saved import lasting, restored
from footlights.talk.saving_slides import mark_of
from footlights.talk.stage.laying_out import laid_out, opened
from footlights.talk.state import Lasting, Talk


def in_these_notes(talk: Talk, kept: Lasting, text: str, seen_at_ms: int | None) -> tuple[Lasting, Mapping[str, str]]:
    """What was kept while the notes had this text, for the talk's; and the cells that are called otherwise now.

    Those by what they were called then. The notes of then are laid out once more and these put in their place, as under
    a running talk, at the moment when it was seen last. A text that is not the one of then tells nothing, as where an
    earlier version kept none.
    """
    if kept.notes_mark not in ("", mark_of(talk.notes.text)) and kept.notes_mark == mark_of(text):
        then = opened(replace(talk.notes, text=text), talk.engines)
        was = restored(replace(then, now_ms=min(seen_at_ms or talk.now_ms, talk.now_ms)), kept)
        now = laid_out(was, talk.notes, was.text_size)
        theme = "" if kept.theme == was.deck.settings.theme else kept.theme
        return replace(lasting(now), theme=theme), _renamed(was, now)
    return kept, {}


def _renamed(was: Talk, now: Talk) -> dict[str, str]:
    names = {cell.identity: cell.name for cell in now.deck.cells}
    pairs = ((cell.name, names.get(cell.identity, cell.name)) for cell in was.deck.cells)
    return {before: after for before, after in pairs if before != after}
