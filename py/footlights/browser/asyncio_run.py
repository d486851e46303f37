"""``asyncio.run()`` and ``asyncio.Runner`` in code that a loop runs already, as every cell is.

Pyodide's ``asyncio.run`` waits on the one loop there is and leaves behind what the program left. Here it
is CPython's own runner on a loop of its own: tasks that are left are cancelled, asynchronous generators
closed, and Ctrl+C is its affair.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

from pyodide.webloop import WebLoopPolicy

from footlights.browser.event_loop import EventLoop
from footlights.browser.turns import Turns


class Policy(WebLoopPolicy):
    """Who asks for a loop gets the kernel's, unless code has set another."""

    def __init__(self, turns: Turns, lasting: EventLoop) -> None:
        super().__init__()
        self._turns, self._lasting = turns, lasting
        self._default_loop = lasting

    def new_event_loop(self) -> EventLoop:
        """A loop that runs while code waits for it."""
        outer = asyncio._get_running_loop()
        try:
            return EventLoop(self._turns)
        finally:
            asyncio._set_running_loop(outer)  # making one sets it running

    def set_event_loop(self, loop: Any) -> None:
        """The loop from now on; the kernel's again for None."""
        self._default_loop = loop or self._lasting


class Runner(asyncio.Runner):  # type: ignore[misc] # final in its stub only
    """CPython's runner, which may also be used where a loop runs."""

    def run(self, coro: Coroutine[Any, Any, Any], *, context: Any = None) -> Any:
        """As CPython's."""
        with _as_outermost():
            return super().run(coro, context=context)

    def close(self) -> None:
        """As CPython's."""
        with _as_outermost():
            super().close()


def run(main: Any, *, debug: bool | None = None, loop_factory: Callable[[], Any] | None = None) -> Any:
    """As CPython's."""
    if _is_of_code(asyncio._get_running_loop()):
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    with Runner(debug=debug, loop_factory=loop_factory) as runner:
        return runner.run(main)


def install(turns: Turns) -> EventLoop:
    """The kernel's loop, running from now on."""
    lasting = EventLoop(turns, lasting=True)
    asyncio.set_event_loop_policy(Policy(turns, lasting))
    asyncio._set_running_loop(lasting)
    asyncio.run = run
    asyncio.Runner = Runner  # type: ignore[misc]
    return lasting


def _is_of_code(running: Any) -> bool:
    """Whether the loop that runs is one that code has set running, and not the kernel's."""
    return isinstance(running, EventLoop) and not running.is_lasting


@contextmanager
def _as_outermost() -> Iterator[None]:
    """Code as if no loop ran around it, but for one that code has set running itself."""
    outer = asyncio._get_running_loop()
    if _is_of_code(outer):
        yield  # CPython says what is wrong with that
        return
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(outer)
