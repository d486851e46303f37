"""What the worker's JavaScript does for the kernel (`page` in ``web/js/kernel_worker/worker.js``)."""

from __future__ import annotations

from typing import Any, Protocol


class Page(Protocol):
    """What the worker's JavaScript does for the kernel."""

    def post(self, message: str) -> None:
        """Send a JSON message to the page."""

    def send(self, message: str, data: Any) -> None:
        """Send a JSON message and a JavaScript array of bytes to the page."""

    def nap(self, milliseconds: float) -> Any:
        """Block, or a promise that is kept after the browser's loop turned over, so that messages come in."""

    def after(self, milliseconds: float, call: Any) -> None:
        """Call a JavaScript function later."""

    def promised(self) -> Any:
        """A promise, and the function ``resolve`` that keeps it."""

    def ask(self) -> Any:
        """A promise of the line that the speaker enters; of None when a stop is wanted."""

    def takeStop(self) -> bool:  # noqa: N802 - a JavaScript name
        """Whether the page has asked for the present run to stop; each time it has is told once."""

    def hurried(self) -> bool:
        """Whether something is to run, so that what is done ahead must end."""

    def arm(self, ticking: bool) -> None:
        """Let ticks come, or hold them back."""
