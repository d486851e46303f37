"""When running code stands still for the sake of what the page has to say, and how it is told to stop.

While it stands nothing else of Python's runs, as in CPython, where ``input()`` and ``time.sleep()`` block:
the loops are held. A stop is Ctrl+C: whoever handles SIGINT decides, and one stop is one interrupt.
"""

from __future__ import annotations

import signal
from types import FrameType
from typing import Any

from footlights.browser.importing_ahead import Warming
from footlights.browser.interaction import wait_for
from footlights.browser.page import Page
from footlights.browser.turns import Turns
from footlights.browser.user_code import in_user_code

TICK = getattr(signal, "SIGUSR1", 10)


class Ticks:
    """Ticks come while Python runs."""

    def __init__(self, page: Page, turns: Turns, warming: Warming) -> None:
        self._page, self._turns, self._warming = page, turns, warming
        self._told_at = -1
        self.listen()

    def listen(self) -> None:
        """Let ticks come, whatever code has done to their signal."""
        signal.signal(TICK, self._tick)
        self._page.arm(True)

    def suspended(self, promise: Any, *arguments: Any) -> Any:
        """What a promise of the page brings; nothing of Python's runs meanwhile, and no tick comes."""
        self._page.arm(False)
        try:
            with self._turns.held():
                return wait_for(promise(*arguments))
        finally:
            self._page.arm(True)

    def rest(self, milliseconds: float, frame: FrameType | None = None) -> None:
        """Stand still for a while, so that what the page says is heard; then stop if that is wanted."""
        self.suspended(self._page.nap, milliseconds)
        if self._warming.is_importing:
            if self._page.hurried():
                raise KeyboardInterrupt
        elif self._page.takeStop():
            self.interrupt(frame)

    def interrupt(self, frame: FrameType | None = None) -> None:
        """What Ctrl+C does: ask who handles it. Raises KeyboardInterrupt unless code of the user's says otherwise."""
        handler = signal.getsignal(signal.SIGINT)
        self._told_at = self._turns.count if _only_cancels(handler) else -1
        if callable(handler):
            handler(signal.SIGINT, frame)
        elif handler != signal.SIG_IGN:
            raise KeyboardInterrupt

    def _tick(self, _signal: int, frame: FrameType | None) -> None:
        if not (self._warming.may_end(frame) or in_user_code(frame)):
            return
        if self._told_at == self._turns.count:  # cancelled, and it computes on: as a second Ctrl+C
            self._told_at = -1
            raise KeyboardInterrupt
        self.rest(0, frame)


def _only_cancels(handler: Any) -> bool:
    """Whether a handler is that of ``asyncio.run()``, which cancels the main task, to be felt at its next ``await``."""
    return getattr(getattr(handler, "func", None), "__name__", "") == "_on_sigint"
