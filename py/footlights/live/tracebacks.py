"""Tracebacks cut down to what the speaker wrote: frames of their code, and what it called."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable

from footlights.live.display import shortened
from footlights.live.kept import MOST_KEPT

MOST_FRAMES = 8
"""Frames that are shown; of a deeper stack, such as a recursion's, the first and the last."""

OURS = "/footlights.zip/"
"""Where our own code stands: what it calls on the way, as ``time.sleep()`` and a handler of a stop, is no news."""

LONGEST_FULL = 60_000
"""Characters of the traceback with every frame."""


def short_traceback(error: BaseException, is_user_file: Callable[[str], bool]) -> str:
    """The traceback as CPython words it, from the first frame of user code on; at most ``MOST_KEPT`` characters.

    Frames of the machinery that runs the code are left out; an error that has no user frame,
    such as a SyntaxError, shows its message only.
    """
    summary = traceback.TracebackException.from_exception(error, compact=True)
    _cut(summary, is_user_file)
    return _joined(summary.format())


def full_traceback(error: BaseException) -> str:
    """The traceback with every frame, for those who ask; cut in its middle where it is too long."""
    return shortened(_joined(traceback.TracebackException.from_exception(error, compact=True).format()), LONGEST_FULL)


def failing_line(error: BaseException, filename: str) -> int | None:
    """The line of a file at which an error arose, or was passed on by the code it called; from 1."""
    if isinstance(error, SyntaxError) and error.filename == filename:
        return error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno for frame in reversed(frames) if frame.filename == filename), None)


def _joined(pieces: Iterable[str]) -> str:
    """Pieces until there are ``MOST_KEPT`` characters: an error's text and notes may be of any size."""
    joined, room = list[str](), MOST_KEPT
    for piece in pieces:
        joined.append(piece[:room])
        room -= len(piece)
        if room <= 0:
            joined.append("…\n")
            break
    return "".join(joined)


def _cut(summary: traceback.TracebackException, is_user_file: Callable[[str], bool]) -> None:
    """Cut the stack of an error, of those that led to it, and of those in it; they may be many."""
    waiting, seen = [summary], set[int]()
    while waiting:
        each = waiting.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        _cut_stack(each, is_user_file)
        others = (each.__cause__, each.__context__, *(each.exceptions or ()))
        waiting += [other for other in others if other is not None]


def _cut_stack(summary: traceback.TracebackException, is_user_file: Callable[[str], bool]) -> None:
    frames = list(summary.stack)
    first = next((index for index, frame in enumerate(frames) if is_user_file(frame.filename)), len(frames))
    kept = [frame for frame in frames[first:] if OURS not in frame.filename]
    if len(kept) > MOST_FRAMES:
        kept = kept[: MOST_FRAMES // 2] + kept[-MOST_FRAMES // 2 :]
    summary.stack[:] = kept
