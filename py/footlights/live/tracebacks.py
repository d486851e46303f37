"""Tracebacks cut down to what the speaker wrote: frames of their code, and what it called."""

from __future__ import annotations

import traceback
from collections.abc import Callable

MOST_FRAMES = 8
"""Frames that are shown; of a deeper stack, such as a recursion's, the first and the last."""


def short_traceback(error: BaseException, is_user_file: Callable[[str], bool]) -> str:
    """The traceback as CPython words it, from the first frame of user code on.

    Frames of the machinery that runs the code are left out; an error that has no user frame,
    such as a SyntaxError, shows its message only.
    """
    summary = traceback.TracebackException.from_exception(error, compact=True)
    _cut(summary, is_user_file)
    return "".join(summary.format())


def full_traceback(error: BaseException) -> str:
    """The traceback with every frame, for those who ask."""
    return "".join(traceback.format_exception(error))


def failing_line(error: BaseException, filename: str) -> int | None:
    """The line of a file at which an error arose, or was passed on by the code it called; from 1."""
    if isinstance(error, SyntaxError) and error.filename == filename:
        return error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno for frame in reversed(frames) if frame.filename == filename), None)


def _cut(summary: traceback.TracebackException, is_user_file: Callable[[str], bool]) -> None:
    """Cut the stack of an error and of those that led to it."""
    frames = list(summary.stack)
    first = next((index for index, frame in enumerate(frames) if is_user_file(frame.filename)), len(frames))
    kept = frames[first:]
    if len(kept) > MOST_FRAMES:
        kept = kept[: MOST_FRAMES // 2] + kept[-MOST_FRAMES // 2 :]
    summary.stack[:] = kept
    for earlier in (summary.__cause__, summary.__context__):
        if earlier is not None:
            _cut(earlier, is_user_file)
    for inner in summary.exceptions or ():
        _cut(inner, is_user_file)
