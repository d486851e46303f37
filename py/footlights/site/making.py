"""What the cache keeps is made by one process at a time: others wait, and find it made."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from filelock import FileLock, Timeout

from footlights.site.project import CACHE, say

P = ParamSpec("P")
R = TypeVar("R")


def one_at_a_time(make: Callable[P, R]) -> Callable[P, R]:
    """The same function, run by one process of this checkout at a time; who has to wait says so."""

    @functools.wraps(make)
    def made(*arguments: P.args, **named: P.kwargs) -> R:
        CACHE.mkdir(exist_ok=True)
        lock = FileLock(CACHE / "making.lock", is_singleton=True)
        try:
            lock.acquire(timeout=1)
        except Timeout:
            say("waiting for another build of this checkout …")
            lock.acquire()
        try:
            return make(*arguments, **named)
        finally:
            lock.release()

    return made
