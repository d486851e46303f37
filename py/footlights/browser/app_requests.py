"""What the page asks of the web applications of app cells; what answers them is imported with the first."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from footlights.browser.serving import Apps, Log, Send


class AppRequests:
    """Requests in the order in which they come; what an application prints belongs to the run of its cell."""

    def __init__(self, send: Send, log: Log, enter_run: Callable[[int], None], flush: Callable[[], None]) -> None:
        self._send, self._log, self._enter_run, self._flush = send, log, enter_run, flush
        self._apps: Apps | None = None

    def apps(self) -> Apps:
        """The applications by the number of their cell."""
        if self._apps is None:
            from footlights.browser.serving import Apps

            self._apps = Apps(self._send, self._log)
        return self._apps

    def serve(self, cell: int, number: int, asked: str, body: Any) -> Coroutine[Any, Any, None]:
        """Have an app cell's application answer a request, JSON and a JavaScript array of bytes, in its turn."""
        self.apps().expect(number)
        return self._serve(cell, number, asked, body)

    async def _serve(self, cell: int, number: int, asked: str, body: Any) -> None:
        from footlights.browser.serving import read_request

        apps = self.apps()
        self._enter_run(apps.run_of(cell))
        try:
            await apps.serve(cell, number, lambda: read_request(asked, body.to_bytes()))
        finally:
            self._flush()
