"""The live kernel: user code in a worker's interpreter, over pyodide's own console.

The page's side is ``web/js/kernel_worker/worker.js``, which hands in what only JavaScript can do (``Page``). Stopping
is soft. The worker arms pyodide's interrupt buffer to deliver a tick (SIGUSR1) every 30 ms of running; the tick lets
the worker's messages in, through JSPI, while Python's own loops stand still, and if the page has asked for a stop in
the meantime it is Ctrl+C in the user's code. No SharedArrayBuffer is needed, so that it works on ``file://``. Ticks
are let pass unless a frame of user code runs, because the event loop itself must not be suspended.
"""

from __future__ import annotations

import ast
import asyncio
import builtins
import linecache
import random
import sys
from asyncio import current_task
from collections.abc import Callable
from json import dumps, loads  # code may change what modules hold
from time import monotonic, perf_counter
from typing import Any

from pyodide.code import CodeRunner
from pyodide.console import Console
from pyodide.ffi import can_run_sync, to_js

from footlights.browser import asyncio_run, streams
from footlights.browser.app_requests import AppRequests
from footlights.browser.importing_ahead import Warming
from footlights.browser.interaction import install
from footlights.browser.measuring import alone, measured
from footlights.browser.packages import Load, Packages
from footlights.browser.page import Page
from footlights.browser.probing import probed
from footlights.browser.questions import Questions
from footlights.browser.shown import richest, shown
from footlights.browser.sinks import AsideSink, NoSink, Sinks
from footlights.browser.ticks import Ticks
from footlights.browser.turns import Turns
from footlights.browser.user_code import is_user_file
from footlights.browser.without_threads import install as do_without_threads
from footlights.live.display import Bundle, described
from footlights.live.printing import OutputPlace, Printer
from footlights.live.tracebacks import failing_line, full_traceback, short_traceback
from footlights.talk import kernel_messages as say
from footlights.talk.encoding import spelt, told
from footlights.talk.run_events import PackagesLoading, RunStarted, WarmedUp

LONGEST_PROMPT = 2_000


class Kernel:
    """One namespace, one run at a time, for cells and REPL alike."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._task: asyncio.Task[Any] | None = None
        self._last_run = 0
        self._printer = Printer(
            self._send, lambda: monotonic() * 1000, lambda run, bundle: self._post(say.Displayed(run, shown(bundle)))
        )
        self._sinks = Sinks(self._printer)
        self._leaving: BaseException | None = None
        self._turns = Turns(page, self._left_by)
        self._loop = asyncio_run.install(self._turns)
        self._warming = Warming(page.hurried)
        self._ticks = Ticks(page, self._turns, self._warming)
        self.requests = AppRequests(self._send_bytes, self._write, self._sinks.enter_run, self._printer.flush)
        self._flushes_late = False
        self._main = sys.modules["__main__"]
        self._names = self._main.__dict__
        self._names.update({"__name__": "__main__", "__builtins__": builtins})
        self._console = Console(
            self._names,
            stdin_callback=lambda _size: builtins.input() + "\n",  # type: ignore[call-arg]
            stdout_callback=lambda text: self._write("stdout", text),
            stderr_callback=lambda text: self._write("stderr", text),
            persistent_stream_redirection=True,
        )
        self._streams = streams.Streams(self._console)
        self.questions = Questions(self._console, self._names, self._post)
        self._packages = Packages({}, None, self._while_waiting)
        install(self, self._display_values)
        do_without_threads()
        random.seed()

    def bring_packages(self, entries: str, load: Load, lacking: str = "{}") -> None:
        """Let code import the packages of the page's lock, by name; ``lacking``: words on modules without. JSON."""
        self._packages = Packages(loads(entries), load, self._while_waiting, loads(lacking))

    async def run(self, run: int, source: str, name: str, app: int = 0) -> str:
        """Run a block of code, an app cell's by its number; what it shows is posted. How it ended, as JSON."""
        self._sinks.enter_run(run)
        self._last_run = run
        self._streams.mend()
        sys.modules["__main__"] = self._main
        self._ticks.listen()
        self._printer.begin()
        self._post(RunStarted(0, run))
        self._task = current_task()
        state, line = await self._outcome(source, f"<{name}>", app)
        self._settle()
        if self._printer.end(run):
            self._post(say.Limited(run))
        return dumps({"state": state, "line": line})

    async def measure(self, run: int, source: str) -> str:
        """Run code several times, each with fresh names; what it printed first, and its times, as JSON."""
        aside = AsideSink(run)
        self._sinks.enter(aside)
        self._task = current_task()
        try:
            result = await measured(lambda: alone(source), aside.texts, lambda: perf_counter() * 1000)
        finally:
            self._settle()
        return dumps(result)

    def stand_still(self) -> None:
        """Let go of what is held back: its memory is about to be kept. Raises RuntimeError while code runs."""
        if self._task is not None:
            raise RuntimeError("code runs")
        self._printer.flush()
        self._interpreter = list(sys.path), sys.excepthook

    def go_on(self) -> None:
        """Its memory is in another worker now: what the one before was asked to call is asked for again."""
        self._flushes_late = False
        sys.path[:], sys.excepthook = self._interpreter  # as Pyodide's start has them now
        self._ticks.listen()
        self._turns.go_on()

    async def answers(self) -> None:
        """Nothing: that it comes back tells that Python goes on."""

    async def warm_up(self, source: str) -> None:
        """Load and import what a cell ahead needs, unheard; post what there is none of."""
        self._sinks.enter(NoSink())
        missing, given_up = await self._warming.warm_up(source, self._packages)
        self._post(WarmedUp(0, source, tuple(missing), given_up))

    async def probe(self, modules: str, files: str) -> None:
        """Try to import modules and to open files, JSON lists; post what went wrong with each."""
        self._sinks.enter(NoSink())
        wrong = await probed(loads(modules), loads(files), self._packages)
        self._post(say.Probed(wrong, sys.version.split()[0]))

    def _settle(self) -> None:
        """The run is over: a cancellation that came too late must not end the task that reports it."""
        if self._task is not None:
            self._task.uncancel()
        self._task = self._leaving = None

    def cancel(self) -> None:
        """Stop code that waits rather than computes: Ctrl+C, and where nobody handles it the waiting is cancelled."""
        if self._task is None:
            return
        try:
            self._task.get_context().copy().run(self._ticks.interrupt)  # it may stand in it
        except KeyboardInterrupt:
            self._task.cancel()
        except BaseException as error:  # whoever handles it raised something else
            self._left_by(error)

    def _left_by(self, error: BaseException) -> None:
        """The run is left by what something raised that it does not wait for: a task, or who handles a stop."""
        if self._task is not None and self._leaving is None:
            self._leaving = error
            self._task.cancel()

    def tell_error(self, text: str) -> None:
        """Show the error of a callback that JavaScript called, in the output of the run that was last."""
        error: BaseException | None = getattr(sys, "last_exc", None)
        words = short_traceback(error, is_user_file) if error else f"{text}\n"
        self._printer.write_shortened(OutputPlace(self._last_run, "error"), words)
        self._printer.flush()

    def rest_of_output(self, run: int) -> None:
        """Post what a run gave beyond the limits."""
        self._printer.give_rest(run)

    def rest(self, milliseconds: float) -> None:
        """Stand still for a while; raises KeyboardInterrupt if a stop is wanted."""
        self._printer.flush()
        self._ticks.rest(milliseconds, sys._getframe(2))

    def ask(self, prompt: str, secret: bool) -> str:
        """A line from the speaker, asked for in the output of the code that runs."""
        self._sinks.now.ask()
        self._write("stdout", prompt[:-LONGEST_PROMPT])
        self._printer.flush()
        run = self._sinks.now.run
        self._post(say.Asked(run, prompt[-LONGEST_PROMPT:], secret))
        try:
            while (line := self._ticks.suspended(self._page.ask)) is None:
                self._page.takeStop()
                self._ticks.interrupt(sys._getframe(3))
        finally:
            self._post(say.Answered(run))
        return str(line)

    def display(self, bundle: Bundle) -> None:
        """Show a bundle in the output of the code that runs; a comparison shows text only."""
        self._sinks.now.show(richest(bundle))

    async def _outcome(self, source: str, filename: str, app: int) -> tuple[str, int | None]:
        """How a block ended, and the line that it failed at."""
        linecache.cache[filename] = (len(source), None, source.splitlines(True), filename)
        try:
            code = CodeRunner(source, mode="exec", filename=filename, flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT).compile()
            await self._bring(source)
            try:
                result = await code.run_async(self._names)
            finally:
                streams.flush()
            if app and not await self.requests.apps().open(app, self._sinks.now.run, result, self._names):
                return "failed", None
            self._show(None if app else result)
            self._write("stderr", self._packages.news())
        except BaseException as error:  # whatever user code raises is its result
            return self._ended_by(error, filename)
        return "done", None

    def _ended_by(self, error: BaseException, filename: str) -> tuple[str, int | None]:
        """How a block ended that raised: a stop, a leave, or a failure and the line of it."""
        if isinstance(error, asyncio.CancelledError) and self._task is not None and self._task.cancelling():
            error = self._leaving or KeyboardInterrupt()  # it is not the code that cancelled
        if isinstance(error, SystemExit):
            return self._left(error)
        if isinstance(error, KeyboardInterrupt):
            self._write("error", "KeyboardInterrupt: stopped\n")
            return "stopped", None
        run = self._sinks.now.run
        self._printer.write_shortened(OutputPlace(run, "error"), short_traceback(error, is_user_file))
        self._write("error", self._packages.hint(error))
        self._printer.flush()
        self._post(say.Failed(run, full_traceback(error)))
        return "failed", failing_line(error, filename)

    async def _bring(self, source: str) -> None:
        """Put what the code imports in place; the speaker sees what is loading."""
        if needed := self._packages.needed(source):
            self._post(PackagesLoading(0, self._sinks.now.run, tuple(needed)))
            try:
                await self._packages.bring(needed)
            finally:
                self._post(PackagesLoading(0, self._sinks.now.run))

    def _while_waiting(self, promise: Callable[[], Any]) -> Any:
        """What a promise brings while code waits for it, as an import does; None where nothing can be suspended."""
        return self._ticks.suspended(promise) if can_run_sync() else None

    def _left(self, leaving: SystemExit) -> tuple[str, int | None]:
        """``exit()`` ends the run, not the talk."""
        if leaving.code in (None, 0):
            self._write("stderr", "exit: the code is left, Python stays\n")
            return "done", None
        self._write("error", f"exit: {leaving.code}\n")
        return "failed", None

    def _show(self, result: Any) -> None:
        if result is None:
            return
        builtins._ = result  # type: ignore[attr-defined]
        self._give("result", result)

    def _display_values(self, *values: Any) -> None:
        """``display()``: each value as richly as it can be shown."""
        for value in values:
            self._give("stdout", value)

    def _give(self, stream: str, value: Any) -> None:
        """A value as richly as it can be shown; its whole text on demand, where that leaves some of it out."""
        bundle, whole = described(value)
        if len(bundle) == 1:
            self._write(stream, bundle["text/plain"] + "\n")
        else:
            self.display(bundle)
        if whole:
            self._sinks.now.keep(stream, whole + "\n")

    def _write(self, stream: str, text: str) -> None:
        self._sinks.now.write(stream, text)
        if self._task is None and not self._flushes_late:
            self._flushes_late = True
            self._loop.call_later(0.03, self._flush_late)

    def _flush_late(self) -> None:
        self._flushes_late = False
        self._printer.flush()

    def _send(self, place: OutputPlace, text: str) -> None:
        self._post(say.Printed(place.run, place.stream, text))

    def _send_bytes(self, message: say.KernelMessage, data: bytes) -> None:
        self._page.send(dumps(told(message)), to_js(data))

    def _post(self, message: say.KernelMessage | RunStarted | PackagesLoading | WarmedUp) -> None:
        self._page.post(dumps(told(message), default=spelt))
