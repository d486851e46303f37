"""The live kernel's event loop: asyncio's own order of things, on the browser's.

Pyodide's loop hands every callback to the browser by itself, so that callbacks run whenever the browser
turns over: also while code stands suspended in the middle of a statement for the kernel's sake (a look
for a stop, ``input()``, ``time.sleep()``). In CPython nothing runs then. This loop keeps CPython's queue
of callbacks and its heap of timers (``asyncio/base_events.py``, ``_run_once``), has the browser call it
once for each callback, and stands still while it is held.
"""

from __future__ import annotations

import asyncio
import heapq
import math
import signal
from collections import deque
from collections.abc import Callable
from contextvars import Context
from time import get_clock_info, monotonic
from typing import Any

from pyodide.ffi import can_run_sync, create_once_callable, run_sync
from pyodide.webloop import PyodideFuture, PyodideTask, WebLoop

from footlights.browser.turns import Turns, Waiter

_RESOLUTION_S = get_clock_info("monotonic").resolution
LONGEST_WAIT_S = 24 * 3600.0
MOST_CANCELLED = 100
"""Timers that were cancelled and still wait in the heap; beyond it, and beyond half of all, they are cleared away."""


class EventLoop(WebLoop):
    """One callback for each turn of the browser's loop, in CPython's order.

    One that does not last runs only while code waits in it.
    """

    def __init__(self, turns: Turns, *, lasting: bool = False) -> None:
        super().__init__()
        self._turns, self.is_lasting = turns, lasting
        turns.loops.add(self)
        self._is_closed = False
        self._ready: deque[asyncio.Handle] = deque()
        self._timers: list[asyncio.TimerHandle] = []
        self._left = 0
        """Callbacks that are left of the present iteration: what they schedule belongs to the next."""
        self._is_asked = False
        self._wakes_at = math.inf
        self._waiters: list[Waiter] = []
        self._is_stopping = False
        self._cancelled_timers = 0

    def time(self) -> float:
        """Seconds of a clock that never goes back; code may change what the module holds."""
        return monotonic()

    def is_running(self) -> bool:
        """Whether callbacks are called."""
        return self.is_lasting or bool(self._waiters)

    def is_closed(self) -> bool:
        """Whether the loop was closed."""
        return self._is_closed

    def close(self) -> None:
        """Forget what has not run. Raises RuntimeError while the loop runs, as the kernel's own does for good."""
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        self._is_closed = True
        self._ready.clear()
        self._timers.clear()
        self._left = 0

    def _check_closed(self) -> None:
        if self._is_closed:
            raise RuntimeError("Event loop is closed")

    def call_soon(self, callback: Callable[..., Any], *args: Any, context: Context | None = None) -> asyncio.Handle:  # type: ignore[override]
        """As CPython's."""
        self._check_closed()
        handle = asyncio.Handle(callback, args, self, context)
        self._ready.append(handle)
        self.ask()
        return handle

    def call_later(  # type: ignore[override]
        self, delay: float, callback: Callable[..., Any], *args: Any, context: Context | None = None
    ) -> asyncio.TimerHandle:
        """As CPython's."""
        return self.call_at(self.time() + delay, callback, *args, context=context)

    def call_at(  # type: ignore[override]
        self, when: float, callback: Callable[..., Any], *args: Any, context: Context | None = None
    ) -> asyncio.TimerHandle:
        """As CPython's."""
        self._check_closed()
        timer = asyncio.TimerHandle(when, callback, args, self, context)
        heapq.heappush(self._timers, timer)
        timer._scheduled = True  # type: ignore[attr-defined]
        self._wake_for_timers()
        return timer

    def create_future(self) -> asyncio.Future[Any]:
        """A future that JavaScript can wait for, too."""
        return PyodideFuture(loop=self)

    def create_task(self, coro: Any, **options: Any) -> asyncio.Task[Any]:
        """As CPython's; an exception that nobody takes is told when the task is gone."""
        if self._task_factory is not None:
            task: asyncio.Task[Any] = self._task_factory(self, coro, **options)
            return task
        return PyodideTask(coro, loop=self, **options)

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        """As CPython's; what it prints belongs to the code that the callback or task is of."""
        handle, task = context.get("handle"), context.get("task") or context.get("future")
        of_code = handle._context if handle else task.get_context() if isinstance(task, asyncio.Task) else None
        if of_code is None:
            super().call_exception_handler(context)
        else:
            of_code.copy().run(super().call_exception_handler, context)

    default_exception_handler = asyncio.BaseEventLoop.default_exception_handler

    def add_signal_handler(self, sig: int, callback: Callable[..., Any], *args: Any) -> None:  # type: ignore[override]
        """As CPython's."""
        signal.signal(sig, lambda _number, _frame: self.call_soon(callback, *args))

    def remove_signal_handler(self, sig: int) -> bool:
        """As CPython's: whether there was one."""
        was = signal.getsignal(sig)
        signal.signal(sig, signal.default_int_handler if sig == signal.SIGINT else signal.SIG_DFL)
        return was not in (signal.SIG_DFL, signal.default_int_handler)

    def run_until_complete(self, future: Any) -> Any:
        """Suspend the code that calls until the future is done, and until the end of that iteration, as CPython.

        Raises RuntimeError where JavaScript can't suspend Python, and what came out of a callback meanwhile.
        """
        self._check_may_run()
        is_new = not asyncio.isfuture(future)
        future = asyncio.ensure_future(future, loop=self)
        if is_new:
            future._log_destroy_pending = False
        waiter = Waiter(self._turns.browser.promised())
        future.add_done_callback(waiter.end)
        try:
            self._suspend(waiter)
        except BaseException:
            if is_new and future.done() and not future.cancelled():
                future.exception()  # looked at: another is raised here
            raise
        finally:
            future.remove_done_callback(waiter.end)
        if not future.done():
            raise RuntimeError("Event loop stopped before Future completed.")
        return future.result()

    def run_forever(self) -> None:
        """Suspend the code that calls until ``stop()``, and until the end of that iteration, as CPython."""
        self._check_may_run()
        self._suspend(Waiter(self._turns.browser.promised()))

    def stop(self) -> None:
        """Let the code that waits in this loop go on after the iteration; the kernel's own loop goes on itself."""
        self._is_stopping = not self.is_lasting
        if self._waiters:
            self._waiters[-1].is_over = True

    def _check_may_run(self) -> None:
        self._check_closed()
        if not can_run_sync():
            raise RuntimeError("asyncio.run() needs a browser that can suspend WebAssembly (JSPI)")
        running = asyncio._get_running_loop()
        if self._waiters and not self.is_lasting:
            raise RuntimeError("This event loop is already running")
        if isinstance(running, EventLoop) and not running.is_lasting and running is not self:
            raise RuntimeError("Cannot run the event loop while another loop is running")

    def _suspend(self, waiter: Waiter) -> None:
        """Suspend the code that calls until the waiter is over; raises what came out of a callback meanwhile."""
        if self._is_stopping:
            self._begin_iteration()
            waiter.is_over = True
        self._waiters.append(waiter)
        self.ask()
        running = asyncio._get_running_loop()
        asyncio._set_running_loop(self._turns.plain)  # what Pyodide does to suspend code is none of the loop's
        try:
            run_sync(waiter.promise)
        finally:
            asyncio._set_running_loop(running)
            self._waiters.remove(waiter)
            self._is_stopping = False
        if waiter.raised is not None:
            raise waiter.raised

    def ask(self) -> None:
        """Have the browser call for the next callback, once, or when the first timer is due."""
        if self._is_asked or self._turns.holds or not self.is_running():
            return
        if self._left or self._ready or self._ended() or self._is_due():
            self._is_asked = True
            create_once_callable(self._turn, _may_syncify=True)()
        else:
            self._wake_for_timers()

    def ask_again(self) -> None:
        """The browser that was asked is gone: ask the one that there is."""
        self._is_asked, self._wakes_at = False, math.inf
        self.ask()

    def _turn(self) -> None:
        self._is_asked = False
        if self._turns.holds or not self.is_running():
            return
        self._turns.count += 1
        self._install_running_loop()
        self._install_asyncgen_hooks()
        if not self._left and (ended := self._ended()):
            ended.go_on()  # its code goes on before the next turn
        elif handle := self._next():
            self.ask()  # first, in case this one is suspended by its own wish
            self._run(handle)
        self.ask()

    def _next(self) -> asyncio.Handle | None:
        """The next callback; None when there is none, and timers are waited for."""
        if not self._left:
            self._begin_iteration()
        while self._left:
            self._left -= 1
            handle = self._ready.popleft()
            if not handle.cancelled():
                return handle
        self._wake_for_timers()
        return None

    def _run(self, handle: asyncio.Handle) -> None:
        self._current_handle = handle
        try:
            handle._run()
        except (KeyboardInterrupt, SystemExit) as error:
            if self._waiters:
                self._waiters[-1].fail(error)
            else:
                self._turns.left_by(error)
        finally:
            self._current_handle = None

    def _ended(self) -> Waiter | None:
        """The innermost code whose future is done."""
        return next((waiter for waiter in reversed(self._waiters) if waiter.is_over and not waiter.goes_on), None)

    def _is_due(self) -> bool:
        return bool(self._timers) and self._timers[0].when() < self.time() + _RESOLUTION_S

    def _begin_iteration(self) -> None:
        """Timers whose time has come join the callbacks; what is there now makes the iteration."""
        until = self.time() + _RESOLUTION_S
        if self._cancelled_timers > max(MOST_CANCELLED, len(self._timers) // 2):
            self._timers = [timer for timer in self._timers if not timer.cancelled()]
            heapq.heapify(self._timers)
            self._cancelled_timers = 0
        while self._timers and (self._timers[0].cancelled() or self._timers[0].when() < until):
            timer = heapq.heappop(self._timers)
            timer._scheduled = False  # type: ignore[attr-defined]
            if timer.cancelled():
                self._cancelled_timers -= 1
            else:
                self._ready.append(timer)
        self._left = len(self._ready)

    def _timer_handle_cancelled(self, handle: asyncio.TimerHandle) -> None:
        """A timer says that it was cancelled."""
        self._cancelled_timers += handle._scheduled  # type: ignore[attr-defined]

    def _wake_for_timers(self) -> None:
        """Have the browser call when the first timer is due, unless it will by then."""
        if not self._timers or not self.is_running() or self._timers[0].when() >= self._wakes_at:
            return
        self._wakes_at = self._timers[0].when()
        wait_s = min(max(0.0, self._wakes_at - self.time()), LONGEST_WAIT_S)
        self._turns.browser.after(math.ceil(wait_s * 1000), create_once_callable(self._woken, _may_syncify=True))

    def _woken(self) -> None:
        self._wakes_at = math.inf
        if not self._is_asked:
            self._turn()
