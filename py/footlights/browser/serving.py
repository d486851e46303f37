"""The web applications of app cells: opened when their cell has run, asked by the page, request by request.

Answers go to the page as messages: ``AppAnswered`` with the head, ``AppSent`` with bytes, ``AppFinished``.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from footlights.browser.user_code import is_user_file
from footlights.live.asgi import Lifespan, call_asgi
from footlights.live.cookies import Cookies
from footlights.live.tracebacks import short_traceback
from footlights.live.web import HOST, PORT, Head, Interface, Request, find_application
from footlights.live.wsgi import call_wsgi
from footlights.talk.kernel_messages import AppAnswered, AppFinished, AppOpened, AppSent, KernelMessage

Send = Callable[[KernelMessage, bytes], None]
"""Sends a message with bytes to the page."""
Log = Callable[[str, str], None]
"""Writes to a stream of the cell's output."""

NO_APPLICATION = (
    "There is no web application here: let app be one that speaks ASGI or WSGI, "
    "such as FastAPI(), Flask(__name__) or get_wsgi_application().\n"
)


@dataclass(slots=True)
class _Open:
    """An application that can be asked, and the run that it came from."""

    call: Any
    interface: Interface
    run: int
    cookies: Cookies = field(default_factory=Cookies)
    lifespan: Lifespan | None = None


class Apps:
    """The applications by the number of their cell."""

    def __init__(self, send: Send, log: Log) -> None:
        self._send = send
        self._log = log
        self._open: dict[int, _Open] = {}
        self._tasks: dict[int, asyncio.Task[Any]] = {}
        self._behind: set[asyncio.Task[Any]] = set()
        self._left: set[int] = set()
        self._expected: set[int] = set()
        self._given_up: set[int] = set()

    def expect(self, number: int) -> None:
        """A request has arrived, whose turn may come later: it can be given up from now on."""
        self._expected.add(number)

    async def open(self, cell: int, run: int, result: object, names: Mapping[str, Any]) -> bool:
        """Take what a cell's code left as its application; whether there is one that started."""
        found = find_application(result, names)
        if found is None:
            self._log("error", NO_APPLICATION)
            return False
        before = self._open.pop(cell, None)
        if before and before.lifespan:
            await before.lifespan.stop()
        app, interface = found
        opened = _Open(app, interface, run, before.cookies if before else Cookies())
        if interface is Interface.ASGI:
            opened.lifespan = Lifespan(app)
            try:
                await opened.lifespan.start()
            except RuntimeError as error:
                self._log("error", f"{error}\n")
                return False
        self._open[cell] = opened
        self._send(AppOpened(cell, interface), b"")
        return True

    def run_of(self, cell: int) -> int:
        """The run whose output a cell's application prints to; 0 if it is not open."""
        return self._open[cell].run if cell in self._open else 0

    async def serve(self, cell: int, number: int, read: Callable[[], Request]) -> None:
        """Have a cell's application answer; the page is told how it went in any case.

        ``read`` gives what is asked; what is no request is not answered.
        """
        task: asyncio.Task[Any] = asyncio.current_task()  # type: ignore[assignment]
        self._tasks[number] = task
        ended = self._ending(number, task)
        what = "a request"
        try:
            request = read()
            what = f"{request.method} {request.path}"
            self._expected.discard(number)
            if number in self._given_up:
                raise asyncio.CancelledError
            await self._served(cell, number, request, ended)
        except (KeyboardInterrupt, asyncio.CancelledError):
            if number not in self._left:
                self._log("error", f"{what} was stopped\n")
        except Exception as error:  # a page may say anything
            self._log("error", f"{what} can't be understood: {error}\n")
        finally:
            while task.cancelling():  # left and then stopped: each of them cancels
                task.uncancel()
            ended(0)
            self._behind.discard(task)
            for numbers in (self._left, self._given_up, self._expected):
                numbers.discard(number)

    def _ending(self, number: int, task: asyncio.Task[Any]) -> Callable[[int], None]:
        """Tells the page, once, that an answer with a status is over; its code may go on behind it."""
        began = time.perf_counter()

        def ended(status: int) -> None:
            if self._tasks.pop(number, None):
                self._behind.add(task)
                took_ms = round((time.perf_counter() - began) * 1000, 1)
                self._send(AppFinished(number, status, took_ms), b"")

        return ended

    def abort(self, number: int) -> None:
        """Nobody waits for this answer any more; for number 0 everything is stopped."""
        if number and (number in self._expected or number in self._tasks):
            self._left.add(number)
        self._given_up |= self._expected & {number} if number else self._expected
        running = [self._tasks.get(number)] if number else [*self._tasks.values(), *self._behind]
        for task in filter(None, running):
            task.cancel()

    def keep_cookie(self, cell: int, target: str, line: str) -> None:
        """A script in a page of the application's has set a cookie."""
        if cell in self._open:
            self._open[cell].cookies.keep_from_script(target, line)

    async def _served(self, cell: int, number: int, request: Request, ended: Callable[[int], None]) -> None:
        """Have the application answer, and tell with which status; what it does behind its answer is awaited."""
        opened = self._open.get(cell)
        if opened is None:
            return
        exchange = _Exchange(number, request, opened, self._send, ended)
        try:
            if opened.lifespan is not None:
                await call_asgi(opened.call, exchange.request, exchange.answer, exchange.end, opened.lifespan.state)
            else:
                call_wsgi(opened.call, exchange.request, exchange.answer, self._failed)
        except Exception as error:
            self._failed(error)
            exchange.give_up()
        except SystemExit as error:
            self._failed(error)
            exchange.give_up()
        exchange.end()

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, KeyboardInterrupt):
            raise error
        self._log("error", short_traceback(error, is_user_file))


class _Exchange:
    """One request on its way: cookies are sent along and kept, pieces passed on."""

    def __init__(self, number: int, request: Request, app: _Open, send: Send, ended: Callable[[int], None]) -> None:
        self.status = 0
        self._ended = ended
        self._number = number
        self._target = request.target
        self._cookies = app.cookies
        self._send = send
        headers = [("host", f"{HOST}:{PORT}"), *request.headers]
        if request.body:
            headers.append(("content-length", str(len(request.body))))
        if cookie := app.cookies.header(request.target):
            headers.append(("cookie", cookie))
        self.request = Request(request.method, request.target, tuple(headers), request.body)

    def answer(self, piece: Head | bytes) -> None:
        """Pass a piece of the answer on to the page."""
        if isinstance(piece, bytes):
            self._send(AppSent(self._number), piece)
            return
        self.status = piece.status
        self._cookies.keep(self._target, [value for name, value in piece.headers if name.lower() == "set-cookie"])
        cookies = self._cookies.for_scripts(self._target)
        self._send(AppAnswered(self._number, piece.status, piece.headers, self.request.headers, cookies), b"")

    def end(self) -> None:
        """The answer is over."""
        self._ended(self.status)

    def give_up(self) -> None:
        """The application broke: say so in its place, unless it had begun."""
        if not self.status:
            self.answer(Head(500, (("content-type", "text/plain; charset=utf-8"),)))
            self.answer(b"Internal Server Error: the application's log says more")


def read_request(asked: str, body: bytes) -> Request:
    """A request as the page words it: JSON of method, target and headers."""
    values = json.loads(asked)
    headers = tuple((str(name).lower(), str(value)) for name, value in values["headers"])
    return Request(values["method"], values["target"], headers, body)
