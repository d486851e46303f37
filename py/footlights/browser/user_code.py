"""Which code is the speaker's: told by the names under which cells and lines are compiled."""

from __future__ import annotations

from types import FrameType

USER_FILES = ("<cell", "<repl ")


def is_user_file(filename: str) -> bool:
    """Whether code of this name was written by the speaker: a cell's or the REPL's."""
    return filename.startswith(USER_FILES)


def in_user_code(frame: FrameType | None) -> bool:
    """Whether the nearest frame that matters is the user's: not the event loop's, not our own."""
    while frame is not None:
        filename = frame.f_code.co_filename
        if is_user_file(filename):
            return True
        if "webloop" in filename or "_future_helper" in filename:
            return False
        if str(frame.f_globals.get("__name__", "")).startswith("footlights."):
            return False
        frame = frame.f_back
    return False
