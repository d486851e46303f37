"""``build.py serve``: the page on the loopback address, and the notes' changes as they are saved."""

from __future__ import annotations

import errno
import json
import sys
import threading
import webbrowser
from collections.abc import Collection
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from footlights.site.project import Unable, say
from footlights.site.served import Served

KEEP_ALIVE_S = 15.0
NAMES = ("localhost", "127.0.0.1", "[::1]")
"""What this machine calls itself. Any other name was made to lead here, by somebody else's page."""


def serve(path: Path, port: int, *, open_browser: bool, build_sources: Collection[str] = ()) -> int:
    """Serve until interrupted. A taken port gives way to a free one."""
    served = Served(path, build_sources)
    served.page()
    server = _server(served, port)
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    threading.Thread(target=served.watch, daemon=True).start()
    print(f"Footlights serves {path} on {address} (Ctrl+C ends it)", flush=True)
    if open_browser:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        say("ended")
    return 0


def _server(served: Served, port: int) -> ThreadingHTTPServer:
    handler = type("Handler", (_Handler,), {"served": served})
    try:
        server = _Server(("127.0.0.1", port), handler)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise Unable(f"port {port} can't be used: {error.strerror}; name another one: --port 8080") from None
        say(f"port {port} is taken, using a free one")
        server = _Server(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    return server


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that closes its connection is no news."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    served: Served

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if not self._is_from_here():
            self.send_error(HTTPStatus.FORBIDDEN, "this talk is for pages of this machine")
        elif path in ("/", "/index.html"):
            self._send_page()
        elif path == "/changes":
            self._send_changes(self._version_of(query))
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        if not self._is_from_here():
            self.send_error(HTTPStatus.FORBIDDEN, "this talk is for pages of this machine")
        elif self.path != "/notes":
            self.send_error(HTTPStatus.NOT_FOUND)
        else:
            self.send_response(self._written())
            self.send_header("Content-Length", "0")
            self.end_headers()

    def _written(self) -> HTTPStatus:
        """The notes' file as the page has changed it: ``{base, text}``, ``base`` being what it was told of it."""
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit() and len(length) < 9):
            return HTTPStatus.BAD_REQUEST
        try:
            asked = json.loads(self.rfile.read(int(length)))
            written = self.served.write_notes(str(asked["base"]), str(asked["text"]))
        except (ValueError, KeyError, TypeError):
            return HTTPStatus.BAD_REQUEST
        except OSError:
            return HTTPStatus.INTERNAL_SERVER_ERROR
        return HTTPStatus.NO_CONTENT if written else HTTPStatus.CONFLICT

    def log_message(self, format: str, *arguments: object) -> None:
        """Requests are no news."""

    def _is_from_here(self) -> bool:
        """Whether the request names this machine, and comes from the page itself or the speaker's own hand."""
        port = self.server.server_address[1]  # type: ignore[index]
        hosts = {f"{name}:{port}" for name in NAMES} | (set(NAMES) if port == 80 else set())
        asked = self.headers.get_all("Host", [])
        origins = self.headers.get_all("Origin", [])
        return (
            len(asked) == 1
            and asked[0].lower() in hosts
            and all(origin.lower() == f"http://{asked[0].lower()}" for origin in origins)
            and self.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")
        )

    def _send_page(self) -> None:
        try:
            page = self.served.page().encode()
        except Exception as error:  # whatever it is, a page that says so is better than none
            words = str(error).split("\n")[0] if isinstance(error, Unable) else f"{type(error).__name__}: {error}"
            self.send_error(HTTPStatus.INTERNAL_SERVER_ERROR, "The page can't be built", words)
            return
        self._begin("text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def _version_of(self, query: str) -> int | None:
        """The version that a page has: told in its address, and by the browser when it asks once more."""
        stated = self.headers.get("Last-Event-ID") or query.removeprefix("since=")
        return int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 20 else None

    def _send_changes(self, since: int | None) -> None:
        self._begin("text/event-stream")
        self.end_headers()
        with self.served.changed:
            version, event = self.served.version, self.served.present_problems()
            if since is not None:
                event = self.served.events_since(since) + event
        try:
            while True:
                self.wfile.write((event or ": still here\n\n").encode())
                self.wfile.flush()
                with self.served.changed:
                    if self.served.version == version:
                        self.served.changed.wait(KEEP_ALIVE_S)
                    event, version = self.served.events_since(version), self.served.version
        except OSError:
            return

    def _begin(self, kind: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Content-Security-Policy", "frame-ancestors 'self'")  # its sandboxes are frames of its own
