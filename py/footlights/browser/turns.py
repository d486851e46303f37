"""What the event loops of the live kernel share: that they stand still while code does, and who waits in them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol
from weakref import WeakSet

from pyodide.webloop import WebLoop


class Browser(Protocol):
    """What loops need of the browser."""

    def after(self, milliseconds: float, call: Any) -> None:
        """Have ``call``, a JavaScript function, called later."""

    def promised(self) -> Any:
        """A promise, and the function ``resolve`` that keeps it."""


class Held(Protocol):
    """A loop that goes on after it stood still."""

    def ask(self) -> None:
        """Have the browser call for the next callback."""

    def ask_again(self) -> None:
        """Have the browser that there is now call for it."""


class Turns:
    """What all loops share: how many turns there were, and that they stand still while code is held.

    ``left_by`` is told of a KeyboardInterrupt or SystemExit that came out of a callback for which no code
    waits: in CPython it would end the program.
    """

    def __init__(self, browser: Browser, left_by: Callable[[BaseException], None]) -> None:
        self.count = 0
        self.browser, self.left_by = browser, left_by
        self.holds = 0
        self.plain = WebLoop()
        """Pyodide's own loop, for what Pyodide does itself to suspend code; it is never held."""
        self.loops: WeakSet[Held] = WeakSet()

    @contextmanager
    def held(self) -> Iterator[None]:
        """While this lasts no task, callback or timer runs; they run after, in order."""
        self.holds += 1
        running = asyncio._get_running_loop()
        asyncio._set_running_loop(self.plain)
        try:
            yield
        finally:
            asyncio._set_running_loop(running)
            self.holds -= 1
            if not self.holds:
                for loop in list(self.loops):
                    loop.ask()

    def go_on(self) -> None:
        """All loops are in another browser's memory now, which was asked for nothing."""
        for loop in list(self.loops):
            loop.ask_again()


class Waiter:
    """Code that stands in ``run_until_complete``."""

    def __init__(self, promised: Any) -> None:
        self.promise = promised.promise
        self._keep = promised.resolve
        self.is_over = False
        self.goes_on = False
        self.raised: BaseException | None = None

    def end(self, _future: object) -> None:
        """What it waits for is done."""
        self.is_over = True

    def fail(self, error: BaseException) -> None:
        """A callback ends the program."""
        self.raised, self.is_over = error, True

    def go_on(self) -> None:
        """Wake the code that waits."""
        self.goes_on = True
        self._keep()
