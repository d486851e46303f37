"""Calling an ASGI application: its requests, and its life from start-up to shut-down."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, MutableMapping
from typing import Any
from urllib.parse import unquote

from footlights.live.web import HOST, PORT, Answer, Head, Request

_VERSION = {"version": "3.0", "spec_version": "2.4"}
Message = MutableMapping[str, Any]


async def call_asgi(
    app: Any, request: Request, answer: Answer, ended: Callable[[], None], state: dict[str, Any]
) -> None:
    """Have an application answer a request; what it raises is raised.

    ``ended`` is told when the answer is whole: what the application does behind it, as background tasks
    do, is awaited here, and nobody else need wait for it.
    Raises RuntimeError if it ends without an answer, or answers out of order.
    """
    exchange = _Exchange(request, answer, ended)
    try:
        await app(_scope(request, state), exchange.receive, exchange.send)
    finally:
        exchange.over.set()
    if not exchange.began:
        raise RuntimeError("the application returned without an answer")


def _scope(request: Request, state: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "http",
        "asgi": _VERSION,
        "http_version": "1.1",
        "method": request.method,
        "scheme": "http",
        "path": unquote(request.path),
        "raw_path": request.path.encode("latin-1", "replace"),
        "query_string": request.query.encode("latin-1", "replace"),
        "root_path": "",
        "headers": [(name.encode("latin-1"), value.encode("latin-1", "replace")) for name, value in request.headers],
        "client": ("127.0.0.1", 50000),
        "server": (HOST, PORT),
        "state": dict(state),
    }


class _Exchange:
    """One request and its answer."""

    def __init__(self, request: Request, answer: Answer, ended: Callable[[], None]) -> None:
        self.began = False
        self._ended = ended
        self.over = asyncio.Event()
        self._body: bytes | None = request.body
        self._answer = answer

    async def receive(self) -> Message:
        if self._body is not None:
            body, self._body = self._body, None
            return {"type": "http.request", "body": body, "more_body": False}
        await self.over.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if self.began:
                raise RuntimeError("the application began its answer twice")
            self.began = True
            headers = tuple(
                (name.decode("latin-1"), value.decode("latin-1")) for name, value in message.get("headers", ())
            )
            self._answer(Head(message["status"], headers))
        elif message["type"] == "http.response.body":
            if not self.began or self.over.is_set():
                raise RuntimeError("the application sent a body out of order")
            if message.get("body"):
                self._answer(bytes(message["body"]))
            if not message.get("more_body"):
                self.over.set()
                self._ended()
        await asyncio.sleep(0)  # whoever stopped reading is heard


class Lifespan:
    """An application's own start-up and shut-down; many have none. ``state`` is what it leaves for requests."""

    def __init__(self, app: Any) -> None:
        self.state: dict[str, Any] = {}
        self._app = app
        self._said: asyncio.Queue[Message] = asyncio.Queue()
        self._heard: asyncio.Queue[Message] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Raises RuntimeError if the application says that it can't start."""
        scope = {"type": "lifespan", "asgi": _VERSION, "state": self.state}
        self._task = asyncio.ensure_future(self._app(scope, self._said.get, self._hear))
        state, words = await self._told("startup")
        if state == "failed":
            raise RuntimeError(f"the application did not start: its lifespan failed\n{words}".rstrip())

    async def stop(self) -> None:
        """Let the application put its things away."""
        if self._task and not self._task.done():
            await self._told("shutdown")
            self._task.cancel()

    async def _hear(self, message: Message) -> None:
        if not message["type"].startswith("lifespan."):
            raise RuntimeError("this application has no lifespan")
        self._heard.put_nowait(message)

    async def _told(self, what: str) -> tuple[str, str]:
        """Tell the application; ``complete`` or ``failed`` and why, or ``none`` if it does not know what this is."""
        assert self._task is not None
        self._said.put_nowait({"type": f"lifespan.{what}"})
        heard = asyncio.ensure_future(self._heard.get())
        await asyncio.wait({heard, self._task}, return_when=asyncio.FIRST_COMPLETED)
        if self._task.done() and not self._task.cancelled():
            self._task.exception()  # looked at: one that knows no lifespan raises whatever it likes
        if heard.done():
            message = heard.result()
            return str(message["type"].rpartition(".")[2]), str(message.get("message", ""))
        heard.cancel()
        return "none", ""
