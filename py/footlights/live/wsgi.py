"""Calling a WSGI application, by the standard library's own handler."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from types import TracebackType
from typing import Any
from urllib.parse import unquote_to_bytes
from wsgiref.handlers import BaseHandler
from wsgiref.headers import Headers

from footlights.live.web import HOST, PORT, Answer, Head, Request

Failed = Callable[[BaseException], None]


def call_wsgi(app: Any, request: Request, answer: Answer, failed: Failed) -> None:
    """Have an application answer a request. An error of its own is told to ``failed``, and answered with 500."""
    _Handler(request, answer, failed).run(app)


class _Handler(BaseHandler):
    """Hands over what the application answers instead of writing it to a socket."""

    environ: dict[str, Any]
    headers: Headers
    status: str
    os_environ = {}  # noqa: RUF012 - the base class's word for: nothing of this process
    wsgi_multithread = False
    wsgi_multiprocess = False
    error_headers = [("Content-Type", "text/plain")]  # noqa: RUF012
    error_body = b"Internal Server Error: the application's log says more"

    def __init__(self, request: Request, answer: Answer, failed: Failed) -> None:
        self._request = request
        self._answer = answer
        self._failed = failed

    def add_cgi_vars(self) -> None:
        request = self._request
        self.environ |= {
            "REQUEST_METHOD": request.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(request.path).decode("latin-1"),
            "QUERY_STRING": request.query,
            "SERVER_NAME": HOST,
            "SERVER_PORT": str(PORT),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_LENGTH": str(len(request.body)) if request.body else "",
        }
        for name, value in request.headers:
            plain = name in ("content-type", "content-length")
            self.environ[("" if plain else "HTTP_") + name.upper().replace("-", "_")] = value

    def get_stdin(self) -> Any:
        return io.BytesIO(self._request.body)

    def get_stderr(self) -> Any:
        return sys.stderr

    def send_headers(self) -> None:
        self.cleanup_headers()
        self.headers_sent = True
        self._answer(Head(int(self.status[:3]), tuple(self.headers.items())))

    def _write(self, data: bytes) -> None:
        if data:
            self._answer(data)

    def _flush(self) -> None:
        """Everything is handed over at once."""

    def log_exception(self, exc_info: Any) -> None:
        error: tuple[type[BaseException], BaseException, TracebackType] = exc_info
        self._failed(error[1])
