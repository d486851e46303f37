"""When ticks come, and when running code stands still: both for the sake of what the page has to say.

Code of several requests may be under way at once, beside a run; ticks are held back only when none is.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from footlights.browser.interaction import wait_for
from footlights.browser.page import Page


class Ticks:
    """Counts who needs ticks, and how many stacks are suspended."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._needed = 0
        self._suspended = 0

    def arm(self, needed: bool) -> None:
        """One more, or one less, that ticks are to come for."""
        self._needed += 1 if needed else -1
        self._page.arm(self._needed > 0)

    def suspended(self, promise: Any, *arguments: Any) -> Any:
        """What a promise of the page brings; no tick may come while the stack is suspended."""
        self._page.arm(False)
        self._suspended += 1
        try:
            return wait_for(promise(*arguments))
        finally:
            self._suspended -= 1
            self._page.arm(self._needed > 0)

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """A turn of code that runs beside a run: waited for, and with ticks while it lasts."""
        await self.free()
        self.arm(True)
        try:
            yield
        finally:
            self.arm(False)

    async def free(self) -> None:
        """Wait until no plain code stands still in its midst: other code must not change what it works on.

        Two imports of one module at once would break Python in memory.
        """
        while self._suspended:
            await asyncio.sleep(0.02)
