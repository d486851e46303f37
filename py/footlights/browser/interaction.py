"""What code does to the world around it, made sensible in a page: asking, sleeping, opening, leaving.

``input()`` and ``time.sleep()`` suspend the whole stack through JSPI, so that they work inside any
call, and the page goes on meanwhile.
"""

from __future__ import annotations

import builtins
import getpass
import time
import webbrowser
from collections.abc import Callable
from html import escape
from time import monotonic
from typing import Any, Protocol

from pyodide.ffi import can_run_sync, run_sync

NO_INPUT = "input() needs a browser that can suspend WebAssembly: Chrome or Edge 137, Firefox 153, Safari 27, or newer"

LONGEST_SLEEP_S = 9e9


class Asking(Protocol):
    """What the kernel offers to code that waits."""

    def rest(self, milliseconds: float) -> None:
        """Stand still for a while; raises KeyboardInterrupt if a stop is wanted."""

    def ask(self, prompt: str, secret: bool) -> str:
        """A line from the speaker; raises KeyboardInterrupt if a stop is wanted."""

    def display(self, bundle: dict[str, str]) -> None:
        """Show a bundle in the output of the code that runs."""


def install(kernel: Asking, display: Callable[..., None]) -> None:
    """Put our own in the places where Python code looks."""

    def ask(prompt: object = "", /) -> str:
        return _line(kernel, str(prompt), secret=False)

    def ask_secretly(prompt: str = "Password: ", stream: Any = None, **_options: Any) -> str:
        return _line(kernel, prompt, secret=True)

    def sleep(seconds: float) -> None:
        """``time.sleep`` that can be stopped, and that lets output through."""
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        if seconds != seconds:
            raise ValueError("Invalid value NaN (not a number)")
        if seconds > LONGEST_SLEEP_S:
            raise OverflowError("timestamp too large to convert to C PyTime_t")
        until = monotonic() + seconds
        while (left := until - monotonic()) > 0:
            kernel.rest(left * 1000)

    def open_link(url: str, new: int = 0, autoraise: bool = True) -> bool:
        """A page can't open another by itself: it offers the link."""
        if not url.startswith(("https:", "http:", "mailto:")):
            return False
        kernel.display({"text/plain": url, "text/html": f'<a href="{escape(url)}">{escape(url)}</a>'})
        return True

    builtins.input = ask
    builtins.display = display  # type: ignore[attr-defined]
    getpass.getpass = ask_secretly
    time.sleep = sleep  # type: ignore[assignment]
    webbrowser.open = webbrowser.open_new = webbrowser.open_new_tab = open_link


def _line(kernel: Asking, prompt: str, *, secret: bool) -> str:
    if not can_run_sync():
        raise RuntimeError(NO_INPUT)
    return kernel.ask(prompt, secret)


def wait_for(promise: Any) -> Any:
    """What a promise brings; at once None where there is none, or nothing can be suspended."""
    return run_sync(promise) if promise is not None and can_run_sync() else None
