"""The live kernel: user code in a worker's interpreter, over pyodide's own console.

The page's side is ``web/js/worker.js``, which hands in what only JavaScript can do (``Page``).

Stopping is soft. The worker arms pyodide's interrupt buffer to deliver a tick (SIGUSR1) every
16 ms of running; the tick lets the worker's event loop turn over once, through JSPI, and if the
page has asked for a stop in the meantime raises KeyboardInterrupt in the user's code. No
SharedArrayBuffer is needed, so that it works on ``file://``. Ticks are let pass unless a frame
of user code runs, because the event loop itself must not be suspended.
"""

from __future__ import annotations

import ast
import asyncio
import builtins
import json
import linecache
import random
import signal
import sys
import time
from dataclasses import asdict
from types import FrameType
from typing import Any, Protocol

from pyodide.code import CodeRunner
from pyodide.console import Console, repr_shorten
from pyodide.ffi import can_run_sync, run_sync

from footlights.live.completion import complete, last_names
from footlights.live.printing import Printer
from footlights.live.tracebacks import short_traceback

TICK = getattr(signal, "SIGUSR1", 10)
USER_FILES = ("<cell ", "<repl ")
LONGEST_REPR = 10_000


class Page(Protocol):
    """What the worker's JavaScript does for the kernel."""

    def post(self, message: str) -> None:
        """Send a JSON message to the page."""

    def nap(self, milliseconds: float) -> Any:
        """A promise that is kept after the event loop turned over, so that messages come in."""

    def stopWanted(self) -> bool:  # noqa: N802 - a JavaScript name
        """Whether the page has asked for the present run to stop."""

    def arm(self, ticking: bool) -> None:
        """Let ticks come, or hold them back."""


class Kernel:
    """One namespace, one run at a time, for cells and REPL alike."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._run = 0
        self._task: asyncio.Task[Any] | None = None
        self._printer = Printer(self._print, lambda: time.monotonic() * 1000)
        names: dict[str, Any] = {"__name__": "__main__", "__builtins__": builtins}
        sys.modules["__main__"].__dict__.update(names)
        self._console = Console(
            sys.modules["__main__"].__dict__,
            stdout_callback=lambda text: self._printer.write("stdout", text),
            stderr_callback=lambda text: self._printer.write("stderr", text),
            persistent_stream_redirection=True,
        )
        signal.signal(TICK, self._tick)
        time.sleep = self._sleep  # type: ignore[assignment]
        random.seed()

    async def run(self, run: int, source: str, name: str) -> None:
        """Run a block of code; everything it leads to is posted, the end last."""
        self._run = run
        self._printer.begin()
        self._post("RunStarted", run=run)
        self._task = asyncio.current_task()
        state = await self._outcome(source, f"<{name}>")
        self._task = None
        self._printer.flush()
        self._post("RunEnded", run=run, state=state)

    def cancel(self) -> None:
        """Stop code that waits rather than computes."""
        if self._task is not None:
            self._task.cancel()

    def complete(self, before: str) -> None:
        """Post what may follow the text before the caret, as one edit of the REPL's line."""
        matches, start = self._matches(before)
        self._post("Completed", **asdict(complete(before, matches, start)))

    def name(self, question: int, before: str) -> None:
        """Post the names that may follow the text before an editor's caret, and where they begin."""
        matches, start = self._matches(before)
        names, shift = last_names(matches)
        self._post("Named", question=question, names=names, **{"from": start + shift})

    def _matches(self, before: str) -> tuple[list[str], int]:
        line = before.rsplit("\n", 1)[-1]
        try:
            matches, start = self._console.complete(line)
        except Exception:  # a property of the user's may raise anything
            return [], len(before)
        return matches, len(before) - len(line) + start

    async def _outcome(self, source: str, filename: str) -> str:
        linecache.cache[filename] = (len(source), None, source.splitlines(True), filename)
        try:
            code = CodeRunner(source, mode="exec", filename=filename, flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT).compile()
            self._page.arm(True)
            try:
                result = await self._console.runcode(source, code)
            finally:
                self._page.arm(False)
            self._show(result)
        except (KeyboardInterrupt, asyncio.CancelledError):
            self._printer.write("error", "KeyboardInterrupt: stopped\n")
            return "stopped"
        except SystemExit as leaving:
            self._printer.write("error", f"SystemExit: {leaving}\n")
            return "done"
        except BaseException as error:  # whatever user code raises is its result
            self._printer.write("error", short_traceback(error, is_user_file))
            return "failed"
        return "done"

    def _show(self, result: Any) -> None:
        if result is not None:
            builtins._ = result  # type: ignore[attr-defined]
            self._printer.write("result", repr_shorten(result, LONGEST_REPR) + "\n")

    def _tick(self, _signal: int, frame: FrameType | None) -> None:
        if _in_user_code(frame):
            self._rest(0)

    def _sleep(self, seconds: float) -> None:
        """``time.sleep`` that can be stopped, and that lets output through."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._rest(min(left, 0.03) * 1000)

    def _rest(self, milliseconds: float) -> None:
        """Let the event loop turn over, then stop if that is wanted."""
        self._printer.flush()
        if can_run_sync():
            self._page.arm(False)
            try:
                run_sync(self._page.nap(milliseconds))
            finally:
                self._page.arm(True)
        if self._page.stopWanted():
            raise KeyboardInterrupt

    def _print(self, stream: str, text: str) -> None:
        self._post("Printed", run=self._run, stream=stream, text=text)

    def _post(self, kind: str, **values: Any) -> None:
        self._page.post(json.dumps({"type": kind, **values}))


def is_user_file(filename: str) -> bool:
    """Whether code of this name was written by the speaker: a cell's or the REPL's."""
    return filename.startswith(USER_FILES)


def _in_user_code(frame: FrameType | None) -> bool:
    """Whether the nearest frame that matters is the user's, not the event loop's."""
    while frame is not None:
        filename = frame.f_code.co_filename
        if is_user_file(filename):
            return True
        if "webloop" in filename or "_future_helper" in filename:
            return False
        frame = frame.f_back
    return False
